"""Items of the plan above as prompts: which concern a unit, how they read, what of last year is beside them."""

from __future__ import annotations

from datetime import date

import pytest

from documents.text.beginnings import OPEN_BLANK
from documents.text.compare_items import items_of
from documents.text.compare_marks import items_in
from documents.text.draft_text import check_draft, draft_of
from documents.text.light import parse_body, print_body
from documents.text.prompts import WHY_NAMES, answer_part, beside, prompt_lines, prompts_of
from documents.text.reader import read_text
from documents.text.tree import Header
from tests.documents.text.samples import THANH_PHO, sample

CITY = """I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Tạo phong trào thi đua sôi nổi, rộng khắp trong cán bộ, công chức, viên chức.
II. NỘI DUNG
1. Đẩy mạnh cải cách thủ tục hành chính, nâng cao sự hài lòng của người dân.
2. Hưởng ứng phong trào thi đua “Cả nước chung sức xây dựng nông thôn mới” trên địa bàn.
3. Phấn đấu tỷ lệ hồ sơ giải quyết đúng hạn đạt ít nhất 98 % trong năm 2024.
III. TỔ CHỨC THỰC HIỆN
1. Giao Phòng Tư pháp tổ chức ít nhất 02 hội nghị phổ biến pháp luật, xong trước ngày 30/6/2024.
2. Các phòng, ban, ngành thành phố xây dựng kế hoạch thực hiện trước ngày 31/3/2024.
3. Thủ trưởng các cơ quan, đơn vị báo cáo kết quả thực hiện về Phòng Nội vụ.
4. Giao Phòng Nội vụ theo dõi, đôn đốc các đơn vị thực hiện Kế hoạch này.
5. Hiệu trưởng các trường học phát động phong trào đọc sách trong học sinh toàn thành phố.
6. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam thành phố, các tổ chức chính trị - xã hội vận động đoàn viên hưởng ứng."""
OFFICE = ("Phòng Tư pháp thành phố Tây Ninh", "Phòng Tư pháp")


def whys(names: tuple[str, ...], kind: str) -> dict[str, str]:
    return {one.item.label: one.why for one in prompts_of(parse_body(CITY), names=names, kind=kind)}


def test_a_department_is_meant_by_its_name_its_kind_and_with_all() -> None:
    assert whys(OFFICE, "chuyen_mon") == {
        "I.1": "aim", "II.1": "content", "II.2": "movement", "II.3": "target",
        "III.1": "unit", "III.2": "kind", "III.3": "all", "III.4": "other", "III.5": "other", "III.6": "other",
    }  # fmt: skip


def test_a_school_is_meant_with_the_schools() -> None:
    found = whys(("Trường THCS Võ Trường Toản",), "truong")
    assert [label for label, why in found.items() if why == "kind"] == ["III.5"]
    assert found["III.2"] == "other"


def test_a_commune_is_not_meant_by_the_word_xa_hoi() -> None:
    assert whys(("Ủy ban nhân dân xã Bình Minh",), "ubnd")["III.6"] == "other"


def test_the_front_is_meant_by_its_name() -> None:
    assert whys(("Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Tây Ninh",), "doan_the")["III.6"] == "unit"


@pytest.mark.parametrize(
    ("owner", "name", "kind", "why"),
    [
        ("UBND các phường, xã", "Ủy ban nhân dân Phường 1", "ubnd", "kind"),
        ("UBND Phường 1", "Ủy ban nhân dân Phường 1", "ubnd", "unit"),
        ("UBND Phường 2", "Ủy ban nhân dân Phường 1", "ubnd", "other"),
        ("Các cơ quan, đơn vị, địa phương", "Công an thành phố", "luc_luong", "all"),
        ("Khối trưởng các Khối thi đua", "Phòng Tư pháp", "chuyen_mon", "other"),
    ],
)
def test_names_as_papers_print_them(owner: str, name: str, kind: str, why: str) -> None:
    body = parse_body(f"I. TỔ CHỨC THỰC HIỆN\n1. {owner} tổ chức thực hiện nghiêm túc Kế hoạch này trong năm.")
    [found] = prompts_of(body, names=(name,), kind=kind)
    assert (found.item.owner, found.why) == (owner, why)


def test_a_prompt_quotes_and_leaves_blanks_for_who_how_much_and_when() -> None:
    found = prompts_of(parse_body(CITY), names=OFFICE, kind="chuyen_mon")[4]
    assert prompt_lines(found, "Kế hoạch 53/KH-UBND") == (
        "[… mục III.1 của Kế hoạch 53/KH-UBND: “Giao Phòng Tư pháp tổ chức ít nhất 02 hội nghị phổ biến pháp luật, "
        "xong trước ngày 30/6/2024.” Viết thành việc của đơn vị, rồi xóa dòng này.]",
        "[… ai chủ trì] [… làm việc gì], đạt [… bao nhiêu: cấp trên nêu 02 hội nghị], "
        "xong trước [… ngày nào: cấp trên nêu 30/6/2024].",
    )


def open_prompts(body: str) -> list[int]:
    """The lines of the text on which something is told to be open."""
    draft = draft_of({"body": body}, header=Header(), kind="KH", layout="1.4", written=date(2024, 4, 1))
    errors = [one for one in check_draft(draft).found if one.finding.code == "template-leftover"]
    assert {one.finding.severity for one in errors} <= {"loi"}
    return [one.line for one in errors]


def test_a_prompt_is_one_error_until_it_is_filled() -> None:
    wanted = [one for one in prompts_of(parse_body(CITY), names=OFFICE, kind="chuyen_mon") if one.is_wanted]
    body = f"I. NỘI DUNG\n{answer_part(wanted, 'Kế hoạch 53/KH-UBND', {})}"
    lines = body.split("\n")
    assert [lines[at - 1].partition(":")[0] for at in open_prompts(body)] == [
        line.partition(":")[0] for line in lines if "[… mục" in line
    ]
    assert len(open_prompts(body)) == len(wanted)


def test_either_half_of_a_prompt_is_an_error_by_itself() -> None:
    [one, *_] = prompts_of(parse_body(CITY), names=OFFICE, kind="chuyen_mon")
    question, blanks = prompt_lines(one, "Kế hoạch 53/KH-UBND")
    assert open_prompts(f"I. NỘI DUNG\n1. {question}\nPhòng trồng 20 cây xanh.") == [2]
    assert open_prompts(f"I. NỘI DUNG\n1. {blanks}") == [2]
    assert open_prompts(f"I. NỘI DUNG\n1. {question}\n{blanks}\n2. {question}\nPhòng trồng [… bao nhiêu] cây.") == [
        2,
        4,
        5,
    ]
    assert open_prompts("I. NỘI DUNG\n1. Phòng trồng 20 cây xanh trước trụ sở.") == []


def test_an_unfilled_prompt_is_no_item_and_a_filled_one_is() -> None:
    wanted = prompts_of(parse_body(CITY), names=OFFICE, kind="chuyen_mon")
    part = answer_part(wanted, "Kế hoạch 53/KH-UBND", {})
    assert items_in(f"I. NỘI DUNG\n{part}") == ()


def test_brackets_and_quotation_marks_of_the_sentence_do_not_end_the_blank() -> None:
    body = parse_body("I. NỘI DUNG\n1. Thực hiện [mẫu 01] và phong trào “Dân vận khéo” *trong năm 2024 tại mọi đơn vị.")
    [found] = prompts_of(body, names=OFFICE, kind="chuyen_mon")
    quotation, _ = prompt_lines(found, "Kế hoạch 1/KH-UBND")
    assert quotation.count("]") == 1
    assert "(mẫu 01) và phong trào ‘Dân vận khéo’ \\*trong" in quotation


def test_a_long_item_is_cut_at_a_word() -> None:
    body = parse_body(f"I. NỘI DUNG\n1. {'đẩy mạnh tuyên truyền, ' * 60}hết.")
    [found] = prompts_of(body, names=OFFICE, kind="chuyen_mon")
    assert len(prompt_lines(found, "Kế hoạch")[0]) < 500


def test_last_years_paragraph_stands_beside_the_item_it_speaks_of() -> None:
    last = items_in(
        "I. NỘI DUNG\n1. Tổ chức 01 hội nghị phổ biến pháp luật trước ngày 30/6/2023.\n"
        "2. Tập luyện thể thao mỗi chiều thứ sáu."
    )
    prompts = prompts_of(parse_body(CITY), names=OFFICE, kind="chuyen_mon")
    found = beside(prompts, last)
    assert {one.item.label: found[one.key].label for one in prompts if one.key in found} == {"III.1": "I.1"}
    taken = prompt_lines(prompts[4], "Kế hoạch 53/KH-UBND", last[0])
    assert taken[0].endswith("Sửa đoạn năm trước dưới đây, rồi xóa dòng này.]")
    assert taken[1] == last[0].text


def test_points_are_counted_and_read_back_as_points() -> None:
    wanted = prompts_of(parse_body(CITY), names=OFFICE, kind="chuyen_mon")[:3]
    part = answer_part(wanted, "Kế hoạch 53/KH-UBND", {}, first=4)
    assert [item.label for item in parse_body(part).sections] == ["4", "5", "6"]


def test_every_item_of_a_real_plan_is_a_prompt_once() -> None:
    body = parse_body(print_body(read_text(sample(THANH_PHO)).body))
    found = prompts_of(body, names=OFFICE, kind="chuyen_mon")
    assert [one.item for one in found] == list(items_of(body))
    assert len({one.key for one in found}) == len(found)
    assert {one.why for one in found} <= set(WHY_NAMES)
    assert all(prompt_lines(one, "Kế hoạch")[0].startswith(OPEN_BLANK) for one in found)
