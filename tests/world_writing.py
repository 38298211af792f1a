"""What writers leave behind: a remark on a draft, a clause and a list of recipients, each with the marker."""

from __future__ import annotations

from datetime import date

from documents.actions.comment import add_comment
from documents.actions.reuse import keep_piece
from documents.actions.upload import attach_source, store_upload
from documents.models import Clause, Document, ReadingBatch, ReadingItem, RecipientList
from organizations.models import User


def add_writing_things(draft: Document, clerk: User, marker: str) -> None:
    """A remark, a clause and a list, made by the drafter."""
    add_comment(document=draft, text=f"Xem lại {marker}", by=clerk, quote="Tạo phong trào sôi nổi.")
    text = f"Khen thưởng kịp thời {marker}."
    keep_piece(model=Clause, unit=draft.owner, name=f"Khen thưởng {marker}", text=text, by=clerk)
    keep_piece(model=RecipientList, unit=draft.owner, name=f"Nội bộ {marker}", text=f"- Lưu: VT {marker}.", by=clerk)


def add_reading(draft: Document, clerk: User, marker: str) -> None:
    """Files that the clerk had read, named after the marker: one waits, one became the draft, one failed."""
    batch = ReadingBatch.objects.create(unit=draft.owner, created_by=clerk)
    source = store_upload(name="nguon.txt", data=b"nguon", by=clerk)
    attach_source(document=draft, file=source, by=clerk)
    plan = store_upload(name=f"{marker or 'dot'}.txt", data=PLAN.encode(), by=clerk)
    read = {
        "kind": "Kế hoạch", "number": "91", "symbol": "KH-UBND", "on": date(2024, 3, 4), "summary": f"Đọc {marker}",
        "issuer": "Ủy ban nhân dân huyện Xa", "ocr": 1.0, "state": "done",
    }  # fmt: skip
    ReadingItem.objects.create(batch=batch, position=1, name=plan.original_name, size=9, stored=plan, text=PLAN, **read)
    drafted = {"name": "nguon.txt", "size": 5, "stored": source, "text": "nguon", "state": "done"}
    ReadingItem.objects.create(batch=batch, position=2, **drafted)
    lost = store_upload(name="mat.txt", data=b"mat", by=clerk)
    ReadingItem.objects.create(
        batch=batch, position=3, name=f"mat {marker}.txt", size=3, stored=lost, state="failed", attempts=3,
        error=f"Bị ngắt {marker}.",
    )  # fmt: skip


PLAN = """ỦY BAN NHÂN DÂN
HUYỆN XA
Số: 91/KH-UBND
Xa, ngày 04 tháng 3 năm 2024
KẾ HOẠCH
Phát động phong trào thi đua năm 2024
I. MỤC ĐÍCH
Tạo phong trào thi đua sôi nổi./.
Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Xa
"""
