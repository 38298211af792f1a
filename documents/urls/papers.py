"""Addresses of papers, their files and their public check. The import is in ``campaigns``: it needs the chain."""

from django.urls import path

from documents.views.create import document_create, symbol_change
from documents.views.document import document_detail
from documents.views.edit import document_edit
from documents.views.files import file_download, file_make, file_status, source_download
from documents.views.findings import finding_act
from documents.views.listing import document_list
from documents.views.step import document_step
from documents.views.template import (
    template_built_in,
    template_delete,
    template_detail,
    template_list,
    template_save,
)
from documents.views.verify import verify

urlpatterns = [
    path("van-ban/", document_list, name="document_list"),
    path("van-ban/<int:pk>/", document_detail, name="document_detail"),
    path("van-ban/soan/", document_create, name="document_create"),
    path("van-ban/mau/", template_list, name="template_list"),
    path("van-ban/mau/co-san/", template_built_in, name="template_built_in"),
    path("van-ban/mau/<int:pk>/", template_detail, name="template_detail"),
    path("van-ban/mau/<int:pk>/xoa/", template_delete, name="template_delete"),
    path("van-ban/<int:pk>/ky-hieu/", symbol_change, name="symbol_change"),
    path("van-ban/<int:pk>/luu-lam-mau/", template_save, name="template_save"),
    path("van-ban/<int:pk>/sua/", document_edit, name="document_edit"),
    path("van-ban/<int:pk>/buoc/<slug:action>/", document_step, name="document_step"),
    path("van-ban/<int:pk>/nhan-xet/", finding_act, name="finding_act"),
    path("van-ban/<int:pk>/tao-tep/<slug:kind>/", file_make, name="file_make"),
    path("van-ban/<int:pk>/tep-goc/", source_download, name="source_download"),
    path("van-ban/tep/<int:pk>/", file_status, name="file_status"),
    path("van-ban/tep/<int:pk>/tai/", file_download, name="file_download"),
    path("xac-minh/<slug:code>/", verify, name="verify"),
]
