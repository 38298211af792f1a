"""Whether a plan answers what Luật Thi đua, khen thưởng 2022, Điều 17 and good practice ask of it.

A heading (or a sentence that decides it) counts as an answer, a passing mention as a sketchy one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.text.inline import plain
from documents.text.reading import Completeness, Obligation, walk
from documents.text.sentences import Sentence
from documents.text.targets import find_targets
from documents.text.tree import Body


@dataclass(frozen=True, slots=True)
class _Element:
    code: str
    heading: re.Pattern[str] | None
    answer: re.Pattern[str] | None
    mention: re.Pattern[str]


def _element(code: str, heading: str, answer: str, mention: str) -> _Element:
    """Patterns are matched without regard to case; "" means that nothing of this sort counts."""
    compiled = [re.compile(pattern, re.IGNORECASE) if pattern else None for pattern in (heading, answer)]
    return _Element(code, compiled[0], compiled[1], re.compile(mention, re.IGNORECASE))


#: The elements of Luật Thi đua, khen thưởng 2022, Điều 17, and how far a plan answers one, as screens name them.
ELEMENT_NAMES = {
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
STATE_NAMES = {"co": "Có", "so_sai": "Sơ sài", "khong": "Không"}
_ELEMENTS = (
    _element("muc_dich_yeu_cau", r"mục đích|yêu cầu|mục tiêu", "", r"\bnhằm\b|(?<!đúng )mục đích"),
    _element("doi_tuong_pham_vi", r"đối tượng|phạm vi", "",
             r"đối tượng (?:tham gia )?thi đua|phạm vi(?! (?:chức năng|nhiệm vụ|quản lý|thẩm quyền|trách nhiệm))"),
    _element("noi_dung", r"nội dung|nhiệm vụ", "", r"nội dung thi đua"),
    _element("tieu_chi_chi_tieu", r"tiêu chí|chỉ tiêu",
             r"\b(?:đạt|ít nhất|tối thiểu|trên)\s(?:\S+\s){0,4}\d+(?:,\d+)?\s?%",
             r"tiêu chí|chỉ tiêu"),
    _element("thoi_gian", r"thời gian|tiến độ", r"\btừ (?:ngày|tháng)\b.{1,40}\bđến\b"
                          r"|\btrước (?:ngày )?\d{1,2}[/ ]|\bđến hết (?:ngày|tháng) \d",
             r"trong năm \d{4}|thời gian(?! (?:qua|tới|vừa|gần|này|dài))|đợt \d|đến (?:hết )?năm \d{4}"),
    _element("phan_cong", r"tổ chức thực hiện|phân công", r"^(?:Giao|Phân công) ", r"\bgiao\b"),
    _element("kiem_tra_giam_sat", r"kiểm tra|giám sát", r"tăng cường (?:công tác )?kiểm tra",
             r"kiểm tra(?!,? xử lý)|giám sát|đôn đốc"),
    _element("tuyen_truyen_dien_hinh", r"tuyên truyền|điển hình",
             r"(?:đẩy mạnh|tăng cường|chủ trì).{0,80}tuyên truyền|nhân rộng.{0,40}điển hình",
             r"tuyên truyền|điển hình(?! (?:về|nhất|là))"),
    _element("so_ket_tong_ket", r"sơ kết|tổng kết", r"(?:sơ kết|tổng kết).{0,60}(?:tháng|quý|ngày"
                                r"|trước)\s?(?:\d|[IV]+\b)",
             r"sơ kết|tổng kết(?! thi hành)"),
    _element("khen_thuong", r"khen thưởng", r"công tác khen thưởng|đề xuất.{0,30}khen thưởng|tiêu chuẩn khen thưởng",
             r"(?<!thi đua, )(?<!thi đua - )(?<!thi đua-)(?<!thi đua )(?<!thi đua – )khen thưởng"),
    _element("ky_bao_cao", r"chế độ báo cáo|thông tin, báo cáo",
             r"báo cáo.{0,80}(?:(?:tháng|quý|ngày)\s?\d|(?:hằng|hàng) (?:tuần|tháng|quý|năm))|báo cáo.{0,40}\d tháng"
             r"|(?:\d tháng|(?:hằng|hàng) (?:tháng|quý|năm)).{0,40}báo cáo", r"báo cáo"),
)  # fmt: skip
# So far from the head of a paragraph the colon of "Đối tượng thi đua: …" may stand.
_HEADED = 50
_LAW = re.compile(r"luật\s+thi\s+đua,?\s+khen\s+thưởng", re.IGNORECASE)


def check_completeness(
    body: Body, bases: Sequence[str], sentences: Iterable[Sentence], obligations: Sequence[Obligation] = ()
) -> tuple[Completeness, ...]:
    """One answer for each element, with the sentence or heading that gives it.

    ``obligations``: the tasks that the paper lays on somebody, with which it answers who does what.
    """
    headings = [plain(item.title) for item in walk(body.sections) if item.title]
    told = list(sentences)
    texts = [sentence.text for sentence in told]
    # "Đối tượng: …" at the head of a paragraph answers as a heading does.
    headings += [text.partition(":")[0] for text in texts if ":" in text[:_HEADED]]
    aims = [target.text for target in find_targets(told)]
    tasks = [task.text for task in obligations]
    found = [_judge(element, headings, texts, aims, tasks) for element in _ELEMENTS]
    return (*found, _law_basis([plain(basis) for basis in bases], texts))


def _judge(element: _Element, headings: list[str], texts: list[str], aims: list[str], tasks: list[str]) -> Completeness:
    if element.code == "tieu_chi_chi_tieu" and aims:
        return Completeness(element.code, "co", aims[0])
    for pattern, sources in ((element.heading, headings), (element.answer, texts)):
        quote = next((text for text in sources if pattern and pattern.search(text)), None)
        if quote is not None:
            return Completeness(element.code, "co", quote)
    if element.code == "phan_cong" and tasks:
        return Completeness(element.code, "co", tasks[0])
    quote = next((text for text in texts if element.mention.search(text)), None)
    return Completeness(element.code, "so_sai" if quote else "khong", quote or "")


def _law_basis(bases: list[str], texts: list[str]) -> Completeness:
    """Điều 17: the law must stand among the căn cứ; elsewhere it is only a mention."""
    if quote := next((text for text in bases if _LAW.search(text)), ""):
        return Completeness("can_cu_luat", "co", quote)
    quote = next((text for text in texts if _LAW.search(text)), "")
    return Completeness("can_cu_luat", "so_sai" if quote else "khong", quote)
