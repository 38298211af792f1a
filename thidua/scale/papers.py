"""Years of papers: directives, the city's plan, each unit's answer, everyday letters; sent and acknowledged."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from campaigns.models import Plan
from documents.actions.cited import keep_all
from documents.models import Dispatch, Document, DocumentText, NumberSeries
from documents.models.document import State
from documents.models.document_text import columns_of
from legal import papers
from organizations.models import RoleAssignment, Unit
from organizations.names import search_key

KINDS = ("CV", "TB", "BC", "TTr", "QĐ", "GM")
SUBJECTS = (
    "Phát động phong trào thi đua yêu nước",
    "Báo cáo kết quả công tác thi đua, khen thưởng quý {quarter}",
    "Đề nghị khen thưởng thành tích đợt thi đua cao điểm",
    "Hướng dẫn bình xét danh hiệu thi đua cuối năm",
    "Mời họp Hội đồng Thi đua - Khen thưởng",
    "Đôn đốc đăng ký danh hiệu thi đua",
)
BODY = (
    "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\nTạo động lực hoàn thành nhiệm vụ năm {year}.\n2. Yêu cầu\n"
    "- Bám sát nhiệm vụ chính trị.\nII. NỘI DUNG\n- Thi đua hoàn thành 100% chỉ tiêu được giao.\n"
    "- Mỗi đơn vị có ít nhất một sáng kiến.\nIII. TỔ CHỨC THỰC HIỆN\n1. Giao các đơn vị triển khai trước ngày 31/3./."
)
LETTERS_A_YEAR = 8
# What each unit's plan cites. In every twentieth one somebody mistook the day of the city's plan.
BASES = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;\n"
    "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành một số điều "
    "của Luật Thi đua, khen thưởng;\n"
    "Căn cứ Kế hoạch số 01/KH-UBND ngày {day} tháng 01 năm {year} của {city} về phát động phong trào thi đua yêu nước "
    "năm {year}."
)
_CHUNK = 500


class Papers:
    """Builds papers in memory and writes them in bulk; numbers run as the numbering would have given them."""

    def __init__(self, units: list[Unit], random: Random) -> None:
        self.units = units
        self.random = random
        self.authors = dict(RoleAssignment.objects.order_by("-pk").values_list("unit_id", "user_id"))
        self.last: dict[tuple[int, str, int], tuple[int, date]] = {}
        self.serial = 0

    def build(self, years: range) -> None:
        """All years, and the counters as they stand after them."""
        for year in years:
            self._year(year)
        NumberSeries.objects.bulk_create(
            [
                NumberSeries(issuer_id=unit, series=series, year=year, last_number=number, last_date=day)
                for (unit, series, year), (number, day) in self.last.items()
            ],
            batch_size=1000,
        )

    def _year(self, year: int) -> None:
        city = self.units[0]
        directive = self._received(city, year)
        plan = self._issued(city, "KH", date(year, 1, 10), SUBJECTS[0])
        answers = [self._issued(unit, "KH", date(year, 1, 20), SUBJECTS[0]) for unit in self.units[1:]]
        for number, answer in enumerate(answers, start=1):
            answer.bases = BASES.format(day=10 if number % 20 else 11, year=year, city=city.official_name)
        letters = [paper for unit in self.units for paper in self._letters(unit, year)]
        papers_of_year = [directive, plan, *answers, *letters]
        Document.objects.bulk_create(papers_of_year, batch_size=500)
        words = [DocumentText(document=paper, **columns_of(paper)) for paper in papers_of_year]
        DocumentText.objects.bulk_create(words, batch_size=500)
        self._backdate(papers_of_year)
        self._chain(year, directive, plan, answers)
        self._dispatch(plan, year)
        for start in range(0, len(papers_of_year), _CHUNK):
            keep_all(papers_of_year[start : start + _CHUNK])

    def _letters(self, unit: Unit, year: int) -> list[Document]:
        days = sorted(self.random.randrange(30, 330) for _ in range(LETTERS_A_YEAR))
        return [
            self._issued(unit, self.random.choice(KINDS), date(year, 1, 1) + timedelta(days=day), subject)
            for day, subject in zip(days, self.random.choices(SUBJECTS[1:], k=len(days)), strict=True)
        ]

    def _issued(self, unit: Unit, kind: str, on: date, subject: str) -> Document:
        key = (unit.pk, kind, on.year)
        number = self.last.get(key, (0, on))[0] + 1
        self.last[key] = (number, on)
        return self._paper(
            unit,
            kind,
            f"{subject.format(quarter='IV')} năm {on.year}",
            state=State.ISSUED,
            issuer=unit,
            issuer_printed=unit.official_name,
            number=papers.number_text(number),
            number_value=number,
            series=kind,
            number_year=on.year,
            symbol=papers.symbol(kind, unit.symbol),
            date=on,
            sign_title="CHỦ TỊCH" if unit.kind == Unit.Kind.COMMITTEE else "TRƯỞNG PHÒNG",
            signed_by_id=self.authors[unit.pk],
        )

    def _received(self, unit: Unit, year: int) -> Document:
        return self._paper(
            unit,
            "CT",
            f"Phát động phong trào thi đua yêu nước năm {year}",
            state=State.RECEIVED,
            issuer_printed="Ủy ban nhân dân tỉnh Quy Mô",
            number="01",
            number_value=1,
            symbol="CT-UBND",
            date=date(year, 1, 3),
            arrived_on=date(year, 1, 5),
            arrival_number=1,
        )

    def _paper(self, unit: Unit, kind: str, summary: str, **fields: object) -> Document:
        self.serial += 1
        document = Document(
            owner=unit,
            kind=kind,
            summary=summary,
            place=unit.place_name,
            body=BODY.format(year=self.serial % 3 + 2023),
            recipients="- Như trên;\n- Lưu: VT.",
            verify_code=f"QM{self.serial:014d}",
            creation_key=UUID(int=self.serial),
            created_by_id=self.authors[unit.pk],
            **fields,
        )
        document.search_text = search_key(
            f"{document.kind_name} {document.number_and_symbol} {document.issuer_printed} {summary}"
        )
        return document

    def _backdate(self, written: list[Document]) -> None:
        """Papers of 2023 were begun in 2023: lists are sorted by it."""
        for paper in written:
            assert paper.date is not None
            paper.created_at = timezone.make_aware(datetime(paper.date.year, paper.date.month, paper.date.day, 8))
        Document.objects.bulk_update(written, ["created_at"], batch_size=500)

    def _chain(self, year: int, directive: Document, plan: Document, answers: list[Document]) -> None:
        top = self._place(directive, year, None)
        middle = self._place(plan, year, top)
        places = [Plan(document=answer, year=year, parent=middle, depth=2) for answer in answers]
        Plan.objects.bulk_create(places, batch_size=1000)
        for place in places:
            place.path = f"{middle.path}{place.pk}/"
        Plan.objects.bulk_update(places, ["path"], batch_size=500)

    def _place(self, document: Document, year: int, parent: Plan | None) -> Plan:
        place = Plan.objects.create(
            document=document, year=year, parent=parent, depth=parent.depth + 1 if parent else 0
        )
        place.path = f"{parent.path if parent else '/'}{place.pk}/"
        place.save(update_fields=["path"])
        return place

    def _dispatch(self, plan: Document, year: int) -> None:
        sent = timezone.make_aware(datetime(year, 1, 11, 9))
        rows = [
            Dispatch(
                document=plan,
                unit=unit,
                asks_answer=True,
                due_on=date(year, 1, 31),
                sent_by_id=self.authors[self.units[0].pk],
                acknowledged_at=sent if number % 4 else None,
                acknowledged_by_id=self.authors[unit.pk] if number % 4 else None,
            )
            for number, unit in enumerate(self.units[1:])
        ]
        Dispatch.objects.bulk_create(rows, batch_size=1000)
