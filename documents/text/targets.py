"""Measurable aims: a number with a unit of measure in a sentence that promises a result.

Each tells its direction (rise, fall, reach, at least, at most, from … to), what it is measured against, and the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from documents.text.aim_neighbours import in_row, is_size, is_which, says_again
from documents.text.markers import find_marker, rank
from documents.text.measures import Measure, is_measured, is_span, is_weak, measures
from documents.text.reached import heads_results, says_reached, still_in_results, tells_results, was_reached
from documents.text.reading import Direction, Target
from documents.text.sentences import Sentence
from documents.text.target_tables import find_in_tables
from documents.text.target_years import heading_year, looks_ahead, tells_of_year_before, year_of
from documents.text.unit_names import begins_with_verb

_PROMISE = re.compile(
    r"(?<![^\W_])(?:phấn đấu|đạt|chỉ tiêu|mục tiêu|hoàn thành|bảo đảm|đảm bảo|duy trì|giữ vững|mỗi|xây dựng"
    r"|thu ngân sách"
    r"|bình quân|tổ chức|có|giới thiệu|đăng ký|vận động|thực hiện|giải quyết|tạo|hỗ trợ|nâng|tỷ lệ|tỉ lệ|kết nạp"
    r"|huy động|tuyển mới|tuyển sinh|tuyển dụng"
    r"|phát triển|trồng|đề nghị|bình chọn|lựa chọn|viết|đăng|hiến|tuyên truyền|thành lập|công nhận|xóa|sửa chữa"
    r"|giải ngân|phát sóng|tập huấn|bồi dưỡng|bổ sung|khám"
    r"|tăng trưởng|tăng|giảm|kéo giảm|cải thiện|đưa|thu hút|tiết kiệm|đăng tải|phát hiện|nhân rộng|biểu dương"
    r"|khen thưởng|tặng quà|thăm|chỉnh trang|trao tặng|củng cố|kiện toàn|dự kiến|rút ngắn|vượt|tối thiểu|ít nhất"
    r"|tiếp nhận|xử lý|sinh hoạt|kiểm tra|lắp đặt|trao|cấp|trang bị|đào tạo|nạo vét|thay thế|bàn giao|khởi công|đón"
    r"|số hóa|bố trí|phấn đấu:)(?![^\W_])",
    re.IGNORECASE,
)
_BOUND_WORDS: tuple[tuple[Direction, str], ...] = (
    ("khong_qua", r"(?:không (?:quá|vượt quá|vượt)|tối đa|nhiều nhất)\s?(?:là\s)?"),
    ("duoi", r"(?:(?:còn )?(?:dưới|ít hơn)(?: mức)?|(?<!xuống )(?<!giảm )còn)\s?"),
    ("it_nhat", r"(?:ít nhất|tối thiểu|không dưới|không thấp hơn|từ ít nhất)\s?(?:là\s)?(?:có\s)?"),
    ("tren", r"(?:trên|hơn|vượt|cao hơn)(?: mức)?\s?"),
)
_BOUNDS = tuple(
    (
        code,
        re.compile(
            rf"(?<![^\W_]){words}(?:(?:phải )?(?:đạt|có|là|tham gia|tổ chức|đảm nhận|xây dựng)\s)?$", re.IGNORECASE
        ),
    )
    for code, words in _BOUND_WORDS
)
_UP_FROM = re.compile(r"\s(?:[^\s,;.\d]+\s){0,12}?trở lên(?![^\W_])")
_DOWN_FROM = re.compile(r"\s(?:[^\s,;.]+\s){0,6}?trở xuống(?![^\W_])")
# What rises may have a year behind it: "tăng bình quân đến năm 2025 đạt …".
_RISE = re.compile(
    r"(?<![^\W_])(?:tăng trưởng|tăng|(?<!thôn mới )(?<!NTM )nâng)(?![^\W_])(?:[^;.\d]|năm 20\d\d){0,60}$", re.IGNORECASE
)
_FALL = re.compile(r"(?<![^\W_])(?:kéo giảm|giảm)(?![^\W_])(?:[^;.\d]|năm 20\d\d){0,60}$", re.IGNORECASE)
_BASE = re.compile(r"[^;.,:\d]{0,80}?(?P<base>so với\s(?:[^\s,;.()]+\s?){1,10})")
_BASE_BEFORE = re.compile(r"(?P<base>[Ss]o với\s[^,;.()]{3,60}),\s[^,;]{0,60}$")
_NO_AIM = re.compile(
    r"(?<![^\W_])(?<!mỗi )(?<!hằng )(?<!hàng )(?:kỷ niệm|lần thứ|khoản|điều|điểm|mục|khóa|đợt|quý|số|ngày|tháng|năm"
    r"|mức chi|tiêu chí|ở|tại|hệ số|gồm|bao gồm|dạy học"
    r"|thời hạn|trong vòng|sau|trước|lần|định kỳ|khối|cụm|tổ|nhóm|hạng|loại|lớp|mức|phần|chương|bậc|quốc lộ|tập|top|thứ"
    r"|giai đoạn|nhiệm kỳ|kỳ|dạy|được học|thế kỷ|kênh|cấp)\s?:?\s?$",
    re.IGNORECASE,
)
_ON_TO = re.compile(
    r"\s?(?:\([^()]{1,30}\)\s|(?:năm|cuối năm|đầu năm) 20\d\d\s){0,2}"
    r"(?:xuống|lên|đến)(?: còn| đạt| trên| dưới| khoảng){0,2}\s\d"
)
_FROM = re.compile(r"từ\s\d[^;]{0,60}\s(?:xuống|lên)(?: còn| đạt| trên| dưới| khoảng){0,2}\s$")
_COMPARED = re.compile(r"so với\s(?:(?!tăng|giảm|đạt|phấn đấu)[^,;]){0,40}$")
_PLEDGE = re.compile(r"phấn đấu|mỗi|sẽ|chỉ tiêu", re.IGNORECASE)
_BOARD = re.compile(r"(?:Hội đồng|Tổ|Ban|Đoàn)\s[^,;]{0,60}$")
_MONEY = re.compile(r"đạt|thu nhập|huy động|vận động", re.IGNORECASE)
_MANIFOLD = re.compile(r"gấp|tăng|nâng", re.IGNORECASE)
_SHORTER = re.compile(r"(?<![^\W_])(?:rút ngắn|giảm|dưới)(?![^\W_])", re.IGNORECASE)
_REWARD = re.compile(
    r"thưởng|mức (?:chi|ủng hộ|đóng góp|đóng|thu|hỗ trợ|vận động)|hệ số|tiền mặt|/suất|mỗi suất|mỗi phần|mức quà",
    re.IGNORECASE,
)
_ORGANISED = re.compile(
    r"(?:tổ chức|phát động|mở|bổ sung|xây dựng|xây mới|hoàn thành|thực hiện|thành lập|xây|sửa chữa|hỗ trợ"
    r"|trao|tặng|bàn giao"
    r"|khởi công)\s(?:được\s|mới\s|thêm\s)?$",
    re.IGNORECASE,
)
_BY_SO_MANY = re.compile(r"(?:tăng|giảm)(?: thêm| mới)?(?: ít nhất| khoảng| trên)?\s$")
_ON_AIMS = re.compile(r"(?:chỉ tiêu|mục tiêu|phấn đấu|danh hiệu thi đua)", re.IGNORECASE)
# "05 tổ đạt …", "02 tổ được đề nghị tặng …": what is counted is to reach something.
# "ra quân trên 08 tuyến đường": where, not how many.
_SO_MANY = re.compile(r"(?:có|đạt|được|xây dựng|hoàn thành|mới|thêm)\s(?:trên|hơn)\s$")
_PLACE = re.compile(r"tuyến|địa bàn|trục|lĩnh vực|trụ cột")
_REACHES = re.compile(
    r"\s(?:[^\s,;.]+\s){0,4}?(?:đạt|hoàn thành|giữ vững|trở lên|được (?:công nhận|tặng|khen|xếp|đề nghị))(?![^\W_])"
)
# "Phấn đấu đạt …; tỷ lệ hộ nghèo …; 50% trường …": a row of aims whose promise stands at its head.
_PLEDGED = re.compile(
    r"(?:[-+]\s)?(?:[a-zđ]\)\s|\d{1,2}\.\s)?(?:(?:Theo|Trong) [^,;.:]{2,40},\s)?"
    r"(?:Phấn đấu|(?:[Cc]hỉ|[Mm]ục) tiêu(?! (?:đã|nêu|của|này|trên)))(?![^\W_])"
)
# "… một số chỉ tiêu trọng tâm, như: 90% …; 5.000 lượt …": a list of aims inside a sentence.
_LISTS = re.compile(r"(?<![^\W_])(?:chỉ tiêu|mục tiêu)(?! (?:đã|nêu))[^.:;]{0,60}:\s(?=\S)", re.IGNORECASE)
_BEGINS_PLAN = re.compile(
    r"(?:Để|Nhằm|Căn cứ|Trên cơ sở|Phát huy|Kế hoạch|Chỉ thị|Nay|Từ |Với "
    r"|(?:UBND|Ủy ban nhân dân|Chủ tịch|Ban Thường vụ)[^.;]{0,160}?(?:yêu cầu|đề nghị|ban hành|xây dựng|phát động|giao)"
    r")(?![^\W_])"
)
# "Đảng bộ xã có 1.541 đảng viên": how large something is.
_IS_SO_LARGE = re.compile(
    r"^(?:Hiện,? |Toàn )?(?:đảng bộ|chi bộ|xã|huyện|phường|thị trấn|thôn|trường|nhà trường|đơn vị|cơ quan|hội"
    r"|công đoàn|tỉnh)"
    r"[^,;.:\d]{0,40}\scó\s$",
    re.IGNORECASE,
)
# "… được khám ít nhất 1 lần/năm là 15%": the share is the aim.
_ITS_SHARE = re.compile(r"\s(?:là|đạt)\s(?:tỷ lệ |trên |từ )?\d[\d,.]*\s?%")
# "Số người mới dùng biện pháp tránh thai là 445 người".
_NUMBER_IS = re.compile(r"^\W*(?:lũy kế |tổng )?số\s(?!\d)[^;.:]{3,80}\s(?:là|đạt)\s(?:trên |khoảng )?$", re.IGNORECASE)
_GOAL = re.compile(r"(?:đặt|đề|đưa)(?: ra)? (?:các )?(?:mục tiêu|chỉ tiêu)(?! (?:đã|nêu))")
# A sentence that goes on with the list of the one before.
_GOES_ON = re.compile(r"(?:Trong đó|Cụ thể|Ngoài ra)(?![^\W_])")
# "…, UBND tỉnh ban hành Kế hoạch …, cụ thể như sau:": what leads to the paper promises nothing.
_LEAD = re.compile(r"(?:ban hành|xây dựng|triển khai|tổ chức)[^.;]{0,300}(?:như sau|sau đây|nội dung sau)\s?:$")
# "thông qua 8 chỉ tiêu, như: …", "5 không, 3 sạch": how many aims follow, the name of a campaign.
_COUNT_OF_AIMS = re.compile(r"(?:nhóm )?(?:chỉ tiêu|mục tiêu|nhiệm vụ|nội dung)$")
_AIMS_FOLLOW = re.compile(r"[^.;:]{0,40}(?:như|sau|là|gồm)?\s?:|[^.;:]{0,25}\)?$|[^.;:]{0,15},\s(?:như|gồm|trong đó)")
# "Tổng kinh phí dự kiến: 120 tỷ đồng": what is to be spent.
_FUNDS = re.compile(r"^\W*(?:\d+\.\s)?(?:tổng )?(?:kinh phí|dự toán)(?![^\W_])", re.IGNORECASE)
# "trao vốn cho 30 hộ với số tiền 1,2 tỷ đồng": what a deed costs; "5 tiêu chuẩn, 24 tiêu chí": what is measured by.
_WORTH = re.compile(
    r"^(?!.*(?:vận động|huy động|quyên góp|ủng hộ|phấn đấu)).*với (?:tổng )?(?:số tiền|trị giá)"
    r"(?: là| trên| khoảng)?\s$"
)
_STANDARDS = re.compile(r"\d+ tiêu chuẩn(?:,| và)\s$")
# "Treo 50 băng rôn …", "17 buổi tiếp xúc …": what a point of a plan begins with.
_BULLET = re.compile(r"(?:[-+•]\s|[a-zđ]\)\s|\d{1,2}\.\s)?")
_DEED = re.compile(
    r"(?:treo|phát|dán|in|kẻ|tập huấn|phổ cập|bồi dưỡng|bê tông hóa|xây mới|mua|cấp phát|tư vấn|khám|thả"
    r"|ra mắt|hình thành"
    r"|đăng tải|phát sóng|nghiệm thu|quyên góp|ủng hộ|nhận đỡ đầu|đỡ đầu)(?![^\W_])",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+){0,3}\s$")
_COPIES = frozenset(["bản", "bộ", "văn bản", "hồ sơ"])
# "tại 3 điểm trường", "của 07 tổ": whose, or where.
_WHOSE = re.compile(
    r"(?<![^\W_])(?:(?:tại|ở|của|trong|trên)\s(?:cả|các)?|toàn bộ|đội ngũ|tổng số|cả thảy"
    r"|(?:trên cơ sở|từ việc)\s(?:sáp nhập|hợp nhất)[^;.,\d]{0,30}|giao\s[^;.,]{2,60}\scho|UBND"
    r"|Ủy ban nhân dân|Trưởng|Bí thư|Chủ tịch|loa(?: phát thanh)?)\s?$",
    re.IGNORECASE,
)
# "khen thưởng cho 99 tập thể và 48 cá nhân": asked for or given.
_AWARDED = re.compile(
    r"(?:khen thưởng|bằng khen|giấy khen|cờ thi đua|danh hiệu|biểu dương)[^;.]{0,80}?(?:cho"
    r"|đối với)\s(?:\d+ [^;,.]{2,20}(?:,| và) )?$",
    re.IGNORECASE,
)
# How far before the number the word of promise may stand, in characters.
_NEAR = 90
# And the word that tells that a sum of money is paid, and no aim.
_FAR = 160
_CLAUSE = re.compile(r"[;.:]")


def find_targets(sentences: Iterable[Sentence], written: int | None = None) -> tuple[Target, ...]:
    """Every measured aim in reading order, with the sentence it stands in. Values keep their written form.

    ``written``: the year of the paper; what a sentence says of an earlier one is no aim.
    """
    told = list(sentences)
    tables = find_in_tables(paragraph for paragraph, _ in groupby(sentence.paragraph for sentence in told))
    found: list[Target] = list(tables.targets)
    past = reached = listed = pledged = False
    opened: int | None = None  # how deep the heading on aims stands under which we are
    year: int | None = None  # that of the heading
    aims: list[Target] = []  # those told before in the paragraph
    paragraph = None
    ended = False  # whether the sentence before ends with ";"
    for sentence in told:
        if sentence.paragraph is not paragraph:
            paragraph = sentence.paragraph
            opened = _list_of_aims(paragraph.shown, opened)
            past = still_in_results(paragraph.shown, past)
            year = heading_year(paragraph.shown, year) if opened is not None else None
            reached = reached and _is_prose(paragraph.shown)
            listed = False
            pledged = pledged and ended and find_marker(paragraph.shown) is None  # "…;" goes on below
            aims = aims if pledged else []
        else:
            pledged = False
        reached = tells_results(sentence.text, reached, written, among_aims=opened is not None)
        pledged = pledged or bool(_PLEDGED.match(sentence.text))
        ended = sentence.text.endswith(";")
        before = len(found)
        listed = bool(_LISTS.search(sentence.text)) or (listed and bool(_GOES_ON.match(sentence.text)))
        if not (past or reached) and sentence.line not in tables.lines:
            goes_on = bool(aims) and bool(_GOES_ON.match(sentence.text))
            listing = listed or opened is not None
            here = tuple(_in_sentence(sentence, listing, written, pledged=pledged, goes_on=goes_on))
            told_before = next((aim.year for aim in reversed(aims) if aim.year), None) if goes_on or pledged else None
            found += (target if target.year else replace(target, year=told_before or year) for target in here)
            aims += here
        reached = reached or (len(found) == before and says_reached(sentence.text))
    return tuple(sorted(found, key=lambda target: target.line))


def _list_of_aims(text: str, above: int | None) -> int | None:
    """The depth of the heading on aims over a paragraph: it holds until a heading of that depth comes; None without."""
    if not text.endswith(":") and (len(text) >= 120 or text[-1:] in ".;,"):
        return above
    if heads_results(text):
        return None
    marker = find_marker(text)
    depth = rank(marker.level, marker.label) if marker else -1
    if _ON_AIMS.search(text):
        return depth if above is None else min(above, depth)
    if above is None or (marker is not None and marker.level in ("phan", "chuong", "muc", "dieu")):
        return None
    inside = text.endswith(":") or (marker is not None and depth > above)
    return above if inside or any(is_measured(one.unit) for one in measures(text)) else None


def _in_sentence(
    sentence: Sentence, listing: bool, written: int | None, *, pledged: bool, goes_on: bool
) -> Iterator[Target]:
    """The aims of a sentence; ``pledged``: it tells aims; ``goes_on``: it tells the parts of aims ("Trong đó, …")."""
    text = sentence.text
    if _LEAD.search(text[-400:]):
        return
    promised = pledged or listing or goes_on or bool(_GOAL.search(text)) or looks_ahead(text, written)
    start = ""  # from where what follows is to rise or fall
    last = None  # "cây ngô 2.000 ha, cây ớt 600 ha": of numbers in a row the first tells what they are
    for one in measures(text, listing=listing):
        before = text[max(0, one.start - _NEAR) : one.start]
        clause = _CLAUSE.split(before)[-1] if ":" not in before else before[before.rfind(";") + 1 :]
        after = text[one.end : one.end + 80]
        direction = _bound(clause, after, one)
        if _is_no_aim(text, one, clause, direction, written) or (last and says_again(text, last, one)):
            continue
        if is_size(text, one, direction, pledged=pledged) or (last and is_which(text, last, one)):
            continue
        if clause.endswith(("từ ", "Từ ")) and _ON_TO.match(text, one.end):  # "giảm từ 18,6% xuống còn 15,4%"
            start = one.value
            continue
        if not (in_row(text, last, one) or goes_on or _is_aim(text, one, clause, direction, promised)):
            continue
        last = one
        start = start if _FROM.search(clause) else ""
        base = _BASE.match(after) or _BASE_BEFORE.search(clause)
        yield Target(
            text=text,
            value=one.value,
            unit=one.unit,
            line=sentence.paragraph.line_at(sentence.start + one.start),
            direction=direction or _way(clause),
            value_to=one.to,
            base=base["base"].strip()
            if base
            else start and f"từ {start}{one.unit if one.unit == '%' else f' {one.unit}'}",
            year=year_of(text, one.start, one.end),
        )


def _bound(clause: str, after: str, one: Measure) -> Direction | None:
    if one.to and not _RISE.search(clause) and not _FALL.search(clause):
        return "tu_den"
    if _UP_FROM.match(after) and one.value != "100":  # "100% chi bộ hoàn thành tốt nhiệm vụ trở lên"
        return "it_nhat"
    if _DOWN_FROM.match(after):
        return "khong_qua"
    for direction, pattern in _BOUNDS:
        if pattern.search(clause):
            return direction
    return None


def _way(clause: str) -> Direction:
    rise, fall = _RISE.search(clause), _FALL.search(clause)
    if rise and (not fall or rise.start() > fall.start()):
        return "tang"
    return "giam" if fall else "dat"


def _is_no_aim(text: str, one: Measure, clause: str, direction: Direction | None, written: int | None) -> bool:
    """Whether a number surely is none: what was reached or is compared, a place, a rank, a sum of prize money."""
    unit = one.unit.lower()
    if direction == "tren" and _PLACE.match(unit) and not _SO_MANY.search(clause):
        return True
    part = is_measured(one.unit) and clause.endswith("gồm ")  # "15 ha (gồm 9 ha keo và 6 ha quế)"
    if unit != "%" and not part and _NO_AIM.search(clause) and direction not in ("it_nhat", "tren", "duoi"):
        return True
    if _COMPARED.search(clause) or was_reached(text, one.start):
        return True
    if written and tells_of_year_before(text[max(0, one.start - 200) : one.start], written):
        return True
    if "/" not in one.value and _COUNT_OF_AIMS.match(unit) and _AIMS_FOLLOW.match(text, one.end):
        return True
    if unit != "%" and _ITS_SHARE.match(text, one.end):
        return True
    if not direction and not is_measured(one.unit) and _IS_SO_LARGE.match(text[: one.start]):
        return True
    if unit.endswith("đồng") and (_FUNDS.search(text) or _WORTH.search(clause)):
        return True
    if unit == "tiêu chí" and _STANDARDS.search(clause):
        return True
    if unit != "%" and _WHOSE.search(clause) and not direction and not _SO_MANY.search(clause):
        return True
    if _AWARDED.search(clause) and not _PLEDGE.search(clause):
        return True
    if clause.endswith("được ") and not direction and not _PLEDGE.search(clause):
        return True
    if unit == "tiêu chí" and (
        clause.endswith("cả ") or _FALL.search(clause)
    ):  # "giảm cả 3 tiêu chí": what is measured
        return True
    if unit == "thành viên" and _BOARD.search(clause):
        return True
    if (
        is_measured(unit)
        and unit.split("/")[0].endswith("đồng")
        and _REWARD.search(f"{text[max(0, one.start - _FAR) : one.start]} {unit} {text[one.end : one.end + 20]}")
    ):
        return True
    return is_span(unit) and not (_SHORTER.search(clause) or direction == "khong_qua")


def _is_prose(text: str) -> bool:
    """Whether a paragraph only goes on with the telling of the one above: no point of a plan, no order."""
    return find_marker(text) is None and not begins_with_verb(text) and not _BEGINS_PLAN.match(text)


def _begins_with(text: str, one: Measure) -> bool:
    """Whether a point of a plan begins with a number, or with a deed done so many times: "Treo 50 băng rôn"."""
    bullet = _BULLET.match(text)
    begin = text[bullet.end() if bullet else 0 : one.start]
    if not begin:
        return one.unit.lower() not in _COPIES and not is_measured(one.unit) and not is_span(one.unit)
    return bool(_OWN_WORDS.fullmatch(begin)) and bool(
        _DEED.match(begin) or (begins_with_verb(begin) and not begin.startswith("Phối hợp"))
    )


def _is_aim(text: str, one: Measure, clause: str, direction: Direction | None, listing: bool) -> bool:
    unit = one.unit.lower()
    if _begins_with(text, one) and not unit.endswith("đồng"):
        return True
    enumerated = listing and text[: one.start].rstrip().endswith((":", ","))  # "Cấp huyện: 1 giải Nhất, 2 giải Nhì"
    if is_weak(unit) and "/" not in one.value and not (enumerated or _says_much(text, one, clause, direction)):
        return False
    if unit == "đồng" or unit.startswith("nghìn đồng"):
        return bool(direction or _MONEY.search(clause))
    if direction or (unit == "%" and (one.value == "100" or not clause.strip())) or _NUMBER_IS.match(clause):
        return True
    if "/" in one.value and _PROMISE.search(text, one.end, one.end + 60):  # "13/13 xã giữ vững …"
        return True
    if unit == "%" and _PROMISE.search(text, one.end, one.end + 40):  # "85% ấp đạt chuẩn văn hóa"
        return True
    return bool(_PROMISE.search(clause)) or listing or (is_weak(unit.split("/")[0]) and "/" in unit)


def _says_much(text: str, one: Measure, clause: str, direction: Direction | None) -> bool:
    """Whether a number of a weak unit stands where it is an aim all the same."""
    return bool(
        direction in ("it_nhat", "tren")
        or (is_span(one.unit) and direction in ("khong_qua", "duoi"))
        or _ORGANISED.search(clause)
        or _BY_SO_MANY.search(clause)
        or _REACHES.match(text[one.end : one.end + 60])
        or (one.unit == "lần" and _MANIFOLD.search(clause))
        or re.search(r"(?:mỗi|/)", clause + one.unit)
    )
