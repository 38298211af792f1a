"""Pasting: what Word, LibreOffice and web pages put on the clipboard becomes structure; hostile HTML only text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.text.light import parse_body, print_body
from documents.text.pasted import TooMuch, pasted_body

# Word 2016, shortened: style sheet and XML islands in comments, automatic labels in "mso-list:Ignore", NFD, a picture.
WORD = unicodedata.normalize(
    "NFD",
    """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {font-size:14.0pt;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=VI style='tab-interval:.5in'><!--StartFragment-->
<p class=MsoNormal style='text-align:justify'><b><span style='font-size:14.0pt'>I. MỤC ĐÍCH,
YÊU CẦU<o:p></o:p></span></b></p>
<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><b><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></b><![endif]>
<b>Mục đích<o:p></o:p></b></p>
<p class=MsoListParagraph style='margin-left:.75in;mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span><![endif]>
Phát huy “vai trò” của <i>từng </i>cá nhân;</p>
<p class=MsoListParagraph style='mso-list:l1 level2 lfo2'><span style='font-family:"Courier New"'><span
style='mso-list:Ignore'>o<span>&nbsp; </span></span></span>Gạch con;</p>
<p class=MsoNormal>a)&nbsp;Đạt 90 %;<span style='mso-hide:all;display:none'>mật</span></p>
<p class=MsoNormal>–<span style='mso-tab-count:1'>&#9;</span>Trước ngày 15/4/2024.</p>
<table class=MsoTableGrid border=1><tr><td rowspan=2><p class=MsoNormal>STT</p></td><td
colspan=2><p>Chỉ tiêu</p></td></tr>
<tr><td><p>Thu|chi</p></td><td><p>Tỷ lệ</p></td></tr>
<tr><td><p>1</p></td><td><p>Thu</p><p>ngân sách</p></td><td><p>90 %</p></td></tr></table>
<p class=MsoNormal><img width=10 height=10 src="file:///C:/Temp/msohtmlclip1/clip_image001.png"><o:p>&nbsp;</o:p></p>
<!--EndFragment--></body></html>""",
)
WORD_TEXT = """I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Phát huy “vai trò” của *từng* cá nhân;

+ Gạch con;

a) Đạt 90 %;

- Trước ngày 15/4/2024.

| STT | Chỉ tiêu |  |
|  | Thu\\|chi | Tỷ lệ |
| 1 | Thu ngân sách | 90 % |"""
LIBREOFFICE = """<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4"/>
<style>p { margin: 0 }</style></head>
<body lang="vi-VN"><p style="font-weight: bold">II. TỔ CHỨC THỰC HIỆN</p>
<ol><li><p>Phòng Nội vụ chủ trì;</p></li><li><p>Phòng Tư pháp phối hợp:</p><ol type="a"><li><p>Soạn;</p></li>
<li><p>Trình.</p></li></ol></li></ol><ul><li><p>Mỗi quý <span style="font-style: italic">một lần</span>;</p></li></ul>
</body></html>"""
WEB = """<div><h2>Điều 1. Phạm vi</h2><p>Nghị định này <strong>quy định</strong> về<br>thi đua.</p>
<p>1. Khoản một.</p><a href="https://example.com">Xem thêm</a></div>"""
HOSTILE = """<p onclick="alert(1)">Chữ<script>alert(1)</script><img src=x onerror=alert(2)>
<svg><script>alert(3)</script></svg>
<a href="javascript:alert(4)">liên kết</a><iframe srcdoc="<p>khung</p>"></iframe><style>p{}</style>
&lt;script&gt;alert(5)&lt;/script&gt;</p>
<math><mtext><table><mglyph><style><img src onerror=alert(6)></style></table></mtext></math>"""


def pasted(html: str, text: str = "") -> str:
    return print_body(pasted_body(html, text))


def test_a_word_document_keeps_its_labels_styles_and_table() -> None:
    assert pasted(WORD) == WORD_TEXT


def test_lists_of_libreoffice_are_numbered_as_they_were_shown() -> None:
    assert pasted(LIBREOFFICE) == (
        "II. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Nội vụ chủ trì;\n\n2. Phòng Tư pháp phối hợp:\n\na) Soạn;\n\nb) Trình.\n\n"
        "- Mỗi quý *một lần*;"
    )


def test_a_web_page_keeps_headings_and_lines() -> None:
    assert pasted(WEB) == ("Điều 1. Phạm vi\n\nNghị định này **quy định** về\n\nthi đua.\n\n1. Khoản một.\n\nXem thêm")


def test_hostile_html_yields_text_only() -> None:
    assert pasted(HOSTILE) == "Chữ liên kết <script>alert(5)</script>"


@pytest.mark.parametrize(
    ("typed", "light"),
    [
        ("1.\tMột", "1. Một"),
        ("a) hai;", "a) hai;"),
        ("• ba", "- ba"),
        ("–\u00a0bốn;", "- bốn;"),
        ("Điều 5. Năm", "Điều 5. Năm"),
        ("I.\u00a0SÁU", "I. SÁU"),
    ],
)
def test_labels_typed_as_text_are_recognised(typed: str, light: str) -> None:
    assert pasted(f"<p>{typed}</p>") == light
    assert pasted("", typed) == light


def test_a_line_that_only_looks_like_a_table_or_a_mark_stays_a_line() -> None:
    body = pasted_body("<p>| không phải bảng</p><p>---</p><p># dấu thăng</p><p>2 * 3 * 4</p>")
    assert [line.replace("\\", "") for line in body.opening] == ["| không phải bảng", "---", "# dấu thăng", "2 * 3 * 4"]
    assert body.sections == body.closing == ()


def test_the_letterhead_in_a_table_becomes_lines() -> None:
    html = "<table><tr><td>UBND HUYỆN</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table>"
    assert pasted_body(html).opening == ("UBND HUYỆN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")


def test_html_that_says_nothing_leaves_the_plain_text() -> None:
    assert pasted("<img src=x>", "1. Chữ;") == "1. Chữ;"


def test_a_start_and_a_value_of_a_list_are_kept() -> None:
    assert pasted("<ol start=3><li>ba;</li><li value=7>bảy;</li><li>tám;</li></ol>") == "3. ba;\n\n7. bảy;\n\n8. tám;"


def test_bombs_are_refused() -> None:
    with pytest.raises(TooMuch):
        pasted_body("<p>a" * 30_000)
    with pytest.raises(TooMuch):
        pasted_body("", "\n" * 30_000)
    wide = pasted_body("<table><tr><td colspan=9999 rowspan=9999>a</td><td>b</td></tr></table>")
    assert [len(row) for row in wide.sections[0].rows] == [50]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>/pbitdrul olh1=\"'&;*\\|-#.a)Đ\n", max_size=200))
def test_whatever_is_pasted_becomes_a_canonical_body(html: str) -> None:
    body = pasted_body(html)
    assert parse_body(print_body(body)) == body
