"""Addresses of users, roles, substitutes and one's own calendar."""

from django.urls import path

from organizations.views import calendar_feed, roles, substitutes, users
from organizations.views.accounts import unit_switch

urlpatterns = [
    path("tai-khoan/lich/", calendar_feed.calendar_home, name="calendar_home"),
    path("tai-khoan/lich/tao/", calendar_feed.calendar_renew, name="calendar_renew"),
    path("tai-khoan/lich/thu-hoi/", calendar_feed.calendar_revoke, name="calendar_revoke"),
    path("don-vi-lam-viec/", unit_switch, name="unit_switch"),
    path("quan-tri/", users.admin_home, name="admin_home"),
    path("quan-tri/nguoi-dung/", users.user_list, name="user_list"),
    path("quan-tri/nguoi-dung/excel/", users.user_sheet, name="user_sheet"),
    path("quan-tri/nguoi-dung/cap-tai-khoan/", users.user_create, name="user_create"),
    path("quan-tri/nguoi-dung/<int:pk>/", users.user_detail, name="user_detail"),
    path("quan-tri/nguoi-dung/<int:pk>/mat-khau/", users.user_password, name="user_password"),
    path("quan-tri/nguoi-dung/<int:pk>/ma-xac-thuc/", users.user_factor_reset, name="user_factor_reset"),
    path("quan-tri/nguoi-dung/<int:pk>/khoa/", users.user_disable, name="user_disable"),
    path("quan-tri/nguoi-dung/<int:pk>/mo-lai/", users.user_enable, name="user_enable"),
    path("quan-tri/nguoi-dung/<int:pk>/giao-vai-tro/", roles.role_give, name="role_give"),
    path("quan-tri/vai-tro/<int:pk>/thoi-giu/", roles.role_end, name="role_end"),
    path("quan-tri/de-nghi-vai-tro/", roles.role_request_list, name="role_request_list"),
    path("quan-tri/de-nghi-vai-tro/<int:pk>/xac-nhan/", roles.role_request_confirm, name="role_request_confirm"),
    path("quan-tri/de-nghi-vai-tro/<int:pk>/tu-choi/", roles.role_request_refuse, name="role_request_refuse"),
    path("cu-nguoi-thay/", substitutes.substitute_create, name="substitute_create"),
    path("cu-nguoi-thay/<int:pk>/thoi/", substitutes.substitute_end, name="substitute_end"),
]
