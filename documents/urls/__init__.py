"""Addresses of papers, one module for each group of pages."""

from documents.urls import dispatch, papers, registers, writing

urlpatterns = [*writing.urlpatterns, *registers.urlpatterns, *dispatch.urlpatterns, *papers.urlpatterns]
