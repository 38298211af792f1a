"""Pasting in the editor: the server's answer, its limits; and the fields that a kind of paper prints."""

from __future__ import annotations

import pytest
from django import forms
from django.urls import reverse

from documents.forms.content import ContentForm, unused_fields
from documents.templatetags.paper_fields import field_groups
from documents.views.paste import MOST_LETTERS
from tests.cast import Cast
from tests.clients import client_of


def paste(cast: Cast, **data: str):
    return client_of(cast.clerk).post(reverse("paste_clean"), data)


def test_pasted_html_comes_back_as_lines(cast: Cast) -> None:
    response = paste(cast, html="<p onclick=x>1. <b>Mục đích</b></p><script>x</script>", text="không dùng")
    assert response.json() == {
        "blocks": [{"type": "line", "level": "khoan", "label": "1", "heading": True, "text": "**Mục đích**"}]
    }


def test_plain_text_is_taken_where_there_is_no_html(cast: Cast) -> None:
    assert [block["level"] for block in paste(cast, text="a) Một;\n- Hai.").json()["blocks"]] == ["diem", "dash"]


def test_too_long_a_text_is_refused(cast: Cast) -> None:
    response = paste(cast, text="a" * (MOST_LETTERS + 1))
    assert (response.status_code, response.json()) == (413, {"error": "Đoạn dán quá dài. Hãy dán từng phần."})
    response = paste(cast, html="<p>a" * 30_000)
    assert (response.status_code, response.json()) == (413, {"error": "Đoạn dán có quá nhiều dòng. Hãy dán từng phần."})


@pytest.mark.parametrize(
    ("kind", "unused"),
    [
        ("KH", {"addressees", "authority_line", "second_sign_title", "second_sign_name", "contact_line"}),
        ("TTr", {"authority_line", "second_sign_title", "second_sign_name", "contact_line"}),
        ("QĐ", {"addressees", "second_sign_title", "second_sign_name", "contact_line"}),
        ("CV", {"authority_line", "bases", "second_sign_title", "second_sign_name"}),
        ("BB", {"addressees", "authority_line", "bases", "contact_line"}),
        ("không có", set()),
    ],
)
def test_fields_that_a_kind_does_not_print(kind: str, unused: set[str]) -> None:
    assert unused_fields(kind) == unused


def test_every_field_stands_on_the_page_once_and_what_is_filled_in_is_never_put_away() -> None:
    form = ContentForm(initial={"contact_line": "Số 1, đường 30/4", "summary": "a"})
    groups = field_groups(form, "KH")
    shown = [field.name for group in groups.values() for field in group]
    assert sorted([*shown, "body", "bases", "recipients"]) == sorted(form.fields)
    assert [field.name for field in groups["unused"]] == [
        "addressees", "authority_line", "second_sign_title", "second_sign_name",
    ]  # fmt: skip


def test_fields_that_a_form_has_beside_the_text_are_left_to_its_page() -> None:
    class Review(ContentForm):
        number = forms.CharField()

    assert "number" not in [field.name for group in field_groups(Review(), "KH").values() for field in group]
