"""Addresses of imports from Excel."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
