"""What the law is asked: a title, a day, a place; for a candidate also the emulation year and what is assumed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from awards.forms.fields import YearField
from awards.text.titles import title_choices
from legal.forecast import Assumption
from legal.layers import NATIONAL, jurisdictions
from organizations.forms.fields import DayField

# What every coming year brings, by kind of candidate.
ASSUMPTIONS: dict[str, dict[str, tuple[str, Assumption]]] = {
    "person": {
        "xuat-sac": (
            "đạt Chiến sĩ thi đua cơ sở, hoàn thành xuất sắc nhiệm vụ",
            Assumption(awards=("LDTT", "CSTDCS"), rating="HTXSNV"),
        ),
        "tot": ("đạt Lao động tiên tiến, hoàn thành tốt nhiệm vụ", Assumption(awards=("LDTT",), rating="HTTNV")),
    },
    "collective": {
        "xuat-sac": (
            "đạt Tập thể lao động xuất sắc, hoàn thành xuất sắc nhiệm vụ",
            Assumption(awards=("TTLDTT", "TTLDXS"), rating="HTXSNV"),
        ),
        "tot": (
            "đạt Tập thể lao động tiên tiến, hoàn thành tốt nhiệm vụ",
            Assumption(awards=("TTLDTT",), rating="HTTNV"),
        ),
    },
    "household": {},
}


class _AskForm(forms.Form):
    """Asked by GET: an empty address asks with the values below."""

    def __init__(self, query: QueryDict, starts: dict[str, Any]) -> None:
        asked = query.copy()
        for name, value in starts.items():
            asked.setdefault(name, value)
        super().__init__(asked)

    @property
    def is_narrowed(self) -> bool:
        """Whether a title is asked for."""
        return self.is_valid() and bool(self.cleaned_data["danh_hieu"])


def _day_field() -> DayField:
    return DayField(label="Theo luật của ngày")


def _place_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Nơi áp dụng", choices=lambda: [(place.code, place.name) for place in jurisdictions()]
    )


class LawForm(_AskForm):
    """A title on a day in a place."""

    danh_hieu = forms.ChoiceField(
        label="Danh hiệu, hình thức khen thưởng", choices=[("", "Chọn danh hiệu, hình thức"), *title_choices()],
        required=False,
    )  # fmt: skip
    ngay = _day_field()
    noi = _place_field()

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query, {"ngay": f"{timezone.localdate():%d/%m/%Y}", "noi": NATIONAL})


class EligibilityForm(_AskForm):
    """A candidate's title in a year, judged by the law of a day."""

    danh_hieu = forms.ChoiceField(label="Danh hiệu, hình thức khen thưởng", required=False)
    nam = YearField(label="Năm thi đua")
    ngay = _day_field()
    noi = _place_field()
    neu = forms.ChoiceField(label="Nếu mỗi năm tới", required=False)

    def __init__(self, query: QueryDict, *, kind: str) -> None:
        today = timezone.localdate()
        starts = {"nam": today.year, "ngay": f"{today:%d/%m/%Y}", "noi": NATIONAL, "neu": "xuat-sac"}
        super().__init__(query, starts if ASSUMPTIONS[kind] else {**starts, "neu": ""})
        self.fields["danh_hieu"].choices = [("", "Tất cả"), *title_choices(kind)]  # type: ignore[attr-defined]
        self.fields["neu"].choices = [  # type: ignore[attr-defined]
            (code, label) for code, (label, _) in ASSUMPTIONS[kind].items()
        ] or [("", "")]
        self.kind = kind

    def clean(self) -> dict[str, Any]:
        """A year is judged when it has come: not after the day whose law is asked."""
        found = super().clean() or {}
        year, on = found.get("nam"), found.get("ngay")
        if year and isinstance(on, date) and year > on.year:
            self.add_error(
                "nam", f"Năm thi đua {year} chưa đến vào ngày {on:%d/%m/%Y}. Hãy chọn năm trước hoặc ngày sau."
            )
        return found

    @property
    def assumption(self) -> Assumption | None:
        """What every coming year brings; None when nothing can be assumed of such a candidate."""
        found = ASSUMPTIONS[self.kind].get(self.cleaned_data["neu"])
        return found[1] if found else None
