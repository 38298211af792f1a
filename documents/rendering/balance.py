"""Breaking a centred line (issuer, trích yếu) into lines of like length, where a reader would pause."""

from __future__ import annotations

from documents.rendering.metrics import width_mm

# Words that belong to the word before them: no line ends between the two.
_JOINED = {
    ("ủy", "ban"), ("uỷ", "ban"), ("nhân", "dân"), ("hội", "đồng"), ("thành", "phố"), ("thị", "xã"),
    ("thị", "trấn"), ("đặc", "khu"), ("thi", "đua"), ("khen", "thưởng"), ("kinh", "tế"), ("xã", "hội"),
    ("quốc", "phòng"), ("an", "ninh"), ("phong", "trào"), ("kế", "hoạch"), ("phát", "triển"), ("nhiệm", "vụ"),
    ("mặt", "trận"), ("tổ", "quốc"), ("việt", "nam"), ("trung", "học"), ("phổ", "thông"), ("nông", "nghiệp"),
    ("ái", "quốc"), ("yêu", "nước"), ("cán", "bộ"), ("công", "chức"), ("viên", "chức"), ("lao", "động"),
    ("chủ", "tịch"), ("hồ", "chí"), ("chí", "minh"), ("tập", "thể"), ("cá", "nhân"), ("động", "lực"),
    ("khí", "thế"), ("giai", "đoạn"), ("tiên", "tiến"), ("chiến", "sĩ"), ("danh", "hiệu"), ("hiệu", "thi"),
    ("đơn", "vị"), ("cơ", "quan"), ("đôn", "đốc"), ("kết", "quả"), ("báo", "cáo"), ("đề", "nghị"), ("đăng", "ký"),
}  # fmt: skip
_DASHES = ("-", "–")
# A new line likes to begin with the name of the place.
_PLACES = {"tỉnh", "huyện", "quận", "xã", "phường"}
_PLACE_PAIRS = {("thành", "phố"), ("thị", "xã"), ("thị", "trấn"), ("đặc", "khu")}
# In the unit of evenness, shares of the square of the width: another line is dear, a torn phrase dearer.
_LINE_COST, _TORN_COST = 2, 10
# Longer texts are broken greedily: the search is quadratic in the number of words.
_MOST_WORDS = 150


def balanced(text: str, size: float, limit: float, *, places: bool = False) -> list[str]:
    """The text as few lines that fit, as even as can be without tearing set phrases.

    ``size`` in points of the bold face, ``limit`` in millimetres; ``places`` lets a line break before
    "thành phố …", "xã …" win over evenness. A word wider than the limit stands on a line of its own.
    """
    words = text.split()
    if not words or width_mm(text, size) <= limit:
        return [" ".join(words)] if words else []
    widths = [width_mm(word, size) for word in words]
    space = width_mm(" ", size)
    if len(words) > _MOST_WORDS:
        return _greedy(words, widths, space, limit)
    return _search(words, widths, space, limit, places)


def _greedy(words: list[str], widths: list[float], space: float, limit: float) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for word, width in zip(words, widths, strict=True):
        if lines[-1] and used + space + width > limit:
            lines.append([])
            used = 0.0
        used += width + (space if lines[-1] else 0.0)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def _search(words: list[str], widths: list[float], space: float, limit: float, places: bool) -> list[str]:
    """Least cost over all ways to break: best[i] is (cost, start of the line that ends before word i)."""
    fewest = len(_greedy(words, widths, space, limit))
    even = (sum(widths) + space * (len(words) - fewest)) / fewest
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        choices = []
        length = -space
        for start in range(end - 1, -1, -1):
            length += widths[start] + space
            if length > limit and start < end - 1:
                break
            cost = (length - even) ** 2 + _break_cost(words, start, limit, places) + _LINE_COST * limit**2
            choices.append((best[start][0] + cost, start))
        best.append(min(choices))
    return _lines(words, best)


def _break_cost(words: list[str], start: int, limit: float, places: bool) -> float:
    """What a line break before word ``start`` costs, in the unit of evenness (mm²)."""
    if start == 0:
        return 0.0
    pair = (words[start - 1].lower(), words[start].lower())
    if pair in _JOINED or words[start] in _DASHES:
        return _TORN_COST * limit**2
    if words[start - 1] in _DASHES:
        return limit**2 / 4
    following = words[start].lower(), words[start + 1].lower() if start + 1 < len(words) else ""
    if places and (following in _PLACE_PAIRS or (following[0] in _PLACES and following not in _JOINED)):
        return -(limit**2)
    return 0.0


def _lines(words: list[str], best: list[tuple[float, int]]) -> list[str]:
    lines = []
    end = len(words)
    while end:
        start = best[end][1]
        lines.append(" ".join(words[start:end]))
        end = start
    return lines[::-1]
