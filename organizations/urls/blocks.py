"""Addresses of khối thi đua."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
