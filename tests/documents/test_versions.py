"""What a draft said at each saving: kept, folded, compared, taken up again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.actions.comment import add_comment
from documents.actions.document import Conflict, create_draft, save_draft
from documents.actions.step import take_step
from documents.models import Document, DocumentVersion
from documents.queries.version import rows_of
from tests.cast import CONTENT, Cast
from tests.clients import client_of
from tests.threads import together
from workflow.models import LogEntry


def write(cast: Cast, document: Document, body: str, *, autosave: bool = True, by=None) -> Document:
    document.refresh_from_db()
    return save_draft(
        document=document, version=document.version, content=replace(CONTENT, body=body), by=by or cast.clerk,
        autosave=autosave,
    )  # fmt: skip


def at(document: Document, version: int, minutes: int) -> None:
    """Puts a version so many minutes after a full hour of the past."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=2)
    DocumentVersion.objects.filter(document=document, version=version).update(
        saved_at=hour + timedelta(minutes=minutes)
    )


def edits(document: Document) -> list[str]:
    return [entry.label for entry in LogEntry.objects.about(document).filter(action="edit")]


def test_every_save_is_kept_and_told_in_the_log(cast: Cast) -> None:
    document = cast.draft()
    write(cast, document, "hai", autosave=False)
    write(cast, document, "ba", autosave=False)
    kept = [(row.version, row.content["body"]) for row in document.versions.order_by("version")]
    assert kept == [(1, CONTENT.body), (2, "hai"), (3, "ba")]
    assert edits(document) == ["Sửa bản thảo", "Sửa bản thảo"]


def test_autosaves_of_one_person_in_ten_minutes_are_one_row_and_one_entry_of_the_log(cast: Cast, monkeypatch) -> None:
    document = cast.draft()
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    for minute, body in enumerate(["a", "b", "c"], start=1):
        monkeypatch.setattr(timezone, "now", lambda minute=minute: hour + timedelta(minutes=minute))
        write(cast, document, body)
    assert [row.version for row in rows_of(document)] == [4, 1]
    assert edits(document) == ["Sửa bản thảo"]
    monkeypatch.setattr(timezone, "now", lambda: hour + timedelta(minutes=11))
    write(cast, document, "d")
    assert [row.version for row in rows_of(document)] == [5, 4, 1]
    assert edits(document) == ["Sửa bản thảo", "Sửa bản thảo"]
    document.refresh_from_db()
    assert document.version == 5


def test_a_save_by_hand_stands_alone(cast: Cast) -> None:
    document = cast.draft()
    write(cast, document, "a")
    write(cast, document, "b", autosave=False)
    write(cast, document, "c")
    assert [row.version for row in rows_of(document)] == [4, 3, 2, 1]


def test_saving_by_hand_what_was_saved_by_itself_counts_as_by_hand(cast: Cast) -> None:
    document = cast.draft()
    write(cast, document, "a")
    write(cast, document, "a", autosave=False)
    assert [(row.version, row.is_autosave) for row in rows_of(document)] == [(2, False), (1, False)]


def test_after_a_day_the_texts_between_go_and_the_rows_stay(cast: Cast) -> None:
    document = cast.draft()
    for minute, body in enumerate(["a", "b", "c", "d"], start=1):
        write(cast, document, body)
        at(document, minute + 1, minute)
    at(document, 1, 0)
    before = [row.version for row in rows_of(document)]
    write(cast, document, "e", autosave=False)
    assert sorted(document.versions.values_list("version", flat=True)) == [1, 5, 6]
    assert [row.version for row in rows_of(document)] == [6, *before]


def test_the_text_of_a_draft_from_before_is_kept_when_it_is_first_changed(cast: Cast) -> None:
    document = cast.draft()
    document.versions.all().delete()
    write(cast, document, "mới", autosave=False)
    assert [(row.version, row.content["body"]) for row in document.versions.order_by("version")] == [
        (1, CONTENT.body),
        (2, "mới"),
    ]


def test_a_form_posted_twice_makes_one_first_version(cast: Cast) -> None:
    document = cast.draft()
    again = create_draft(
        issuer=cast.city, kind="KH", content=CONTENT, by=cast.clerk, creation_key=document.creation_key
    )
    assert again == document
    assert document.versions.count() == 1


def test_the_history_says_who_and_what_and_the_comparison_which_words(cast: Cast) -> None:
    document = cast.draft()
    write(cast, document, CONTENT.body.replace("sôi nổi", "rộng khắp"), autosave=False)
    client = client_of(cast.leader)
    response = client.get(reverse("version_list", args=[document.pk]))
    assert [(saved.row.version, labels, saved.came, saved.went) for saved, labels in response.context["history"]] == [
        (2, ["Nội dung"], 1, 1),
        (1, [], 5, 0),
    ]
    page = client.get(reverse("version_diff", args=[document.pk]), {"tu": 1, "den": 2}).content.decode()
    assert "Tạo phong trào <del>sôi nổi</del><ins>rộng khắp</ins>." in page.replace("</del> <ins>", "</del><ins>")


def test_the_history_asks_the_database_no_more_for_many_versions(cast: Cast, django_assert_max_num_queries) -> None:
    document = cast.draft()
    address = reverse("version_list", args=[document.pk])
    for number in range(40):
        write(cast, document, f"lần {number}", autosave=False)
    client = client_of(cast.leader)
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200


def test_an_earlier_text_becomes_the_newest_and_nothing_is_lost(cast: Cast) -> None:
    document = cast.draft()
    write(cast, document, "hai", autosave=False)
    address = reverse("version_restore", args=[document.pk, 1])
    client = client_of(cast.clerk)
    assert "Khôi phục lần sửa 1?" in client.get(address).content.decode()
    stale = client.post(address, {"seen": "1"})
    document.refresh_from_db()
    assert (stale.status_code, document.body) == (302, "hai")
    client.post(address, {"seen": "2"})
    document.refresh_from_db()
    assert (document.body, document.version) == (CONTENT.body, 3)
    assert edits(document) == ["Sửa bản thảo", "Khôi phục lần sửa 1"]
    assert document.versions.get(version=2).content["body"] == "hai"


def test_the_leader_compares_with_what_was_returned(cast: Cast) -> None:
    document = cast.draft()
    write(cast, document, "hai./.", autosave=False)
    take_step(document=document, action="submit", by=cast.clerk)
    take_step(document=document, action="return", by=cast.leader, reason="Chưa rõ")
    write(cast, document, "ba", autosave=False)
    page = client_of(cast.leader).get(reverse("document_detail", args=[document.pk])).content.decode()
    assert f"{reverse('version_diff', args=[document.pk])}?tu=2&amp;den=3" in page


@pytest.mark.parametrize("name", ["version_list", "version_diff"])
def test_who_sees_only_the_issued_text_sees_no_history(cast: Cast, name: str) -> None:
    document = cast.draft()
    document = take_step(document=document, action="submit", by=cast.clerk)
    document = take_step(document=document, action="sign", by=cast.leader)
    take_step(document=document, action="issue", by=cast.leader)
    address = reverse(name, args=[document.pk])
    assert client_of(cast.justice_officer).get(reverse("document_detail", args=[document.pk])).status_code == 200
    assert client_of(cast.justice_officer).get(address).status_code == 404
    assert client_of(cast.outsider).get(address).status_code == 404
    assert client_of(cast.clerk).get(address).status_code == 200


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_writers_at_the_same_moment_one_saves_and_one_is_told() -> None:
    cast = Cast()
    document = cast.draft()

    def work(index: int) -> Document:
        return save_draft(
            document=document, version=1, content=replace(CONTENT, body=f"Bản {index}"), by=cast.clerk, autosave=True
        )

    answers = together(2, work)
    document.refresh_from_db()
    assert sorted(type(answer).__name__ for answer in answers) == [Conflict.__name__, Document.__name__]
    assert document.version == 2
    assert [row.content["body"] for row in document.versions.order_by("version")] == [CONTENT.body, document.body]


def test_remarks_are_not_lost_by_a_restore(cast: Cast) -> None:
    document = cast.draft()
    add_comment(document=document, text="Xem lại", by=cast.leader, quote="sôi nổi")
    write(cast, document, "hai", autosave=False)
    client_of(cast.clerk).post(reverse("version_restore", args=[document.pk, 1]), {"seen": "2"})
    assert document.comments.count() == 1
