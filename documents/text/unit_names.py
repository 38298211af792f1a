"""Who is named in a sentence that lays a task on somebody: "Giao Phòng Nội vụ chủ trì …", "Các khoa, phòng: …".

A name ends where the verb of the task begins (``data/duties.toml`` lists the usual ones), at a colon, or at a small
word that no name of a unit holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from documents.text.folded import fold
from documents.text.lists import word_list

_UNIT_WORDS = (
    r"(?:thường trực|thường vụ|phòng|ban|sở|văn phòng|trung tâm|ủy ban|uỷ ban|ub|ubnd|ubmttq|ubmttqvn|hđnd|hội đồng|hội"
    r"|đoàn|liên đoàn|công đoàn|công an|mặt trận|thủ trưởng|lãnh đạo|hiệu trưởng|khối trưởng|cụm trưởng|các|trưởng|phó"
    r"|công chức|cán bộ|chi cục|cục|đài|bảo hiểm|cơ quan|đơn vị|trường|thanh tra|kho bạc|tòa án|toà án|viện|chủ tịch"
    r"|giám đốc|chánh|bộ phận|tổ|bộ chỉ huy|ban chỉ huy|đảng ủy|đảng uỷ|chi ủy|chi uỷ|chi bộ|huyện ủy|thành ủy|tỉnh ủy"
    r"|huyện uỷ|thành uỷ|tỉnh uỷ|thị ủy|thị uỷ|quận ủy|quận uỷ|người|bí thư|cấp ủy|cấp uỷ|chính quyền"
    r"|doanh nghiệp|hợp tác xã|khối|cụm|báo|trạm|bệnh viện|ngân hàng|chi nhánh|những|mỗi|từng|toàn thể|tất cả|cá nhân"
    r"|tập thể|thành viên|đồng chí|đ/c|đội|hạt|ngành|nhà trường|mttq|bch|ban chấp hành|ban chỉ đạo|lđlđ|cđcs|đtn"
    r"|hội lhpn|quản đốc|giáo viên|nhân viên|viên chức|chuyên viên|kế toán|thư ký|khoa|phân xưởng|xưởng|nhà máy"
    r"|xí nghiệp|tập đoàn|liên đội|liên hiệp|huyện đoàn|tỉnh đoàn|thành đoàn|quận đoàn|thị đoàn|đoàn thanh niên"
    r"|công ty|học viện|điện lực|bưu điện|bưu cục|viễn thông|đồn|cảnh sát|tiểu ban|dân quân|nông trường"
    r"|lâm trường|cố vấn|kiểm lâm|kiểm lâm viên|phóng viên|bác sĩ|điều dưỡng|già làng|chủ nhiệm|chủ đầu tư|hội viên"
    r"|đoàn viên|đảng viên|học sinh|sinh viên|phụ huynh|cha mẹ|chi đoàn|chi hội|liên chi"
    r"|bhxh|câu lạc bộ|cổng|thư viện|bảo tàng|nhà văn hóa|nhà thiếu nhi|vườn quốc gia|ký túc xá"
    r"|tạp chí|đại đội|trung đội|tiểu đoàn|trung đoàn|bộ đội|hải quan|thuế|đảng bộ|đảng đoàn"
    r"|bgh|ttcm|gvcn|tpt|tổng phụ trách|tổng đội|ông|bà|(?:thầy|cô)(?: giáo)?(?=\s(?-i:[A-ZĐ]))|cơ sở"
    r"|(?-i:Vụ|Bộ|Quỹ)(?=\s(?-i:[A-ZĐ]))"
    r"|(?-i:Thủ đô|Thành phố|Tỉnh|Huyện|Xã|Phường|Đặc khu)(?=\s(?-i:[A-ZĐ]))"
    r"|(?-i:Tổng)(?=\s(?i:cục|công ty|giám đốc|biên tập)))"
)
UNIT_HEAD = re.compile(rf"{_UNIT_WORDS}(?![^\W_])", re.IGNORECASE)
# "…; giao Sở Tư pháp …", "…; các đơn vị …": a unit that a clause may begin with in small letters.
SMALL_UNIT = (
    r"(?:các|những|mỗi|từng|riêng)\s(?:cơ quan|đơn vị|sở|phòng|ban|ngành|địa phương|xã|phường|trường|khoa|tổ|chi bộ"
    r"|chi đoàn|thành viên|khối|cụm|công đoàn|cấp|doanh nghiệp|đồng chí|nhà trường|đoàn thể|thôn|ấp|bộ phận|cán bộ"
    r"|công chức|viên chức|chi|đảng bộ|hội|huyện)(?![^\W_])|đồng chí\s"
)
ORDER = re.compile(
    r"(?:(?:Thống nhất |Đồng ý |Tiếp tục |Trước mắt |Kính |Trân trọng )?(?:Giao|Đề nghị|Yêu cầu|Phân công|Ủy quyền cho"
    r"|Uỷ quyền cho|Giao nhiệm vụ cho|Giao trách nhiệm cho|Mời|giao|đề nghị|yêu cầu|phân công))\s+(?:cho\s+)?"
)
# "UBND huyện yêu cầu các đơn vị …", "Chủ tịch UBND tỉnh giao Sở Nội vụ …": who orders is not who is to do it.
_ORDERED_BY = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|(?:Phó )?Chủ tịch|Hội đồng|Ban Thường vụ|Thường trực|Ban Thường trực"
    r"|(?:Tổng )?Giám đốc|Hiệu trưởng|Ban Giám|Ban [Cc]hỉ đạo|Bộ trưởng|Thủ tướng|Đảng (?:ủy|uỷ)|Sở|Bộ)"
    r"[^,;.:()]{0,90}?(?P<order>\s(?:giao(?! ban)|đề nghị|yêu cầu|phân công)\s(?:cho\s)?)"
    r"(?!lãnh đạo|bộ phận|người|cán bộ)"
)
_ABOUT_UNIT = re.compile(
    r"(?:Đối với|Trách nhiệm của|Nhiệm vụ của|Về phía|Trách nhiệm|Nhiệm vụ|Phân công|Giao|Đề nghị|Yêu cầu"
    r"|Riêng(?: đối với)?)\s+"
)
_LEADING = re.compile(r"(?:Đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó|Trong đó),?\s+")
_TOPIC = re.compile(r"[^:.;,]{2,50}:\s(?=[^\W\d_a-zđ])")
# "Căn cứ chức năng, nhiệm vụ được giao, các sở …": what a task rests on stands before the unit.
_PREFACE = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Theo(?!\sdõi)|Hằng (?:năm|quý|tháng|tuần)|Hàng (?:năm|quý|tháng|tuần)|Định kỳ|Sau khi|Khi"
    r"|Về (?:nội dung|việc|vấn đề|đề nghị|kiến nghị|ý kiến)"
    r"|Kết thúc|Cuối|Trước ngày|Chậm nhất|Để|Nhằm|Trong|Ngay sau khi|Từ ngày|Đến ngày|Vào"
    r"|Nhân dịp|Thực hiện (?:Kế hoạch|Chỉ thị|Công văn|Hướng dẫn|Nghị quyết|nội dung"
    r"|(?:sự |ý kiến )?chỉ đạo|ý kiến|[Qq]uyết định|Thông báo|Kết luận|Chương trình|[Vv]ăn bản|Nghị định"
    r"|Thông tư))(?=[\s,])"
)
_PREFACE_LENGTH = 420
# Not verbs behind these: "Ban chỉ đạo", "Ủy ban kiểm tra", "tổ quản lý", "cán bộ quản lý".
_BEHIND_BAN = "quản lý|kiểm tra|điều hành|chỉ đạo|giải quyết|chỉ huy|vận hành|thẩm định|giám sát|kiểm soát|điều phối"
_BAN = (
    r"(?<![Bb]an)(?<!\bBộ)(?<![Tt]ổ)(?<![Đđ]ội)(?<!\bĐoàn)(?<!các đoàn)(?<![Hh]ội đồng)(?<!cán bộ)(?<!người)"
    r"(?<!cơ quan quản lý)(?<!quản lý)"
)
_ALSO_IN_NAMES = (
    "chỉ", "phòng, chống", "phòng chống", "xây dựng", "giúp", "tham gia", "tham mưu", "truyền thông"
)  # fmt: skip
# Verbs that may also be part of a name: "các tổ chức chính trị - xã hội", "Lãnh đạo đơn vị", "công chức phụ trách".
_ALSO_NAMES = (
    r"tổ chức(?!\s(?:chính trị|hội(?!\s(?:nghị|thi|thảo|thao|diễn))"
    r"|xã hội|đoàn thể|đảng|cơ sở|thành viên|kinh tế|tôn giáo|quần chúng|cán bộ|cấp dưới"
    r"|trực thuộc|công đoàn|đoàn|liên quan|có liên quan|tín dụng|nghề nghiệp))"
    r"|giao(?!\s(?:dịch|thông|ban|lưu|tiếp|hữu))"
    r"|lãnh đạo(?=,\s|\s(?:thực|chỉ|tổ chức|triển|việc|tốt|toàn|chung|trực|công tác|xây|đẩy|quán))"
    r"|phụ trách(?=\s(?:chung|theo)(?![^\W_]))"
    r"|do(?=\s[^\W\d_a-zđ])|quy hoạch(?=\s(?:tuyến|chi|sử|vùng|đất|các))|xây dựng(?!\s(?:Đảng|đảng|cơ bản))"
    r"|giúp(?!\sviệc)|tham mưu(?!, giúp việc)|khám(?=\s(?:sức|chữa|sàng))"
    r"|bồi dưỡng(?=\s(?:cán|nghiệp|kiến|kỹ|học sinh|giáo viên|đảng viên))"
    r"|phát triển(?=\s(?:sản xuất|đảng viên|đoàn viên|hội viên|phong trào|mô hình|các|kinh tế))"
    r"|thống kê(?=\s(?:số|kết|danh|đầy))|khai thác(?=\s(?:hiệu|tốt|tối|có))|thiết kế(?=\s(?:mẫu|bộ|biểu))"
    r"|thu(?=\s(?:ngân|hút|gom|hồi|thập))|huấn luyện(?=\s(?:dân|quân|cho))|chống(?=\s(?:thất|buôn))"
    r"|truyền thông(?=\s(?:về|sâu|rộng|đến))|tham gia(?!\sbảo vệ an ninh)"
    r"|(?<!tham gia )bảo vệ(?=\s(?:an|tuyệt|trật|tốt|môi|chặt|mục|nghiêm))"
    r"|chỉ(?!\s(?:đạo|huy|tiêu|số|thị|dẫn))"
    r"|(?<!chỉ đạo )(?<!Chỉ đạo )(?<!chỉ huy )(?<!Chỉ huy )(?<!công tác )(?<!lực lượng )phòng,? chống"
    r"|là (?:cơ quan|đầu mối|thường trực|bộ phận|đơn vị|người|thành viên)"
)
# Of "Các đơn vị chưa gửi báo cáo khẩn trương thực hiện" all before "khẩn trương" tells who is meant.
_NOT_DONE = (
    r"(?<!\bcó)(?<!\bchưa)(?<!\bkhông)(?<!\bchưa gửi)(?<!\bchưa có)(?<!\bđược)"
    r"(?<!\bBộ)(?<!\bnơi)(?<!\blưu)(?<!\bđược phân công)(?<!\bđược giao)(?<!Phòng Kế hoạch)(?<!thi đua,)(?<!thi đua -)"
)
# Verbs of one syllable that also end a word: "công lập", "Thư ký", "chương trình".
_NOT_BEHIND = {
    "lập": ("công",),
    "ký": ("thư", "Thư", "đăng"),
    "trình": ("công", "chương", "quy", "quá"),
    "cử": ("bầu",),
    "cần": ("Hậu", "hậu"),
    "cấp phát": ("các", "Các", "hai", "mọi"),
    "nhận": ("tiếp", "Tiếp"),
    "công bố": ("chính",),
}
# A heading and what stands below it, joined: "Sở Nội vụ Chủ trì …".
_BELOW = re.compile(
    r"(?<=[^\W\d_A-ZĐ])\s(?=(?:Chủ trì|Đẩy mạnh|Triển khai|Phối hợp|Tăng cường|Căn cứ|Phát động|Theo dõi|Thực hiện"
    r"|Tiếp tục|Nâng cao|Xây dựng kế hoạch|Hướng dẫn|Tham mưu (?:UBND|cho|giúp|cấp|tổ)|Tổng hợp(?: kết|,)"
    r"|Tổ chức (?:triển|thực|tuyên|phát)|Vận động|Tuyên truyền,)(?![^\W_]))"
)
_COLON = re.compile(r":\s")
# "Sở Nội vụ được giao chủ trì …".
_CHARGED = re.compile(r"\sđược (?:giao|phân công)(?= (?:chủ trì|làm|là|tham mưu)(?![^\W_]))")
# "Trung tâm Kiểm soát thanh toán: Chủ trì …": before a colon and the verb of a task a whole name stands, if it has no
# verb that names do not hold.
_TOLD_BEFORE_COLON = re.compile(
    r"\s(?:chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|tham mưu|giao|đề nghị|yêu cầu|tiếp tục|căn cứ"
    r"|thực hiện|triển khai|xây dựng|hướng dẫn|báo cáo|tăng cường|tập trung|đẩy mạnh|chủ động|kịp thời"
    r"|phân công|rà soát"
    r"|tuyên truyền|vận động|theo dõi|là|cần|phải|nhằm)(?![^\W_])|[.;:]\s"
)
_HAS_DUTY = re.compile(r"(?<!\bvà)\s(?:có trách nhiệm|có nhiệm vụ)(?![^\W_])")
# "Giám đốc: Sở Nội vụ, Sở Tài chính; Chủ tịch …": the offices follow whose head is meant.
_ROW_OF = re.compile(
    r"(?:Giám đốc|Thủ trưởng|Chủ tịch|Trưởng)(?: các)?"
    r"(?: (?:[Cc]ơ quan|[Đđ]ơn vị|[Ss]ở|[Pp]hòng|[Bb]an|[Nn]gành),?)*:\s"
)
_APPOSED = re.compile(
    r"(?:\s[-–]|,|\s(?=là\s))\s?(?:là\s)?(?:cơ quan|đơn vị|bộ phận)\s(?:thường trực|đầu mối|chủ trì)[^,;]{0,80}$",
    re.IGNORECASE,
)
# Of a Party organ "lãnh đạo" is a verb whatever follows.
_PARTY_LEADS = re.compile(
    r"(?:Đảng (?:ủy|uỷ|bộ|đoàn)|Ban cán sự đảng|Chi (?:ủy|uỷ|bộ)|Cấp (?:ủy|uỷ)|Ban Thường vụ|Ban Chấp hành"
    r"|(?:Tỉnh|Thành|Huyện|Quận|Thị) "
    r"(?:ủy|uỷ))(?![^\W_])[^.:]{0,140}?(?=\slãnh đạo\s)"
)
# A name longer than this is a sentence that the list of verbs did not cut.
LONGEST_NAME = 300
_LONGEST_BEFORE_COLON = 120
_DUTY = re.compile(
    r"[\s,]+(?:có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|thực hiện(?: (?:các|một số) nhiệm vụ)?(?: sau(?: đây)?)?)$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]{1,160}\)")
_THINGS = re.compile(
    r"(?i:các|những|mỗi|từng)\s(?i:nội dung|phong trào|hoạt động|hình thức|danh hiệu|tiêu chí|chỉ tiêu|nhiệm vụ"
    r"|giải pháp"
    r"|kế hoạch|văn bản|chế độ|mục|bước|đợt|công trình|mô hình|điển hình|gương|sự kiện|ngày lễ|quy định|chủ trương"
    r"|biện pháp|vấn đề|hồ sơ|trường hợp|sản phẩm|dự án|đề án|chương trình|cuộc|hội thi|chỉ số|thủ tục)"
    r"|(?i:tổ|hội|ban|khối|người|báo|cụm|đội|phó|trưởng|phòng)\s"
    r"(?:chức|nghị|thảo|thi(?!\sđua)|hành|lượng|dân(?!\s(?:phố|vận|quân))|cáo|thể|bản|ngũ|tuyến|ngừa|chống)(?![^\W_])"
    r"|(?i:thanh tra)\s(?:công tác|việc|các|đột xuất|định kỳ)|(?i:phòng,\schống|từng bước|người tốt|các\stầng lớp)"
    r"|(?i:cơ sở\s(?:vật chất|dữ liệu|hạ tầng|pháp lý|kinh phí|để))"
    r"|(?i:trường hợp|báo chí|bộ tiêu chí|đoàn kết|công tác|bà con)(?![^\W_])|(?i:ông|bà)\s(?![^\W\d_a-zđ])"
)
_GENERAL = re.compile(r"(?:nhà trường|các|những|mỗi|từng|toàn thể|tất cả)\s")
_DONE = re.compile(r"\s(?:đã|đang|vừa|sẽ được)\s")
# Behind one of these a name goes on with what tells it apart: "các đơn vị chưa gửi báo cáo", "nơi có dự án".
_TELLS_APART = frozenset(
    [
        "chưa",
        "có",
        "được",
        "đã",
        "đang",
        "không",
        "nơi",
        "mà",
        "do",
        "khi",
        "nào",
        "nêu",
        "còn",
        "bị",
        "đạt",
        "đủ",
        "vi",
    ]
)
# Words of one syllable in names.
_ALONE = frozenset(word_list("duties")["alone"].split())
_PAIRS = frozenset(word_list("duties")["pairs"])
_SYLLABLE = re.compile(r"[^\W\d_]+")


@cache
def _verb() -> re.Pattern[str]:
    """The verb of a task, behind a space or comma."""
    apart = {*_NOT_BEHIND, *_BEHIND_BAN.split("|"), *_ALSO_IN_NAMES}
    words = [verb for verb in word_list("duties")["verbs"] if verb not in apart]
    verbs = "|".join(re.escape(verb) for verb in sorted(words, key=len, reverse=True))
    short = "|".join(
        "".join(rf"(?<!\b{before})" for before in behind) + rf"[\s,](?={verb}(?![^\W_]))"
        for verb, behind in _NOT_BEHIND.items()
    )
    return re.compile(
        rf"{_NOT_DONE}[\s,](?=(?:{verbs}|{_ALSO_NAMES})(?![^\W_]))|{_BAN}[\s,](?=(?:{_BEHIND_BAN})(?![^\W_]))"
        r"|(?<!khối)(?<!cụm)(?<!Khối)(?<!Cụm)(?<!đồng)(?<!Đồng)(?<!ký)(?<!trào)"
        r"(?<![Tt]ổ)(?<![Bb]an)(?<!tác)(?<!phận)[\s,](?=thi đua(?![^\W_]))"
        rf"|{short}"
    )


@cache
def _in_names() -> frozenset[str]:
    """Syllables of names, and as a scan prints them that lost its marks."""
    words = word_list("duties")["in_names"].split()
    return frozenset(words) | frozenset(map(fold, words))


def says_verb(clause: str) -> bool:
    """Whether a clause holds its verb, so that what follows is another one and not more of the same name."""
    return bool(_verb().search(clause))


def begins_with_verb(text: str) -> bool:
    """Whether a text begins with the verb of a task, so that it goes on with the unit named before."""
    return bool(_verb().match(f" {text[:1].lower()}{text[1:60]}"))


def is_unit(heading: str) -> bool:
    """Whether a heading names a unit, and no thing whose name begins alike."""
    shown = heading.lower() if heading.isupper() else heading
    return bool(UNIT_HEAD.match(heading)) and not _THINGS.match(shown) and len(heading) <= LONGEST_NAME


def holds_only_a_name(text: str) -> bool:
    """Whether a text may be a piece of a name: no verb, no small word that names do not hold, no end of a sentence."""
    return not says_verb(text) and text[-1:] not in ".;:" and _foreign(text, len(text)) is None


def name_in_heading(heading: str) -> str:
    """The unit of "1. Trách nhiệm của Phòng Nội vụ", "Phòng Nội vụ - cơ quan thường trực"; "" when it names none."""
    name = _DUTY.sub("", heading.rstrip(" :.;"))
    name = ORDER.sub("", name, count=1) if ORDER.match(name) else name
    name = _ABOUT_UNIT.sub("", name, count=1) if _ABOUT_UNIT.match(name) else name
    return _APPOSED.sub("", name) if is_unit(name) else ""


def bare_name(text: str) -> str:
    """The unit of a text that holds nothing but its name: "Giao Phòng Nội vụ:"."""
    name = name_in_heading(text)
    return "" if "." in name else name


def named(text: str) -> str:
    """The unit that a sentence addresses: "Giao Phòng Nội vụ chủ trì …" or "Phòng Tài chính đảm bảo …"."""
    rest, ordered = _addressed(text)
    if not (ordered or UNIT_HEAD.match(rest)) or _THINGS.match(rest) or (ordered and _is_deed(rest)):
        return ""
    name = _name(rest)
    return "" if _DONE.search(name) or not _is_row(name) else name


def is_order(text: str) -> bool:
    """Whether words of an order stand before the unit that a sentence addresses."""
    return _addressed(text)[1]


def _is_deed(rest: str) -> bool:
    """Whether an order names no unit but goes straight to what is to be done: "Yêu cầu hoàn thiện …"."""
    return rest[:1].islower() and not UNIT_HEAD.match(rest) and begins_with_verb(rest)


def _addressed(text: str) -> tuple[str, bool]:
    """A sentence from the unit on, and whether words of an order stand before it."""
    if leading := _LEADING.match(text):
        text = text[leading.end() :]
        text = text[:1].upper() + text[1:]
    if order := ORDER.match(text) or _ordered_by(text):
        return text[order.end() :], True
    if about := _ABOUT_UNIT.match(text):
        return text[about.end() :], False
    if _PREFACE.match(text):
        return _behind_preface(text)
    topic = _TOPIC.match(text)
    if topic and not UNIT_HEAD.match(text):  # "Kinh phí: Sở Tài chính tham mưu …"
        return text[topic.end() :], False
    return text, False


def _ordered_by(text: str) -> re.Match[str] | None:
    found = _ORDERED_BY.match(text)
    if not found or not UNIT_HEAD.match(text, found.end()):
        return None
    verb = _verb().search(found[0])
    return found if verb is None or verb.start() >= found.start("order") else None


def _behind_preface(text: str) -> tuple[str, bool]:
    """What follows the preface: the unit behind a comma, small only with "các", "những", "mỗi"."""
    for comma in re.finditer(r"[,;.]\s", text[:_PREFACE_LENGTH]):
        if comma[0] != ", ":
            break
        rest = text[comma.end() :]
        order = ORDER.match(rest) or _ordered_by(rest)
        if order and (rest[0].isupper() or UNIT_HEAD.match(rest, order.end())):
            return rest[order.end() :], True
        if UNIT_HEAD.match(rest) and not _THINGS.match(rest) and (rest[0].isupper() or _GENERAL.match(rest)):
            return rest, False
    return text, False


# "…; Cổng thông tin điện tử trong công tác tuyên truyền": whom to work with, in what.
_IN_WORK = re.compile(r"\strong (?:công tác|việc|quá trình|lĩnh vực)$")


def _name(rest: str) -> str:
    """The name that a text begins with, "" when nothing tells where it ends."""
    blanked = _BRACKETS.sub(lambda found: "_" * len(found[0]), rest[: LONGEST_NAME + 40])
    if whole := _before_colon(rest, blanked) or _before_duty(rest, blanked):
        return _APPOSED.sub("", whole)
    verb = _verb().search(blanked)
    row = _ROW_OF.match(blanked)
    colon = None if row and UNIT_HEAD.match(rest, row.end()) else _COLON.search(blanked)
    ends = [found.start() for found in (verb, colon, _BELOW.search(blanked)) if found]
    ends += [found.start() for found in (_CHARGED.search(blanked),) if found]
    ends += [found.end() for found in (_PARTY_LEADS.match(blanked),) if found]
    foreign = _foreign(blanked, verb.start() if verb else len(blanked))
    ends += [foreign] if foreign else []
    name = _APPOSED.sub("", rest[: min(ends)].rstrip(" ,:-–")) if ends else ""
    if name.endswith(";") or (verb and _IN_WORK.search(rest[: verb.start()].rstrip())):
        return ""
    return name if len(name) <= LONGEST_NAME else ""


def _before_colon(rest: str, blanked: str) -> str:
    """The whole name before a colon behind which the verb of a task stands; "" where it may be more than a name."""
    colon = _COLON.search(blanked)
    if colon is None or not UNIT_HEAD.match(rest) or not rest[colon.end() : colon.end() + 1].isupper():
        return ""
    name = rest[: colon.start()].rstrip()
    told = len(name) > _LONGEST_BEFORE_COLON or _TOLD_BEFORE_COLON.search(blanked[: colon.start()])
    return "" if told or not begins_with_verb(rest[colon.end() :]) else name


def _before_duty(rest: str, blanked: str) -> str:
    """The whole name before "có trách nhiệm", whatever words it holds; "" where it may be more than a name."""
    duty = _HAS_DUTY.search(blanked)
    if duty is None or not UNIT_HEAD.match(rest):
        return ""
    told = duty.start() > _LONGEST_BEFORE_COLON or _TOLD_BEFORE_COLON.search(blanked[: duty.start()])
    return "" if told else rest[: duty.start()].rstrip(" ,:")


def _foreign(text: str, verb: int) -> int | None:
    """Where the first small word stands that no name of a unit holds; right before the verb it ends the name."""
    head = UNIT_HEAD.match(text)
    words: list[re.Match[str]] = []
    for found in _SYLLABLE.finditer(text, head.end() if head else 0, verb):
        word = found[0]
        if word in _TELLS_APART:
            return None
        # Behind a capital any syllable may end a word of the name: "Tài nguyên", "Bảo tồn".
        if word.islower() and word not in _in_names() and not (words and words[-1][0].istitle()):
            return None if found.end() == verb else _begin_of_word(words, found) or None
        words.append(found)
    return None


def _begin_of_word(words: Sequence[re.Match[str]], strange: re.Match[str]) -> int:
    """Where the word begins that holds a strange syllable: in "Thủy lợi điều tiết" with "điều".

    Words of names are of two syllables but for those listed, so an odd syllable before it is its own.
    """
    small = 0
    for at in range(len(words) - 1, -1, -1):
        word = words[at][0]
        if not word.islower() or word in _ALONE or (at and words[at - 1][0].istitle()):
            break
        small += 1
    paired = len(words) > 1 and f"{words[-2][0]} {words[-1][0]}" in _PAIRS
    return words[-1].start() if small % 2 and not paired else strange.start()


def _is_row(name: str) -> bool:
    """Whether a name is one or several parted by ";" ("Các sở, ngành; UBND các huyện"), and no further sentence."""
    return not re.search(r"(?<!TP)\.\s", name) and all(UNIT_HEAD.match(part) for part in re.split(r";\s", name)[1:])
