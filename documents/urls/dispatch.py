"""Addresses of sending papers to units. Lists and boards, which know the chain, are in ``campaigns``."""

from django.urls import path

from documents.views.dispatch import (
    dispatch_acknowledge,
    dispatch_seen,
    dispatch_send,
    forwarding_done,
)

urlpatterns = [
    path("van-ban/<int:pk>/gui/", dispatch_send, name="dispatch_send"),
    path("van-ban/nhan/<int:pk>/da-xem/", dispatch_seen, name="dispatch_seen"),
    path("van-ban/nhan/<int:pk>/tiep-nhan/", dispatch_acknowledge, name="dispatch_acknowledge"),
    path("van-ban/nhan/chuyen/<int:pk>/xong/", forwarding_done, name="forwarding_done"),
]
