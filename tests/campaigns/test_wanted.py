"""Nhập văn bản này: a paper that others cite is entered with what they say of it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.models import CitedPaper
from tests.campaigns.chain import directive
from tests.cast import CONTENT, Cast
from tests.clients import client_of
from tests.documents.reading import read_all

START = "/van-ban/nhap/"
SAID = "Căn cứ Kế hoạch số 67/KH-UBND ngày 30 tháng 3 năm 2021 của Ủy ban nhân dân thành phố Tây Ninh về trồng cây."
NAMELESS = "KẾ HOẠCH\nTrồng cây xanh\nI. MỤC ĐÍCH\nTạo phong trào."
KNOWN = {
    "kind": "KH", "number": "67", "symbol": "KH-UBND", "on": date(2021, 3, 30),
    "issuer_printed": "Ủy ban nhân dân thành phố Tây Ninh", "summary": "Trồng cây",
}  # fmt: skip


@pytest.fixture
def cited(cast: Cast) -> CitedPaper:
    directive(cast, replace(CONTENT, bases=SAID))
    return CitedPaper.objects.get(printed="67/KH-UBND")


def sent(cast: Cast, address: str, *, data: bytes | None = None, text: str = "") -> Any:
    """The page to which the form leads in the end."""
    client = client_of(cast.clerk)
    form: dict[str, Any] = {"creation_key": str(uuid.uuid4()), "text": text}
    if data is not None:
        form["file"] = SimpleUploadedFile("a.txt", data)
    answer = client.post(address, form)
    if data is not None:
        read_all()
        answer = client.get(answer.url)
    return client.get(answer.url)


def first(page: Any) -> dict[str, Any]:
    return {name: page.context["form"].initial.get(name) for name in KNOWN}


def test_the_page_of_a_cited_paper_leads_to_a_form_that_names_it(cast: Cast, cited: CitedPaper) -> None:
    client, address = client_of(cast.clerk), f"{START}?cho={cited.pk}"
    assert client.get(cited.get_absolute_url()).content.decode().count(f'href="{address}"') == 2
    page = client.get(address).content.decode()
    assert (
        "Kế hoạch 67/KH-UBND, 30/03/2021, Ủy ban nhân dân thành phố Tây Ninh: Trồng cây. Ô nào máy không đọc được"
        in page
    )


@pytest.mark.parametrize("way", ["data", "text"])
def test_what_the_file_does_not_say_is_filled_in_and_told(cast: Cast, cited: CitedPaper, way: str) -> None:
    given = {"data": {"data": NAMELESS.encode()}, "text": {"text": NAMELESS}}[way]
    page = sent(cast, f"{START}?cho={cited.pk}", **given)
    assert first(page) == KNOWN | {"summary": "Trồng cây xanh"}
    assert "không đọc được ở tệp: Số, Ký hiệu, Ngày ban hành, Cơ quan ban hành.</p>" in page.content.decode()
    assert "number" not in [field.name for field in page.context["doubtful"]]
    without = sent(cast, START, **given)
    assert (first(without)["number"], without.context["wanted"]) == ("", None)


def test_another_paper_keeps_what_was_read_and_is_told(cast: Cast, cited: CitedPaper) -> None:
    text = f"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ TÂY NINH\nSố: 68/KH-UBND\n{NAMELESS}"
    page = sent(cast, f"{START}?cho={cited.pk}", text=text)
    assert (first(page)["number"], first(page)["on"]) == ("68", None)
    assert "Tệp này không phải văn bản được dẫn?" in page.content.decode()


@pytest.mark.parametrize("key", ["", "x", "²", "0", "9" * 30, "-1"])
def test_an_address_that_names_nothing_is_the_plain_form(cast: Cast, key: str) -> None:
    assert client_of(cast.clerk).get(f"{START}?cho={key}").context["wanted"] is None


def test_who_sees_no_paper_that_cites_it_is_told_nothing(cast: Cast, cited: CitedPaper) -> None:
    page = client_of(cast.outsider).get(f"{START}?cho={cited.pk}")
    assert (page.status_code, page.context["wanted"], "67/KH-UBND" in page.content.decode()) == (200, None, False)
