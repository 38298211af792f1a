"""Addresses of writing: versions, comments, what is reused."""

from django.urls import path

from documents.views.comment import comment_add, comment_list, comment_reopen, comment_resolve
from documents.views.history import version_diff, version_list, version_restore
from documents.views.reuse import (
    base_search,
    clause_create,
    clause_delete,
    clause_edit,
    clause_list,
    clause_search,
    recipient_list_create,
    recipient_list_delete,
    recipient_list_edit,
    recipient_list_list,
    recipient_list_search,
)

urlpatterns = [
    path("van-ban/<int:pk>/lich-su/", version_list, name="version_list"),
    path("van-ban/<int:pk>/lich-su/so-sanh/", version_diff, name="version_diff"),
    path("van-ban/<int:pk>/lich-su/<int:number>/khoi-phuc/", version_restore, name="version_restore"),
    path("van-ban/<int:pk>/gop-y/", comment_list, name="comment_list"),
    path("van-ban/<int:pk>/gop-y/them/", comment_add, name="comment_add"),
    path("van-ban/gop-y/<int:pk>/xu-ly/", comment_resolve, name="comment_resolve"),
    path("van-ban/gop-y/<int:pk>/mo-lai/", comment_reopen, name="comment_reopen"),
    path("van-ban/can-cu/tim/", base_search, name="base_search"),
    path("van-ban/doan-mau/", clause_list, name="clause_list"),
    path("van-ban/doan-mau/tim/", clause_search, name="clause_search"),
    path("van-ban/doan-mau/them/", clause_create, name="clause_create"),
    path("van-ban/doan-mau/<int:pk>/", clause_edit, name="clause_edit"),
    path("van-ban/doan-mau/<int:pk>/xoa/", clause_delete, name="clause_delete"),
    path("van-ban/noi-nhan/", recipient_list_list, name="recipient_list_list"),
    path("van-ban/noi-nhan/tim/", recipient_list_search, name="recipient_list_search"),
    path("van-ban/noi-nhan/them/", recipient_list_create, name="recipient_list_create"),
    path("van-ban/noi-nhan/<int:pk>/", recipient_list_edit, name="recipient_list_edit"),
    path("van-ban/noi-nhan/<int:pk>/xoa/", recipient_list_delete, name="recipient_list_delete"),
]
