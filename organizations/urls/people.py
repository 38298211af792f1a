"""Addresses of people and their positions, and of the search for users."""

from django.urls import path

from organizations.views import people, search

urlpatterns = [
    path("nguoi/", people.person_list, name="person_list"),
    path("nguoi/excel/", people.person_sheet, name="person_sheet"),
    path("nguoi/tim/", search.person_search, name="person_search"),
    path("nguoi/them/", people.person_create, name="person_create"),
    path("nguoi/<int:pk>/", people.person_detail, name="person_detail"),
    path("nguoi/<int:pk>/sua/", people.person_edit, name="person_edit"),
    path("nguoi/<int:pk>/gop/", people.person_merge, name="person_merge"),
    path("nguoi/<int:pk>/chuc-vu/", people.position_create, name="position_create"),
    path("chuc-vu/<int:pk>/", people.position_edit, name="position_edit"),
    path("nguoi-dung/tim/", search.user_search, name="user_search"),
]
