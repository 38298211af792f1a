"""Addresses of papers, one module for each group of pages."""

from documents.urls import cited, dispatch, editor, papers, registers, writing

urlpatterns = [
    *editor.urlpatterns,
    *writing.urlpatterns,
    *registers.urlpatterns,
    *dispatch.urlpatterns,
    *cited.urlpatterns,
    *papers.urlpatterns,
]
