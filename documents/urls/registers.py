"""Addresses of the registers, numbers and attachments."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
