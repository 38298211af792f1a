"""Addresses of the pages that read everything."""

from django.urls import path

from reports.views.inbox import inbox

urlpatterns = [path("", inbox, name="inbox")]
