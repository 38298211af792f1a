"""A plan made from the plan above: the choices, the draft, its căn cứ, and that no open prompt is handed in."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.forms.answer import AnswerForm
from campaigns.models import Plan
from documents.actions.document import Content, content_of, save_draft
from documents.actions.receive import register_received
from documents.actions.step import take_step
from documents.queries.bases import full_citation
from documents.text.completeness import ELEMENT_NAMES, check_completeness
from documents.text.light import parse_body
from documents.text.lines import Paragraph
from documents.text.sentences import sentences
from organizations.actions.person import grant_role
from organizations.models import Role
from tests.campaigns.chain import directive, plan, received_plan
from tests.cast import CONTENT, SINCE, Cast
from tests.clients import client_of
from tests.documents.text.test_prompts import CITY
from workflow.engine import Refused

MOST_QUERIES = 15
LAST = """I. NỘI DUNG
1. Tổ chức 01 hội nghị phổ biến pháp luật trước ngày 30/6/2023.
2. Tập luyện thể thao mỗi chiều thứ sáu cho toàn thể công chức phòng./."""


@pytest.fixture
def above(cast: Cast) -> Plan:
    """The city's plan in force, under the province's directive."""
    return received_plan(cast, f"{CITY}\nTrên đây là Kế hoạch./.", directive(cast))


def address(one: Plan) -> str:
    return reverse("plan_answer", args=[one.pk])


def form_of(cast: Cast, one: Plan, user: str = "justice_officer") -> AnswerForm:
    form = client_of(getattr(cast, user)).get(address(one)).context["form"]
    assert isinstance(form, AnswerForm)
    return form


def chosen(form: AnswerForm, **instead: list[str]) -> dict[str, object]:
    """What a browser posts when nothing else is ticked than what is proposed."""
    names = {"can_cu": "can-cu", "muc": "muc", "lay": "lay", "doan": "doan"}
    return {"creation_key": str(uuid.uuid4())} | {
        name: instead.get(short, sorted(form.chosen(name))) for short, name in names.items()
    }


def made(cast: Cast, one: Plan, data: dict[str, object]) -> Plan:
    response = client_of(cast.justice_officer).post(address(one), data)
    plan = Plan.objects.get(parent=one)
    assert (response.status_code, response.url) == (302, reverse("plan_edit", args=[plan.pk]))
    return plan


def test_the_items_that_concern_the_unit_are_ticked(cast: Cast, above: Plan) -> None:
    form = form_of(cast, above)
    groups = {name: [(row["prompt"].item.label, row["is_ticked"]) for row in rows] for name, rows in form.groups()}
    assert groups == {
        "Mục đơn vị phải trả lời": [
            (label, True) for label in ("II.1", "II.2", "II.3", "III.1", "III.2", "III.3")
        ],
        "Mục khác của văn bản": [(label, False) for label in ("I.1", "III.4", "III.5", "III.6")],
    }  # fmt: skip


def test_the_draft_has_a_prompt_for_each_and_stands_in_the_chain(cast: Cast, above: Plan) -> None:
    plan = made(cast, above, chosen(form_of(cast, above)))
    assert (plan.document.owner, plan.year, plan.document.state) == (cast.justice, 2024, "draft")
    body = plan.document.body
    assert re.findall(r"mục ([IV.\d]+) của Kế hoạch 53/KH-UBND", body) == [
        "II.1", "II.2", "II.3", "III.1", "III.2", "III.3",
    ]  # fmt: skip
    titles = [item.title for item in parse_body(body).sections]
    assert titles == [
        "MỤC ĐÍCH, YÊU CẦU", "ĐỐI TƯỢNG, PHẠM VI", "NỘI DUNG, CHỈ TIÊU THI ĐUA", "THỜI GIAN THỰC HIỆN",
        "TUYÊN TRUYỀN, NHÂN RỘNG ĐIỂN HÌNH TIÊN TIẾN", "KIỂM TRA, GIÁM SÁT; SƠ KẾT, TỔNG KẾT", "KHEN THƯỞNG",
        "TỔ CHỨC THỰC HIỆN",
    ]  # fmt: skip


def test_the_skeleton_has_every_element_of_the_law(cast: Cast, above: Plan) -> None:
    document = made(cast, above, chosen(form_of(cast, above))).document
    told = sentences(Paragraph(line, ((0, 1),)) for line in document.body.split("\n"))
    found = check_completeness(parse_body(document.body), document.bases.split("\n"), told)
    assert {one.element: one.state for one in found} == dict.fromkeys(ELEMENT_NAMES, "co")


def test_the_plan_above_is_the_first_basis_and_all_read_as_in_the_register(cast: Cast, above: Plan) -> None:
    document = made(cast, above, chosen(form_of(cast, above))).document
    assert document.bases.split("\n") == [
        "Căn cứ Kế hoạch số 53/KH-UBND ngày 14 tháng 3 năm 2024 của Ủy ban nhân dân thành phố Tây Ninh về phát động "
        "phong trào thi đua năm 2024;",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022.",
    ]


def test_papers_of_the_register_that_the_plan_above_cites_may_be_taken_too(cast: Cast) -> None:
    decree = register_received(
        owner=cast.city, kind="NĐ", number="98", symbol="2023/NĐ-CP", on=date(2023, 12, 31),
        issuer_printed="Chính phủ", content=replace(CONTENT, summary="Quy định chi tiết thi hành Luật"), by=cast.clerk,
        creation_key=uuid.uuid4(),
    )  # fmt: skip
    bases = f"{CONTENT.bases[:-1]};\nCăn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ."
    above = received_plan(cast, CITY, directive(cast), bases)
    form = form_of(cast, above)
    keys = [basis.key for basis in form.bases]
    assert keys == ["luat", str(decree.pk), str(above.parent.document_id)]
    document = made(cast, above, chosen(form, can_cu=keys)).document
    assert document.bases.split("\n")[2:] == [
        full_citation(decree), f"{full_citation(above.parent.document).removesuffix(';')}.",
    ]  # fmt: skip


def test_an_open_prompt_keeps_the_plan_from_being_handed_in(cast: Cast, above: Plan) -> None:
    document = made(cast, above, chosen(form_of(cast, above))).document
    with pytest.raises(Refused, match="chưa điền"):
        take_step(document=document, action="submit", by=cast.justice_officer)
    # One prompt alone is enough.
    lines = document.body.split("\n")
    prompt = next(line for line in lines if "mục III.1 của" in line)
    content = replace(content_of(document), body=f"I. NỘI DUNG\n{prompt}\nTrên đây là Kế hoạch./.")
    saved = save_draft(document=document, version=document.version, content=content, by=cast.justice_officer)
    with pytest.raises(Refused, match="chưa điền"):
        take_step(document=saved, action="submit", by=cast.justice_officer)


def test_last_years_plan_stands_beside_and_its_paragraphs_may_be_taken(cast: Cast, above: Plan) -> None:
    last = plan(cast.justice, cast.justice_officer, None, replace(CONTENT, body=LAST), year=2023)
    form = form_of(cast, above)
    assert form.last == last
    [key] = form.beside
    [(rest, item, is_ticked)] = form.rest_rows()
    assert (item.label, is_ticked) == ("I.2", False)
    body = made(cast, above, chosen(form, lay=[key], doan=[rest])).document.body
    assert "Sửa đoạn năm trước dưới đây" in body
    assert "\nTổ chức 01 hội nghị phổ biến pháp luật trước ngày 30/6/2023.\n" in body
    assert "\n4. Tập luyện thể thao mỗi chiều thứ sáu cho toàn thể công chức phòng.\n" in body


def test_posted_twice_it_makes_one_plan(cast: Cast, above: Plan) -> None:
    data = chosen(form_of(cast, above))
    made(cast, above, data)
    made(cast, above, data)
    assert Plan.objects.filter(parent=above).count() == 1


def test_a_preview_saves_nothing_and_keeps_what_is_ticked(cast: Cast, above: Plan) -> None:
    form = form_of(cast, above)
    one = next(prompt.key for prompt in form.prompts if prompt.item.label == "III.1")
    data = chosen(form, muc=[one]) | {"preview": "1"}
    response = client_of(cast.justice_officer).post(address(above), data)
    assert (response.status_code, Plan.objects.filter(parent=above).count()) == (200, 0)
    assert response.context["form"].chosen("muc") == {one}
    assert "ai chủ trì" in response.context["fragment"]


def test_what_is_not_on_the_page_is_refused_with_a_sentence(cast: Cast, above: Plan) -> None:
    data = chosen(form_of(cast, above), muc=["khong-co"], can_cu=["987654321"])
    response = client_of(cast.justice_officer).post(address(above), data)
    assert (response.status_code, Plan.objects.filter(parent=above).count()) == (422, 0)
    assert "Hãy tải lại trang rồi chọn lại." in response.content.decode()
    assert client_of(cast.justice_officer).post(address(above), {"creation_key": "x"}).status_code == 422


def test_an_answer_that_is_there_is_named(cast: Cast, above: Plan) -> None:
    own = plan(cast.justice, cast.justice_officer, above)
    response = client_of(cast.justice_officer).get(address(above))
    assert response.context["own"] == own
    assert "đã có" in response.content.decode()


def test_a_plan_without_text_gives_the_skeleton(cast: Cast) -> None:
    empty = received_plan(cast, "")
    body = made(cast, empty, chosen(form_of(cast, empty))).document.body
    assert "[… nội dung, chỉ tiêu bằng số, thời hạn.]" in body


def test_who_serves_several_units_chooses_one(cast: Cast, above: Plan) -> None:
    grant_role(user=cast.justice_officer, unit=cast.education, role=Role.UNIT_OFFICER, valid_from=SINCE)
    user = type(cast.justice_officer).objects.get(pk=cast.justice_officer.pk)
    response = client_of(user).get(f"{address(above)}?don-vi={cast.education.pk}")
    assert response.context["unit"] == cast.education
    assert client_of(user).get(f"{address(above)}?don-vi=x").context["unit"] is None


def test_who_may_not_answer_is_told_or_sees_nothing(cast: Cast, above: Plan) -> None:
    assert client_of(cast.leader).get(address(above)).status_code == 302
    assert client_of(cast.leader).post(address(above), {}).status_code == 302
    assert client_of(cast.outsider).get(address(above)).status_code == 404
    draft = plan(cast.city, cast.clerk, None)
    assert client_of(cast.clerk).get(address(draft)).status_code == 302
    assert client_of(cast.justice_officer).get(address(draft)).status_code == 404
    assert Plan.objects.filter(parent=above).count() == 0


def test_the_pages_lead_to_it(cast: Cast, above: Plan) -> None:
    link = f'href="{address(above)}"'
    assert link in client_of(cast.justice_officer).get(above.get_absolute_url()).content.decode()
    assert link not in client_of(cast.leader).get(above.get_absolute_url()).content.decode()


def test_the_page_asks_little(cast: Cast, above: Plan) -> None:
    plan(cast.justice, cast.justice_officer, None, replace(CONTENT, body=LAST), year=2023)
    client = client_of(cast.justice_officer)
    client.get(address(above))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address(above)).status_code == 200
    assert len(asked) <= MOST_QUERIES


def test_the_page_of_a_plan_with_answers_asks_little(cast: Cast, above: Plan) -> None:
    for _ in range(3):
        plan(cast.justice, cast.justice_officer, above)
    client = client_of(cast.clerk)
    client.get(above.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        client.get(above.get_absolute_url())
    assert len(asked) <= MOST_QUERIES


def test_content_is_what_the_form_of_a_paper_takes(cast: Cast, above: Plan) -> None:
    texts = form_of(cast, above).texts()
    assert set(texts) <= set(Content.__dataclass_fields__)
