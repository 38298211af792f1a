"""Addresses of units, their tree and their history."""

from django.urls import path

from organizations.views import search, unit_changes, unit_undo, units

urlpatterns = [
    path("don-vi/", units.unit_list, name="unit_list"),
    path("don-vi/excel/", units.unit_sheet, name="unit_sheet"),
    path("don-vi/tim/", search.unit_search, name="unit_search"),
    path("don-vi/lap/", unit_changes.unit_create, name="unit_create"),
    path("don-vi/<int:pk>/", units.unit_detail, name="unit_detail"),
    path("don-vi/<int:pk>/sua/", unit_changes.unit_edit, name="unit_edit"),
    path("don-vi/<int:pk>/doi-ten/", unit_changes.unit_rename, name="unit_rename"),
    path("don-vi/<int:pk>/chuyen/", unit_changes.unit_move, name="unit_move"),
    path("don-vi/<int:pk>/ket-thuc/", unit_changes.unit_end, name="unit_end"),
    path("don-vi/<int:pk>/hoan-tac/", unit_undo.unit_undo, name="unit_undo"),
    path("don-vi/<int:pk>/xoa/", unit_changes.unit_delete, name="unit_delete"),
]
