"""Addresses of the records: the register, histories, each kind of record."""

from django.urls import path

from awards.views import desk, eligibility, history, household, law, record, register, statement

# Per kind of record the first part of its addresses.
_RECORDS = {"award": "so-vang", "rating": "xep-loai", "initiative": "sang-kien", "discipline": "ky-luat",
            "review": "dang-xem-xet"}  # fmt: skip
# Per kind of subject the first part, and the page of its records.
_SUBJECTS = {"person": "nguoi", "unit": "don-vi", "household": "ho-gia-dinh"}

urlpatterns = [
    path("tra-cuu/", law.law_lookup, name="law_lookup"),
    path("so-vang/", register.award_list, name="award_list"),
    path("so-vang/excel/", register.award_sheet, name="award_sheet"),
    path("so-vang/in/", register.award_print, name="award_print"),
    path("so-vang/ra-soat/", desk.record_desk, name="record_desk"),
    path("so-vang/<int:pk>/sua-nhanh/<slug:fix>/", desk.desk_fix, name="desk_fix"),
    path("ho-gia-dinh/", household.household_list, name="household_list"),
    path("ho-gia-dinh/moi/", household.household_create, name="household_create"),
    path("ho-gia-dinh/<int:pk>/sua/", household.household_edit, name="household_edit"),
    path("nguoi/<int:pk>/thi-dua/", history.person_records, name="person_records"),
    path("don-vi/<int:pk>/thi-dua/", history.unit_records, name="unit_records"),
    path("ho-gia-dinh/<int:pk>/thi-dua/", history.household_records, name="household_records"),
    path("xac-nhan-ho-so/<int:pk>/bo/", statement.statement_remove, name="statement_remove"),
    *(
        path(f"{slug}/<int:pk>/thi-dua/them/<slug:what>/", record.record_add, {"kind": kind}, name=f"{kind}_record_add")
        for kind, slug in _SUBJECTS.items()
    ),
    *(
        path(f"{slug}/<int:pk>/dieu-kien/", eligibility.eligibility, {"kind": kind}, name=f"{kind}_eligibility")
        for kind, slug in _SUBJECTS.items()
    ),
    *(
        path(f"{slug}/<int:pk>/thi-dua/xac-nhan/", statement.statement_add, {"kind": kind}, name=f"{kind}_statement")
        for kind, slug in _SUBJECTS.items()
    ),
    *(
        path(f"{slug}/<int:pk>/", record.record_detail, {"what": what}, name=f"{what}_detail")
        for what, slug in _RECORDS.items()
    ),
    *(
        path(f"{slug}/<int:pk>/sua/", record.record_edit, {"what": what}, name=f"{what}_edit")
        for what, slug in _RECORDS.items()
    ),
    *(
        path(f"{slug}/<int:pk>/huy-bo/", record.record_revoke, {"what": what}, name=f"{what}_revoke")
        for what, slug in _RECORDS.items()
    ),
]
