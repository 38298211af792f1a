"""Tra cứu: the law of a title, a day and a place, on a page."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.clients import client_of

CSTDCS = "/tra-cuu/?danh_hieu=CSTDCS&ngay=10/12/2024&noi=vn"


def page(cast: Cast, address: str) -> str:
    answer = client_of(cast.outsider).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everything_about_a_title_with_its_articles(cast: Cast) -> None:
    html = page(cast, CSTDCS)
    assert "Chiến sĩ thi đua cơ sở, ngày 10/12/2024 (Cả nước)" in html
    assert '<span class="citation">Điều 23, 06/2022/QH15</span>' in html
    assert "Chủ tịch UBND cấp huyện" in html
    assert "Từ 80 % tổng số thành viên Hội đồng" in html
    assert "<strong>2.340.000 đồng</strong> = 1 × 2.340.000 đồng" in html


def test_how_many_of_a_council_have_to_agree(cast: Cast) -> None:
    votes = client_of(cast.clerk).get(CSTDCS).context["votes"]
    assert votes == [(7, 6), (8, 7), (9, 8), (10, 8), (11, 9), (12, 10), (13, 11), (14, 12), (15, 12)]
    assert client_of(cast.clerk).get("/tra-cuu/?danh_hieu=LDTT&ngay=10/12/2024").context["votes"] == []


def test_authority_follows_the_day(cast: Cast) -> None:
    assert "Chủ tịch UBND cấp xã" in page(cast, "/tra-cuu/?danh_hieu=CSTDCS&ngay=01/07/2025&noi=vn")


def test_what_nobody_read_is_marked_and_a_changed_law_is_told(cast: Cast) -> None:
    html = page(cast, "/tra-cuu/?danh_hieu=CSTDT&ngay=01/11/2026&noi=vn-bac-ninh")
    assert "cần đối chiếu văn bản" in html
    assert "Luật 06/2026/QH16" in html
    assert "(Tỉnh Bắc Ninh)" in html
    assert "86/2025/QĐ-UBND" in html


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Chọn một danh hiệu"),
        ("danh_hieu=GDVH&ngay=01/07/2024", "chưa đọc thấy mức tiền thưởng"),
        ("danh_hieu=LDTT&ngay=01/01/1990", "Dữ liệu chưa có cho ngày này"),
        ("danh_hieu=LDTT&ngay=31/12/2023", "chưa được đưa vào dữ liệu"),
    ],
)
def test_what_the_data_do_not_hold_is_said(cast: Cast, query: str, sentence: str) -> None:
    assert sentence in page(cast, f"/tra-cuu/?{query}")


@pytest.mark.parametrize("query", ["danh_hieu=XYZ", "danh_hieu=LDTT&ngay=31/02/2024", "danh_hieu=LDTT&noi=o-dau"])
def test_a_question_that_cannot_be_read_keeps_what_was_typed(cast: Cast, query: str) -> None:
    answer = client_of(cast.clerk).get(f"/tra-cuu/?{query}")
    assert answer.status_code == 422
    assert "Chưa tra cứu được" in answer.content.decode()
