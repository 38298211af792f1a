"""The papers of these tests: the real samples, and one made paper that has every part of the component table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from documents.rendering.from_reading import paper_from
from documents.rendering.paper import Paper
from documents.text.reader import read_text
from documents.text.tree import Body, Item, Signature

SAMPLES = Path(__file__).resolve().parents[3] / "thidua" / "demo" / "documents"
SAMPLE_NAMES = (
    "ke-hoach-huyen-chau-thanh-2022",
    "ke-hoach-phong-tu-phap-tp-tay-ninh-2024",
    "ke-hoach-tp-tay-ninh-2023",
)
VERIFY_URL = "https://thidua.example.vn/xac-minh/7K3M9Q2XAB/"


def source(name: str) -> str:
    """The text of a sample."""
    return (SAMPLES / f"{name}.txt").read_text("utf-8")


def sample(name: str) -> Paper:
    """A sample as it is read."""
    return paper_from(read_text(source(name)))


LIST = Item(
    "table",
    rows=(
        ("STT", "Họ và tên", "Đơn vị", "Danh hiệu"),
        *(
            (str(n), f"Nguyễn Thị Ánh {n}", "Phòng Nội vụ thành phố Tây Ninh", "Lao động tiên tiến")
            for n in range(1, 61)
        ),
    ),
)

FULL = Paper(
    kind="Kế hoạch",
    parent_authority="UBND thành phố Tây Ninh",
    authority="Phòng Nội vụ",
    number="6",
    symbol="KH-PNV",
    place="Tây Ninh",
    day=5,
    month=1,
    year=2024,
    summary="Phát động phong trào thi đua yêu nước năm 2024",
    bases=(
        "Căn cứ Luật Thi đua, khen thưởng",
        "Căn cứ Kế hoạch số 53/KH-UBND ngày 14 tháng 3 năm 2024 của UBND thành phố",
    ),
    body=Body(
        opening=("Phòng Nội vụ xây dựng kế hoạch phát động phong trào thi đua với các nội dung cụ thể như sau đây:",),
        sections=(
            Item("phan", "I", "Những quy định của phần"),
            Item("muc", "1", "Quy định của mục"),
            Item("dieu", "1", "Phạm vi điều chỉnh", ("Đoạn văn dưới một điều của kế hoạch này.",)),
            Item(
                "muc",
                "I",
                "Mục đích, yêu cầu",
                children=(
                    Item(
                        "khoan",
                        "1",
                        "Mục đích",
                        ("Cổ vũ, động viên các tập thể, cá nhân nỗ lực phấn đấu " * 8 + "hết.",),
                    ),
                    Item(
                        "khoan",
                        "2",
                        "",
                        ("Khoản không có tiêu đề thì chữ đứng.",),
                        (Item("diem", "đ", "", ("Điểm thường;",)),),
                    ),
                ),
            ),
            Item("annex", "I", "Danh sách đăng ký", ("(Kèm theo Kế hoạch số 06/KH-PNV ngày 05/01/2024)",), (LIST,)),
            Item("annex", "II", "Biểu mẫu", ("Nội dung biểu mẫu.",)),
        ),
        closing=("Trên đây là Kế hoạch của Phòng Nội vụ, đề nghị các đơn vị nghiêm túc triển khai thực hiện./.",),
    ),
    recipients=("UBND thành phố", "Các phường, xã", "Lưu: VT"),
    drafter_mark="(An - KH 01-2024)",
    signature=Signature("TL. Chủ tịch", "KT. Trưởng phòng", "Phó Trưởng phòng", "Nguyễn Hoàng Phương"),
    verify_url=VERIFY_URL,
)

LONG = replace(
    FULL,
    parent_authority="Ủy ban nhân dân Thành phố Hồ Chí Minh",
    authority="Hội đồng Thi đua - Khen thưởng Ủy ban nhân dân phường Long Hoa Thành phố Hồ Chí Minh",
    place="Thành phố Hồ Chí Minh",
    summary="Tổ chức các hoạt động và phát động Đợt thi đua đặc biệt kỷ niệm 75 năm Ngày Chủ tịch Hồ Chí Minh ra Lời "
    "kêu gọi Thi đua ái quốc, tổ chức các hoạt động văn hóa, văn nghệ góp phần tạo khí thế mới, động lực mới trong "
    "toàn thể cán bộ, công chức, viên chức, người lao động và các tầng lớp Nhân dân trên địa bàn",
    draft=True,
)

DRAFT = replace(FULL, number="", day=None, draft=True, verify_url="")


def of_paragraphs(count: int) -> Paper:
    """A paper with a body of so many paragraphs of three lines, a short last one, and a tall end."""
    text = (
        "Các cơ quan, đơn vị, địa phương triển khai thực hiện phong trào thi đua trên tinh thần cụ thể hóa kế hoạch. "
        * 3
    )
    sections = tuple(Item("khoan", str(n + 1), f"Nhiệm vụ thứ {n + 1}", (text.strip(),)) for n in range(count))
    return replace(
        FULL,
        body=Body((), sections, ("Đề nghị thực hiện./.",)),
        recipients=tuple(f"Đơn vị số {n}" for n in range(12)),
    )
