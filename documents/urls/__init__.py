"""Addresses of papers, one module for each group of pages."""

from documents.urls import dispatch, editor, papers, registers, writing

urlpatterns = [
    *editor.urlpatterns,
    *writing.urlpatterns,
    *registers.urlpatterns,
    *dispatch.urlpatterns,
    *papers.urlpatterns,
]
