"""Lists ask the database a fixed number of questions: the same for 1 row, 3 rows and 10,000."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from time_machine import TimeMachineFixture

from awards.models import Award, Household
from campaigns.models import (
    Exemplar,
    ExemplarPhoto,
    InspectionProgramme,
    InspectionVisit,
    ModelAdoption,
    ProgressReport,
    ReportRound,
)
from documents.models import CitedPaper, Clause, Dispatch, Document, Mention, ReadingBatch, ReadingItem, RecipientList
from documents.models.document import State
from organizations.models import Notice, Person, Position, Unit, UnitParent
from organizations.names import search_key
from tests.cast import SINCE, Cast
from tests.clients import client_of

MOST = 12
MANY = 10_000


def notices(cast: Cast, start: int, count: int) -> None:
    rows = range(start, start + count)
    Notice.objects.bulk_create(
        [Notice(user=cast.clerk, kind=Notice.Kind.TASK, text="Nhắc", key=f"k{number}") for number in rows], 2000
    )


def clauses(cast: Cast, start: int, count: int) -> None:
    rows = range(start, start + count)
    Clause.objects.bulk_create(
        [Clause(unit=cast.city, name=f"Đoạn {n}", text="- Thi đua.", created_by=cast.clerk) for n in rows], 2000
    )


def recipient_lists(cast: Cast, start: int, count: int) -> None:
    rows = range(start, start + count)
    RecipientList.objects.bulk_create(
        [RecipientList(unit=cast.city, name=f"Nơi nhận {n}", lines="- VT.", created_by=cast.clerk) for n in rows], 2000
    )


def papers(cast: Cast, start: int, count: int) -> None:
    rows = range(start, start + count)
    Document.objects.bulk_create(
        [
            Document(
                owner=cast.city, issuer=cast.city, issuer_printed=cast.city.official_name, kind="TB", number=str(n),
                number_value=n, number_year=2025, series="TB", symbol="TB-UBND", date=SINCE.replace(year=2025),
                state=State.ISSUED, summary=f"Thông báo {n}", created_by=cast.clerk, verify_code=f"V{n:015d}",
            )
            for n in rows
        ],
        1000,
    )  # fmt: skip


def cited(cast: Cast, start: int, count: int) -> None:
    """Cited papers, each with two mentions whose days differ, in a paper of its own."""
    papers(cast, start, count)
    citing = dict(Document.objects.filter(kind="TB").values_list("number_value", "pk"))
    made = [
        CitedPaper(
            key=f"k{n}", authority=f"noi {n}", number=str(n), symbol="kh-ubnd", year=2023, kind="Kế hoạch",
            printed=f"{n}/KH-UBND", sort_key=f"kh-ubnd {n:>8}", contradicted=n < 50,
        )
        for n in range(start, start + count)
    ]  # fmt: skip
    made = CitedPaper.objects.bulk_create(made, 2000)
    Mention.objects.bulk_create(
        [
            Mention(
                cited=paper, document_id=citing[int(paper.number)], field="body", line=1, kind="Kế hoạch",
                number=paper.number, symbol="KH-UBND", date=SINCE.replace(year=2023, day=day),
                issuer_resolved=f"Nơi {paper.number}", title="thi đua", quote=str(paper),
                search_text=f"ke hoach {paper.number}/kh-ubnd",
            )
            for paper in made
            for day in (1, 2)
        ],
        2000,
    )  # fmt: skip


def units(cast: Cast, start: int, count: int) -> None:
    made = [
        Unit(
            official_name=f"Trường {n}", short_name=f"Trường {n}", search_name=search_key(f"Trường {n}"),
            level=Unit.Level.COMMUNE, kind=Unit.Kind.SCHOOL, valid_from=SINCE, path=f"{cast.city.path}{900_000 + n}/",
            pk=900_000 + n,
        )
        for n in range(start, start + count)
    ]  # fmt: skip
    Unit.objects.bulk_create(made, 1000)
    UnitParent.objects.bulk_create([UnitParent(child=unit, parent=cast.city, valid_from=SINCE) for unit in made], 2000)


def people(cast: Cast, start: int, count: int) -> None:
    made = [Person(full_name=f"Lê Văn {n}", sort_name=str(n), search_name=f"le van {n}") for n in range(count)]
    Person.objects.bulk_create(made, 2000)
    Position.objects.bulk_create(
        [Position(person=person, unit=cast.city, title="Chuyên viên", valid_from=SINCE) for person in made], 2000
    )


def batches(cast: Cast, start: int, count: int) -> None:
    made = ReadingBatch.objects.bulk_create(
        [ReadingBatch(unit=cast.city, created_by=cast.clerk) for _ in range(count)], 2000
    )
    ReadingItem.objects.bulk_create(
        [ReadingItem(batch=batch, position=1, name="a.txt", size=1, state="done") for batch in made], 1000
    )


def owed(cast: Cast, start: int, count: int) -> None:
    """Papers of the city that a department has not acknowledged."""
    papers(cast, 100_000 + start, count)
    made = Document.objects.filter(number_value__gte=100_000 + start, number_value__lt=100_000 + start + count)
    Dispatch.objects.bulk_create(
        [Dispatch(document=paper, unit=cast.justice, sent_by=cast.clerk) for paper in made], 2000
    )


def exemplars(cast: Cast, start: int, count: int) -> None:
    """Public models of a department, each with a picture and adopted by another."""
    made = Exemplar.objects.bulk_create(
        [
            Exemplar(
                kind="mo_hinh", name=f"Mô hình {n}", unit=cast.justice, desk=cast.city, movement=f"Phong trào {n % 9}",
                year=2024, summary="Hẹn giờ", story="Bài", state="approved", visibility="cong_khai",
                consented_at=timezone.now(), consent_by=cast.clerk, search_text=f"mo hinh {n}", created_by=cast.clerk,
            )
            for n in range(start, start + count)
        ],
        1000,
    )  # fmt: skip
    ExemplarPhoto.objects.bulk_create(
        [ExemplarPhoto(exemplar=one, alt="Ảnh", width=9, height=9, size=9, added_by=cast.clerk) for one in made], 2000
    )
    ModelAdoption.objects.bulk_create(
        [
            ModelAdoption(
                exemplar=one, unit=cast.education, desk=cast.education, since=SINCE, state="confirmed",
                created_by=cast.clerk,
            )
            for one in made
        ],
        1000,
    )  # fmt: skip


def inspections(cast: Cast, start: int, count: int) -> None:
    """Programmes of the city, each with a visit that a department was told of."""
    made = InspectionProgramme.objects.bulk_create(
        [
            InspectionProgramme(
                host=cast.city,
                year=2024,
                subject=f"Kiểm tra {n}",
                starts_on=SINCE,
                ends_on=SINCE,
                created_by=cast.clerk,
            )
            for n in range(start, start + count)
        ],
        2000,
    )
    InspectionVisit.objects.bulk_create(
        [InspectionVisit(programme=one, host=cast.city, unit=cast.justice, notified_at=timezone.now()) for one in made],
        2000,
    )


def rounds(cast: Cast, start: int, count: int) -> None:
    """Rounds of the city, each with one report."""
    made = ReportRound.objects.bulk_create(
        [
            ReportRound(
                host=cast.city, kind="nam", name=f"Đợt {n}", year=2025, period_from=SINCE, period_to=SINCE,
                due_on=SINCE, opened_by=cast.clerk, creation_key=uuid.uuid4(),
            )
            for n in range(start, start + count)
        ],
        2000,
    )  # fmt: skip
    ProgressReport.objects.bulk_create(
        [ProgressReport(round=one, unit=cast.justice, office=cast.city) for one in made], 2000
    )


def awards(cast: Cast, start: int, count: int) -> None:
    """Awards of households, of an officer and of a department."""
    rows = range(start, start + count)
    house = Household.objects.create(unit=cast.city, head_name="Lê Văn Hộ", search_name=f"le van ho {start}")
    whose = ({"person": cast.justice_officer.person}, {"collective": cast.justice}, {"household": house})
    Award.objects.bulk_create(
        [
            Award(
                **whose[n % 3], unit=cast.justice, code="GK", year=2000 + n % 25, number=f"{n}/QĐ",
                search_text=f"giay khen {n}/qd", created_by=cast.clerk,
            )
            for n in rows
        ],
        1000,
    )  # fmt: skip


def households(cast: Cast, start: int, count: int) -> None:
    rows = range(start, start + count)
    Household.objects.bulk_create(
        [Household(unit=cast.justice, head_name=f"Hộ {n}", search_name=f"ho {n}") for n in rows], 2000
    )


LISTS: dict[str, Callable[[Cast, int, int], None]] = {
    "/thong-bao/": notices,
    "/kiem-tra/": inspections,
    "/ke-hoach/cham/": owed,
    "/bao-cao/": rounds,
    "/ke-hoach/cham/?xem=don-vi": owed,
    "/van-ban/doan-mau/": clauses,
    "/van-ban/noi-nhan/": recipient_lists,
    "/van-ban/nhap/dot/": batches,
    "/van-ban/": papers,
    "/van-ban/?tim=thong+bao": papers,
    "/van-ban/di/?nam=2025": papers,
    "/van-ban/duoc-dan/": cited,
    "/van-ban/duoc-dan/?tim=ke+hoach&hieu_luc=unknown&trong_so=thieu&sap=ngay": cited,
    "/van-ban/duoc-dan/mau-thuan/": cited,
    "/don-vi/?kieu=danh-sach": units,
    "/don-vi/": units,
    "/nguoi/": people,
    "/dien-hinh/": exemplars,
    "/dien-hinh/?tim=mo+hinh&loai=mo_hinh&nam=2024&trang_thai=approved": exemplars,
    "/dien-hinh/ap-dung/": exemplars,
    "/dien-hinh/thong-ke/?nam=2024": exemplars,
    "/cong-khai/dien-hinh/?tim=mo+hinh": exemplars,
    "/so-vang/": awards,
    "/so-vang/?tim=giay+khen&danh_hieu=GK&loai=collective&hieu_luc=con": awards,
    "/ho-gia-dinh/": households,
    "/so-vang/ra-soat/?xem=thieu": awards,
    "/so-vang/ra-soat/?xem=hai-lan": awards,
}


@pytest.mark.parametrize("address", LISTS)
def test_a_list_asks_the_same_for_one_three_and_ten_thousand_rows(
    cast: Cast, address: str, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(timezone.now(), tick=False)  # on a slow machine the menu would be counted anew in between
    client = client_of(cast.clerk)
    client.get(address)  # what the first request of a session or of a process settles is not the list's
    taken = []
    for start, count in ((1, 1), (2, 2), (4, MANY - 3)):
        LISTS[address](cast, start, count)
        if connection.vendor == "postgresql":
            connection.cursor().execute("ANALYZE")  # as it does by itself after a while: without, it guesses at plans
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        taken.append(len(asked))
    assert taken[1] == taken[0]
    assert taken[2] <= taken[0] + 1  # a second page may be asked for
    assert max(taken) <= MOST
