"""A reading in a few lines of Vietnamese, for people at a terminal."""

from __future__ import annotations

from documents.text.inline import plain
from documents.text.reading import Reading, label_of

_SEVERITY = {"loi": "Lỗi", "canh_bao": "Cảnh báo", "goi_y": "Gợi ý"}


def summary_of(reading: Reading) -> str:
    """What was read, a line for each part, then what deserves a look."""
    header = reading.header
    day = header.date.strftime("%d/%m/%Y") if header.date else "(chưa ghi đủ ngày)"
    number = f"{header.number or '…'}/{header.symbol}" if header.symbol else "(chưa có số, ký hiệu)"
    lines = [
        f"{header.kind or 'Văn bản'}: {header.summary or '(chưa có trích yếu)'}",
        f"Số, ký hiệu: {number}; ngày: {day}; cơ quan ban hành: {header.issuer or '(chưa rõ)'}",
        f"Căn cứ: {len(reading.bases)}; văn bản được dẫn: {len(reading.citations)}; "
        f"phong trào: {len(reading.movements)}; nhiệm vụ giao: {len(reading.obligations)}; "
        f"chỉ tiêu: {len(reading.targets)}",
        "Bố cục:",
        *(f"  {label_of(item)}. {plain(item.title) or '(không có tiêu đề)'}" for item in reading.body.sections),
    ]
    if reading.findings:
        lines.append("Cần xem lại:")
        lines += [f"  {_SEVERITY[found.severity]} (dòng {found.line}): {found.message}" for found in reading.findings]
    return "\n".join(lines)
