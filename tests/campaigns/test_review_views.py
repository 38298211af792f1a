"""Xem lại văn bản vừa đọc: doubts beside their fields, fixes and repairs without script, the clean twin of a scan."""

from __future__ import annotations

import random
import re
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import Plan
from documents.actions.attachment import attach_upload
from documents.actions.document import Content
from documents.actions.receive import register_received
from documents.actions.upload import store_upload
from documents.models import Attachment, Document, StoredFile
from documents.text.findings import fingerprint
from documents.text.light import print_body
from documents.text.reader import read_text
from organizations.models import Unit, User
from tests.cast import Cast
from tests.clients import client_of
from tests.reading.cases import load
from tests.reading.damage import scanned
from thidua.demo.data import FOLDER
from workflow.engine import Refused
from workflow.models import LogEntry

CITY_PLAN = (FOLDER / "documents" / "ke-hoach-tp-tay-ninh-2023.txt").read_text("utf-8")
HUYEN_PLAN = (FOLDER / "documents" / "ke-hoach-huyen-chau-thanh-2022.txt").read_text("utf-8")
SCAN = load("26-*.toml")[0].text.strip("\n")
BROKEN_COPY = scanned(HUYEN_PLAN, random.Random(1), 0.6)


def uploaded(user: User, text: str) -> str:
    """The address of the review of an uploaded text."""
    return reverse("import_review", args=[store_upload(name="quet.txt", data=text.encode(), by=user).pk])


def fields_of(response) -> dict[str, object]:
    """What a browser would send back of the form on the page."""
    data = {field.name: field.value() or "" for field in response.context["form"]}
    on = data["on"]
    return data | {"on": f"{on:%d/%m/%Y}" if isinstance(on, date) else on}


class Review:
    """The page of one upload and what a person sends from it, without script."""

    def __init__(self, user: User, text: str) -> None:
        self.client = client_of(user)
        self.address = uploaded(user, text)
        self.page = self.client.get(self.address)

    def press(self, **sent: object):
        """Sends the form as it stands on the last page with what is given."""
        data = fields_of(self.page) | sent
        self.page = self.client.post(self.address, data)
        return self.page


def finding(text: str, code: str) -> str:
    """The key of the only finding of that code in the text."""
    [key] = {fingerprint(found) for found in read_text(text).findings if found.code == code}
    return key


def listed(response) -> list[tuple[str, bool]]:
    """The findings on the page: code, and whether a button fixes it."""
    return [(row.finding.code, row.can_fix) for group in response.context["finding_groups"] for row in group.rows]


def note_beside(response, name: str) -> str:
    """The words of the doubt beside a field."""
    page = response.content.decode()
    found = re.search(rf'id="id_{name}_helptext"[^>]*><span class="doubt">.*?</svg>(.*?)</span>', page, re.DOTALL)
    return re.sub("<[^>]+>", "", found[1]).strip() if found else ""


# Doubts and jumps


def test_doubtful_fields_are_marked_beside_the_field_and_named_on_top(cast: Cast) -> None:
    page = Review(cast.clerk, SCAN).page
    assert [field.name for field in page.context["doubtful"]] == ["summary", "bases", "body", "recipients", "sign_name"]
    assert note_beside(page, "summary") == "Cần xem lại: bản quét đọc kém, có chữ không thành tiếng Việt: “nưóc”."
    assert note_beside(page, "number") == ""


def test_a_field_filled_in_is_doubtful_no_more(cast: Cast) -> None:
    review = Review(cast.clerk, CITY_PLAN)
    assert {field.name for field in review.page.context["doubtful"]} == {"issuer_printed", "number", "on"}
    assert note_beside(review.page, "on") == "Cần xem lại: chỉ đọc được tháng 1 năm 2023."
    issuer = "UBND thành phố Tây Ninh"
    refused = review.press(number="12", on="31/01/2023", issuer_printed=issuer)  # not said yet what it becomes
    assert (refused.status_code, refused.context["doubtful"]) == (422, [])
    later = review.press(on="31/01/2999")
    assert [field.name for field in later.context["doubtful"]] == ["on"]


def test_fields_findings_and_tables_lead_to_lines_of_the_source(cast: Cast) -> None:
    page = Review(cast.clerk, HUYEN_PLAN).page.content.decode()
    lines = set(re.findall(r'<li id="(dong-\d+)"', page))
    jumps = set(re.findall(r'href="#(dong-\d+)"', page))
    assert lines == {f"dong-{number}" for number in range(1, len(HUYEN_PLAN.split("\n")) + 1)}
    assert jumps <= lines
    assert len(jumps) > 30
    assert '<mark class="mark-field" data-field="place">Châu Thành</mark>' in page
    targets = set(re.findall(r'data-jump="(\w+)"', page))
    assert targets == {"id_body", "id_recipients", "id_drafter_mark"}
    assert [name for name in targets if f'id="{name}"' not in page] == []


def test_what_the_reader_understood_stands_in_tables(cast: Cast) -> None:
    page = Review(cast.clerk, HUYEN_PLAN).page
    reading = page.context["reading"]
    assert len(page.context["cited"]) == len(reading.citations) > 5
    assert [name for name, _ in page.context["movements"]] == list(reading.movements)
    assert [one.name for one in page.context["elements"]][:2] == ["Mục đích, yêu cầu", "Đối tượng, phạm vi"]
    assert len(page.context["elements"]) == 12
    assert [one.name for one in page.context["elements"] if one.quote and not one.line] == []


def test_hostile_text_is_shown_as_text(cast: Cast) -> None:
    text = "KẾ HOẠCH\nVề thi đua\nI. MỤC ĐÍCH\nDùng <script>alert(1)</script> và \"><img src=x> & 'nháy'."
    page = Review(cast.clerk, text).page.content.decode()
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


# Fixes


def test_a_fix_changes_the_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    review = Review(cast.clerk, CITY_PLAN)
    typed = {"number": "12", "on": "31/02/2023", "sign_name": "Tên vừa gõ", "unit": cast.city.pk, "save_as": "den"}
    key = finding(CITY_PLAN, "bases-end")
    page = review.press(fix=key, **typed)
    assert page.status_code == 200
    assert page.context["form"].errors == {}
    after = fields_of(page)
    assert str(after["bases"]).split("\n")[-1].endswith("an ninh năm 2023.")
    assert {name: str(after[name]) for name in typed} == {name: str(value) for name, value in typed.items()}
    assert ("bases-end", True) not in listed(page)
    assert page.context["button"].said.startswith("Đã sửa “hội, đảm bảo quốc phòng-an ninh năm 2023;” thành ")
    assert Document.objects.count() == 0


def test_a_fix_of_words_that_were_changed_says_so_and_keeps_them(cast: Cast) -> None:
    review = Review(cast.clerk, CITY_PLAN)
    page = review.press(fix=finding(CITY_PLAN, "bases-end"), bases="Căn cứ khác hẳn;")
    assert page.context["button"].said == "Đoạn chữ cần sửa đã thay đổi: hãy kiểm tra lại văn bản."
    assert fields_of(page)["bases"] == "Căn cứ khác hẳn;"
    assert fields_of(page)["fixed"] == ""


@pytest.mark.parametrize("key", ["khong-co", "0" * 32])
def test_a_finding_that_is_none_is_not_fixed(cast: Cast, key: str) -> None:
    page = Review(cast.clerk, CITY_PLAN).press(fix=key)
    assert (page.status_code, page.context["button"].done) == (200, False)


@pytest.mark.parametrize(("save_as", "state"), [("den", "received"), ("tra-cuu", "received"), ("ban-thao", "draft")])
def test_fixes_and_repairs_stand_in_the_log_of_the_paper(cast: Cast, save_as: str, state: str) -> None:
    review = Review(cast.clerk, SCAN)
    review.press(repair="chon", chon=["0", "4"])
    review.press(fix=finding(SCAN, "bases-end"))
    saved = review.press(save_as=save_as, unit=cast.city.pk, kind="KH")
    assert saved.status_code == 302
    document = Document.objects.get()
    assert (document.state, document.bases.startswith("Căn cứ Chỉ thị sô 03")) == (state, True)
    assert document.body.startswith("Uy ban nhân dân huvên xây dưng Kế hoạch như sau:")
    told = LogEntry.objects.about(document).filter(action__in=["repair", "fix"]).order_by("pk")
    assert [(entry.label, entry.actor_name) for entry in told] == [
        ("Sửa 2 chỗ chữ quét hỏng", str(cast.clerk)),
        ("Sửa 1 chỗ theo nhận xét", str(cast.clerk)),
    ]
    assert told[0].reason == "“Chi thi” thành “Chỉ thị” (dòng 8); “Kê hoach” thành “Kế hoạch” (dòng 9)."
    assert told[0].data["changes"] == [
        {"from": "Chi thi", "to": "Chỉ thị", "line": 8},
        {"from": "Kê hoach", "to": "Kế hoạch", "line": 9},
    ]
    again = client_of(cast.clerk).get(review.address)
    assert again.status_code == 302
    assert LogEntry.objects.about(document).filter(action="repair").count() == 1


def test_a_paper_saved_as_it_was_read_tells_of_no_corrections(cast: Cast) -> None:
    Review(cast.clerk, SCAN).press(save_as="den", unit=cast.city.pk)
    assert [entry.action for entry in LogEntry.objects.about(Document.objects.get())] == ["register"]


def test_corrections_that_nobody_proposed_are_not_told(cast: Cast) -> None:
    Review(cast.clerk, SCAN).press(save_as="den", unit=cast.city.pk, repaired="99 x -1", fixed="khong-co")
    assert [entry.action for entry in LogEntry.objects.about(Document.objects.get())] == ["register"]


# Repairs


def test_nothing_is_repaired_by_itself(cast: Cast) -> None:
    page = Review(cast.clerk, SCAN).page
    assert fields_of(page)["body"] == print_body(read_text(SCAN).body)
    assert (page.context["percent"], page.context["open_count"]) == (63, 36)
    assert "Bản quét đọc được khoảng 63 % số chữ." in page.content.decode()


def test_chosen_repairs_are_made_and_the_others_stay_open(cast: Cast) -> None:
    review = Review(cast.clerk, SCAN)
    page = review.press(repair="chon", chon=["2"], sign_name="Tên vừa gõ")
    after = fields_of(page)
    assert str(after["body"]).split("\n")[0] == "Ủy ban nhân dân huvên xây dưng Kê hoach như sau:"
    assert (after["sign_name"], after["repaired"]) == ("Tên vừa gõ", "2")
    assert [one.state for one in page.context["proposals"]][:4] == ["open", "open", "done", "open"]
    assert page.context["open_count"] == 35


def test_all_repairs_at_once(cast: Cast) -> None:
    page = Review(cast.clerk, SCAN).press(repair="het")
    assert page.context["button"].said == "Đã sửa 36 chỗ chữ quét hỏng vào các ô."
    assert {one.state for one in page.context["proposals"]} == {"done"}
    assert str(fields_of(page)["body"]).startswith("Ủy ban nhân dân huvên xây dựng Kế hoạch như sau:\n\nI. MỤC ĐÍCH")


@pytest.mark.parametrize("chosen", [[], ["x", "999", "-1"]])
def test_no_choice_says_what_to_do(cast: Cast, chosen: list[str]) -> None:
    page = Review(cast.clerk, SCAN).press(repair="chon", chon=chosen)
    assert page.context["button"].said == "Chưa chọn chỗ nào. Hãy đánh dấu các chỗ cần sửa, rồi bấm lại."
    assert page.context["open_count"] == 36


def test_a_clean_text_has_no_repairs(cast: Cast) -> None:
    page = Review(cast.clerk, HUYEN_PLAN).page
    assert (page.context["proposals"], page.context["is_bad_scan"]) == ([], False)


# The clean twin


def register(owner: Unit, by: User, text: str = HUYEN_PLAN, **changes: object) -> Document:
    """The clean paper in the register of a unit."""
    reading = read_text(text)
    given = {
        "kind": "KH", "number": "06", "symbol": "KH-UBND", "on": date(2022, 1, 20),
        "issuer_printed": "Ủy ban nhân dân huyện Châu Thành",
    }  # fmt: skip
    content = Content(
        summary=reading.header.summary, bases="\n".join(reading.bases), body=print_body(reading.body),
        recipients="\n".join(reading.recipients),
    )  # fmt: skip
    return register_received(owner=owner, content=content, by=by, creation_key=uuid.uuid4(), **given | changes)


def test_a_scan_finds_its_clean_twin_by_number(cast: Cast) -> None:
    twin = register(cast.city, cast.clerk)
    page = Review(cast.clerk, BROKEN_COPY).page
    assert (page.context["paired"].document, page.context["can_pair"]) == (twin, True)
    assert f'href="{twin.get_absolute_url()}"' in page.content.decode()
    assert "chung sức xây dựng nông thôn mới" in page.context["twin_text"]


def test_a_scan_without_a_number_finds_its_twin_by_words(cast: Cast) -> None:
    twin = register(cast.city, cast.clerk)
    register(cast.city, cast.clerk, text=CITY_PLAN, number="07")
    scan = "\n".join(BROKEN_COPY.split("\n")[12:])
    paired = Review(cast.clerk, scan).page.context["paired"]
    assert (paired.document, paired.twin.why) == (twin, "chu")


def test_no_twin_is_told_where_none_is(cast: Cast) -> None:
    register(cast.city, cast.clerk, text=CITY_PLAN, number="07")
    page = Review(cast.clerk, BROKEN_COPY).page
    assert (page.context["paired"], page.context["can_pair"]) == (None, False)


def test_a_twin_that_the_user_may_not_see_is_not_told(cast: Cast) -> None:
    register(cast.other_city, cast.outsider)
    assert Review(cast.clerk, BROKEN_COPY).page.context["paired"] is None


def test_a_confirmed_pair_keeps_the_scan_beside_the_clean_paper(cast: Cast) -> None:
    twin = register(cast.city, cast.clerk)
    review = Review(cast.clerk, BROKEN_COPY)
    answer = review.press(pair=str(twin.pk))
    kept = Attachment.objects.get()
    assert answer.url == twin.get_absolute_url()
    assert (kept.document, kept.file, kept.title) == (twin, StoredFile.objects.get(), "Bản quét quet.txt")
    assert Document.objects.count() == 1
    assert [entry.label for entry in LogEntry.objects.about(twin)][-1] == "Thêm tài liệu kèm theo"
    assert review.client.get(review.address).url == twin.get_absolute_url()
    assert review.client.post(review.address, {"pair": twin.pk}).url == twin.get_absolute_url()
    assert Attachment.objects.count() == 1


def test_the_scans_text_may_be_kept_as_a_paper_of_its_own(cast: Cast) -> None:
    twin = register(cast.city, cast.clerk)
    review = Review(cast.clerk, BROKEN_COPY)
    assert review.page.context["paired"].document == twin
    printed = {"number": "6b", "symbol": "KH-UBND", "on": "20/01/2022", "issuer_printed": "UBND huyện", "kind": "KH"}
    saved = review.press(save_as="tra-cuu", unit=cast.city.pk, summary="Bản quét", **printed)
    assert saved.status_code == 302
    assert (Document.objects.count(), Attachment.objects.count()) == (2, 0)


def test_a_paper_that_may_not_be_changed_is_shown_and_not_paired(cast: Cast) -> None:
    twin = register(cast.city, cast.clerk)  # the city's register is read from below, not written
    review = Review(cast.justice_officer, BROKEN_COPY)
    assert (review.page.context["paired"].document, review.page.context["can_pair"]) == (twin, False)
    answer = review.press(pair=str(twin.pk))
    assert answer.url == review.address
    assert Attachment.objects.count() == 0


@pytest.mark.parametrize("key", ["", "0", "x", "-1", "99999999"])
def test_a_pair_with_no_paper_is_not_found(cast: Cast, key: str) -> None:
    assert Review(cast.clerk, BROKEN_COPY).press(pair=key).status_code == 404


def test_a_pair_with_another_units_paper_is_not_found(cast: Cast) -> None:
    theirs = register(cast.other_city, cast.outsider)
    assert Review(cast.clerk, BROKEN_COPY).press(pair=str(theirs.pk)).status_code == 404
    assert Attachment.objects.count() == 0


def test_nobody_elses_upload_is_paired_fixed_or_repaired(cast: Cast) -> None:
    theirs = register(cast.other_city, cast.outsider)
    address = uploaded(cast.clerk, SCAN)
    client = client_of(cast.outsider)
    for sent in ({"pair": theirs.pk}, {"fix": finding(SCAN, "bases-end")}, {"repair": "het"}, {}):
        assert client.post(address, sent).status_code == 404
    assert Attachment.objects.count() == 0


def test_a_file_that_became_a_paper_is_kept_beside_no_other(cast: Cast) -> None:
    twin = register(cast.city, cast.clerk)
    review = Review(cast.clerk, SCAN)
    review.press(save_as="den", unit=cast.city.pk)
    with pytest.raises(Refused, match=r"^Tệp này vừa được lưu vào một văn bản khác\. Hãy mở văn bản đó\.$"):
        attach_upload(document=twin, file=StoredFile.objects.get(), title="x", by=cast.clerk)


def test_an_upload_cleaned_up_meanwhile_is_not_paired(cast: Cast) -> None:
    twin = register(cast.city, cast.clerk)
    uploaded(cast.clerk, BROKEN_COPY)
    stored = StoredFile.objects.get()
    StoredFile.objects.all().delete()
    with pytest.raises(Refused, match="đã bị xóa"):
        attach_upload(document=twin, file=stored, title="x", by=cast.clerk)


def test_a_lost_file_is_an_error_whatever_is_pressed(cast: Cast) -> None:
    review = Review(cast.clerk, SCAN)
    StoredFile.objects.get().path.unlink()
    for sent in ({"fix": finding(SCAN, "bases-end")}, {"repair": "het"}):
        with pytest.raises(FileNotFoundError):
            review.client.post(review.address, sent)


def test_the_twin_is_looked_for_in_as_many_queries_whatever_the_register_holds(cast: Cast) -> None:
    counts = []
    address = uploaded(cast.clerk, "\n".join(BROKEN_COPY.split("\n")[12:]))
    client = client_of(cast.clerk)
    for turn in range(3):
        for number in range(1 + 5 * turn):
            register(cast.city, cast.clerk, number=f"{turn}{number}", text=CITY_PLAN if number else HUYEN_PLAN)
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(address)
        counts.append(len(found))
    assert counts[1] == counts[2]
    assert max(counts) <= 25


def test_a_draft_below_its_parent_keeps_its_corrections(cast: Cast) -> None:
    review = Review(cast.clerk, SCAN)
    review.press(repair="het")
    review.press(save_as="den", unit=cast.city.pk)
    assert Plan.objects.get().document.bases.startswith("Căn cứ Chỉ thị sô 03/CT-UBND")
    assert reverse("plan_detail", args=[Plan.objects.get().pk]) == review.page.url
