"""Addresses of log-in and log-out, and of what a user sets up for it."""

from django.urls import path

from organizations.views.login import LoginView, LogoutView

urlpatterns = [
    path("dang-nhap/", LoginView.as_view(), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
]
