"""Addresses of notices and how one wants to get them."""

from django.urls import path

from organizations.views.notices import notice_list, notice_open, notice_preferences, notice_read, notice_read_all

urlpatterns = [
    path("thong-bao/", notice_list, name="notice_list"),
    path("thong-bao/da-doc/", notice_read_all, name="notice_read_all"),
    path("thong-bao/cach-nhan/", notice_preferences, name="notice_preferences"),
    path("thong-bao/<int:pk>/mo/", notice_open, name="notice_open"),
    path("thong-bao/<int:pk>/da-doc/", notice_read, name="notice_read"),
]
