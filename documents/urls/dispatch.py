"""Addresses of sending papers to units."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
