"""Beginning a paper of any kind, and the units' own templates."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from documents import queue
from documents.actions.create import (
    begin_paper,
    facts_of,
    reusable_content,
    set_drafting_unit,
    signature_of,
    signers_of,
)
from documents.actions.document import create_draft
from documents.actions.step import issue, sign, take_step
from documents.actions.template import delete_template, rename_template, save_template
from documents.models import Document, PaperTemplate
from documents.papers import paper_of
from documents.queries.findings import draft_from
from documents.rendering.paper import Paper
from documents.text.beginnings import OPEN_BLANK, beginnings
from documents.text.draft_text import check_draft
from organizations.actions.person import grant_role
from organizations.models import Position, Role, Unit, User
from tests.cast import CONTENT, SINCE, Cast, make_user
from workflow.engine import Refused
from workflow.models import LogEntry

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 1)


def position(user: User, title: str) -> None:
    Position.objects.filter(person=user.person).update(title=title)


def begin(cast: Cast, kind: str, by: User | None = None, unit: Unit | None = None, **changes: str) -> Document:
    unit = unit or cast.city
    texts = {"summary": "Về việc A", "body": "Nội dung./."} | changes
    signer = signers_of(unit, TODAY)[0]
    signature = signature_of(unit, kind, signer, as_head=False)
    return begin_paper(
        unit=unit, kind=kind, texts=texts, signature=signature, by=by or cast.clerk,
        creation_key=uuid.uuid4(), drafting_unit=changes.get("drafting_unit", ""),
    )  # fmt: skip


def test_a_letter_has_the_symbol_of_the_drafting_unit(cast: Cast) -> None:
    assert begin(cast, "CV", drafting_unit="NV").symbol == "UBND-NV"
    assert begin(cast, "CV").symbol == "UBND"
    assert begin(cast, "TTr").symbol == "TTr-UBND"


@pytest.mark.parametrize("found", beginnings(), ids=lambda found: found.code)
def test_a_beginning_is_no_finished_paper(cast: Cast, found) -> None:
    """Every template of the program leaves blanks, and a paper with blanks cannot be handed in."""
    texts = found.filled(facts_of(cast.city, 2024))
    document = begin(cast, found.kind, **texts)
    assert (document.state, document.kind) == ("draft", found.kind)
    with pytest.raises(Refused, match="còn chỗ của mẫu chưa điền"):
        take_step(document=document, action="submit", by=cast.clerk)


@pytest.mark.parametrize("kind", ["QĐ", "CV", "GM", "BB", "TTr", "BC", "CT", "TB"])
def test_every_kind_is_handed_in_signed_issued_and_printed(cast: Cast, kind: str) -> None:
    document = begin(cast, kind, sign_name="")
    Document.objects.filter(pk=document.pk).update(sign_name="")
    submitted = take_step(document=document, action="submit", by=cast.clerk)
    issued = issue(document=sign(document=submitted, by=cast.leader), by=cast.leader)
    assert (issued.number, issued.symbol.partition("-")[0]) == ("01", "UBND" if kind == "CV" else kind)
    layouts = {"QĐ": "1.2", "CV": "1.5", "GM": "1.7", "BB": "1.9"}
    assert Paper.from_json(issued.snapshot).layout == layouts.get(kind, "1.4")
    assert [queue.find(issued, file) is not None for file in ("pdf", "docx")] == [True, True]


@pytest.mark.parametrize("kind", ["CĐ", "GGT", "GNP", "XX"])
def test_a_kind_without_a_layout_is_not_begun(cast: Cast, kind: str) -> None:
    with pytest.raises(Refused, match="Chưa có bố cục"):
        begin(cast, kind)


def test_who_does_not_draft_begins_nothing(cast: Cast) -> None:
    for user in (cast.leader, cast.outsider, cast.justice_officer):
        with pytest.raises(Refused):
            begin(cast, "CV", by=user)
    assert Document.objects.count() == 0


def test_signers_are_heads_then_deputies_then_substitutes(cast: Cast) -> None:
    position(cast.leader, "Phó Chủ tịch Ủy ban nhân dân")
    head = make_user("chutich", "Bùi Văn Chủ", cast.city, Role.SIGNING_LEADER)
    position(head, "Chủ tịch Ủy ban nhân dân")
    office = make_user("chanhvp", "An Thị Phòng", cast.city, Role.UNIT_OFFICER)
    position(office, "Chánh Văn phòng")
    grant_role(
        user=office, unit=cast.city, role=Role.SIGNING_LEADER, valid_from=SINCE, valid_to=date(2024, 12, 31),
    )  # fmt: skip
    office.role_assignments.filter(role=Role.SIGNING_LEADER).update(on_behalf_of=head, mark="TUQ.", basis="GUQ")
    found = signers_of(cast.city, TODAY)
    assert [(signer.name, signer.mark, signer.principal) for signer in found] == [
        ("Bùi Văn Chủ", "", ""),
        ("Trần Văn Hùng", "", ""),
        ("An Thị Phòng", "TUQ.", "Chủ tịch Ủy ban nhân dân"),
    ]
    blocks = [list(signature_of(cast.city, "KH", signer, as_head=False).values()) for signer in found]
    assert blocks == [
        ["TM. ỦY BAN NHÂN DÂN", "", "CHỦ TỊCH", "Bùi Văn Chủ"],
        ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Hùng"],
        ["", "TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "An Thị Phòng"],
    ]
    assert [signer.name for signer in signers_of(cast.city, date(2025, 1, 1))] == ["Bùi Văn Chủ", "Trần Văn Hùng"]


def test_an_act_of_the_head_is_signed_without_tm(cast: Cast) -> None:
    position(cast.leader, "Chủ tịch Ủy ban nhân dân")
    [signer] = signers_of(cast.city, TODAY)
    assert signature_of(cast.city, "KH", signer, as_head=True)["sign_on_behalf_of"] == ""
    assert signature_of(cast.city, "QĐ", None, as_head=True) == {
        "sign_on_behalf_of": "", "sign_deputy_for": "", "sign_title": "CHỦ TỊCH", "sign_name": "",
    }  # fmt: skip


def test_minutes_are_signed_by_the_chair_and_the_secretary(cast: Cast) -> None:
    document = begin(cast, "BB")
    block = (document.sign_on_behalf_of, document.sign_deputy_for, document.sign_title, document.sign_name)
    assert block == ("", "", "CHỦ TỌA", "Trần Văn Hùng")
    assert document.second_sign_title == "THƯ KÝ"


def test_facts_of_a_committee_and_of_an_office(cast: Cast) -> None:
    assert facts_of(cast.city, 2025) == {
        "don_vi": "Ủy ban nhân dân thành phố Tây Ninh",
        "dia_ban": "thành phố Tây Ninh",
        "thu_truong": "Chủ tịch Ủy ban nhân dân thành phố Tây Ninh",
        "cap_tren": "Ủy ban nhân dân tỉnh Tây Ninh",
        "nam": "2025",
    }
    assert facts_of(cast.justice, 2025)["thu_truong"] == "Trưởng phòng Tư pháp"
    assert facts_of(cast.province, 2025)["cap_tren"] == ""


def doubts(document: Document) -> list[str]:
    """What is asked about the parts of a draft and about who signs it."""
    found = [row.finding for row in check_draft(draft_from(document)).found]
    return [finding.message for finding in found if finding.code.startswith(("part-missing", "signature-"))]


def test_what_to_look_at_before_a_draft_is_handed_in(cast: Cast) -> None:
    letter = begin(cast, "CV", body="[… một] [… hai]", sign_name="")
    assert doubts(letter)[0] == "Chưa có nơi Kính gửi. Công văn phải ghi gửi cho ai."
    blanks = [row.finding for row in check_draft(draft_from(letter)).found if row.finding.quote.startswith(OPEN_BLANK)]
    assert {(finding.quote, finding.severity) for finding in blanks} >= {("[… một]", "loi"), ("[… hai]", "loi")}
    decision = begin(cast, "QĐ", authority_line="CHỦ TỊCH ỦY BAN NHÂN DÂN", sign_on_behalf_of="TM. ỦY BAN NHÂN DÂN",
                     sign_title="CHỦ TỊCH")  # fmt: skip
    assert doubts(decision) == [
        "Văn bản do Chủ tịch ban hành thì ký nhân danh Chủ tịch, không ghi “TM.”. Hãy để trống dòng đó."
    ]
    office = begin(cast, "TB", unit=cast.justice, by=cast.justice_officer, sign_on_behalf_of="TM. PHÒNG TƯ PHÁP",
                   sign_title="TRƯỞNG PHÒNG")  # fmt: skip
    assert [text[:40] for text in doubts(office)] == ["Cơ quan làm việc theo chế độ thủ trưởng "]
    assert doubts(cast.draft()) == []
    assert doubts(begin(cast, "BB")) == []
    minutes = begin(cast, "BB")
    minutes.second_sign_title = ""
    assert doubts(minutes) == ["Biên bản cần hai chữ ký. Hãy ghi chức vụ người ký thứ hai (THƯ KÝ)."]
    assert doubts(begin(cast, "TTr")) == ["Chưa có nơi Kính gửi. Tờ trình phải ghi trình cơ quan nào."]
    assert doubts(begin(cast, "QĐ")) == ["Chưa có dòng thẩm quyền ban hành, ví dụ “CHỦ TỊCH ỦY BAN NHÂN DÂN …”."]


def test_blanks_of_any_part_keep_a_paper_from_being_handed_in(cast: Cast) -> None:
    document = begin(cast, "CV", addressees="[… nơi nhận]", contact_line="Địa chỉ: [… số nhà]")
    with pytest.raises(Refused, match="^Kính gửi, địa chỉ cuối trang còn chỗ của mẫu chưa điền"):
        take_step(document=document, action="submit", by=cast.clerk)


def test_the_parts_of_a_layout_reach_the_printed_paper(cast: Cast) -> None:
    content = replace(
        CONTENT, addressees="Nơi một\n\nNơi hai", authority_line="CHỦ TỊCH", second_sign_title="THƯ KÝ",
        second_sign_name="Lê Thị Hoa", urgency="khan", contact_line="Địa chỉ: A", drafter_mark="PL.(3)",
    )  # fmt: skip
    document = create_draft(
        issuer=cast.city, kind="CV", content=content, by=cast.clerk, creation_key=uuid.uuid4(), drafting_unit="NV"
    )
    paper = paper_of(document)
    assert (paper.layout, paper.addressees, paper.urgency) == ("1.5", ("Nơi một", "Nơi hai"), "Khẩn")
    assert (paper.authority_line, paper.contact_line, paper.drafter_mark) == ("CHỦ TỊCH", "Địa chỉ: A", "PL.(3)")
    assert (paper.second_signature.title, paper.second_signature.name) == ("THƯ KÝ", "Lê Thị Hoa")


def test_a_template_keeps_the_text_without_the_people(cast: Cast) -> None:
    source = cast.draft(content=replace(CONTENT, sign_name="Trần Văn Hùng", drafter_mark="PL.(3)", urgency="khan"))
    template = save_template(document=source, unit=cast.city, name="Kế hoạch năm", by=cast.clerk)
    assert template.content == reusable_content(source)
    assert [template.content[name] for name in ("sign_name", "drafter_mark", "urgency")] == ["", "", ""]
    assert template.content["body"] == CONTENT.body
    assert list(LogEntry.objects.filter(target_type="documents.papertemplate").values_list("action", flat=True)) == [
        "create"
    ]


def test_templates_are_seen_in_the_unit_and_below_it(cast: Cast) -> None:
    save_template(document=cast.draft(), unit=cast.city, name="Mẫu A", by=cast.clerk)
    seen = {user: PaperTemplate.objects.visible_to(user).count() for user in (
        cast.clerk, cast.leader, cast.justice_officer, cast.outsider)}  # fmt: skip
    assert list(seen.values()) == [1, 1, 1, 0]


def test_two_templates_of_a_unit_do_not_share_a_name(cast: Cast) -> None:
    first = save_template(document=cast.draft(), unit=cast.city, name="Mẫu A", by=cast.clerk)
    with pytest.raises(ValidationError, match="đã có mẫu tên “mẫu a”"):
        save_template(document=cast.draft(), unit=cast.city, name="mẫu a", by=cast.clerk)
    second = save_template(document=cast.draft(), unit=cast.city, name="Mẫu B", by=cast.clerk)
    with pytest.raises(ValidationError, match="đã có mẫu tên"):
        rename_template(template=second, name="Mẫu A", by=cast.clerk)
    assert rename_template(template=first, name="Mẫu A", by=cast.clerk).name == "Mẫu A"


def test_only_those_who_draft_for_the_unit_keep_its_templates(cast: Cast) -> None:
    draft = cast.draft()
    template = save_template(document=draft, unit=cast.city, name="Mẫu A", by=cast.clerk)
    for user in (cast.leader, cast.justice_officer, cast.outsider):
        with pytest.raises(Refused):
            save_template(document=draft, unit=cast.city, name="Khác", by=user)
        with pytest.raises(Refused):
            rename_template(template=template, name="Khác", by=user)
        with pytest.raises(Refused):
            delete_template(template=template, by=user)
    with pytest.raises(Refused, match="Không tìm thấy văn bản"):
        save_template(document=draft, unit=cast.other_city, name="Lấy trộm", by=cast.outsider)
    delete_template(template=template, by=cast.clerk)
    assert PaperTemplate.objects.count() == 0


def test_the_drafting_unit_of_a_letter_is_changed_while_it_is_a_draft(cast: Cast) -> None:
    letter = begin(cast, "CV")
    assert set_drafting_unit(document=letter, drafting_unit="VP", by=cast.clerk).symbol == "UBND-VP"
    assert Document.objects.matching("ubnd-vp").get() == letter
    assert set_drafting_unit(document=letter, drafting_unit="VP", by=cast.clerk).version == letter.version
    assert LogEntry.objects.about(letter).filter(action="symbol").count() == 1
    for user in (cast.leader, cast.outsider):
        with pytest.raises(Refused, match="không có quyền"):
            set_drafting_unit(document=letter, drafting_unit="NV", by=user)
    take_step(document=Document.objects.get(pk=letter.pk), action="submit", by=cast.clerk)
    with pytest.raises(Refused, match="đang soạn thảo"):
        set_drafting_unit(document=letter, drafting_unit="NV", by=cast.clerk)
    with pytest.raises(Refused, match="công văn"):
        set_drafting_unit(document=cast.draft(), drafting_unit="NV", by=cast.clerk)
