"""The register, the page of a paper, and the steps."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from django.urls import reverse

from documents.actions.document import save_draft
from documents.actions.step import issue, sign, take_step
from documents.models import Document
from documents.models.document import State
from tests.cast import CONTENT, Cast
from tests.clients import client_of


def submitted(cast: Cast) -> Document:
    return take_step(document=cast.draft(), action="submit", by=cast.clerk)


def issued(cast: Cast) -> Document:
    return issue(document=sign(document=submitted(cast), by=cast.leader), by=cast.leader)


def shown_states(content: bytes) -> list[str]:
    return re.findall(r'class="status status-(\w+)"', content.decode())


def test_owner_colleague_and_superior_see_the_paper_outsiders_do_not(cast: Cast) -> None:
    page = reverse("document_detail", args=[cast.draft(cast.justice_officer).pk])
    answers = {
        "owner": client_of(cast.justice_officer).get(page).status_code,
        "colleague": client_of(cast.justice_head).get(page).status_code,
        "superior": client_of(cast.clerk).get(page).status_code,
        "sister unit": client_of(cast.education_officer).get(page).status_code,
        "outsider": client_of(cast.outsider).get(page).status_code,
        "anonymous": client_of(None).get(page).status_code,
    }
    assert answers == {
        "owner": 200,
        "colleague": 200,
        "superior": 200,
        "sister unit": 404,
        "outsider": 404,
        "anonymous": 302,
    }


def test_those_below_see_a_paper_from_above_once_it_is_issued(cast: Cast) -> None:
    draft, paper = cast.draft(), issued(cast)
    below = client_of(cast.justice_officer)
    assert below.get(reverse("document_detail", args=[draft.pk])).status_code == 404
    assert below.get(reverse("document_detail", args=[paper.pk])).status_code == 200


def test_register_lists_newest_first_and_hides_discarded_ones(cast: Cast) -> None:
    first, second, gone = cast.draft(), submitted(cast), cast.draft()
    take_step(document=gone, action="discard", by=cast.clerk)
    response = client_of(cast.clerk).get(reverse("document_list"))
    assert [document.pk for document in response.context["papers"]] == [second.pk, first.pk]
    asked = client_of(cast.clerk).get(reverse("document_list"), {"trang_thai": State.DISCARDED})
    assert [document.pk for document in asked.context["papers"]] == [gone.pk]


@pytest.mark.parametrize("words", ["thỏa thuận", "THOA THUAN", "thoả  thuan"])
def test_register_finds_words_without_tone_marks(cast: Cast, words: str) -> None:
    wanted = cast.draft(content=replace(CONTENT, summary="Thoả thuận thi đua"))
    cast.draft()
    response = client_of(cast.clerk).get(reverse("document_list"), {"tim": words})
    assert [document.pk for document in response.context["papers"]] == [wanted.pk]
    assert response.context["totals"] == [("Đang soạn thảo", 1)]


def test_register_filters_by_kind_state_and_year(cast: Cast) -> None:
    draft, paper = cast.draft(), issued(cast)
    client, page = client_of(cast.clerk), reverse("document_list")

    def found(**query: object) -> list[int]:
        return [document.pk for document in client.get(page, query).context["papers"]]

    assert found(trang_thai="issued") == [paper.pk]
    assert found(loai="CT") == []
    assert found(nam=paper.date.year) == [paper.pk, draft.pk]
    assert found(nam=1999) == []
    assert found(tu=f"{paper.date:%d/%m/%Y}", den=f"{paper.date:%d/%m/%Y}") == [paper.pk]
    assert found(sap="ngay") == [paper.pk, draft.pk]
    assert found(nam="hai nghìn") == []  # said beside the field; nothing passes for an answer


def test_list_has_pages_of_fifty_that_lead_on_and_back(cast: Cast) -> None:
    keys = [cast.draft().pk for _ in range(51)][::-1]
    client, page = client_of(cast.clerk), reverse("document_list")

    def shown(**query: object) -> list[int]:
        return [paper.pk for paper in client.get(page, query).context["papers"]]

    first = client.get(page, {"tim": "thi dua"})
    assert [paper.pk for paper in first.context["papers"]] == keys[:50]
    place = first.context["page"].last
    assert f'href="?tim=thi+dua&amp;sau={quote(place)}"' in first.content.decode()
    assert shown(sau=place) == keys[50:]
    assert shown(cuoi=1) == keys[1:]
    assert shown(truoc=client.get(page, {"sau": place}).context["page"].first) == keys[:50]
    assert first.context["total"] == 51


@pytest.mark.parametrize(("name", "most"), [("document_list", 12), ("inbox", 14), ("plan_list", 12)])
def test_lists_take_the_same_queries_for_one_and_three_rows(
    cast: Cast, name: str, most: int, django_assert_max_num_queries
) -> None:
    client = client_of(cast.clerk)
    client.get(reverse(name))  # the first request of a session counts the numbers of its menu
    cast.draft()
    with django_assert_max_num_queries(most) as one:
        assert client.get(reverse(name)).status_code == 200
    cast.draft()
    cast.draft()
    with django_assert_max_num_queries(most) as three:
        client.get(reverse(name))
    assert len(three) == len(one)


def test_page_of_a_paper_takes_at_most_fifteen_queries(cast: Cast, django_assert_max_num_queries) -> None:
    client = client_of(cast.leader)
    for paper in (cast.draft(), issued(cast)):
        with django_assert_max_num_queries(15):
            assert client.get(reverse("document_detail", args=[paper.pk])).status_code == 200


def test_buttons_come_from_the_table_refused_ones_with_their_sentence(cast: Cast) -> None:
    incomplete = cast.draft(content=replace(CONTENT, body=""))
    page = client_of(cast.clerk).get(reverse("document_detail", args=[incomplete.pk])).content.decode()
    assert 'disabled aria-describedby="vi-sao-submit"' in page
    assert "Văn bản còn thiếu: nội dung. Hãy bổ sung trước khi trình." in page
    # The superior's leader sees a department's draft but has no step to take there.
    department = cast.draft(cast.justice_officer)
    assert client_of(cast.leader).get(reverse("document_detail", args=[department.pk])).context["options"] == []


def test_step_by_post_moves_the_paper_and_goes_back(cast: Cast) -> None:
    document = cast.draft()
    address = reverse("document_step", args=[document.pk, "submit"])
    response = client_of(cast.clerk).post(address, {"next": "/van-ban/"}, follow=True)
    document.refresh_from_db()
    assert document.state == State.SUBMITTED
    assert response.redirect_chain == [("/van-ban/", 302)]
    assert [str(message) for message in response.context["messages"]] == [
        f"Đã trình ký {document}. Trạng thái hiện nay: Đã trình, chờ ký."
    ]


def test_step_never_leads_to_another_site(cast: Cast) -> None:
    document = cast.draft()
    address = reverse("document_step", args=[document.pk, "submit"])
    response = client_of(cast.clerk).post(address, {"next": "https://evil.example/"})
    assert response.url == reverse("document_detail", args=[document.pk])


def test_refused_step_changes_nothing_and_says_why(cast: Cast) -> None:
    document = submitted(cast)
    address = reverse("document_step", args=[document.pk, "return"])
    response = client_of(cast.leader).post(address, {"reason": "  "}, follow=True)
    document.refresh_from_db()
    assert document.state == State.SUBMITTED
    assert [(m.level_tag, str(m)) for m in response.context["messages"]] == [
        ("error", "Hãy ghi lý do trước khi chọn “Trả lại”.")
    ]
    seer = client_of(cast.clerk).post(reverse("document_step", args=[document.pk, "sign"]), follow=True)
    document.refresh_from_db()
    assert document.state == State.SUBMITTED
    assert [message.level_tag for message in seer.context["messages"]] == ["error"]


@pytest.mark.parametrize("action", ["replace", "khong-co"])
def test_steps_without_a_button_do_not_exist(cast: Cast, action: str) -> None:
    assert client_of(cast.leader).post(reverse("document_step", args=[issued(cast).pk, action])).status_code == 404


def test_returned_paper_shows_who_and_why(cast: Cast) -> None:
    document = submitted(cast)
    take_step(document=document, action="return", by=cast.leader, reason="Thiếu <chỉ tiêu>")
    page = client_of(cast.clerk).get(reverse("document_detail", args=[document.pk])).content.decode()
    assert "Trần Văn Hùng trả lại" in page
    assert "Thiếu &lt;chỉ tiêu&gt;" in page


def test_typed_markup_stays_text(cast: Cast) -> None:
    hostile = "<script>alert(1)</script><img src=//evil.example/x onerror=alert(1)>"
    content = replace(CONTENT, summary=hostile, bases=hostile, body=hostile, recipients=hostile, sign_name=hostile[:90])
    document = cast.draft(content=content)
    client = client_of(cast.clerk)
    for name in ("document_detail", "document_edit"):
        response = client.get(reverse(name, args=[document.pk]))
        page = response.content.decode()
        assert response.status_code == 200
        assert "&lt;script&gt;alert" in page
        assert "<script>alert" not in page
        assert "<img" not in page


def test_state_stands_as_text_beside_its_shape(cast: Cast) -> None:
    page = client_of(cast.clerk).get(reverse("document_detail", args=[issued(cast).pk])).content
    assert shown_states(page) == ["issued"]
    assert "Đã ban hành" in page.decode()


def test_recalled_and_corrected_papers_say_so(cast: Cast) -> None:
    paper = issued(cast)
    take_step(document=paper, action="correct", by=cast.leader, reason="Sửa “2023” thành “2024”")
    take_step(document=paper, action="recall", by=cast.leader, reason="Ban hành nhầm")
    page = client_of(cast.justice_officer).get(reverse("document_detail", args=[paper.pk])).content.decode()
    assert "Sửa “2023” thành “2024”" in page
    assert "Văn bản đã bị thu hồi" in page


def test_a_text_changed_behind_the_signers_page_is_not_signed(cast):
    draft = submitted(cast)
    client = client_of(cast.leader)
    page = client.get(reverse("document_detail", args=[draft.pk])).content.decode()
    shown = re.search(r'name="version" value="(\d+)"', page)[1]
    draft = take_step(document=draft, action="withdraw", by=cast.clerk)
    changed = replace(CONTENT, summary="Một việc khác hẳn")
    draft = save_draft(document=draft, version=draft.version, content=changed, by=cast.clerk)
    take_step(document=draft, action="submit", by=cast.clerk)
    answer = client.post(reverse("document_step", args=[draft.pk, "sign"]), {"version": shown}, follow=True)
    assert "Văn bản đã được sửa sau khi bạn mở trang này." in answer.content.decode()
    assert Document.objects.get(pk=draft.pk).state == State.SUBMITTED
    client.post(reverse("document_step", args=[draft.pk, "sign"]), {"version": draft.version})
    assert Document.objects.get(pk=draft.pk).state == State.SIGNED
