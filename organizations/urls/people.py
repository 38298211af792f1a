"""Addresses of people and their positions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
