"""What real papers do: leads of letters, names up to a colon, rows of aims, movements in titles and in lists."""

from __future__ import annotations

import pytest

from documents.text.leads import leads_on, unit_of_lead
from documents.text.reader import read_text
from documents.text.unit_names import named

LETTER = "UBND HUYỆN TRÀ LÂM\nSố: 88/UBND-NV\nV/v chuẩn bị hội thi\nTrà Lâm, ngày 02 tháng 3 năm 2021\n"
PLAN = "UBND HUYỆN TRÀ LÂM\nSố: 19/KH-UBND\nTrà Lâm, ngày 02 tháng 3 năm 2021\nKẾ HOẠCH\n{title}\n{body}"
FOOT = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn A"


def letter(body: str) -> list[str]:
    reading = read_text(f"{LETTER}Kính gửi: Các cơ quan, đơn vị.\n{body}{FOOT}")
    return [f"{one.unit}|{one.due or ''}" for one in reading.obligations]


def plan(body: str, title: str = "Cải tạo kênh mương năm 2021"):
    return read_text(PLAN.format(title=title, body=body) + FOOT)


def aims(body: str) -> list[str]:
    return [f"{one.value}|{one.unit}|{one.direction}" for one in plan(body).targets]


def tasks(body: str) -> list[str]:
    return [f"{one.unit}|{one.due or ''}" for one in plan(f"I. TỔ CHỨC THỰC HIỆN\n{body}").obligations]


def test_points_of_a_letter_are_for_whom_its_lead_addresses() -> None:
    lead = "Để kịp tiến độ, UBND huyện đề nghị các đơn vị thực hiện các nội dung sau:\n"
    assert letter(f"{lead}1. Rà soát lực lượng dự thi.\n2. Gửi danh sách trước ngày 15/3/2021.") == [
        "các đơn vị|", "các đơn vị|2021-03-15",
    ]  # fmt: skip


def test_a_point_that_tells_a_time_or_a_place_is_no_task_of_whom_the_lead_addresses() -> None:
    lead = "UBND huyện yêu cầu các đơn vị thực hiện các nội dung sau:\n"
    assert letter(f"{lead}1. Thời gian: 07 giờ 30 phút.\n2. Địa điểm: Sân vận động huyện.") == []


def test_a_lead_without_numbers_holds_for_the_paragraphs_below() -> None:
    assert letter("UBND huyện yêu cầu Thủ trưởng các phòng, ban:\nTổ chức dọn vệ sinh trụ sở.") == [
        "Thủ trưởng các phòng, ban|"
    ]


def test_a_letter_of_one_sentence_is_an_order_and_no_basis() -> None:
    body = "Thực hiện Kế hoạch số 31/KH-UBND ngày 02/02/2021, UBND huyện đề nghị các xã, thị trấn treo cờ Tổ quốc."
    assert letter(body) == ["các xã, thị trấn|"]


def test_the_order_that_closes_a_letter_is_none_of_its_tasks() -> None:
    lead = "UBND huyện có ý kiến như sau:\n1. Giao Phòng Y tế phun thuốc.\n"
    assert letter(f"{lead}Đề nghị các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.") == ["Phòng Y tế|"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("UBND xã yêu cầu các ấp:", "các ấp"),
        ("Sở Y tế đề nghị các trạm y tế thực hiện các việc sau:", "các trạm y tế"),
        ("UBND xã yêu cầu:", ""),
        ("UBND xã yêu cầu các ấp làm vệ sinh.", ""),
    ],
)
def test_the_unit_of_a_lead(text: str, unit: str) -> None:
    assert unit_of_lead(text) == unit


def test_what_leads_on() -> None:
    assert leads_on("UBND xã triển khai như sau:")
    assert not leads_on("Danh sách kèm theo:")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Trung tâm Kiểm soát thanh toán: Chủ trì đối chiếu số liệu.", "Trung tâm Kiểm soát thanh toán"),
        ("Ban Thực hiện chính sách: Phối hợp giải đáp.", "Ban Thực hiện chính sách"),
        ("Phòng Nội vụ chủ trì, phối hợp với các phòng: Hướng dẫn đăng ký.", "Phòng Nội vụ"),
        ("Sở Du lịch được giao chủ trì tham mưu kế hoạch.", "Sở Du lịch"),
        ("Các xã có thực hiện dự án nước sạch báo cáo tiến độ.", "Các xã có thực hiện dự án nước sạch"),
        ("Thầy Hiệu trưởng Lê Văn B: Chỉ đạo chung.", "Thầy Hiệu trưởng Lê Văn B"),
        ("Cơ sở vật chất: Bố trí 03 phòng.", ""),
        ("Thành viên Ban chỉ đạo phòng, chống bão rà soát nhà.", "Thành viên Ban chỉ đạo phòng, chống bão"),
    ],
)  # fmt: skip
def test_names_as_real_papers_print_them(text: str, unit: str) -> None:
    assert named(text) == unit


def test_a_place_may_be_charged_in_a_heading() -> None:
    assert tasks("1. Đối với Thành phố Đông Lâm\n- Rà soát quy hoạch.") == ["Thành phố Đông Lâm|"]


def test_an_order_given_on_by_a_preface_is_nobody_else_s_task() -> None:
    body = "1. Sở Công Thương\n- Căn cứ Phụ lục, giao nhiệm vụ cụ thể cho các phòng chuyên môn."
    assert tasks(body) == ["Sở Công Thương|"]


def test_who_is_asked_behind_a_semicolon_has_a_task_of_his_own() -> None:
    body = (
        "1. Sở Tài chính hướng dẫn lập dự toán; Ủy ban nhân dân tỉnh yêu cầu thủ trưởng các sở gửi dự thảo trước "
        "ngày 30/3/2021."
    )
    assert tasks(body) == ["Sở Tài chính|", "thủ trưởng các sở|2021-03-30"]


def test_rows_with_bars_are_a_table() -> None:
    body = (
        "I. NỘI DUNG\nPhân công cụ thể:\nTT | Nhiệm vụ | Cơ quan chủ trì | Thời gian\n"
        "1 | Khảo sát tuyến | Phòng Kinh tế | 30/4/2021\n"
        "2 | Lập dự toán | Phòng Tài chính | 2021"
    )
    found = [f"{one.unit}|{one.due or ''}" for one in plan(body).obligations]
    assert found == ["Phòng Kinh tế|2021-04-30", "Phòng Tài chính|"]


def test_an_article_charges_whom_it_says_to_be_responsible() -> None:
    paper = (
        "UBND TỈNH\nSố: 9/QĐ-UBND\nTrà Lâm, ngày 02 tháng 3 năm 2021\nQUYẾT ĐỊNH\nVề danh mục chợ\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành danh mục.\nĐiều 2. Sở Công Thương có trách nhiệm hướng dẫn các xã.\n"
        "Điều 3. Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này./."
    )
    assert [one.unit for one in read_text(paper + FOOT).obligations] == ["Sở Công Thương"]


def test_a_row_of_aims_has_its_promise_at_its_head() -> None:
    assert aims("I. NHIỆM VỤ\na) Phấn đấu tăng trưởng đạt 6%; xuất khẩu gấp 2 lần năm 2020; 50% trường đạt chuẩn.") == [
        "6|%|tang", "2|lần|dat", "50|%|dat",
    ]  # fmt: skip


def test_a_list_of_aims_inside_a_sentence() -> None:
    assert aims("I. NỘI DUNG\nNăm nay xác định các chỉ tiêu, gồm: 90% cán bộ; 5.000 lượt hội viên; 100 sáng kiến.") == [
        "90|%|dat", "5.000|lượt|dat", "100|sáng kiến|dat",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "I. NỘI DUNG\n- Tổ chức học cho học sinh tại 2 điểm (24 lớp, 983 học sinh).",
        "I. NỘI DUNG\n- Bảo đảm quyền học tập cho toàn bộ 25 học sinh.",
        "I. KINH PHÍ\nTổng kinh phí dự kiến: 120 tỷ đồng.",
        "Để hỗ trợ các trạm chuẩn hóa 06 bảng danh mục, UBND huyện ban hành Kế hoạch như sau:\nI. NỘI DUNG",
        "I. NỘI DUNG\n- Đề nghị khen thưởng cho 99 tập thể và 48 cá nhân.",
        "I. NỘI DUNG\n- Phát thanh trên loa 17 ấp.",
    ],
)
def test_what_tells_a_size_is_no_aim(body: str) -> None:
    assert aims(body) == []


def test_a_point_begins_with_its_aim() -> None:
    assert aims("I. NỘI DUNG\n- Treo 50 băng rôn trên các tuyến đường\n- 17 buổi tiếp xúc với hội viên") == [
        "50|băng rôn|dat", "17|buổi|dat",
    ]  # fmt: skip


def test_the_bound_of_another_number_is_not_its_own() -> None:
    assert aims("I. CHỈ TIÊU\n- Xây dựng 3 sản phẩm đạt 4 sao trở lên.")[0].endswith("|dat")
    assert "25|%|it_nhat" in aims("I. CHỈ TIÊU\n- Hướng tới tối thiểu đạt 25%.")


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Phát động phong trào thi đua lập thành tích chào mừng 60 năm thành lập huyện", (
            "lập thành tích chào mừng 60 năm thành lập huyện",)),
        ("Phát động phong trào thi đua chuyên đề “Sáng đường làng” trên địa bàn huyện", ("Sáng đường làng",)),
        ("Phát động phong trào thi đua yêu nước năm 2021", ()),
        ("Phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ năm 2021", ()),
    ],
)  # fmt: skip
def test_a_title_launches_a_movement(title: str, names: tuple[str, ...]) -> None:
    assert plan("I. NỘI DUNG\nLàm tốt.", title).movements == names


def test_names_in_a_list_are_what_the_first_one_is() -> None:
    body = (
        "I. NỘI DUNG\nĐẩy mạnh phong trào thi đua “Hai giỏi”, “Một sáng kiến”; cuộc vận động “Gia đình ấm”, "
        "“Bếp sạch”; "
        "phong trào thi đua xây dựng trụ sở “Xanh - Gọn”."
    )
    assert plan(body).movements == ("Hai giỏi", "Một sáng kiến", "xây dựng trụ sở “Xanh - Gọn”")


def test_completeness_is_told_by_tasks_and_not_by_words_of_another_sense() -> None:
    body = "I. NỘI DUNG\nThời gian qua, việc sử dụng kinh phí đúng mục đích.\n1. Giao Phòng Y tế phun thuốc."
    states = {one.element: one.state for one in plan(body).completeness}
    assert (states["phan_cong"], states["thoi_gian"], states["muc_dich_yeu_cau"]) == ("co", "khong", "khong")
