"""How fast the lists of papers are, and how they grow from 1,000 to 100,000 papers.

    .venv/bin/python -m benchmarks.register --sizes 1000,100000 --repeat 7 --json

Every size has a database of its own in a temporary folder, built by rule: so many papers in one unit's register of
one year, and four tenths as many in units below, above, and in another city that sent half of its papers to units
below. The reader is a clerk of that unit. Server time is that of the whole request through all middleware, median of
the repeats, by the clock and of the process alone ("xử lý", which a busy machine does not change); beside it, in the
same run, a page that does nothing, the usual way to page, OFFSET with COUNT(*), and the usual way to ask for a year,
OR over two columns.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

YEAR = 2024
BODY, PRINTED = "Nội dung kế hoạch. " * 80, "Bản in. " * 380
KINDS = ("KH", "QĐ", "CT", "BC", "TB")
WORDS = ("phong trào thi đua", "tổng kết công tác", "khen thưởng đột xuất", "kiểm tra giám sát", "hội nghị sơ kết")
SIGNERS = ("Trần Văn Hùng", "Nguyễn Thị Ánh", "Lê Quốc Đạt", "Phạm Thu Hằng")
BELOW = 200


def build(size: int) -> tuple[Any, Any]:
    """The papers; the unit whose register is read, and its clerk."""
    from organizations.actions.person import add_person, grant_role
    from organizations.actions.unit import found_unit
    from organizations.models import Role, Unit, User

    def unit(name: str, level: str, parent: Any = None) -> Any:
        return found_unit(
            official_name=name, short_name=name, level=level, kind=Unit.Kind.COMMITTEE, symbol="UBND",
            place_name="Tây Ninh", valid_from=date(2020, 1, 1), parent=parent,
        )  # fmt: skip

    province = unit("UBND tỉnh", Unit.Level.PROVINCE)
    city, other = (unit(name, Unit.Level.DISTRICT, province) for name in ("UBND thành phố", "UBND thị xã"))
    below = [unit(f"Phường {number}", Unit.Level.COMMUNE, city) for number in range(1, BELOW + 1)]
    person = add_person(full_name="Nguyễn Thị Mai", unit=city, title="Chuyên viên", since=date(2020, 1, 1))
    clerk = User.objects.create_user("chuyenvien", None, person=person)
    grant_role(user=clerk, unit=city, role=Role.STANDING_OFFICER, valid_from=date(2020, 1, 1))
    write(size, city, [(province, 1), (other, 1), *((one, 2) for one in below)], clerk)
    return city, clerk


def write(size: int, city: Any, others: list[tuple[Any, int]], clerk: Any) -> None:
    """All papers in bulk: the city's first, then four tenths as many of the others."""
    from django.db import connection, transaction

    from documents.models import Dispatch, Document, NumberSeries

    NumberSeries.objects.create(issuer=city, series="KH", year=YEAR, last_number=size, last_date=date(YEAR, 12, 31))
    owners = [city] * size
    share = size // 10
    owners += [others[0][0]] * share + [others[1][0]] * share
    owners += [others[2 + index % BELOW][0] for index in range(2 * share)]
    start = datetime(YEAR, 1, 1, 1, tzinfo=UTC)
    papers: list[Any] = []
    with transaction.atomic():
        for index, owner in enumerate(owners):
            papers.append(paper(index, owner, clerk, size))
            if len(papers) == 2000 or index == len(owners) - 1:
                made = Document.objects.bulk_create(papers)
                for one in made:
                    one.created_at = start + timedelta(seconds=one.pk * 311 % 30_000_000)
                Document.objects.bulk_update(made, ["created_at"], batch_size=300)
                papers = []
        foreign = Document.objects.filter(owner=others[1][0]).order_by("pk").values_list("pk", flat=True)
        Dispatch.objects.bulk_create(
            [
                Dispatch(document_id=pk, unit=others[2 + index % BELOW][0], sent_by=clerk)
                for index, pk in enumerate(foreign[::2])
            ],
            batch_size=500,
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def paper(index: int, owner: Any, clerk: Any, size: int) -> Any:
    """The paper of that place in the build; every 5,000th has a word that hardly any other has."""
    from documents.models import Document
    from organizations.names import search_key

    kind, symbol = KINDS[index % 5], f"{KINDS[index % 5]}-UBND"
    number = index + 1 if index < size else index
    rare = " hạn hán" if index % 5000 == 42 else " nông thôn mới" if index % 37 == 5 else ""
    summary = f"Về {WORDS[index % 5]} đợt {index % 97} năm {YEAR}{rare}"
    signer = SIGNERS[index % 4]
    family, _, given = search_key(signer).rpartition(" ")
    return Document(
        owner=owner, issuer=owner, issuer_printed=owner.official_name, kind=kind, state="issued", number=str(number),
        symbol=symbol, number_value=number, series=kind, number_year=YEAR,
        date=date(YEAR, 1, 1) + timedelta(days=index * 366 // (2 * size)), summary=summary, body=BODY,
        snapshot=PRINTED, recipients="- UBND tỉnh;\n- Các phòng, ban;\n- Lưu: VT.", sign_name=signer,
        search_text=search_key(f"{kind} {number}/{symbol} {owner.official_name} {summary}"),
        author_key=search_key(owner.official_name), signer_key=f"{given} {family}", created_by=clerk,
    )  # fmt: skip


def pages(size: int) -> dict[str, str]:
    """The requests that are measured, by name."""
    from documents.models import Document

    deep_number = size * 9 // 10
    newest = Document.objects.order_by("-created_at", "-pk").values_list("pk", "created_at")
    key, moment = newest[size * 12 // 10]
    deep = quote(f"v{key}.{moment.isoformat()}")
    book, every = f"/van-ban/di/?nam={YEAR}", "/van-ban/?sap=moi"
    return {
        "sổ đi: trang đầu": book,
        "sổ đi: trang sâu": f"{book}&sau=v{deep_number}.{deep_number}",
        "sổ đi: trang cuối": f"{book}&cuoi=1",
        "sổ đi: theo ngày": f"{book}&sap=ngay&chieu=giam",
        "sổ đi: theo người ký": f"{book}&sap=nguoi-ky",
        "sổ đi: loại, ngày, người ký": f"{book}&loai=QĐ&tu=01/03/{YEAR}&den=30/04/{YEAR}&ai=dat",
        "sổ đi: tìm chữ hiếm": f"{book}&tim=han+han",
        "sổ đi: tìm chữ vừa": f"{book}&tim=nong+thon+moi",
        "sổ đi: tìm chữ thường gặp": f"{book}&tim=thi+dua",
        "sổ đi: tìm không có": f"{book}&tim=khongcochunay",
        "văn bản: trang đầu": every,
        "văn bản: trang sâu": f"{every}&sau={deep}",
        "văn bản: theo ngày": "/van-ban/?sap=ngay",
        "văn bản: trạng thái, năm": f"{every}&trang_thai=issued&nam={YEAR}",
        "văn bản: trạng thái, năm, trang sâu": f"{every}&trang_thai=issued&nam={YEAR}&sau={deep}",
        "văn bản: năm, theo ngày": f"/van-ban/?sap=ngay&nam={YEAR}",
        "văn bản: năm, theo ngày, trang cuối": f"/van-ban/?sap=ngay&nam={YEAR}&cuoi=1",
        "văn bản: năm, loại": f"{every}&nam={YEAR}&loai=QĐ",
        "văn bản: năm, hai tháng": f"{every}&nam={YEAR}&tu=01/03/{YEAR}&den=30/04/{YEAR}",
        "văn bản: năm, tìm chữ vừa": f"{every}&nam={YEAR}&tim=nong+thon+moi",
        "văn bản: tìm chữ hiếm": f"{every}&tim=han+han",
        "văn bản: tìm chữ vừa": f"{every}&tim=nong+thon+moi",
        "văn bản: tìm chữ thường gặp": f"{every}&tim=thi+dua",
        "văn bản: tìm chữ ngắn": f"{every}&tim=ve",
    }


def rivals(city: Any, clerk: Any, size: int) -> dict[str, Callable[[], Any]]:
    """The usual way: a Paginator's OFFSET and COUNT(*), its fiftieth part from the end; rows only, nothing drawn."""
    from django.core.paginator import Paginator
    from django.db.models import Q

    from documents.models import Document
    from documents.queries.keyset import Order, Place, slice_at
    from organizations.models import User

    def seen() -> Any:
        return Document.objects.visible_to(User.objects.get(pk=clerk.pk))

    def of_year_by_or(field: str) -> Callable[[], Any]:
        def run() -> Any:
            of_year = Q(date__year=YEAR) | Q(date__isnull=True, created_at__year=YEAR)
            order = Order(field, descending=True, has_index=True)
            return slice_at(seen().filter(of_year, state="issued"), order=order, place=Place(), size=50)

        return run

    def paged(papers: Any) -> Callable[[], Any]:
        def run() -> Any:
            paginator = Paginator(papers(), 50)
            return list(paginator.page(max(1, paginator.num_pages * 9 // 10)).object_list)

        return run

    def register() -> Any:
        lines = Document.objects.filter(owner=city, number_year=YEAR).order_by("number_value", "pk")
        return lines.defer("bases", "body", "snapshot", "search_text")

    return {
        "đối chứng: sổ đi, OFFSET + COUNT(*)": paged(register),
        "đối chứng: văn bản, OFFSET + COUNT(*)": paged(lambda: seen().for_list()),
        "đối chứng: trạng thái, năm bằng OR": of_year_by_or("created_at"),
        "đối chứng: năm bằng OR, theo ngày": of_year_by_or("date"),
        "đối chứng: tìm, LIKE trên từng văn bản": lambda: list(
            register().filter(search_text__contains="han").filter(search_text__contains="khongcochunay")[:50]
        ),
    }


def median_ms(work: Callable[[], Any], repeat: int) -> tuple[float, float]:
    """Medians of the repeats in milliseconds, by the clock and of this process; the first run is not counted."""
    times = []
    for _ in range(repeat + 1):
        begun, used = time.perf_counter(), time.process_time()
        work()
        times.append(((time.perf_counter() - begun) * 1000, (time.process_time() - used) * 1000))
    clock, own = (statistics.median(values) for values in zip(*times[1:], strict=True))
    return round(clock, 1), round(own, 1)


def one_size(size: int, repeat: int) -> dict[str, Any]:
    """Builds and measures one size in this process, whose database is new."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    city, clerk = build(size)
    built = time.perf_counter() - begun
    client = Client()
    client.force_login(clerk, backend=settings.AUTHENTICATION_BACKENDS[-1])

    def ask(address: str) -> Callable[[], Any]:
        def run() -> None:
            response = client.get(address)
            has_table = b'class="table register' in response.content
            wanted = "khongcochunay" not in address and address.startswith("/van-ban/")
            assert response.status_code == 200 and has_table == wanted, (address, response.status_code)

        return run

    found = {name: median_ms(ask(address), repeat) for name, address in pages(size).items()}
    found["đối chứng: trang trống (hướng dẫn)"] = median_ms(ask("/huong-dan/"), repeat)
    found |= {name: median_ms(work, repeat) for name, work in rivals(city, clerk, size).items()}
    return {
        "size": size,
        "build_s": round(built, 1),
        "ms": {name: clock for name, (clock, _) in found.items()},
        "cpu_ms": {name: own for name, (_, own) in found.items()},
    }


def measure(sizes: list[int], repeat: int) -> dict[str, Any]:
    """Every size in a process and a folder of its own."""
    results = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "DATA_DIR": folder, "DATABASE_URL": "", "REDIS_URL": ""}
            command = [sys.executable, "-m", "benchmarks.register", "--one", str(size), "--repeat", str(repeat)]
            done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
            results.append(json.loads(done.stdout))
    # Growth is that of the process's own time: another program on the machine does not count as growth.
    first, last = results[0]["cpu_ms"], results[-1]["cpu_ms"]
    return {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()[0]},
        "repeat": repeat,
        "sizes": results,
        "growth": {name: round(last[name] / first[name], 2) for name in last},
    }


def print_table(result: dict[str, Any]) -> None:
    """The figures for people."""
    heads = "".join(f"{one['size']:>12,} {'xử lý':>10}".replace(",", ".") for one in result["sizes"])
    print(f"{'trang':44}{heads}{'tăng':>8}")
    for name, growth in result["growth"].items():
        cells = "".join(f"{one['ms'][name]:>9} ms {one['cpu_ms'][name]:>7} ms" for one in result["sizes"])
        print(f"{name:44}{cells}{growth:>8}")


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.register", description=__doc__)
    parser.add_argument("--sizes", default="1000,100000")
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(one_size(options.one, options.repeat), ensure_ascii=False))
        return
    result = measure([int(size) for size in options.sizes.split(",")], max(1, options.repeat))
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        print_table(result)


if __name__ == "__main__":
    main()
