"""Addresses that the editor in the browser asks."""

from django.urls import path

from documents.views.paste import paste_clean

urlpatterns = [
    path("van-ban/dan/", paste_clean, name="paste_clean"),
]
