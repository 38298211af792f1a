"""Addresses of units, their tree and their history."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
