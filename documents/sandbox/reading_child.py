"""The process that reads: ``python -m documents.sandbox.reading_child LIMITS``, spoken to by ``reading.Reader``.

PDFium and the other readers of strangers' files run here alone, never in a web process.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path, PurePath
from typing import Any

from documents.sandbox.serving import only_reading, serve
from documents.text.attachments import BadFile, media_type_of
from documents.text.issuers import full_name
from documents.text.reader import read_text
from documents.text.reading import ReadingError
from documents.text.sources import source_of

_PROJECT = Path(__file__).resolve().parents[2]
refuse = only_reading([_PROJECT / "documents", _PROJECT / "legal"])
_SAMPLE = """ỦY BAN NHÂN DÂN\nTHÀNH PHỐ TÂY NINH\nSố: 53/KH-UBND\nTây Ninh, ngày 14 tháng 3 năm 2024\nKẾ HOẠCH
Phát động phong trào thi đua năm 2024\nCăn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;
I. MỤC ĐÍCH\n1. Phòng Nội vụ tổng hợp 95 % báo cáo trước ngày 20/6/2024.\nNơi nhận:\n- Lưu: VT.
TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn A"""


def read(request: bytes) -> bytes:
    """What is in a file, as JSON: the request is its limit in characters, its name and its bytes, parted by NUL."""
    longest, name, data = request.split(b"\0", 2)
    try:
        found = _read(name.decode(), data, int(longest))
    except (ReadingError, BadFile) as refusal:
        found = {"refused": str(refusal)}
    return json.dumps(found, ensure_ascii=False).encode()


def _read(name: str, data: bytes, longest: int) -> dict[str, Any]:
    if PurePath(name).suffix.lower() == ".pdf":
        media_type_of(name, data)  # nothing that acts by itself when opened
    source = source_of(name, data)
    reading = read_text(source.text, longest=longest, notes=source.notes)
    header, severities = reading.header, Counter(finding.severity for finding in reading.findings)
    return {
        "text": source.text,
        "notes": source.notes,
        "kind": header.kind,
        "number": header.number,
        "symbol": header.symbol,
        "on": header.date.isoformat() if header.date else None,
        "issuer": full_name(header.issuer) if header.issuer else "",
        "summary": header.summary,
        "errors": severities["loi"],
        "warnings": severities["canh_bao"],
        "hints": severities["goi_y"],
        "ocr": reading.ocr,
    }


def warm_up() -> None:
    """Load the libraries, the law's data and the tables of places and kinds."""
    read_text(_SAMPLE)


if __name__ == "__main__":
    serve(read, warm_up=warm_up, refuse=refuse)
