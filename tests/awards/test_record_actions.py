"""Writing, correcting, revoking: who may, what is refused, what the log keeps."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from awards.actions.household import save_household
from awards.actions.initiative import add_initiative, authors_of, correct_initiative
from awards.actions.record import add_record, correct_record, revoke_record
from awards.actions.statement import say, take_back
from awards.models import Award, Discipline, Initiative, Rating, Review, Statement
from organizations.models import Position
from tests.awards.facts import household
from tests.cast import Cast
from workflow.engine import Refused
from workflow.models import LogEntry

DECIDED = {"number": "12/QĐ-UBND", "decided_on": date(2024, 12, 20), "authority": "Chủ tịch UBND thành phố"}


def new(cast: Cast, **fields: object) -> Award:
    """An award of an officer of a department, not saved."""
    fields = {"person": cast.justice_officer.person, "unit": cast.justice, "code": "LDTT", "year": 2024, **fields}
    return Award(**fields)


def lines(thing: object) -> list[tuple[str, list[str]]]:
    return [(entry.label, entry.data["lines"]) for entry in LogEntry.objects.about(thing)]


def sentence(error: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return error.value.messages


def test_an_award_is_written_with_its_words_and_its_log(cast: Cast) -> None:
    made = add_record(thing=new(cast, **DECIDED, level="huyen"), by=cast.clerk)
    assert (made.search_text, made.created_by) == (
        "lao dong tien tien 12/qd-ubnd chu tich ubnd thanh pho phong tu phap", cast.clerk,
    )  # fmt: skip
    assert lines(made) == [
        (
            "Ghi vào hồ sơ",
            [
                "Danh hiệu, hình thức: Lao động tiên tiến", "Năm thi đua: 2024", "Số quyết định: 12/QĐ-UBND",
                "Ngày quyết định: 20/12/2024", "Người, cơ quan quyết định: Chủ tịch UBND thành phố",
                "Cấp quyết định: Cấp huyện", "Đơn vị tại thời điểm đó: Phòng Tư pháp",
            ],
        )
    ]  # fmt: skip


def test_a_form_posted_twice_makes_one_record(cast: Cast) -> None:
    key = uuid.uuid4()
    first = add_record(thing=new(cast, creation_key=key), by=cast.clerk)
    assert add_record(thing=new(cast, creation_key=key), by=cast.clerk) == first
    idea = {"name": "Hẹn giờ", "scope": "co_so", "year": 2024, "unit": cast.justice, "creation_key": key}
    authors = [(cast.justice_officer.person, None)]
    one = add_initiative(thing=Initiative(**idea), authors=authors, by=cast.clerk)
    assert add_initiative(thing=Initiative(**idea), authors=authors, by=cast.clerk) == one
    asked = {"unit": cast.justice, "head_name": "Lê Văn Hộ", "address": "", "by": cast.clerk, "creation_key": key}
    assert save_household(**asked) == save_household(**asked)


@pytest.mark.parametrize("who", ["leader", "justice_officer", "justice_head", "outsider"])
def test_only_the_standing_office_writes(cast: Cast, who: str) -> None:
    with pytest.raises(Refused) as refusal:
        add_record(thing=new(cast), by=getattr(cast, who))
    assert str(refusal.value) == (
        "Bạn không có quyền ghi hồ sơ thi đua, khen thưởng tại Phòng Tư pháp. "
        "Việc này thuộc chuyên viên thường trực của đơn vị hay cấp trên."
    )
    assert not Award.objects.exists()


def test_where_a_person_is_now_the_earlier_years_are_written_too(cast: Cast) -> None:
    person = cast.justice_officer.person
    with pytest.raises(Refused):
        add_record(thing=new(cast), by=cast.outsider)
    Position.objects.create(person=person, unit=cast.other_city, title="Cán bộ", valid_from=timezone.localdate())
    made = add_record(thing=new(cast), by=cast.outsider)
    assert made.unit == cast.justice


WRONG = {
    "no title": ({"code": "XX"}, ["Hãy chọn danh hiệu hoặc hình thức khen thưởng trong danh sách."]),
    "a title of collectives": (
        {"code": "TTLDTT"},
        ["Tập thể lao động tiên tiến không tặng cho cá nhân. Hãy chọn danh hiệu, hình thức khác."],
    ),
    "decided before the year": (
        {"decided_on": date(2023, 12, 1)},
        ["Quyết định 01/12/2023 có trước năm 2024. Hãy xem lại."],
    ),
    "a year that nobody has": ({"year": 1900}, ["Năm phải từ 1945 đến 2100."]),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_told_and_nothing_is_written(cast: Cast, what: str) -> None:
    fields, sentences = WRONG[what]
    with pytest.raises(ValidationError) as error:
        add_record(thing=new(cast, **fields), by=cast.clerk)
    assert sentence(error) == sentences
    assert not Award.objects.exists()


def test_nothing_is_decided_tomorrow(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError) as error:
        add_record(thing=new(cast, decided_on=tomorrow), by=cast.clerk)
    assert sentence(error) == [f"Ngày quyết định chưa tới: {tomorrow:%d/%m/%Y}. Hãy xem lại ngày."]
    measure = Discipline(person=cast.leader.person, unit=cast.city, kind="canh_cao", since=tomorrow)
    with pytest.raises(ValidationError) as error:
        add_record(thing=measure, by=cast.clerk)
    assert sentence(error) == ["Ngày bắt đầu chưa tới. Hãy xem lại ngày."]


def test_nothing_is_written_or_said_of_a_year_to_come(cast: Cast) -> None:
    person, year = cast.justice_officer.person, timezone.localdate().year + 1
    of_that_year = {"unit": cast.justice, "year": year}
    for act in (
        lambda: add_record(thing=new(cast, year=year), by=cast.clerk),
        lambda: add_record(thing=Rating(person=person, rating="HTTNV", **of_that_year), by=cast.clerk),
        lambda: add_initiative(
            thing=Initiative(name="Hẹn giờ", scope="co_so", **of_that_year), authors=[(person, None)], by=cast.clerk
        ),
        lambda: say(thing=Statement(person=person, topic="discipline", **of_that_year), by=cast.clerk),
    ):
        with pytest.raises(ValidationError, match=f"Năm {year} chưa tới"):
            act()
    add_record(thing=new(cast, year=year - 1), by=cast.clerk)


def test_the_same_award_of_a_year_stands_once_for_each_decision(cast: Cast) -> None:
    add_record(thing=new(cast, code="GK", number="1/QĐ"), by=cast.clerk)
    add_record(thing=new(cast, code="GK", number="2/QĐ"), by=cast.clerk)
    for number in ("2/QĐ", ""):
        with pytest.raises(ValidationError):
            add_record(thing=new(cast, code="GK", number=number), by=cast.clerk)
    assert Award.objects.count() == 2


def test_a_correction_leaves_what_stood_before_in_the_log(cast: Cast) -> None:
    made = add_record(thing=new(cast, **DECIDED), by=cast.clerk)
    changes = {"number": "13/QĐ-UBND", "decided_on": date(2024, 1, 1), "precision": "year", "code": "CSTDCS"}
    after = correct_record(thing=made, changes=changes, version=1, by=cast.clerk)
    assert (after.version, after.number, after.search_text.split()[0]) == (2, "13/QĐ-UBND", "chien")
    assert lines(made)[1] == (
        "Sửa hồ sơ",
        [
            "Danh hiệu, hình thức: “Lao động tiên tiến” sửa thành “Chiến sĩ thi đua cơ sở”",
            "Số quyết định: “12/QĐ-UBND” sửa thành “13/QĐ-UBND”",
            "Ngày quyết định: “20/12/2024” sửa thành “năm 2024”",
        ],
    )
    correct_record(thing=made, changes=changes, version=2, by=cast.clerk)
    assert len(lines(made)) == 2  # nothing changed, nothing is said


def test_two_hands_do_not_overwrite_each_other(cast: Cast) -> None:
    made = add_record(thing=new(cast), by=cast.clerk)
    correct_record(thing=made, changes={"number": "1/QĐ"}, version=1, by=cast.clerk)
    with pytest.raises(Refused) as refusal:
        correct_record(thing=made, changes={"number": "2/QĐ"}, version=1, by=cast.clerk)
    assert str(refusal.value) == ("Vừa có người khác sửa dòng này. Hãy mở lại trang để xem bản mới, rồi sửa tiếp.")
    assert Award.objects.get().number == "1/QĐ"


def test_revoking_needs_decision_and_reason_and_is_final(cast: Cast) -> None:
    made = add_record(thing=new(cast, **DECIDED), by=cast.clerk)
    asked = {"thing": made, "on": date(2025, 3, 1), "number": "9/QĐ", "reason": "Khai man thành tích", "by": cast.clerk}
    for change in ({"number": " "}, {"reason": ""}, {"on": timezone.localdate() + timedelta(days=1)},
                   {"on": date(2024, 12, 1)}):  # fmt: skip
        with pytest.raises(ValidationError):
            revoke_record(**asked | change)
    with pytest.raises(Refused):
        revoke_record(**asked | {"by": cast.leader})
    assert not Award.objects.get().is_revoked
    assert revoke_record(**asked).is_revoked
    assert lines(made)[1] == ("Hủy bỏ", ["Quyết định số 9/QĐ ngày 01/03/2025. Khai man thành tích"])
    for act in (lambda: revoke_record(**asked),
                lambda: correct_record(thing=made, changes={"year": 2025}, version=2, by=cast.clerk)):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            act()
        assert str(refusal.value) == "Dòng này đã hủy bỏ nên không sửa được nữa."
    # The place is free again.
    add_record(thing=new(cast, **DECIDED), by=cast.clerk)


def test_a_correction_takes_turns_with_who_writes_about_the_same_person(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = cast.justice_officer.person
    made = add_record(thing=Rating(person=person, unit=cast.justice, rating="HTTNV", year=2023), by=cast.clerk)

    def written_meanwhile(thing: Rating) -> None:
        Rating.objects.create(person=person, unit=cast.justice, rating="HTNV", year=2024, created_by=cast.clerk)

    monkeypatch.setattr("awards.actions.record.lock_subject", written_meanwhile)
    with pytest.raises(ValidationError) as error:
        correct_record(thing=made, changes={"year": 2024}, version=1, by=cast.clerk)
    assert sentence(error) == ["Người này đã có xếp loại của năm đó. Hãy sửa dòng đã có."]


def test_nothing_is_revoked_before_it_was(cast: Cast) -> None:
    person = cast.justice_officer.person
    asked = {"on": date(2024, 11, 30), "number": "9/QĐ", "reason": "Ghi nhầm người", "by": cast.clerk}
    idea = Initiative(name="Hẹn giờ", scope="co_so", year=2024, unit=cast.justice, **DECIDED)
    made = [
        add_record(thing=new(cast, **DECIDED), by=cast.clerk),
        add_record(thing=Rating(person=person, unit=cast.justice, rating="HTTNV", year=2024, **DECIDED), by=cast.clerk),
        add_record(
            thing=Review(collective=cast.justice, unit=cast.justice, cause="khieu_nai", since=date(2024, 12, 1)),
            by=cast.clerk,
        ),
        add_initiative(thing=idea, authors=[(person, None)], by=cast.clerk),
    ]
    for thing in made:
        with pytest.raises(ValidationError) as error:
            revoke_record(thing=thing, **asked)
        assert sentence(error)[0].startswith("Ngày hủy bỏ có trước ngày ")
        assert revoke_record(thing=thing, **asked | {"on": date(2024, 12, 20)}).is_revoked


def test_an_initiative_goes_to_no_unit_that_somebody_else_keeps(cast: Cast) -> None:
    idea = Initiative(name="Hẹn giờ", scope="co_so", year=2024, unit=cast.justice)
    made = add_initiative(thing=idea, authors=[(cast.justice_officer.person, None)], by=cast.clerk)
    with pytest.raises(Refused, match="tại UBND thị xã Hòa Thành"):
        correct_initiative(
            thing=made, changes={"unit": cast.other_city}, authors=authors_of(made), version=1, by=cast.clerk
        )
    assert Initiative.objects.get().unit == cast.justice


def test_what_is_gone_is_told(cast: Cast) -> None:
    made = add_record(thing=new(cast), by=cast.clerk)
    gone = Award.objects.get()
    Award.objects.all().delete()
    assert made.pk == gone.pk
    with pytest.raises(Refused) as refusal:
        correct_record(thing=gone, changes={}, version=1, by=cast.clerk)
    assert str(refusal.value) == "Dòng này không còn nữa. Hãy tải lại hồ sơ."


def test_ratings_measures_and_reviews_are_written_alike(cast: Cast) -> None:
    person = cast.justice_officer.person
    rating = add_record(thing=Rating(person=person, unit=cast.justice, rating="HTTNV", year=2024), by=cast.clerk)
    with pytest.raises(ValidationError) as error:
        add_record(thing=Rating(person=person, unit=cast.justice, rating="HTNV", year=2024), by=cast.clerk)
    assert sentence(error) == ["Người này đã có xếp loại của năm đó. Hãy sửa dòng đã có."]
    review = add_record(
        thing=Review(collective=cast.justice, unit=cast.justice, cause="khieu_nai", since=date(2024, 5, 1)),
        by=cast.clerk,
    )
    correct_record(
        thing=review, changes={"until": date(2024, 6, 1), "outcome": "Không vi phạm"}, version=1, by=cast.clerk
    )
    assert lines(review)[1][1] == [
        "Đến ngày: “trống” sửa thành “01/06/2024”", "Kết luận: “trống” sửa thành “Không vi phạm”",
    ]  # fmt: skip
    assert rating.search_text == "phong tu phap"


def test_authors_share_at_most_the_whole(cast: Cast) -> None:
    officer, head = cast.justice_officer.person, cast.justice_head.person
    idea = Initiative(name="Hẹn giờ", scope="co_so", year=2024, unit=cast.justice)
    wrong = {
        "Hãy ghi ít nhất một tác giả.": [],
        "Một tác giả được ghi hai lần. Hãy bỏ bớt một dòng.": [(officer, None), (officer, Decimal(5))],
        "Tổng tỷ lệ đóng góp là 100,5 %, quá 100 %. Hãy xem lại.": [(officer, Decimal("60.5")), (head, Decimal(40))],
    }
    for words, authors in wrong.items():
        with pytest.raises(ValidationError) as error:
            add_initiative(thing=idea, authors=authors, by=cast.clerk)
        assert sentence(error) == [words]
    made = add_initiative(thing=idea, authors=[(officer, Decimal(60)), (cast.justice, None)], by=cast.clerk)
    assert lines(made)[0][1][-1] == "Tác giả: Lê Thị Hoa 60 %; Phòng Tư pháp"
    correct_initiative(thing=made, changes={}, authors=authors_of(made), version=1, by=cast.clerk)
    assert len(lines(made)) == 1
    correct_initiative(thing=made, changes={}, authors=[(head, Decimal(100))], version=1, by=cast.clerk)
    assert lines(made)[1][1] == ["Tác giả: “Lê Thị Hoa 60 %; Phòng Tư pháp” sửa thành “Phạm Văn Bình 100 %”"]
    assert authors_of(made) == [(head, Decimal(100))]


def test_a_household_stands_once_at_an_address(cast: Cast) -> None:
    made = save_household(unit=cast.justice, head_name=" Lê  Văn Hộ ", address="Tổ 1", by=cast.clerk)
    assert (made.head_name, made.search_name) == ("Lê Văn Hộ", "le van ho to 1")
    for head, address in (("lê văn hộ", "tổ 1"), ("Lê Văn 7", "Tổ 2"), ("", "Tổ 2")):
        with pytest.raises(ValidationError):
            save_household(unit=cast.justice, head_name=head, address=address, by=cast.clerk)
    with pytest.raises(Refused):
        save_household(unit=cast.justice, head_name="Lê Văn Bé", address="", by=cast.leader)
    save_household(household=made, unit=cast.justice, head_name="Lê Văn Hộ", address="Tổ 3", by=cast.clerk)
    assert lines(made) == [("Lập hồ sơ hộ", ["Lê Văn Hộ, Tổ 1"]), ("Sửa hồ sơ hộ", ["“Lê Văn Hộ, Tổ 1” sửa lại"])]


def test_a_statement_is_said_once_and_taken_back(cast: Cast) -> None:
    person = cast.justice_officer.person

    def said(**fields: object) -> Statement:
        fields = {"person": person, "unit": cast.justice, "topic": "maternity", "year": 2024, **fields}
        return say(thing=Statement(**fields), by=cast.clerk)

    said()
    last = said(value=False)
    assert list(Statement.objects.all()) == [last]
    with pytest.raises(ValidationError):
        said(topic="awards", value=False)
    with pytest.raises(ValidationError):
        say(
            thing=Statement(household=household(cast.justice), unit=cast.justice, topic="combat", year=2024),
            by=cast.clerk,
        )
    with pytest.raises(Refused):
        take_back(thing=last, by=cast.justice_officer)
    take_back(thing=last, by=cast.clerk)
    assert not Statement.objects.exists()
    with pytest.raises(Refused):
        take_back(thing=last, by=cast.clerk)
    assert [entry.data["lines"] for entry in LogEntry.objects.filter(action__in=("say", "unsay"))] == [
        ["Nghỉ thai sản trong năm, năm 2024: có"], ["Nghỉ thai sản trong năm, năm 2024: không"],
        ["Nghỉ thai sản trong năm, năm 2024: không"],
    ]  # fmt: skip
