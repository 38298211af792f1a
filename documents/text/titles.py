"""Where the title (trích yếu) of a cited paper ends.

In quotation marks it ends with them. Without, it runs to the natural end of a trích yếu (a year, a
period of years, a closing quotation or bracket) before a comma or semicolon, to the next mention, to
a word that leads the sentence on, or to the end of the sentence.
"""

from __future__ import annotations

import re

from documents.text.markers import CAPITALS
from documents.text.printed_issuers import CAPITAL_VERBS, HEAD, TITLE_VERBS

# "vê viêc" is what a bad scan leaves of it.
_ABOUT = re.compile(
    r",?\s(?:ban hành\s)?(?:[Vv](?:ề|ê|ể|e)\s?v[iị](?:ệ|ê|e)c|VỀ VIỆC|[Vv](?:ề|ê|ể|e)|VỀ|[Vv]/[Vv]):?(?:\s|(?=[“\"]))"
)
_QUOTED = re.compile(r",?\s?[“\"]")
# Titles also follow the issuer with no "về": "Kế hoạch … của UBND thành phố tổ chức các hoạt động …".
_VERB = re.compile(
    rf",?\s(?=(?:{TITLE_VERBS}|{CAPITAL_VERBS}|{TITLE_VERBS.upper()})(?=\s|[A-ZĐ]|,\s(?!(?:vì|do|nên|song|tuy|nhưng|qua|theo)\b)[a-zđ]))"
)
# What names of boards hold too, so that it begins a title only right behind day and issuer.
_RIGHT_BEHIND = re.compile(
    r"\s(?=(?:Kế hoạch|Chương trình|Đề án)\s(?:tổ chức|thực hiện|triển khai|xây dựng|phát động|hành động)(?![^\W_]))"
    r"|\s(?=(?:chọn|kéo dài|gia hạn|sáp nhập|giải thể|đặt tên|thu hồi|đình chỉ|cho thôi|kêu gọi|chuyển (?:giao|đổi))\s)"
    r"|\s(?=đề nghị (?:sửa đổi|ban hành|thông qua|phê duyệt|phê chuẩn|khen thưởng|công nhận)[\s,])"
)
# 'hướng dẫn "về mức chi …"': what is quoted is the whole title.
_LEADS_QUOTED = re.compile(r"(?:hướng dẫn|quy định)\s[“\"](?=[Vv]ề\s)")
# "Nghị định số … quy định: Người thi …": what it says, and not its title.
_SAYS = re.compile(r"(?:qu[yi] định|hướng dẫn|kết luận|thông báo)(?:\s(?:rõ|như sau|cụ thể))?\s?:")
_NATURAL = r"(?:\d{4}|\d{2}|[)”\"])"
# "… giai đoạn 2021 - 2025, tỉnh Sóc Trăng;": the place closes the title.
_PLACE_CLOSES = rf"(?:tỉnh|thành phố|thị xã|huyện|quận|xã|phường)(?:\s[{CAPITALS}][^\W\d_]*){{1,4}}(?=[;.]|$)"
_END = re.compile(
    r"(?P<natural>(?<=\d|[)”\"]),\s(?![“\"]|(?:tầm nhìn|định hướng|có tính|hướng (?:đến|tới)|giai đoạn|phương hướng"
    r"|dự toán|dự kiến|phương án|nhiệm vụ"
    r"|(?:danh hiệu|giải thưởng|phong trào|cuộc vận động) [“\"]|kế hoạch \w|mục tiêu|tiến tới|năm|và|[Đđ]iều|[Kk]hoản"
    rf"|[Mm]ục|điểm|trên địa bàn)\b|{_PLACE_CLOSES})(?=[^\W\d_])|(?<=\d|[)”\"]);"
    r"|(?<=\d|[)”\"])\svà\s(?=(?:ý kiến )?chỉ đạo|ý kiến (?:thống nhất|thẩm định)|thực trạng"
    r"|kết quả (?:thống nhất|họp|bỏ phiếu|xét|bình xét|đánh giá|xếp loại|thẩm định)|biên bản|đề nghị của"
    r"|tình hình|các văn bản"
    r"|hướng dẫn|yêu cầu|kế hoạch|Kế hoạch))"
    r"|(?P<stop>\.?/\.|[.…](?=\s|$)|\.{2,}|\s?\[|\s?/?\s?\])"
    r"|(?P<semicolon>;)"
    r"|(?P<lead>,?\s(?:gắn với|lồng ghép|có hiệu lực|nhằm|như sau|nêu rõ|chỉ rõ|khẳng định"
    r"|xác định (?:rõ|chủ đề)|theo đề nghị của|(?<!ban hành )kèm theo|\((?:sau đây|gọi tắt|viết tắt"
    r"|đã được|được|sửa đổi"
    r"|(?:Chỉ thị|Nghị quyết|Quyết định|Nghị định|Thông tư|Kế hoạch|Đề án|Kết luận)\s(?=\d{1,4}\)))"
    r"|được (?:sửa đổi|bổ sung|thay thế)"
    r"|trên cơ sở(?! hợp nhất| sáp nhập| tổ chức lại)|và các văn bản"
    r"|và ngày \d+|(?<!\d\s)và (?:điểm \w|[Kk]hoản \d+|[Đđ]iều \d+)"
    r"|đã (?:được|có|đạt|góp phần|tạo|giúp|mang lại|đề cập|nêu)|do\s(?=[A-ZĐ])"
    r"|(?<!biện pháp )để\s(?:tổ chức|triển khai|thực hiện))\b)"
    r"|(?P<clause>,\s(?:trong đó|tổ chức hội nghị|nhất là|đồng thời|góp phần|theo đó|cụ thể|đặc biệt là"
    r"|với (?:các|những|một số) nội dung|theo (?:quy định (?:tại|của)|(?:đề nghị|yêu cầu|chỉ đạo) của)"
    r"|đề nghị(?! (?:khen|tặng|công nhận|xét))|yêu cầu"
    r"|(?!trọng tâm |chủ yếu |nòng cốt |chủ đề )(?:[^\W\d_]+\s){1,4}là)\b|,\sgiao\s(?=cho\s|các\s|[A-ZĐỦ])"
    rf"|,\s{HEAD}[^,;.“”]{{0,80}}?\s(?:xây dựng|ban hành|đề nghị|yêu cầu|tổ chức|triển khai|phát động|đã|lập|thông báo"
    r"|hướng dẫn|báo cáo|trình|quyết định|chỉ đạo|thực hiện|phối hợp|thống nhất|tham mưu|ký kết|cụ thể hóa|có ý kiến"
    r"|lấy ý kiến|công khai|đăng tải"
    r"|(?<!và )giao(?! (?:thông|dịch|lưu|ước)))\b"
    # ", năm học 2021 - 2022, nhà trường đã …": a clause with a year and a subject of its own.
    rf"|,\s(?:trong\s|bước vào\s)?năm\s(?:học\s)?\d{{4}}(?:\s?[-–]\s?\d{{4}})?,?\s(?:(?:[Nn]hà|[Tt]oàn|[Cc]ác|[Nn]gành"
    rf"|tập thể)\s|{HEAD})[^,;.“”]{{0,60}}?\s?"
    r"(?:xây dựng|ban hành|tổ chức|triển khai|phát động|đã|tiếp tục|thực hiện|phấn đấu)\b"
    rf"|\svà\s{HEAD}[^,;.“”]{{0,60}}?\s(?:đã|cũng)\s(?:ban hành|có)\b)"
    r"|(?P<law>,\s(?=(?:Luật|Bộ luật|Pháp lệnh)\s[A-ZĐ]))"
)
# "… tình hình mới “;": an opening mark that stands where only a closing one can.
_WRONG_CLOSE = r"“(?=\s?(?:[;.)]|,\s|$))"
_STEPS = re.compile(rf"(?P<close>”|{_WRONG_CLOSE})|(?P<open>“)|{_END.pattern}")
_CITY_DOT = re.compile(r"\b(?:TP|Tp|TX|Tx|Q|P|H)$")
_TRAILING = re.compile(
    r"(?:[\s,;:(“\"]|\b(?:và|cùng|của|(?<!tiếp )theo|thực hiện|các|tại|đến|căn cứ|triển khai|tiếp tục))$"
)
# A quotation that is not closed within so many characters is not a title.
_LONGEST = 1_000
_QUOTES = re.compile(rf"(?P<close>”|{_WRONG_CLOSE})|“")
# What the paper that a title holds is called from here on is no part of it.
_SO_CALLED = re.compile(r"\s\((?:sau đây|gọi tắt|viết tắt|gọi chung)[^()]*\)$")
_HOLDS_NEXT = re.compile(
    r"(?:(?<!và )(?<!, )|(?<=sửa đổi, ))"
    r"(?:(?:thực hiện|triển khai)(?:\s(?:nghiêm túc|nghiêm|tốt|tiếp|tiếp tục|có hiệu quả|hiệu quả|các|nội dung"
    r"|tinh thần)){0,3}"
    r"|thi hành|hướng dẫn|của|sửa đổi|bổ sung|thay thế|theo|trả lời|quán triệt"
    r"|[Đđ]iều \d{1,3}|[Kk]hoản \d{1,2}|[Mm]ục \w{1,4}|[Pp]hụ lục \w{1,4}"
    r"|một số (?:điều|nội dung)"
    # "bãi bỏ thủ tục hành chính tại Quyết định số …", "… theo quy định của Chính phủ tại Nghị định số …"
    r"|(?:sửa đổi|bổ sung|bãi bỏ|thay thế)\s[^,;.“”]{3,90}\stại"
    r"|theo (?:quy định|hướng dẫn)(?:\scủa\s[^,;.“”]{3,60})?\stại)"
    r"\s(?:các\s)?$",
    re.IGNORECASE,
)
# "quy định về phân cấp …; quy định chi tiết và …": the title of a legal text goes on behind a semicolon.
_GOES_ON = re.compile(r"\s(?:qu[yi] định|hướng dẫn thi hành|sửa đổi|bãi bỏ|chi tiết)\s")
# "phát huy phẩm chất “Bộ đội Cụ Hồ”, kiên quyết chống …": a clause up to the end that gives nobody a task.
_CLAUSE = re.compile(
    r"(?!(?:trong|gắn|góp phần|tạo|nhằm|đồng thời|đề nghị|yêu cầu|giao|phấn đấu|tổ chức|xây dựng|triển khai|báo cáo"
    r"|bảo đảm|đảm bảo|thực hiện|hoàn thành|vận động|tuyên truyền|đăng ký|đưa|để|do|với|theo"
    r"|như|là|các|từ|đến|khi|tham)\b)"
    r"[^\W\d_A-ZĐ][^,;.:“”]{3,120}(?:[;.]|$)"
)
_DETAILS = re.compile(r"(?:qu[yi] định|hướng dẫn|sửa đổi|bãi bỏ)\s")
# "quy định các hình thức …; cụ thể hóa tiêu chuẩn …;": what the căn cứ closes with is no other paper.
_LAST_CLAUSE = re.compile(r"\s(?:cụ thể h(?:oá|óa)|bổ sung|thay thế|điều chỉnh)\s[^;.:,]{10,160};?$")
# In a căn cứ with no paper behind it, small letters behind a semicolon go on with what a legal text rules.
_RULES_ON = re.compile(
    rf"\s(?!(?:căn cứ|thực hiện|theo|xét|trên cơ sở|các|của|tại|đồng thời|và)\b)(?![{CAPITALS}])[^\W\d_]"
)
# Behind any other title only what else is to be done goes on: "về đẩy mạnh cải cách hành chính; nâng cao thứ hạng …".
_AIMS_ON = re.compile(
    rf"\s(?!(?:thực hiện|thông báo|kết luận|kiểm tra|tổng kết)\s)(?:{TITLE_VERBS}|bảo đảm|giảm)\s[^;]*;$"
)
_TWO_WORDS = re.compile(r"\s[^\W\d_A-ZĐ]+\s[^\W\d_A-ZĐ]+(?![^\W_])")
# What the outer of two papers is about, behind the inner: "… theo Kết luận số 1-KL/TW trên địa bàn huyện".
_OUTER_GOES_ON = re.compile(r"\s(?:trên địa bàn|giai đoạn)\s(?:[^\s,;.:()“”]+\s?){1,9}(?:\s?-\s?\d{4})?(?=[;.,]|$)")
# "một số giải pháp cấp bách nhằm kiềm chế tai nạn": what for belongs to the title.
_MEANS = re.compile(r"(?:giải|biện) pháp(?![^\W_])[^,;]{0,40}$")
_MARKS = re.compile(r"[\W_]+")


def read_title(text: str, at: int, following: tuple[int, int]) -> tuple[str, int]:
    """The title that begins at ``at`` (after number, date, issuer) and where it ends; ("", at) when none follows.

    ``following`` is where the next mention begins and ends (the end of the text, twice, when there is none). A title
    may hold that mention: "về tiếp tục thực hiện Chỉ thị số 05-CT/TW".
    """
    stop, stop_end = following
    about = _ABOUT.match(text, at, stop)
    start = about.end() if about else at
    if quoted := _QUOTED.match(text, start, stop):
        end = _closing(text, quoted.end() - 1)
        if end is not None:
            return text[quoted.end() : end].strip(), end + 1
        if text[quoted.end() - 1] == "“":  # never closed: it ends as a title without marks does
            start = quoted.end()
            about = about or quoted
    if about is None:
        verb = _VERB.match(text, at, stop) or _RIGHT_BEHIND.match(text, at, stop)
        if verb is None:
            return "", at
        start = verb.end()
        if _SAYS.match(text, start, stop):
            return "", at
        if (lead := _LEADS_QUOTED.match(text, start, stop)) and (end := _closing(text, lead.end() - 1)) is not None:
            return text[lead.end() : end].strip(), end + 1
    end = _unquoted_end(text, start, stop)
    if end == stop < stop_end and (_HOLDS_NEXT.search(text, start, stop) or _joined(text, start, stop, stop_end)):
        end = stop_end
        if on := _OUTER_GOES_ON.match(text, end):
            end = on.end()
        if called := _SO_CALLED.search(text, start, end):
            return text[start : called.start()], end
    else:
        end = _without_trailing(text, start, end)
    return text[start:end], end


def _joined(text: str, start: int, stop: int, stop_end: int) -> bool:
    """Whether "… thi hành Luật A và Nghị định số …;" speaks of both in one title: the căn cứ ends behind the second."""
    return (
        bool(_DETAILS.match(text, start))
        and text[stop - 4 : stop] == " và "
        and text[stop_end : stop_end + 1] in ";."
        and _ABOUT.search(text, stop, stop_end) is None
    )


def title_key(title: str) -> str:
    """What two forms of one title share: no case, no quotes and punctuation, no "về" at the head."""
    key = _MARKS.sub(" ", title.casefold()).strip()
    return re.sub(r"^về (?:việc )?", "", key)


def _closing(text: str, opening: int) -> int | None:
    """The index of the mark that closes the quotation opened at ``opening``; nested quotations are skipped."""
    if text[opening] == '"':
        marks = (text.find(mark, opening + 1, opening + _LONGEST) for mark in '"”')
        end = min((at for at in marks if at >= 0), default=-1)
        return None if end < 0 or "“" in text[opening:end] else end
    depth = 0
    for found in _QUOTES.finditer(text, opening, opening + _LONGEST):
        depth += -1 if found["close"] else 1
        if depth == 0:
            return found.start()
    return None


def _unquoted_end(text: str, start: int, stop: int) -> int:
    end = stop
    inside = 0
    crossed = False
    for found in _STEPS.finditer(text, start, stop):
        if found["open"]:
            inside += 1
            continue
        if found["close"]:
            inside = max(0, inside - 1)
            continue
        if inside and "”" not in text[found.start() : stop]:  # “Thầy thuốc ưu tú": closed by another mark, or never
            inside = 0
        if inside:
            continue
        if found["stop"] and _CITY_DOT.search(text[start : found.start()][-3:]):
            continue
        if found["lead"] == " nhằm" and _MEANS.search(text, start, found.start()):
            continue
        if found["law"] and "uật " in text[start : found.start()]:  # "… của Luật A, Luật B"
            continue
        if found["natural"] and text[found.start() - 1] in '”"' and _CLAUSE.match(text, found.end(), stop):
            continue
        if found["semicolon"] and _GOES_ON.match(text, found.end(), stop):
            continue
        if found["semicolon"] and _rules_on(text, start, found.end(), stop):
            continue
        if found["semicolon"] and _LAST_CLAUSE.match(text, found.end(), stop) and _DETAILS.match(text, start):
            continue
        if found["semicolon"] and not crossed and _leads_to_next(text, found.end(), stop):
            crossed = True
            continue
        end = found.start()
        break
    return end


def _rules_on(text: str, start: int, at: int, stop: int) -> bool:
    """Whether a căn cứ that names one more thing a legal text rules goes on at ``at`` up to its own semicolon."""
    if stop != len(text) or not text.startswith("Căn cứ "):
        return False
    details = _DETAILS.match(text, start)
    if text.endswith(".") and ". " not in text[at:]:  # the căn cứ is closed by the wrong mark
        return details is not None and _RULES_ON.match(text, at) is not None
    if not text.endswith(";"):
        return False
    if (again := _TWO_WORDS.match(text, at)) and text.find(again[0], start, at) >= 0:
        return True  # "phê chuẩn bảng lương chức vụ …; bảng lương chuyên môn …"
    return (_RULES_ON if details else _AIMS_ON).match(text, at) is not None


def _without_trailing(text: str, start: int, end: int) -> int:
    """``end`` moved before the words and marks that only lead on to what follows."""
    while found := _TRAILING.search(text, max(start, end - 30), end):
        if found[0] == '"' and text.count('"', start, end) % 2 == 0:  # it closes a quotation
            break
        end = found.start()
    if text[end - 1 : end] == ")" and text.count(")", start, end) > text.count("(", start, end):
        return end - 1
    if text[end - 1 : end] == "”" and text.count("”", start, end) > text.count("“", start, end):
        return end - 1
    return end


def _leads_to_next(text: str, at: int, stop: int) -> bool:
    """Whether one more clause and a semicolon stand between here and the next mention.

    In a list of papers parted by semicolons such a clause cannot be an element of the list, so it is still title.
    """
    return stop < len(text) and text[at:stop].rstrip().endswith(";") and text.count(";", at, stop) == 1
