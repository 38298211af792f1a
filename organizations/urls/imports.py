"""Addresses of imports from Excel."""

from django.urls import path

from organizations.views import batch, batch_steps

urlpatterns = [
    path("quan-tri/nhap-excel/", batch.batch_list, name="batch_list"),
    path("quan-tri/nhap-excel/moi/", batch.batch_create, name="batch_create"),
    path("quan-tri/nhap-excel/tep-mau/", batch.batch_template, name="batch_template"),
    path("quan-tri/nhap-excel/<uuid:pk>/", batch.batch_detail, name="batch_detail"),
    path("quan-tri/nhap-excel/<uuid:pk>/cot/", batch.batch_columns, name="batch_columns"),
    path("quan-tri/nhap-excel/<uuid:pk>/danh-dau/", batch.batch_marked, name="batch_marked"),
    path("quan-tri/nhap-excel/<uuid:pk>/sua-o/", batch_steps.batch_fix, name="batch_fix"),
    path("quan-tri/nhap-excel/<uuid:pk>/nguoi-trung-ten/", batch_steps.batch_decide, name="batch_decide"),
    path("quan-tri/nhap-excel/<uuid:pk>/tep-da-sua/", batch_steps.batch_replace, name="batch_replace"),
    path("quan-tri/nhap-excel/<uuid:pk>/ghi/", batch_steps.batch_commit, name="batch_commit"),
    path("quan-tri/nhap-excel/<uuid:pk>/hoan-tac/", batch_steps.batch_undo, name="batch_undo"),
    path("quan-tri/nhap-excel/<uuid:pk>/tien-do/", batch.batch_progress, name="batch_progress"),
    path("quan-tri/nhap-excel/<uuid:pk>/kiem-tra/", batch_steps.batch_check, name="batch_check"),
    path("quan-tri/nhap-excel/<uuid:pk>/thu-lai/", batch_steps.batch_retry, name="batch_retry"),
    path("quan-tri/nhap-excel/<uuid:pk>/bo/", batch_steps.batch_discard, name="batch_discard"),
]
