"""The issuer of a cited paper as it is printed beside the number: after "của", or before "ban hành".

An authority's name runs on until a mark, a verb in small letters ("… của UBND thành phố tổ chức …") or a word that
begins the title. Names with commas and "và" inside ("Bộ Văn hóa, Thể thao và Du lịch") are kept whole.
"""

from __future__ import annotations

import re

_U = "A-ZĐÁÂÔƠƯĂÊỦỨẤẢÀ"
#: Words with which the name of an authority begins.
HEAD = (
    r"(?:UBND|UB|Ủy ban|Uỷ ban|HĐND|Hội đồng|Chủ tịch|Phó Chủ tịch|Chủ nhiệm|Thủ tướng|Phó Thủ tướng|Thứ trưởng"
    r"|Thống đốc|Chính phủ|Quốc hội|Bộ trưởng|Bộ|Ban|Sở"
    r"|Giám đốc|Phòng|Trưởng|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Huyện ủy|Huyện uỷ|Quận ủy|Quận uỷ|Thị ủy|Thị uỷ"
    r"|Đảng ủy|Đảng uỷ|Đảng bộ|Trung ương|Thường trực|Thường vụ|Văn phòng|Công an|Mặt trận|Liên đoàn|Tổng|Hội|Đoàn"
    r"|Trung tâm|Trường|Hiệu trưởng|Thanh tra|Cục|Chi cục|Kho bạc|Tòa án|Viện|Bảo hiểm|Ngân hàng|Đài|Khối|Cụm"
    r"|Công đoàn|Công ty|Tập đoàn|BCĐ|BCH|BTV|LĐLĐ|UBMTTQ|Quân ủy|Tỉnh đoàn|Thành đoàn"
    r"|Huyện đoàn|Ban cán sự|Bệnh viện|Học viện)(?![^\W_])"
)
_OF = re.compile(r"\s?,?\s?(?:cua|c ua)\s(?:lien\s(?=bo\s))?(?=[^\W\d_])")
_BETWEEN = re.compile(r",?\s(?:cua\s)?giua\s(?=[^\W\d_])")
_BY = re.compile(r",?\s?do\s(?=[^\W\d_])")
# "Luật số 06/2022/QH15 được Quốc hội khóa XV thông qua ngày …".
_PASSED_BY = re.compile(
    r",?\s(?:da\s)?duoc\s(?=[^,;:.()“”]{3,90}(?:,\s(?:tai\s)?ky\shop[^,;:.]{2,25})?\s(?:thong\squa|ban\shanh|ky)(?![^\W_]))"
)
#: One of them.
HEAD_WORD = re.compile(HEAD)
# Not behind a comma: "theo Kế hoạch số 5/KH-UBND ngày 02/02/2024, UBND huyện xây dựng …" names who acts now.
_DIRECT = re.compile(
    r"\s(?=(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân|Thủ tướng Chính phủ|Chính phủ|Quốc hội"
    r"|Bộ trưởng|Bộ Chính trị|Ban Chấp hành|Ban Thường vụ|Ban Bí thư|Tỉnh ủy|Thành ủy|Huyện ủy"
    r"|Hội nghị (?:lần thứ|Trung ương))(?![^\W_]))"
)
#: Verbs that begin a title without "về" ("… của UBND tỉnh ban hành Quy chế …").
TITLE_VERBS = (
    "tổ chức|ban hành|phát động|triển khai|thực hiện|hướng dẫn|quy định|phê duyệt|sửa đổi|bổ sung|đẩy mạnh|tăng cường"
    "|xây dựng|công nhận|thành lập|kiện toàn|tuyên truyền|nâng cao|tiếp tục|quy|bãi bỏ|thay thế|công bố|kiểm tra"
    "|kết luận|trả lời|chấp thuận|cho phép|đôn đốc|đăng ký|phân chia|lãnh đạo|bổ nhiệm|định hướng"
    "|(?<!goại )(?<!huyển )giao(?! (?:thông|dịch|lưu|ước))|qui định|qui"
    "|khen thưởng|tặng|phân công|điều chỉnh|hưởng ứng|chi tiết|thi hành|phân cấp|đính chính|tổng kết|sơ kết"
    "|phòng, chống|thông báo"
    "|khắc phục|thông qua|chỉ đạo|đổi mới|phối hợp|cụ thể hóa|cụ thể hoá|hợp nhất|củng cố|rà soát|ứng dụng|phát triển"
)
#: With a capital they begin a title, too ("… của Bộ trưởng Bộ Nội vụ Hướng dẫn …"); in names they do not stand so.
CAPITAL_VERBS = (
    "Hướng dẫn|Quy định|Ban hành|Phê duyệt|Sửa đổi|Phát động|Triển khai|Công nhận|Bãi bỏ|Thành lập|Kiện toàn|Đẩy mạnh"
    "|Tăng cường|Nâng cao|Tổng kết|Sơ kết"
)
_OTHER_ENDS = (
    "về|Về|VỀ|ve|vê|vể|vềviệc|v/v|V/v|việc|nhiệm kỳ|tại|kèm|nhằm|để|đã|theo|đề ra|có|được|năm|giai đoạn|trong|trên"
    "|gắn|cho|là"
    "|như|này|ngày"
    "|liên quan"
    r"|đến|với|đồng thời|khi|nêu|(?<!đổi )(?<!thiểu )(?<!Dân )(?<!dân )số(?!\s\d{1,2}(?![\d/–-]))|hiện hành"
    "|ký|sẽ|phải|cần|yêu cầu|đề nghị|chủ trì|tham mưu|báo cáo|đang|vừa|căn cứ"
    "|nghiêm túc|chịu trách nhiệm|bảo đảm|đảm bảo|góp phần|hằng|hàng|lần|ra|quán triệt|áp dụng|đưa"
    "|giúp|gửi|(?<!hương )(?<!ông )(?<!uá )trình"
)
_END = re.compile(
    rf"\s(?:{TITLE_VERBS}|{CAPITAL_VERBS}|{_OTHER_ENDS})(?![^\W_])"
    # Names that are whole: no word in small letters belongs to them.
    r"|(?:(?<=Chính phủ)|(?<=Bộ Chính trị)|(?<=Ban Bí thư)|(?<=Quốc hội))\s(?=[^\W\d_A-ZĐ])(?!nước|khóa|khoá)"
    # "của UBND tỉnh Kế hoạch thực hiện …": a title that begins with its kind.
    r"|(?:(?<=tỉnh)|(?<=huyện)|(?<=thành phố)|(?<=xã)|(?<=phường)|(?<=quận))\s(?=(?:Kế hoạch|Chương trình|Đề án)\s)"
    r"|\svà\s|[.](?=\s|$)|/\.|,|\s[-–](?=\s[a-zđ])|\.{{2,}}|…|\s\d"
)
# In a trích yếu that is printed in capitals.
_END_OF_CAPITALS = re.compile(
    rf"\s(?:{TITLE_VERBS.upper()}|VỀ|VIỆC|GIÁM SÁT|NĂM|GIAI ĐOẠN|NHIỆM KỲ|TRÊN ĐỊA BÀN|TẠI|NHẰM|ĐỂ|ĐẾN|TRONG)"
    r"(?![^\W_])"
)
_NOT_VERB_IN_CAPITALS = re.compile(r"(?:HỘI|BAN|TRƯỜNG|PHÒNG|TỔ|NGÀNH|CƠ QUAN|CHÍNH|THI ĐUA[,-]?)$")
_NOT_VERB = re.compile(r"(?:Thường trực|Văn phòng|Hội|Ban|Trường|Phòng|Tổ|Ngành|cơ quan|Cơ quan|chính)$")
# "Hội đồng thi đua, khen thưởng tỉnh": half of a name, whatever joins the halves.
_EMULATION = re.compile(r"[Tt]hi đua(?:,|\s[-–])?$")
# Names that end in a number: "UBND Phường 1", "Ban Chỉ đạo 35".
_NUMBERED = re.compile(
    r"(?:Phường|phường|Quận|quận|Khối|khối|số|khóa|khoá|lần thứ|Tổ|Ban|Chỉ đạo|Công ty|Đoàn|Trường|THCS|THPT|Tiểu học"
    r"|[Kk]hu|[Vv]ùng|[Kk]ỷ niệm)$"
)
_ANNIVERSARY = re.compile(r"[Kk]ỷ niệm \d{1,4}$")
# "Hội nghị lần thứ sáu Ban Chấp hành Trung ương".
_SESSION = re.compile(r"(?:Hội nghị|Đại hội|Kỳ họp)(?:\s|$)")
# Words that begin a title, and also stand in names: "Ban Tổ chức", "Văn phòng kiểm tra".
_ALSO_NOUNS = frozenset({"tổ chức", "chỉ đạo", "kiểm tra", "thi hành", "tuyên truyền"})
_CITY_DOT = re.compile(r"(?<![^\W_])(?:TP|Tp|TX|Tx|TT|Q|H|P|UBND|HĐND|UB)$")
# "Bộ Văn hóa, Thể thao và Du lịch": after the comma comes a part that "và" joins, not another authority.
_LISTED = re.compile(rf",\s(?![^,;.]{{0,12}}\bsố\b)(?=[{_U}][^,;.:]{{2,40}}(?:,\s[{_U}][^,;.:]{{2,30}})?\svà\s[{_U}])")
_AND_PART = re.compile(rf"\svà\s(?=[{_U}])")
_WITH_AND = re.compile(r"(?:Văn phòng)\s[^,;]*$")
# Bodies whose names have no "và" inside: what it joins is another thing.
_ONE_BODY = re.compile(
    r"(?:UBND|[ỦU][ỷỶy] ban nhân dân|HĐND|Hội đồng nhân dân|Chủ tịch|Chính phủ|Thủ tướng|Quốc hội|Bộ Chính trị"
    r"|Ban Bí thư|Ban Thường vụ|Ban Chấp hành|Thường trực|(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) [ủu][ỷy])(?![^\W_])"
)
_KINDS_AFTER = re.compile(
    r"(?:Kế hoạch|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Luật|Pháp lệnh|Kết luận|Quy định|Hướng dẫn|Công văn"
    r"|Chương trình|Thông báo|Đề án|Báo cáo|Tờ trình|Quy chế|các|Các)\b"
)
_TOGETHER = re.compile(rf"(?:,\s|,?\s(?:và|với|cùng)\s|\s[-–]\s)(?={HEAD})")
_TITLE_FOLLOWS = re.compile(r",?\s(?:về|Về|v/v|V/v)(?:\s|$)")
# "Ban Pháp chế, HĐND tỉnh": the council behind the comma is that of its board.
_BOARD_OF_COUNCIL = re.compile(
    r"(?:Ban|Thường trực)(?:\s(?:Pháp chế|Dân tộc|Đô thị|(?:Kinh tế|Văn h(?:óa|oá))(?:\s?[-–]\s?[^,;]{3,12})?))?$"
)
_COUNCIL_FOLLOWS = re.compile(r"\s(?:HĐND|Hội đồng nhân dân)(?![^\W_])")
_MARK = re.compile(r"[;:“”\"(){}\[\]|\n]")
# "Ban Chỉ đạo phong trào “Toàn dân đoàn kết xây dựng đời sống văn hóa” tỉnh".
_QUOTED_NAME = re.compile(
    r"(?:Ban|BCĐ|Hội đồng|Quỹ|Văn phòng)\s[^;:“”\"(){}\[\]|\n]{0,60}"
    r"(?:Quỹ|[Pp]hong trào|[Cc]uộc vận động|Đề án|Chương trình)"
    r"\s“[^“”\n]{3,90}”(?=\s(?:Trung ương|tỉnh|thành phố|thị xã|huyện|quận|xã|phường|cấp)(?![^\W_]))"
)
# "Ban Chỉ đạo xây dựng nông thôn mới và giảm nghèo huyện A về …": a task in its own words, then the level.
_TASK_BODY = re.compile(
    r"(?:(?:Phó )?Trưởng )?(?:Ban [Cc]hỉ đạo|BCĐ|Ban Vận động|Tổ công tác)\s[^;:“”\"(){}\[\]|\n]{3,150}?"
    r"\s(?:Trung ương|tỉnh|thành phố|thị xã|huyện|quận|xã|phường)"
    rf"(?:\s[{_U}][^\W\d_]*){{0,4}}(?=(?:\s\([^()]{{5,80}}\))?,?"
    r"\s(?:về|Về|v/v|V/v|ban hành|thành lập|kiện toàn|phê duyệt)\s)"
)
# Without a level it ends at "về việc".
_TASK_ALONE = re.compile(r"Ban [Cc]hỉ đạo\s[^;:,“”\"(){}\[\]|\n]{3,110}?(?=,?\s(?:về việc|v/v|V/v)\s)")
_NOT_IN_TASK = re.compile(r"\s(?:của|ngày|tại|trên|đã|số \d)\s")
_LONGEST = 150
# A name whose first letters are capitals is printed in them, so many at least.
_IN_CAPITALS = 9
_BRACKET = re.compile(
    r"(?:\s?\((?:khóa|khoá|nhiệm kỳ)\s[^()]{1,40}\)|,?\snhiệm kỳ\s\d{4}\s?[-–]\s?\d{4}"
    r"|,?\s(?:(?:được\s)?thông qua\s)?(?:tại\s)?[kK]ỳ họp (?:thứ\s)?[^\s,;.]{1,12}"
    r"(?:\s\((?:chuyên đề|bất thường)\))?(?:,?\s(?:khóa|khoá)\s[IVXLC]{1,6}(?![^\W_]))?){1,3}"
)


def issuer_after(text: str, folded: str, at: int, stop: int) -> tuple[str, int] | None:
    """The issuer that follows at ``at`` and where its name ends, or None."""
    lead = _BETWEEN.match(folded, at, stop) or _OF.match(folded, at, stop)
    if lead is None:
        by = _BY.match(folded, at, stop) or _PASSED_BY.match(folded, at, stop)
        lead = by if by and HEAD_WORD.match(text, by.end(), stop) else _DIRECT.match(text, at, stop)
    if lead is None:
        return None
    name = name_at(text, lead.end(), min(stop, lead.end() + _LONGEST))
    if not name:
        return None
    end = _listed_end(text, lead.end(), lead.end() + len(name), stop)
    bracket = _BRACKET.match(text, end, stop)
    return text[lead.end() : end], bracket.end() if bracket else end


def _listed_end(text: str, start: int, end: int, stop: int) -> int:
    """Where the names of several issuers end that stand before a title: "của Bộ Chính trị, Ban Bí thư về …"."""
    at = end
    for _ in range(3):
        joined = _TOGETHER.match(text, at, stop)
        name = name_at(text, joined.end(), min(stop, joined.end() + _LONGEST)) if joined else ""
        if joined is None or not name:
            break
        at = joined.end() + len(name)
        if _TITLE_FOLLOWS.match(text, at, stop):
            return at
    return end


def is_between(folded: str, start: int, end: int) -> bool:
    """Whether the issuers of a paper are named as "giữa …", so that there are several."""
    return bool(_BETWEEN.search(folded, start, end))


_ROW_OF_MINISTRIES = re.compile(rf"(?<=Bộ):\s[{_U}][^;:.()“”]{{3,200}}?(?=,?\s(?:về|Về|v/v|V/v|{TITLE_VERBS})\s|$)")


def ministries(text: str, at: int, stop: int) -> int:
    """Where the row of ministries ends that stands behind "Bộ" at ``at``: "Bộ: Tài chính, Xây dựng"; ``at`` without."""
    row = _ROW_OF_MINISTRIES.match(text, at, stop)
    return row.end() if row else at


def issuers_together(text: str, at: int, stop: int, more: int) -> int:
    """Where the names end that follow the first issuer of a joint paper, ``more`` at most: "Bộ A, Bộ B và Bộ C"."""
    for _ in range(more):
        joined = _TOGETHER.match(text, at, stop)
        if joined is None:
            break
        name = name_at(text, joined.end(), min(stop, joined.end() + _LONGEST))
        if not name:
            break
        at = joined.end() + len(name)
    return at


def name_at(text: str, start: int, stop: int) -> str:
    """The name of an authority that begins at ``start``, as far as it goes on."""
    at = start
    if (mark := _MARK.search(text, start, stop)) and (quoted := _QUOTED_NAME.match(text, start, stop)):
        at = quoted.end()
        mark = _MARK.search(text, at, stop)
    elif (task := _TASK_BODY.match(text, start) or _TASK_ALONE.match(text, start)) and not _NOT_IN_TASK.search(task[0]):
        return task[0]
    if mark:
        stop = mark.start()
    if text[start : min(stop, start + _IN_CAPITALS)].isupper():
        ends = (one.start() for one in _END_OF_CAPITALS.finditer(text, at, stop))
        stop = next((end for end in ends if not _NOT_VERB_IN_CAPITALS.search(text[start:end])), stop)
    while found := _END.search(text, at, stop):
        end = found.start()
        if _runs_on(text, start, found, stop):
            at = found.end()
            continue
        stop = end
        break
    return text[start:stop].strip(" ,.;–-")


def _runs_on(text: str, start: int, found: re.Match[str], stop: int) -> bool:
    """Whether the name goes on behind what looks like its end."""
    before = text[start : found.start()]
    if found[0] == ".":
        return bool(_CITY_DOT.search(before[-5:]))
    if found[0] == ",":
        if before.endswith((" Thi đua", " thi đua")) and text.startswith("hen thưởng", found.end() + 2):
            return True
        if _BOARD_OF_COUNCIL.match(before) and _COUNCIL_FOLLOWS.match(text, found.end()):
            return True
        if before == "Bộ trưởng" and text.startswith(" Chủ nhiệm ", found.end()):
            return True
        following = _LISTED.match(text, found.start(), stop)
        return bool(following) and not _begins_other(text, following.end() if following else stop)
    if found[0] == " và ":
        part = _AND_PART.match(text, found.start(), stop)
        if part is None:
            return False
        return bool(_WITH_AND.match(before)) or not (_ONE_BODY.match(before) or _begins_other(text, part.end()))
    if found[0] == " khen thưởng":
        return bool(_EMULATION.search(before))
    if before.endswith((" Ngày", " Toàn dân đoàn kết")):
        return True
    if found[0][1:].isdigit():
        return bool(_NUMBERED.search(before))
    if found[0] == " năm":  # "Ban Tổ chức Lễ kỷ niệm 45 năm Ngày …"
        return bool(_ANNIVERSARY.search(before))
    if found[0] == " lần":
        return bool(_SESSION.match(before))
    return found[0].strip() in _ALSO_NOUNS and bool(_NOT_VERB.search(before))


def _begins_other(text: str, at: int) -> bool:
    return bool(HEAD_WORD.match(text, at) or _KINDS_AFTER.match(text, at))
