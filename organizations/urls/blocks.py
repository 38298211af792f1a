"""Addresses of khối thi đua."""

from django.urls import path

from organizations.views import block_list, blocks

urlpatterns = [
    path("khoi-thi-dua/", block_list.block_list, name="block_list"),
    path("khoi-thi-dua/excel/", block_list.block_sheet, name="block_sheet"),
    path("khoi-thi-dua/lap/", blocks.block_create, name="block_create"),
    path("khoi-thi-dua/<int:pk>/", blocks.block_detail, name="block_detail"),
    path("khoi-thi-dua/<int:pk>/sua/", blocks.block_edit, name="block_edit"),
    path("khoi-thi-dua/<int:pk>/them-don-vi/", blocks.block_join, name="block_join"),
    path("khoi-thi-dua/<int:pk>/ket-thuc/", blocks.block_end, name="block_end"),
    path("khoi-thi-dua/thanh-vien/<int:pk>/nhiem-vu/", blocks.block_duty, name="block_duty"),
    path("khoi-thi-dua/thanh-vien/<int:pk>/roi/", blocks.block_leave, name="block_leave"),
]
