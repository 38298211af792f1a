"""One paper of each layout, with every part that the layout prints."""

from __future__ import annotations

from dataclasses import replace

from documents.actions.document import Content
from documents.rendering.paper import Paper
from documents.text.beginnings import Beginning, beginnings
from documents.text.light import parse_body
from documents.text.tree import Signature
from legal import signing
from legal.papers import symbol
from tests.documents.rendering.papers import VERIFY_URL

CITY = "Ủy ban nhân dân thành phố Tây Ninh"
FACTS = {
    "don_vi": CITY,
    "dia_ban": "thành phố Tây Ninh",
    "thu_truong": f"Chủ tịch {CITY}",
    "cap_tren": "Ủy ban nhân dân tỉnh Tây Ninh",
    "nam": "2025",
}

_BASE = Paper(
    kind="Kế hoạch",
    authority=CITY,
    number="6",
    symbol="KH-UBND",
    place="Tây Ninh",
    day=5,
    month=1,
    year=2024,
    recipients=("UBND tỉnh", "Các phường, xã", "Lưu: VT, NV"),
    drafter_mark="PL.(30)",
    signature=Signature("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch", "Nguyễn Hoàng Phương"),
    verify_url=VERIFY_URL,
)

DECISION = replace(
    _BASE,
    kind="Quyết định",
    layout="1.2",
    symbol="QĐ-UBND",
    summary="Về việc tặng danh hiệu Lao động tiên tiến năm 2024",
    authority_line=f"Chủ tịch {CITY}",
    bases=(
        "Căn cứ Luật Tổ chức chính quyền địa phương",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        "Theo đề nghị của Trưởng phòng Nội vụ",
    ),
    body=parse_body(
        "Điều 1. Tặng danh hiệu Lao động tiên tiến năm 2024 cho 10 tập thể và 120 cá nhân (có danh sách kèm theo).\n"
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
        "Điều 3. Các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
    ),
    signature=Signature("", "", "Chủ tịch", "Nguyễn Hoàng Phương"),
    urgency="Hỏa tốc",
)

LETTER = replace(
    _BASE,
    kind="Công văn",
    layout="1.5",
    symbol="UBND-NV",
    summary="Đôn đốc báo cáo kết quả phong trào thi đua năm 2024",
    addressees=(
        "Các phòng, ban chuyên môn thuộc Ủy ban nhân dân thành phố và các đơn vị sự nghiệp trực thuộc",
        "Ủy ban nhân dân các phường, xã",
    ),
    body=parse_body(
        "Thực hiện Kế hoạch số 53/KH-UBND ngày 14 tháng 3 năm 2024, Ủy ban nhân dân thành phố yêu cầu các đơn vị:\n"
        "1. Báo cáo kết quả trước ngày 30 tháng 11 năm 2024.\n"
        "2. Gửi hồ sơ về Phòng Nội vụ.\n"
        "Đề nghị các đơn vị thực hiện./."
    ),
    urgency="Khẩn",
    contact_line="Địa chỉ: Số 82 đường Phạm Tung, Phường 3, Tây Ninh; điện thoại: 0276 3822 000; e-mail: nv@example.vn",
)
LETTER_TO_ONE = replace(LETTER, addressees=("Ủy ban nhân dân tỉnh Tây Ninh",), urgency="", contact_line="")

PROPOSAL = replace(
    _BASE,
    kind="Tờ trình",
    symbol="TTr-UBND",
    summary="Về việc đề nghị tặng thưởng năm 2024",
    addressees=("Ủy ban nhân dân tỉnh Tây Ninh",),
    body=parse_body("Ủy ban nhân dân thành phố kính trình Ủy ban nhân dân tỉnh.\n1. Tập thể: 10.\nKính trình./."),
    urgency="Thượng khẩn",
)

INVITATION = replace(
    _BASE,
    kind="Giấy mời",
    layout="1.7",
    symbol="GM-UBND",
    summary="Họp Hội đồng Thi đua - Khen thưởng",
    body=parse_body(
        "Ủy ban nhân dân thành phố trân trọng kính mời: Các thành viên Hội đồng.\n"
        "Tới dự: Phiên họp xét khen thưởng năm 2024.\n"
        "Thời gian: 08 giờ 00, ngày 10 tháng 12 năm 2024.\n"
        "Địa điểm: Phòng họp số 1./."
    ),
)

MINUTES = replace(
    _BASE,
    kind="Biên bản",
    layout="1.9",
    parent_authority="UBND thành phố Tây Ninh",
    authority="Hội đồng Thi đua - Khen thưởng",
    symbol="BB-HĐTĐKT",
    summary="Họp Hội đồng xét danh hiệu thi đua năm 2024",
    body=parse_body(
        "Thời gian bắt đầu: 08 giờ 00, ngày 10 tháng 12 năm 2024.\n"
        "Thành phần tham dự: 11 trên tổng số 11 thành viên Hội đồng.\n"
        "1. Thảo luận\n"
        "Các thành viên thống nhất.\n"
        "Cuộc họp kết thúc vào 11 giờ 00, ngày 10 tháng 12 năm 2024./."
    ),
    signature=Signature("", "", "Chủ tọa", "Nguyễn Hoàng Phương"),
    second_signature=Signature("", "", "Thư ký", "Lê Thị Hoa"),
)

PAPERS = {
    "quyet-dinh": DECISION,
    "cong-van": LETTER,
    "cong-van-mot-noi": LETTER_TO_ONE,
    "to-trinh": PROPOSAL,
    "giay-moi": INVITATION,
    "bien-ban": MINUTES,
}


def of_beginning(found: Beginning) -> Paper:
    """A draft as it begins from one of the program's beginnings."""
    names = {"KH": "Kế hoạch", "CT": "Chỉ thị", "CV": "Công văn", "TTr": "Tờ trình", "BC": "Báo cáo", "BB": "Biên bản",
             "QĐ": "Quyết định", "TB": "Thông báo", "GM": "Giấy mời"}  # fmt: skip
    layouts = {"CV": "1.5", "BB": "1.9", "QĐ": "1.2", "GM": "1.7"}
    texts = Content(**found.filled(FACTS))
    block = signing.block("Chủ tịch", collective="Ủy ban nhân dân", as_head=found.as_head)
    is_minutes = found.kind == "BB"
    return replace(
        _BASE,
        kind=names[found.kind],
        layout=layouts.get(found.kind, "1.4"),
        symbol=symbol(found.kind, "UBND", "NV"),
        number="",
        day=None,
        year=2025,
        summary=texts.summary,
        addressees=_lines(texts.addressees),
        authority_line=texts.authority_line,
        bases=_lines(texts.bases),
        body=parse_body(texts.body),
        recipients=_lines(texts.recipients),
        drafter_mark="",
        signature=Signature(title="CHỦ TỌA") if is_minutes else Signature(block.on_behalf_of, "", block.title),
        second_signature=Signature(title="THƯ KÝ", name=texts.second_sign_name) if is_minutes else Signature(),
        contact_line=texts.contact_line,
        draft=True,
        verify_url="",
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line)


BEGINNINGS = {found.code: of_beginning(found) for found in beginnings()}
