"""Addresses of writing: editor, versions, comments, what is reused."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
