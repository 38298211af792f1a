"""What the reader understood of a paper beside its fields, as the tables of the review show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from documents.text.corrections import Alignment
from documents.text.kinds import is_party
from documents.text.reading import Citation, Reading

# Names of the elements of a plan (``documents/text/completeness.py``), and of how far it answers them.
_ELEMENTS = {
    "muc_dich_yeu_cau": "Mục đích, yêu cầu",
    "doi_tuong_pham_vi": "Đối tượng, phạm vi",
    "noi_dung": "Nội dung",
    "tieu_chi_chi_tieu": "Tiêu chí, chỉ tiêu đo được",
    "thoi_gian": "Thời gian",
    "phan_cong": "Phân công thực hiện",
    "kiem_tra_giam_sat": "Kiểm tra, giám sát",
    "tuyen_truyen_dien_hinh": "Tuyên truyền, điển hình tiên tiến",
    "so_ket_tong_ket": "Sơ kết, tổng kết",
    "khen_thuong": "Khen thưởng",
    "ky_bao_cao": "Kỳ báo cáo",
    "can_cu_luat": "Căn cứ có Luật Thi đua, khen thưởng",
}
# A paper names a few movements; each is looked for in the whole text.
_MOST = 100
_STATES = {"co": "Có", "so_sai": "Sơ sài", "khong": "Không thấy"}


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a plan: its name, how far it is answered (code and word), by which sentence on which line."""

    name: str
    state: str
    word: str
    quote: str
    line: int


def understood(aligned: Alignment, reading: Reading) -> dict[str, Any]:
    """The rows of the tables; a line is 0 where the words stand in no line as they were read."""
    return {
        "cited": [(_name(citation), citation) for citation in reading.citations],
        "movements": [(name, _line(aligned, name)) for name in reading.movements[:_MOST]],
        "elements": [
            Element(_ELEMENTS[one.element], one.state, _STATES[one.state], one.quote, _line(aligned, one.quote))
            for one in reading.completeness
        ],
    }


def _name(citation: Citation) -> str:
    dash = "" if not citation.symbol else "-" if is_party(citation.symbol) else "/"
    return f"{citation.kind} {citation.number}{dash}{citation.symbol}".strip()


def _line(aligned: Alignment, quote: str) -> int:
    places = aligned.in_source(quote, 1, most=len(aligned.words))
    return aligned.words[places.start].line if places else 0
