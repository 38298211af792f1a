"""The signing block: on whose behalf, for whom, the office, the name (NĐ 30/2020, Phụ lục I, Mục II.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from documents.text.kinds import fold
from documents.text.lines import Line
from documents.text.markers import find_marker
from documents.text.tree import Signature

CAPITAL = r"[^\W\d_a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]"
_BEHALF = re.compile(rf"(?:TM|T/M|T\.M)\.?\s?(?={CAPITAL}{{2}})")
_DEPUTY = re.compile(
    rf"(?:KT|K/T|K\.T|TL|T/L|T\.L|TUQ|TƯQ|Q)\.?\s(?={CAPITAL}{{2}})|(?:KT|K/T|K\.T|TL|T/L|TUQ)\.?(?={CAPITAL}{{2}})"
)
_OFFICES = (
    r"(?:CHỦ TỊCH|CHỦ NHIỆM|TRƯỞNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BÍ THƯ|HIỆU TRƯỞNG|CHÁNH|CỤC TRƯỞNG|VỤ TRƯỞNG"
    r"|VIỆN TRƯỞNG|CHI CỤC TRƯỞNG|KHỐI TRƯỞNG|CỤM TRƯỞNG|TỔ TRƯỞNG|THỦ TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG"
    r"|ỦY VIÊN|UỶ VIÊN"
    r"|THƯ KÝ|ĐỘI TRƯỞNG|HIỆU PHÓ|CHỈ HUY|TRẠM TRƯỞNG|KẾ TOÁN|CHỦ TỌA|CHỦ TOẠ|CHỦ TRÌ|NGƯỜI GHI BIÊN BẢN|HẠT TRƯỞNG"
    r"|TỔNG CỤC TRƯỞNG|CHÍNH ỦY|CHÍNH UỶ|VIỆN PHÓ|TỔNG BIÊN TẬP)"
)
_OFFICE = re.compile(rf"(?:PHÓ |QUYỀN )*{_OFFICES}\b")
# The two who sign minutes.
_SECRETARY = re.compile(r"(?:THƯ KÝ|NGƯỜI GHI BIÊN BẢN)")
_CHAIR = re.compile(r"CHỦ (?:TỌA|TOẠ|TRÌ)")
# The commonest offices without their tone marks, for a bad scan.
_FOLDED_OFFICES = frozenset(
    [
        "CHU TICH",
        "PHO CHU TICH",
        "GIAM DOC",
        "PHO GIAM DOC",
        "TRUONG PHONG",
        "PHO TRUONG PHONG",
        "HIEU TRUONG",
        "PHO HIEU TRUONG",
        "BI THU",
        "PHO BI THU",
        "TRUONG BAN",
        "PHO TRUONG BAN",
        "CHANH VAN PHONG",
    ]
)
_OF_OFFICE = re.compile(
    r"(?:PHÒNG|BAN|SỞ|ỦY BAN|UBND|VĂN PHÒNG|NỘI VỤ|TƯ PHÁP|KIÊM|HỘI|ĐOÀN|TỈNH|THÀNH|HUYỆN|TRƯỜNG)\b"
)
NAME = re.compile(
    r"(?:(?:TS|ThS|Ths|PGS|GS|BS|BSCKI|BSCKII|CN|KS|(?:Đại|Thượng|Trung|Thiếu) (?:tá|úy|tướng))\.?\s?){0,2}"
    rf"{CAPITAL}[^\W\d_]*(?:[\s’'-]{CAPITAL}[^\W\d_]*){{1,5}}$"
)
_SIGNED = re.compile(
    r"[(\[]?\s?(?:đã ký|ký tên|ký|chữ ký)\b[^)\]\w]{0,3}[^)\]]{0,40}[)\]]$|đã ký\W{0,2}$", re.IGNORECASE
)
_SIGNED_HEAD = re.compile(r"(?:[(\[]\s?(?:đã ký|ký tên|ký)\b[^)\]]{0,40}[)\]]|đã ký\s?:)\s*", re.IGNORECASE)
_DRAFTER = re.compile(r"\([^()]{1,60}\)$|[A-ZĐ]{1,6}\.\s?(?:\(\d{1,4}\)|\d{1,4})b?$")
_GLUED = re.compile(
    r"\s(?=(?:TM|T/M|KT|K/T|TL|T/L|TUQ)\.\s?[A-ZỦĐ]{2})"
    r"|(?<=[.;])(?<!KT\.)(?<!TL\.)(?<!Q\.)(?<!TM\.)\s(?=(?:PHÓ )?(?:CHỦ TỊCH|TRƯỞNG|GIÁM ĐỐC|HIỆU TRƯỞNG|BỘ TRƯỞNG"
    r"|THỨ TRƯỞNG|CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|TỔNG GIÁM ĐỐC|BÍ THƯ|CHÁNH VĂN PHÒNG|CHỦ NHIỆM|THỦ TƯỚNG))"
    r"|(?<=[.;])\s(?=(?:PHO )?(?:CHU TICH|TRUONG PHONG|GIAM DOC|HIEU TRUONG|BI THU|CHANH VAN PHONG)(?:\s|$))"
    rf"|(?<={CAPITAL}{{2}})\s(?=PHÓ (?:CHỦ TỊCH|TRƯỞNG|GIÁM ĐỐC|HIỆU TRƯỞNG|CHÁNH|BÍ THƯ|CHỦ NHIỆM|TỔNG))"
)
# "TM. KHỐI THI ĐUA KHỐI TRƯỞNG", "TL. CHỦ TỊCH TRƯỞNG PHÒNG": the office glued to whom it stands for.
_NEXT_OFFICE = re.compile(rf"(?<!\bBAN)(?<!\bĐOÀN)(?<!\bTỔ)(?<!\bVÀ)(?<!\bPHÓ)\s(?=(?:PHÓ )?{_OFFICES}\b)")
# "PHÓ CHỦ TỊCH Nguyễn Văn A": the name glued to the office.
_NAMED = re.compile(
    rf"(?P<office>.*{CAPITAL}{{2}})\s(?P<name>(?:(?:Đại|Thượng|Trung|Thiếu) (?:tá|úy|tướng)\s|[A-Z]\w{{0,5}}\.\s?)?"
    rf"(?:[A-Z]['’]?\s)?{CAPITAL}(?:['’]\w*)?[a-zà-ỹ]+(?:\s{CAPITAL}(?:['’]\w*)?[a-zà-ỹ]*){{0,4}})$"
)
_OPEN_OFFICE = re.compile(
    r"TRƯỞNG$|(?:.*\s)?(?:PHÓ|CHỦ|GIÁM|HIỆU|BÍ|PHÓ GIÁM|PHÓ HIỆU|PHÓ BÍ|KT\.|TM\.|TL\.|TUQ\.|Q\.|T/M|K/T|T/L|TỔNG"
    r"|CHI|CHI CỤC|(?<!ĐẢNG )(?<!TỈNH )(?<!THÀNH )(?<!HUYỆN )(?<!QUẬN )(?<!THỊ )(?<!CHI )(?:ỦY|UỶ)|NHÂN|ỦY BAN|UỶ BAN)$"
)
_ABBREVIATED = re.compile(r"^[-–+•](?!\s?[Ll]ưu)\s?(?:.*\s)?(?:TT|TP|TX|UB|BTV|Đ/c|VP|P|Q|CT)\.$")
_TITLE_CASE = re.compile(rf"{CAPITAL}[^\W\d_]*(?:\s{CAPITAL}[^\W\d_]*){{0,3}}$")
_RANK = re.compile(r"^(?:Đại|Thượng|Trung|Thiếu) (?:tá|úy|tướng)\s(?=\S)")
_DASH = re.compile(r"[-–+•*▪]\s*\S")


def is_office(text: str) -> bool:
    """Whether a line names on whose behalf, for whom, or as what somebody signs."""
    return bool(_BEHALF.match(text) or _DEPUTY.match(text) or _is_title(text))


def _is_title(text: str) -> bool:
    if text.upper() != text:
        return False
    return bool(_OFFICE.match(text)) or (8 <= len(text) <= 18 and fold(text).upper() in _FOLDED_OFFICES)


def is_signed(text: str) -> bool:
    """Whether a line only says that somebody signed: "(Đã ký)"."""
    return bool(_SIGNED.match(text))


def stands_in_block(text: str) -> bool:
    """Whether a line may stand in a signing block."""
    if len(text) > 90:
        return False
    if is_office(text) or _SIGNED.match(text) or NAME.match(text) or _NAMED.match(text):
        return True
    return text.upper() == text and find_marker(text) is None


def mend(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of the foot, with offices and names that a conversion broke put together ("PHÓ CHỦ / TỊCH")."""
    held: Line | None = None
    above = ""
    for line in lines:
        if held is not None:
            if _breaks_inside(held.shown, line.shown, named=is_office(above) or is_signed(above)):
                held = replace(held, text=f"{held.text} {line.text}")
                continue
            yield held
            above = held.shown
        held = line
    if held is not None:
        yield held


def _breaks_inside(text: str, below: str, *, named: bool) -> bool:
    """Whether an office or a name goes on in the line below; ``named``: an office stands right above."""
    if _OPEN_OFFICE.match(text) and text.upper() == text and len(text) < 60:
        return below.upper() == below and below.lower() != below and len(below) < 60 and not _DASH.match(below)
    if text in ("Đại", "Thượng", "Trung", "Thiếu") and re.match(r"(?:tá|úy|tướng)\b", below):
        return len(below) < 40
    if _ABBREVIATED.search(text) or text in ("-", "–", "+"):
        return len(below) < 120 and not _DASH.match(below)
    if len(below) == 1 and " " in text:  # a speck
        return False
    # A name whose rest stands on the line below: "Hồ Thị / Mỹ Xuyên".
    text = _RANK.sub("", text)
    words, rest = text.split(), below.split()
    if not (_TITLE_CASE.match(text) and _TITLE_CASE.match(below)) or len(words) + len(rest) > 5:
        return False
    if text.isupper() != below.isupper() and len(text) > 1 and len(below) > 1:
        return False
    if named and (not text.isupper() or len(text) == 1) and not (is_office(below) or is_signed(below)):
        return True
    return words[0] in _FAMILY and (len(words) == 1 or rest[0] not in _FAMILY or len(rest) == 1)


def parts_of(piece: str) -> Iterator[str]:
    """The parts of a line of the foot: glued columns, "(Đã ký)" before a name, a name after an office."""
    for part in (half for whole in _GLUED.split(piece) for half in _halves(whole)):
        text = _SIGNED_HEAD.sub("", part.strip()).strip() if not is_signed(part.strip()) else part.strip()
        named = _NAMED.match(text)
        if named and is_office(named["office"]) and not _DASH.match(text):
            yield named["office"]
            yield named["name"]
        elif text:
            yield text


def _halves(text: str) -> list[str]:
    """On whose behalf or for whom, and as what, when both stand on one line; else the line."""
    stands_for = _BEHALF.match(text) or _DEPUTY.match(text)
    if stands_for is None:
        return [text]
    first = _OFFICE.match(text, stands_for.end()) if not _BEHALF.match(text) else None
    found = _NEXT_OFFICE.search(text, first.end() if first else stands_for.end())
    return [text] if found is None else [text[: found.start()], text[found.end() :]]


@dataclass
class Signing:
    """The block as found so far; ``second`` is the secretary's of minutes."""

    first: Signature = field(default_factory=Signature)
    second: Signature = field(default_factory=Signature)

    def take(self, text: str, *, listing: bool = False) -> bool:
        """Take a line of the signing block; False when it is none. ``listing``: it stands among recipients."""
        old = self.first
        if _CHAIR.match(text) and _SECRETARY.match(old.title) and not self.second.title:
            self.second, self.first = old, Signature(title=text)
        elif NAME.match(text) and self.second.title and not self.second.name and not old.name:
            self.second = replace(self.second, name=text)
        elif _BEHALF.match(text) and not old.on_behalf_of:
            self.first = replace(old, on_behalf_of=text)
        elif _DEPUTY.match(text) and not old.deputy_for:
            self.first = replace(old, deputy_for=text)
        elif _is_title(text) and not old.name:
            self.first = replace(old, title=f"{old.title} {text}".strip())
        elif old.title and old.name.isupper() and NAME.match(text) and not text.isupper() and not listing:
            # What stood in capitals below the office was more of it: "PHÓ BÍ THƯ / THƯỜNG TRỰC".
            self.first = replace(old, title=f"{old.title} {old.name}", name=text)
        elif text.upper() == text and text.lower() != text and not _DRAFTER.match(text) and not _DASH.match(text):
            return text[-1] not in ";,." and self._capitals(text)
        elif (NAME.match(text) and (old.title or old.deputy_for) and not old.name and not listing) or (
            NAME.match(text) and listing and (old.title or old.deputy_for) and not old.name and is_person(text)
        ):
            self.first = replace(old, name=text)
        else:
            return False
        return True

    def _capitals(self, text: str) -> bool:
        """A line in capitals that names no office: the rest of the line before, or the signer's name."""
        old = self.first
        if old.name or not (old.on_behalf_of or old.deputy_for or old.title):
            return False
        if old.title and NAME.match(text) and not _OF_OFFICE.match(text):
            self.first = replace(old, name=text)
        elif old.title:
            self.first = replace(old, title=f"{old.title} {text}")
        elif old.deputy_for:
            self.first = replace(old, deputy_for=f"{old.deputy_for} {text}")
        else:
            self.first = replace(old, on_behalf_of=f"{old.on_behalf_of} {text}")
        return True


_FAMILY = frozenset(
    [
        "Nguyễn",
        "Trần",
        "Lê",
        "Phạm",
        "Hoàng",
        "Huỳnh",
        "Phan",
        "Vũ",
        "Võ",
        "Đặng",
        "Bùi",
        "Đỗ",
        "Hồ",
        "Ngô",
        "Dương",
        "Lý",
        "Đinh",
        "Đoàn",
        "Lâm",
        "Trịnh",
        "Mai",
        "Đào",
        "Cao",
        "Hà",
        "Lương",
        "Tạ",
        "Thái",
        "Tô",
        "Tống",
        "Trương",
        "Vương",
        "Châu",
        "Chu",
        "Triệu",
        "Quách",
        "Kim",
        "Thạch",
        "Sơn",
        "Danh",
        "Nông",
        "Hứa",
        "Lò",
        "Quàng",
        "Cầm",
        "Giàng",
        "Vàng",
        "Thào",
        "Sùng",
        "Hoàng",
        "Ma",
        "Bế",
        "Vi",
        "Lục",
        "Lưu",
        "Mạc",
        "Nghiêm",
        "Phùng",
        "Tăng",
        "Từ",
        "Ông",
        "Văn",
        "Thân",
        "Thẩm",
        "Khuất",
        "Kiều",
        "La",
        "Lã",
        "Lại",
        "Doãn",
        "Đàm",
        "Điểu",
        "Hầu",
        "Siu",
        "Rơ",
        "Rah",
        "Y",
        "H",
        "Ksor",
        "Tôn",
        "Tưởng",
    ]
)


def is_person(text: str) -> bool:
    """Whether a name in a list of recipients is a person's, glued in from the column beside it."""
    words = re.sub(r"^(?:(?:TS|ThS|Ths|PGS|GS|BS|KS)\.|\w+ (?:tá|úy|tướng))\s?", "", text).split()
    return words[0].capitalize() in _FAMILY and 2 <= len(words) <= 5
