"""Addresses of log-in and log-out, and of what a user sets up for it.

allauth's views stand here one by one, under the names that allauth reverses; nothing else of it has an address.
"""

from allauth.account.views import reauthenticate
from allauth.mfa.base.views import authenticate
from allauth.mfa.base.views import reauthenticate as reauthenticate_by_code
from django.urls import path

from organizations.views import accounts, factor
from organizations.views.login import LoginView, LogoutView

urlpatterns = [
    path("dang-nhap/", LoginView.as_view(), name="login"),
    path("dang-nhap/", LoginView.as_view(), name="account_login"),
    path("dang-nhap/ma-xac-thuc/", authenticate, name="mfa_authenticate"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("tai-khoan/", accounts.account_home, name="account_home"),
    path("tai-khoan/mat-khau/", accounts.password_change, name="account_change_password"),
    path("tai-khoan/xac-nhan-mat-khau/", reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/xac-nhan-ma/", reauthenticate_by_code, name="mfa_reauthenticate"),
    path("tai-khoan/ma-xac-thuc/", factor.set_up, name="mfa_activate_totp"),
    path("tai-khoan/ma-xac-thuc/tat/", factor.turn_off, name="mfa_deactivate_totp"),
    path("tai-khoan/ma-du-phong/", factor.codes, name="mfa_view_recovery_codes"),
    path("tai-khoan/ma-du-phong/tai-ve/", factor.codes_file, name="recovery_codes_file"),
    path("tai-khoan/ma-du-phong/da-luu/", factor.codes_saved, name="recovery_codes_saved"),
    path("tai-khoan/ma-du-phong/cap-lai/", factor.codes_renew, name="mfa_generate_recovery_codes"),
    path("tai-khoan/phien/con-khong/", accounts.session_alive, name="session_alive"),
    path("tai-khoan/phien/<int:pk>/ket-thuc/", accounts.session_end, name="session_end"),
    path("tai-khoan/phien/ket-thuc-phien-khac/", accounts.session_end_others, name="session_end_others"),
]
