"""Addresses of people and units."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from organizations.views.login import LoginView

urlpatterns = [
    path("dang-nhap/", LoginView.as_view(), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
]
