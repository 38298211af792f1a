"""Addresses of units, their tree and their history."""

from django.urls import path

from organizations.views import search

urlpatterns = [
    path("don-vi/tim/", search.unit_search, name="unit_search"),
]
