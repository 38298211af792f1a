"""The data desk: what it finds, what one click mends, and what it leaves to people."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from awards.actions.desk import drop_copy, fill_decision
from awards.models import Award
from awards.queries.desk import CHECKS, counts, exact_copies, fills_for, found_by
from organizations.actions.person import add_person
from organizations.models import Person, User
from tests.awards.facts import award
from tests.cast import SINCE, Cast
from tests.clients import client_of
from workflow.engine import Refused
from workflow.models import LogEntry

DECIDED = {"number": "12/QĐ-UBND", "decided_on": date(2024, 12, 20), "authority": "Chủ tịch UBND thành phố"}
NOTHING = dict.fromkeys(CHECKS, 0)


@pytest.fixture
def person(cast: Cast) -> Person:
    return cast.justice_officer.person


def listed(user: User, check: str) -> list[object]:
    return [row.get("award") or row for row in client_of(user).get(f"/so-vang/ra-soat/?xem={check}").context["rows"]]


def test_a_clean_history_gives_nothing(cast: Cast, person: Person) -> None:
    award(person, cast.clerk, "LDTT", **DECIDED)
    award(person, cast.clerk, "GK", number="1/QĐ", decided_on=date(2024, 2, 1))
    award(person, cast.clerk, "GK", number="2/QĐ", decided_on=date(2024, 3, 1))
    assert counts(cast.clerk) == NOTHING
    assert "Không có gì cần xem lại" in client_of(cast.clerk).get("/so-vang/ra-soat/").content.decode()


def test_each_check_finds_its_own_and_only_what_the_user_sees(cast: Cast, person: Person) -> None:
    undated = award(person, cast.clerk, "GK", 2023, number="5/QĐ")
    unnumbered = award(cast.justice, cast.clerk, "TTLDTT", 2024, decided_on=date(2024, 5, 1))
    partly = award(person, cast.clerk, "LDTT", 2022, number="6/QĐ", decided_on=date(2022, 1, 1), precision="year")
    first = award(person, cast.clerk, "CSTDCS", 2024, **DECIDED, ordinal=1)
    again = award(person, cast.clerk, "CSTDCS", 2024, **DECIDED | {"number": "13/QĐ-UBND"})
    early = award(person, cast.clerk, "GK", SINCE.year - 1, **DECIDED | {"number": "9/QĐ"})
    award(cast.education_officer.person, cast.clerk, "LDTT", 2024, **DECIDED, ordinal=4)
    for unit in (cast.justice, cast.education):
        add_person(full_name="Lê Văn An", unit=unit, title="Cán bộ", since=SINCE)
    assert counts(cast.clerk) == {"thieu": 3, "hai-lan": 1, "truoc": 1, "khuyet": 1, "trung-ten": 1}
    assert listed(cast.clerk, "thieu") == [unnumbered, undated, partly]
    assert listed(cast.clerk, "hai-lan") == [again]
    assert listed(cast.clerk, "truoc") == [early]
    assert listed(cast.clerk, "khuyet") == [{"number": "12/QĐ-UBND", "year": 2024, "last": 4, "there": 2, "lacking": 2}]
    [row] = client_of(cast.clerk).get("/so-vang/ra-soat/?xem=trung-ten").context["rows"]
    assert [str(one) for one, _ in row["people"]] == ["Lê Văn An", "Lê Văn An"]
    assert counts(cast.outsider) == NOTHING
    # Below, the other department's rows and people are not seen.
    assert counts(cast.justice_officer) == {"thieu": 3, "hai-lan": 1, "truoc": 1, "khuyet": 0, "trung-ten": 0}
    assert first not in found_by("hai-lan", cast.clerk)


def test_a_day_is_taken_from_the_other_rows_of_the_decision(cast: Cast, person: Person) -> None:
    lacking = award(person, cast.clerk, "LDTT", number="12/QĐ-UBND")
    award(cast.justice_head.person, cast.clerk, "LDTT", **DECIDED)
    client = client_of(cast.clerk)
    assert "Lấy ngày 20/12/2024" in client.get("/so-vang/ra-soat/?xem=thieu").content.decode()
    address = reverse("desk_fix", args=[lacking.pk, "ngay"])
    assert client_of(cast.leader).post(address).status_code == 302
    assert Award.objects.get(pk=lacking.pk).decided_on is None
    answer = client.post(address, {"next": "/so-vang/ra-soat/?xem=thieu"})
    assert answer["Location"] == "/so-vang/ra-soat/?xem=thieu"
    mended = Award.objects.get(pk=lacking.pk)
    assert (mended.decided_on, mended.authority, mended.version) == (
        date(2024, 12, 20), "Chủ tịch UBND thành phố", 2,
    )  # fmt: skip
    assert LogEntry.objects.about(mended).get().data["lines"][0] == ("Ngày quyết định: “trống” sửa thành “20/12/2024”")


def test_rows_that_do_not_agree_or_are_of_elsewhere_give_no_day(cast: Cast, person: Person) -> None:
    lacking = award(person, cast.clerk, "LDTT", number="12/QĐ-UBND")
    award(cast.outsider.person, cast.outsider, "LDTT", **DECIDED)
    assert fills_for([lacking]) == {}
    award(cast.justice_head.person, cast.clerk, "LDTT", **DECIDED)
    award(cast.leader.person, cast.clerk, "LDTT", **DECIDED | {"decided_on": date(2024, 12, 21)})
    assert fills_for([lacking]) == {}
    with pytest.raises(Refused) as refusal:
        fill_decision(award=lacking, by=cast.clerk)
    assert str(refusal.value) == (
        "Các dòng cùng số quyết định không còn cho biết một ngày duy nhất. Hãy sửa từng dòng."
    )
    other = award(person, cast.clerk, "GK", number="12/QĐ-UBND", authority="Chủ tịch UBND tỉnh")
    Award.objects.filter(decided_on=date(2024, 12, 21)).delete()
    assert set(fills_for([lacking, other])) == {lacking.pk}


def test_only_a_row_that_says_exactly_the_same_is_dropped(cast: Cast, person: Person) -> None:
    first = award(person, cast.clerk, "LDTT", **DECIDED)
    copy = award(person, cast.clerk, "LDTT", **DECIDED)
    other = award(person, cast.clerk, "LDTT", **DECIDED, position="Chuyên viên")
    assert exact_copies([first, copy, other]) == {copy.pk}
    with pytest.raises(Refused):
        drop_copy(award=other, by=cast.clerk)
    with pytest.raises(Refused):
        drop_copy(award=copy, by=cast.justice_officer)
    client = client_of(cast.clerk)
    assert client.get("/so-vang/ra-soat/?xem=hai-lan").content.decode().count("Bỏ dòng giống hệt") == 1
    client.post(reverse("desk_fix", args=[copy.pk, "trung"]))
    assert list(Award.objects.order_by("pk")) == [first, other]
    assert LogEntry.objects.about(first).get().data["lines"] == [f"Bỏ dòng số {copy.pk} giống hệt dòng này."]
    told = client.post(reverse("desk_fix", args=[other.pk, "trung"]), follow=True)
    assert client.post(reverse("desk_fix", args=[other.pk, "khac"])).status_code == 404
    assert [str(message) for message in told.context["messages"]] == [
        "Đã sửa. Nhật ký của dòng ghi lại việc này.",
        "Hai dòng không giống hệt nhau nên không bỏ được. Hãy mở từng dòng để sửa hoặc hủy bỏ.",
    ]
