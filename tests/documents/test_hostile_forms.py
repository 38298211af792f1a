"""What a form is posted that no page of ours would post."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from documents.forms.content import MAX_BODY, MAX_LINES, ContentForm
from organizations.forms.fields import DayField, LineField
from tests.cast import Cast
from tests.clients import client_of
from tests.documents.test_document_views import issued
from workflow.models import LogEntry


@pytest.mark.parametrize("typed", ["Kế hoạch\r\nSố: 99/KH", "Kế hoạch\nSố: 99/KH", "Kế hoạch\u2028Số: 99/KH"])
def test_a_line_stays_one_line(typed: str) -> None:
    assert LineField().clean(typed) == "Kế hoạch Số: 99/KH"


@pytest.mark.parametrize("typed", ["01/01/0001", "31/12/1944", "01/01/2101", "31/12/9999"])
def test_days_of_other_ages_are_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="Năm phải từ 1945 đến 2100"):
        DayField().clean(typed)


@pytest.mark.parametrize("typed", ["01/01/1945", "31/12/2100"])
def test_first_and_last_day(typed: str) -> None:
    assert DayField().clean(typed).strftime("%d/%m/%Y") == typed


def test_preview_of_a_text_that_is_too_long_stops_at_the_longest() -> None:
    form = ContentForm({"body": "a" * (MAX_BODY + 1), "bases": "b\n" * 1_000_000})
    content = form.content_so_far()
    assert (len(content.body), len(content.bases)) == (MAX_BODY, 20_000 - 1)  # the last line end is trimmed
    assert {"body", "bases"} <= set(form.errors)


def test_a_text_of_very_many_lines_is_refused_and_its_preview_stops() -> None:
    form = ContentForm({"summary": "a", "body": "I. A\n" * 30_000 + "cuối"})
    assert form.content_so_far().body.count("\n") == MAX_LINES - 1
    assert form.errors == {
        "body": ["Nội dung có hơn 20.000 dòng. Hãy đưa danh sách dài vào tệp kèm theo, hoặc tách thành nhiều văn bản."]
    }
    assert ContentForm({"summary": "a", "body": "a\n" * (MAX_LINES - 1) + "cuối"}).is_valid()


def test_a_reason_is_clean_and_has_an_end(cast: Cast) -> None:
    paper = issued(cast)
    correct = reverse("document_step", args=[paper.pk, "correct"])
    client = client_of(cast.clerk)
    answer = client.post(correct, {"reason": "x" * 2001}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Lý do dài quá 2000 chữ. Hãy rút gọn rồi làm lại."
    ]
    client.post(correct, {"reason": "Thi \u202eđua\0 ho\u0300a"})
    assert [entry.reason for entry in LogEntry.objects.filter(action="correct")] == ["Thi đua hòa"]
