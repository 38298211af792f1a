"""Addresses of people and units, one module for each group of pages."""

from organizations.urls import accounts, blocks, imports, log_in, notices, people, units

urlpatterns = [
    *log_in.urlpatterns,
    *accounts.urlpatterns,
    *units.urlpatterns,
    *people.urlpatterns,
    *blocks.urlpatterns,
    *imports.urlpatterns,
    *notices.urlpatterns,
]
