"""The emulation movements (phong trào thi đua) a paper names, and which of them are one.

A name with the place changed ("Châu Thành chung sức xây dựng nông thôn mới") is a part of the national movement; short
and long names of one movement are aliases (``data/movements.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from documents.text.folded import fold
from documents.text.lists import word_list
from documents.text.reading import Citation
from documents.text.sentences import Sentence
from documents.text.titles import title_key

_QUOTE = re.compile(r"[“\"]([^“”\"]{3,200})[”\"]|«([^«»]{3,200})»|‘([^‘’]{3,200})’")
_DIRECT = re.compile(
    r"phong trào(?:\s(?:thi đua|đặc biệt|yêu nước|toàn quốc|toàn dân|trọng tâm|chuyên đề|sâu rộng)){0,3}"
    r"(?:\s(?:như|với chủ đề|mang tên|với tên gọi|là))?:?\s*$",
    re.IGNORECASE,
)
# A name that begins like one of the text is that one: a title tells it shorter, or with the years.
_SAME = 14
# Between quotations of one list: “…”, “…” và “…”.
_AND = re.compile(r"[\s,;]*(?:và|hoặc)?\s*")
_NAMES_ONE = re.compile(r"phong trào", re.IGNORECASE)
# What stands in quotation marks after these words is the name of something else.
_OTHER = re.compile(
    r"(?:vận động|chủ đề|chuyên đề|khẩu hiệu|phương châm|tinh thần|biểu hiện|gương|danh hiệu|mô hình|cuộc thi|hội thi|"
    r"đề án|chương trình|về|về việc|quỹ|câu lạc bộ|tháng|tuần lễ|ngày hội|chuyên mục|kỷ niệm chương|huy hiệu|thành tích"
    r"|tiêu chí|nguyên tắc|ngày|giải thưởng|nghị quyết|kế hoạch|xây dựng)(?:\s[^“”\";,]{0,60})?\s*$",
    re.IGNORECASE,
)
_NAMED_THEME = re.compile(r"phong trào[^“”\";.]{0,60}(?:với chủ đề|mang tên|với tên gọi)\s*:?\s*$", re.IGNORECASE)
# "… phong trào “A” gắn với Cuộc vận động “B”, “C”": one campaign is named, and the row of movements goes on.
_ONE_CAMPAIGN = re.compile(r"(?:gắn|kết hợp|cùng) với\s(?:[^\W\d_]+\s){0,3}cuộc vận động\s*$", re.IGNORECASE)
_SEVERAL = re.compile(r"(?:các|những|hai) cuộc vận động\s*$", re.IGNORECASE)
# How far before its name the word "phong trào" may stand, in characters.
_NEAR = 1_500
# "phong trào thi đua xây dựng cơ quan “Xanh - Sạch - Đẹp”": the words before the quoted ones belong to the name.
_BEGUN = re.compile(
    r"phong trào thi đua\s(?P<begin>(?:xây dựng|lập thành tích|chào mừng|chung tay"
    r"|hưởng ứng)\s(?:[^\s,;.:“”\"()]+\s){1,8})$",
    re.IGNORECASE,
)
# What a paper launches in its title: "Phát động phong trào thi đua lập thành tích chào mừng …". The emulation of a year
# ("thi đua yêu nước năm 2024", "thi đua thực hiện thắng lợi nhiệm vụ …") has no name of its own.
_LAUNCHED = re.compile(
    r"(?:phát động|triển khai(?: thực hiện)?|thực hiện|tổ chức|hưởng ứng|tham gia|đăng ký|mở)\s(?:các\s)?(?:đợt\s)?"
    r"(?:phong trào\s|(?<=phát động\s))thi đua(?:\s(?:đặc biệt|cao điểm|chuyên đề|nước rút"
    r"|yêu nước))*,?\s(?P<name>(?:lập thành tích|chào mừng"
    r"|xây dựng|bảo đảm|đảm bảo|chung tay|xóa|xoá|giải ngân|đẩy mạnh|đẩy nhanh|cải cách|nâng cao|phòng, chống|học tập"
    r"|phát triển|ứng dụng|chuyển đổi|quyết tâm|giải phóng|giữ gìn|tiết kiệm"
    r"|hoàn thành (?!.{0,30}nhiệm vụ))\s.{4,220})$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s\([^()]*\)|,? (?:trên địa bàn|giai đoạn|trong toàn|của (?:tỉnh|huyện|xã|ngành|Sở|trường)|tại"
    r"|đến năm|năm 20\d\d)(?![^\W_]).*"
    r"|[\s.,;/]+)$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:day manh )?(?:viec )?(?:phong trao )?(?:thi dua )?(?:dac biet )?")
_PLACE = r"(?:ca nuoc|toan quoc|toan dan|toan tinh|toan thanh pho|toan huyen|viet nam|[a-z0-9 ]{2,50}?)"


def find_movements(sentences: Iterable[Sentence], citations: Iterable[Citation], summary: str = "") -> tuple[str, ...]:
    """Names in reading order, each once. The title of a cited paper is a movement only if it says so.

    ``summary``: the title of the paper itself, which may launch one.
    """
    titles = {citation.title for citation in citations}
    titles |= {quote for title in titles for quote in _quotes(title)}
    told = [sentence.text for sentence in sentences]
    names = [name for text in told for name in _in_sentence(text, titles)]
    begun = {title_key(name)[:_SAME] for name in names}
    names = [*(name for name in _in_title(summary, told) if title_key(name)[:_SAME] not in begun), *names]
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(title_key(name), name)
    return tuple(found.values())


def _in_title(summary: str, told: list[str]) -> list[str]:
    """The movements of a paper's own title; one in capitals is written as the text writes it."""
    if quoted := _in_sentence(summary, set()):
        return [_as_written(name, told) for name in quoted]
    launched = _LAUNCHED.search(summary)
    if launched is None:
        return []
    name = launched["name"]
    while (shorter := _TAIL.sub("", name)) != name:
        name = shorter
    return [_as_written(name, told)]


def _as_written(name: str, told: list[str]) -> str:
    if not name.isupper():
        return name
    words = re.compile(r"\s+".join(map(re.escape, name.split())), re.IGNORECASE)
    return next((found[0] for text in told if (found := words.search(text))), name)


def national(name: str) -> str:
    """The national movement that a movement of that name is or is a part of; "" when the list holds none."""
    key = _key(name)
    if key in _aliases():
        return _aliases()[key]
    return next((whole for pattern, whole in _patterns() if pattern.fullmatch(key)), "")


def movement_key(name: str) -> str:
    """What all names of one movement share: that of the national one, else the name without case and marks."""
    return _key(national(name) or name)


def _quotes(text: str) -> list[str]:
    return [next(part for part in quote.groups() if part) for quote in _QUOTE.finditer(text)]


def _in_sentence(text: str, titles: set[str]) -> list[str]:
    names: list[tuple[int, str]] = []
    if not _NAMES_ONE.search(text):
        return []
    end, other, one = -1, False, False
    for quote in _QUOTE.finditer(text):
        goes_on = end >= 0 and _AND.fullmatch(text, end, quote.start())
        end_before, end = end, quote.end()
        name = next(part for part in quote.groups() if part)
        before = text[max(0, quote.start() - _NEAR) : quote.start()]
        clause = before[max(before.rfind("”"), before.rfind(";")) + 1 :]
        nearest = max(0, clause.casefold().rfind("phong trào"))  # "vận động thực hiện các phong trào như: …"
        back = one and names and text[end_before : quote.start()].startswith(",")
        other = (other and not back) if goes_on else bool(_OTHER.search(clause, nearest))
        one = other and bool(_ONE_CAMPAIGN.search(clause)) and not _SEVERAL.search(clause)
        listed = _NAMES_ONE.search(before) and not other
        if (
            _DIRECT.search(clause)
            or _BEGUN.search(clause)
            or _NAMED_THEME.search(clause)
            or (listed and name not in titles)
        ):
            begun = _BEGUN.search(clause)
            whole = f"{begun['begin']}{quote[0]}" if begun else name.strip(" .,;")
            names.append((quote.start(), whole))
    names += [(found.start(1), found[1]) for found in _bare().finditer(text)]
    return [name for _, name in sorted(names)]


def _key(name: str) -> str:
    return _LEADING.sub("", " ".join(re.findall(r"\w+", fold(name))), count=1)


@cache
def _bare() -> re.Pattern[str]:
    """Well-known movements named without quotation marks: "phong trào Đền ơn đáp nghĩa"."""
    rows = [row for row in word_list("movements")["movement"] if row.get("bare")]
    wholes = sorted({name for row in rows for name in (row["name"], *row["aliases"])}, key=len, reverse=True)
    names = "|".join(map(re.escape, wholes))
    return re.compile(rf"phong trào\s(?:thi đua\s)?({names})(?![^\W_])", re.IGNORECASE)


@cache
def _aliases() -> dict[str, str]:
    return {
        _key(name): row["name"]
        for row in word_list("movements")["movement"]
        for name in (row["name"], *row["aliases"])
    }  # fmt: skip


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for row in word_list("movements")["movement"]:
        if row["pattern"]:
            before, _, after = row["pattern"].partition("{place}")
            parts = [" ".join(re.findall(r"\w+", fold(part))) for part in (before, after)]
            words = " ".join(part for part in (parts[0], "PLACE", parts[1]) if part)
            written = _LEADING.sub("", words, count=1).replace("PLACE", _PLACE)
            found.append((re.compile(written), row["name"]))
    return tuple(found)
