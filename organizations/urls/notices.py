"""Addresses of notices and how one wants to get them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
