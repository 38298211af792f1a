"""Addresses of the register of cited papers. The graph, which knows the chain, is in ``campaigns``."""

from django.urls import path

from documents.views import cited, conflict

urlpatterns = [
    path("van-ban/duoc-dan/", cited.cited_list, name="cited_list"),
    path("van-ban/duoc-dan/excel/", cited.cited_sheet, name="cited_sheet"),
    path("van-ban/duoc-dan/in/", cited.cited_print, name="cited_print"),
    path("van-ban/duoc-dan/mau-thuan/", conflict.conflict_list, name="conflict_list"),
    path("van-ban/duoc-dan/<int:pk>/", cited.cited_detail, name="cited_detail"),
    path("van-ban/duoc-dan/<int:pk>/thong-nhat/", conflict.conflict_settle, name="conflict_settle"),
    path("van-ban/duoc-dan/thong-nhat/<int:pk>/mo-lai/", conflict.conflict_reopen, name="conflict_reopen"),
]
