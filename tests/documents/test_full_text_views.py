"""Tìm toàn văn: what the page finds, shows and refuses; nothing of a paper that the user may not read."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.actions.step import issue, sign, take_step
from documents.models import Document
from documents.queries import full_text
from documents.text.asking import MAX_TERMS
from tests.cast import CONTENT, Cast
from tests.clients import client_of

BODY = """I. MỤC ĐÍCH
1. Yêu cầu
Trồng cây hoà bình bên bờ sông Vàm Cỏ.
II. NỘI DUNG
1. Trồng rừng
2. Trồng hoa
- Hoa mai."""


def page(user, query: str, status: int = 200) -> str:
    response = client_of(user).get(f"/van-ban/tim/?{query}")
    assert response.status_code == status
    return response.content.decode()


def answer(html: str) -> str:
    """The page without its frame, which holds tokens."""
    return html[html.index("<main") : html.index("</main>")]


def titles(html: str) -> list[str]:
    return [unescape(title) for title in re.findall(r'<p class="answer-title">(.*?)</p>', html)]


def places(html: str) -> list[str]:
    """Each snippet as it reads, with its address and marks."""
    found = re.findall(r'<li><a href="(.*?)">(.*?)</a>: (.*?)</li>', html)
    return [f"{address} {place}: {unescape(text)}" for address, place, text in found]


@pytest.fixture
def tree(cast: Cast) -> Document:
    return cast.draft(content=replace(CONTENT, summary="Tết trồng cây", body=BODY))


def test_a_place_is_shown_as_written_and_leads_into_the_paper(cast, tree):
    html = page(cast.clerk, "tim=hoa+binh")
    assert titles(html) == ["Tết trồng cây"]
    assert places(html) == [
        f"/van-ban/{tree.pk}/#dong-2 Mục I.1: Trồng cây <mark>hoà bình</mark> bên bờ sông Vàm Cỏ.",
        f"/van-ban/{tree.pk}/#dong-6 Mục II.2: 2. Trồng <mark>hoa</mark>",
        f"/van-ban/{tree.pk}/#dong-7 Mục II.2: - <mark>Hoa</mark> mai.",
    ]
    detail = client_of(cast.clerk).get(f"/van-ban/{tree.pk}/").content.decode()
    assert [f'id="dong-{line}"' in detail for line in (2, 6, 7)] == [True] * 3


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("tim=%22trong+hoa%22", 1),
        ("tim=%22hoa+trong%22", 0),
        ("tim=trong+-mai", 0),
        ("tim=hoa&phan=can-cu", 0),
        ("tim=01/CT-UBND&phan=can-cu", 1),
        ("tim=1+/+ct+-+ubnd&phan=noi-dung", 0),
        ("tim=hoa&loai=CT", 0),
        ("tim=hoa&loai=KH&trang_thai=draft&nguon=soan&co_quan=uy+ban&sap=ngay", 1),
        ("tim=hoa&nguon=den", 0),
        ("tim=hoa&co_quan=hoa+thanh", 0),
        ("tim=hoa&nam=2001", 0),
        ("tim=hoa&tu=01/01/2024", 0),
        ("tim=hoa&trang=7", 1),
    ],
)
def test_questions_and_filters(cast, tree, query, count):
    html = page(cast.clerk, query)
    assert ("Không có văn bản nào khớp" in html) == (count == 0)
    assert len(titles(html)) == (0 if "trang=" in query else count)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("tim=%22+*", "Câu tìm chưa có chữ hoặc số nào. Hãy gõ ít nhất một từ."),
        ("tim=-hoa", "Câu tìm chỉ có từ phải loại (-từ). Hãy gõ thêm ít nhất một từ cần có."),
        (f"tim={'a' * 201}", "Câu tìm dài quá 200 chữ. Hãy giữ lại vài từ chính."),
        (
            f"tim={'+'.join(str(n) for n in range(MAX_TERMS + 1))}",
            "Câu tìm có hơn 12 từ. Hãy bớt từ, hoặc đặt cụm từ trong ngoặc kép.",
        ),
        (
            "tim=hoa&tu=02/01/2024&den=01/01/2024",
            "“Đến ngày” đứng trước “Từ ngày”. Hãy đổi lại hai ngày.",
        ),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(cast, tree, query, sentence):
    html = page(cast.clerk, query, 422)
    assert (html.count(f": {sentence}"), titles(html)) == (1, [])


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "typed",
    [
        "* ( ) OR NEAR : hoa", "hoa' OR 1=1 --", "{body} : hoa", "hoa\\", "NEAR(hoa, 2)", "^hoa", "hoa*", "a&b|!c:*",
        "\x00hoa", "hoa\ud800", "%_hoa", "¶", '"hoa', "-\"", "½ hoa", "hoa 🌳", "((((((((", "'';DROP TABLE x;--",
    ],
)  # fmt: skip
def test_no_typed_sign_is_an_error(cast, tree, typed):
    response = client_of(cast.clerk).get("/van-ban/tim/", {"tim": typed.encode("utf-8", "replace")})
    assert response.status_code in (200, 422)
    for name in ("trang", "loai", "trang_thai", "nam", "tu", "den", "co_quan", "don_vi", "nguon", "phan", "sap"):
        query = {"tim": "hoa", name: typed.encode("utf-8", "replace")}
        assert client_of(cast.clerk).get("/van-ban/tim/", query).status_code in (200, 422)


@pytest.mark.both_databases
def test_nothing_of_a_foreign_draft_comes_out(cast, tree):
    """The same page, whether or not a foreign draft holds the words: counts, places, suggestions."""
    queries = ("tim=kimcuong", "tim=kimcuonh", "tim=trong+cay")
    before = [answer(page(cast.outsider, query)) for query in queries]
    secret = replace(CONTENT, summary="Kimcuong", body="1. Kimcuong ở đây", bases="Căn cứ kimcuong;")
    cast.draft(content=secret)
    assert [answer(page(cast.outsider, query)) for query in queries] == before
    assert titles(page(cast.clerk, "tim=kimcuong")) == ["Kimcuong"]
    assert "Có phải ý bạn: kimcuong" in page(cast.clerk, "tim=kimcuonh")
    # Those below see it once it is issued.
    assert titles(page(cast.justice_officer, "tim=kimcuong")) == []


@pytest.mark.both_databases
def test_papers_that_bear_the_words_stand_first_then_the_latest(cast):
    says = cast.draft(content=replace(CONTENT, summary="Báo cáo", body="Hạn hán./."))
    bears = cast.draft(content=replace(CONTENT, summary="Phòng chống hạn hán", body="Nước."))
    submitted = take_step(document=says, action="submit", by=cast.clerk)
    issue(document=sign(document=submitted, by=cast.leader), by=cast.clerk)
    assert titles(page(cast.clerk, "tim=han+han")) == [bears.summary, says.summary]
    assert titles(page(cast.clerk, "tim=han+han&sap=ngay")) == [says.summary, bears.summary]
    assert titles(page(cast.clerk, "tim=01/kh-ubnd&sap=ngay")) == [says.summary]


@pytest.mark.both_databases
@pytest.mark.parametrize("order", ["", "ngay"])
def test_pages_hold_every_paper_once(cast, monkeypatch, order):
    monkeypatch.setattr(full_text, "SIZE", 2)
    for number in range(5):
        words = ("Hạn hán", "Mưa") if number % 2 else ("Mưa", "Hạn hán")
        cast.draft(content=replace(CONTENT, summary=f"{words[0]} {number}", body=words[1]))
    pages = [titles(page(cast.clerk, f"tim=han+han&sap={order}&trang={number}")) for number in (1, 2, 3, 4)]
    numbers = [[int(title.rpartition(" ")[2]) for title in one] for one in pages]
    assert numbers == ([[4, 3], [2, 1], [0], []] if order else [[3, 1], [4, 2], [0], []])


def test_what_else_to_try_keeps_the_rest_of_the_question(cast, tree):
    html = page(cast.clerk, "tim=%22hoa+trong%22+rung+-mai&loai=KH&sap=ngay")
    tries = re.findall(r'<li><a href="\?(.*?)">(.*?)</a></li>', html)
    assert [(unescape(query), unescape(label)) for query, label in tries] == [
        ("tim=%22hoa+trong%22+rung+-mai&sap=ngay", "Tìm không cần bộ lọc"),
        ("tim=hoa+trong+rung&loai=KH&sap=ngay", "Tìm từng từ, không cần liền nhau"),
        ("tim=hoa+trong+rung&loai=KH&sap=ngay", "Không loại từ nào"),
        ("tim=hoa+trong&loai=KH&sap=ngay", "Chỉ tìm “hoa trong”"),
    ]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_it_asks_the_database_twelve_times_at_most(cast, count):
    for _ in range(count):
        cast.draft(content=replace(CONTENT, summary="Tết trồng cây", body=BODY))
    client = client_of(cast.clerk)
    with CaptureQueriesContext(connection) as asked:
        assert len(titles(client.get("/van-ban/tim/?tim=trong+cay").content.decode())) == min(count, 10)
    assert len(asked) <= 12, [query["sql"][:150] for query in asked]


def test_every_page_of_papers_has_the_box(cast, tree):
    box = 'action="/van-ban/tim/" class="search-box"'
    addresses = ("/van-ban/", f"/van-ban/{tree.pk}/", "/van-ban/di/", "/van-ban/tim/", "/")
    client = client_of(cast.clerk)
    assert [box in client.get(address).content.decode() for address in addresses] == [True, True, True, False, False]
