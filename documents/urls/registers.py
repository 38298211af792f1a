"""Addresses of the registers, numbers and attachments."""

from django.urls import path

from documents.queries.books import IN, OUT
from documents.views import attachment, register, reserve, saved

urlpatterns = [
    path("van-ban/di/", register.register_list, {"book": OUT}, name="register_out"),
    path("van-ban/di/excel/", register.register_sheet, {"book": OUT}, name="register_out_sheet"),
    path("van-ban/di/in/", register.register_print, {"book": OUT}, name="register_out_print"),
    path("van-ban/den/", register.register_list, {"book": IN}, name="register_in"),
    path("van-ban/den/excel/", register.register_sheet, {"book": IN}, name="register_in_sheet"),
    path("van-ban/den/in/", register.register_print, {"book": IN}, name="register_in_print"),
    path("van-ban/<int:pk>/ghi-so/", register.register_row, name="register_row"),
    path("van-ban/bo-loc/luu/<slug:page>/", saved.saved_view_create, name="saved_view_create"),
    path("van-ban/bo-loc/<int:pk>/doi-ten/", saved.saved_view_rename, name="saved_view_rename"),
    path("van-ban/bo-loc/<int:pk>/xoa/", saved.saved_view_delete, name="saved_view_delete"),
    path("van-ban/so-giu/", reserve.reserved_list, name="reserved_list"),
    path("van-ban/so-giu/<int:pk>/huy/", reserve.reserved_cancel, name="reserved_cancel"),
    path("van-ban/<int:pk>/ban-hanh-so-giu/", reserve.reserved_use, name="reserved_use"),
    path("van-ban/<int:pk>/kem-theo/", attachment.attachment_add, name="attachment_add"),
    path("van-ban/kem-theo/<int:pk>/tai/", attachment.attachment_download, name="attachment_download"),
    path("van-ban/kem-theo/<int:pk>/thu-tu/", attachment.attachment_move, name="attachment_move"),
    path("van-ban/kem-theo/<int:pk>/bo/", attachment.attachment_remove, name="attachment_remove"),
]
