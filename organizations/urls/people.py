"""Addresses of people and their positions, and of the search for users."""

from django.urls import path

from organizations.views import search

urlpatterns = [
    path("nguoi/tim/", search.person_search, name="person_search"),
    path("nguoi-dung/tim/", search.user_search, name="user_search"),
]
