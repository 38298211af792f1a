"""Addresses of the pages that read everything."""

from django.urls import path

from reports.views.calendar import calendar_feed
from reports.views.inbox import inbox

urlpatterns = [
    path("", inbox, name="inbox"),
    path("lich/<slug:token>.ics", calendar_feed, name="calendar_feed"),
]
