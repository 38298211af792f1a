"""Remarks on a draft: who may write them, who is told, what becomes of their passage."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from documents.actions.comment import add_comment, reopen_comment, resolve_comment
from documents.actions.document import save_draft
from documents.actions.step import take_step
from documents.models import Comment, Document
from documents.queries.comment import threads_of
from organizations.models import Notice, Role
from tests.cast import CONTENT, Cast, make_user
from tests.clients import client_of
from workflow.engine import Refused

QUOTE = "Tạo phong trào sôi nổi."


def told(user) -> list[str]:
    return list(
        Notice.objects.filter(user=user, kind=Notice.Kind.COMMENT).order_by("pk").values_list("text", flat=True)
    )


def remark(cast: Cast, document: Document) -> Comment:
    return add_comment(document=document, text="Nêu rõ hơn", quote=QUOTE, by=cast.leader)


def test_the_drafter_is_told_and_the_leader_is_told_of_the_answer(cast: Cast) -> None:
    document = cast.draft()
    top = remark(cast, document)
    add_comment(document=document, text="Đã sửa", by=cast.clerk, answers=top)
    assert told(cast.clerk) == [f"Trần Văn Hùng góp ý: {document}, {document.summary}"]
    assert told(cast.leader) == [f"Nguyễn Thị Mai trả lời góp ý: {document}, {document.summary}"]


def test_the_passage_is_found_until_it_is_changed(cast: Cast) -> None:
    document = cast.draft()
    remark(cast, document)
    assert [thread.is_gone for thread in threads_of(document)] == [False]
    body = CONTENT.body.replace("sôi nổi", "**sôi nổi**")
    document = save_draft(document=document, version=1, content=replace(CONTENT, body=body), by=cast.clerk)
    assert [thread.is_gone for thread in threads_of(document)] == [False]
    body = CONTENT.body.replace("sôi nổi", "rộng khắp")
    document = save_draft(document=document, version=2, content=replace(CONTENT, body=body), by=cast.clerk)
    assert [thread.is_gone for thread in threads_of(document)] == [True]
    page = client_of(cast.clerk).get(reverse("comment_list", args=[document.pk])).content.decode()
    assert "(đoạn đã thay đổi)" in page


def test_dealt_with_opened_again_and_opened_by_an_answer(cast: Cast) -> None:
    document = cast.draft()
    top = remark(cast, document)
    for act, is_open in ((resolve_comment, False), (resolve_comment, False), (reopen_comment, True)):
        act(comment=top, by=cast.clerk)
        assert [thread.is_open for thread in threads_of(document)] == [is_open]
    resolve_comment(comment=top, by=cast.clerk)
    top.refresh_from_db()
    add_comment(document=document, text="Chưa được", by=cast.leader, answers=top)
    assert [thread.is_open for thread in threads_of(document)] == [True]


def test_open_remarks_are_shown_beside_the_steps_and_refuse_none(cast: Cast) -> None:
    document = cast.draft()
    remark(cast, document)
    page = client_of(cast.clerk).get(reverse("document_detail", args=[document.pk])).content.decode()
    assert "Còn 1 góp ý chưa xử lý." in page
    assert take_step(document=document, action="submit", by=cast.clerk).state == "submitted"


def test_a_final_paper_and_an_inspector_take_no_remarks(cast: Cast) -> None:
    document = cast.draft()
    inspector = make_user("kiemtra", "Lý Thị Kiểm", cast.city, Role.INSPECTOR)
    with pytest.raises(Refused):
        add_comment(document=document, text="Xem", by=inspector)
    for action, by in (("submit", cast.clerk), ("sign", cast.leader), ("issue", cast.leader)):
        document = take_step(document=document, action=action, by=by)
    with pytest.raises(Refused):
        add_comment(document=document, text="Muộn", by=cast.clerk)
    response = client_of(cast.clerk).post(reverse("comment_add", args=[document.pk]), {"text": "Muộn"})
    assert response.status_code == 409
    assert "Muộn</textarea>" in response.content.decode()


def test_who_sees_only_the_issued_paper_reads_no_remarks(cast: Cast) -> None:
    document = cast.draft()
    top = remark(cast, document)
    for action, by in (("submit", cast.clerk), ("sign", cast.leader), ("issue", cast.leader)):
        document = take_step(document=document, action=action, by=by)
    below, outside = client_of(cast.justice_officer), client_of(cast.outsider)
    for client in (below, outside):
        assert client.get(reverse("comment_list", args=[document.pk])).status_code == 404
        assert client.post(reverse("comment_add", args=[document.pk]), {"text": "x"}).status_code == 404
        assert client.post(reverse("comment_resolve", args=[top.pk])).status_code == 404
        assert client.post(reverse("comment_reopen", args=[top.pk])).status_code == 404
    assert "Nêu rõ hơn" not in below.get(reverse("document_detail", args=[document.pk])).content.decode()


def test_an_answer_belongs_to_a_remark_of_the_same_paper(cast: Cast) -> None:
    other = remark(cast, cast.draft())
    response = client_of(cast.clerk).post(
        reverse("comment_add", args=[cast.draft().pk]), {"text": "Lạc", "answers": other.pk}
    )
    assert response.status_code == 404
    assert Comment.objects.count() == 1


def test_the_page_asks_the_database_no_more_for_many_remarks(cast: Cast, django_assert_max_num_queries) -> None:
    document = cast.draft()
    for number in range(10):
        add_comment(document=document, text=f"Góp ý {number}", by=cast.clerk, answers=remark(cast, document))
    client = client_of(cast.leader)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("comment_list", args=[document.pk])).status_code == 200
