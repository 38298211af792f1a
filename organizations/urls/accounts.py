"""Addresses of users, roles and substitutes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
