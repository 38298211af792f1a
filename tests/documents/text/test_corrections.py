"""What a person confirms is put exactly where the source says; the rest of the fields stays."""

from __future__ import annotations

import pytest

from documents.text.aligned import align, source_lines, words_in, words_of_fields
from documents.text.corrections import Alignment, Place, field_of, fixed, place_of, repaired
from documents.text.light import print_body
from documents.text.reader import read_text
from documents.text.reading import Finding, Reading, Repair
from tests.reading.cases import load

SCAN = load("26-*.toml")[0].text

SOURCE = """Căn cứ Chi thi số 01/CT-UBND về viêc phát động phong trào thi đua;
Uy ban nhân dân huyện giao nhiêm vu như sau:
1. Phòng Nội vụ thưc hiên nhiêm vu này, nhiêm
vu kia.
2. Phòng Tư pháp thưc hiên nhiêm vu khác."""
FIELDS = {
    "bases": "Căn cứ Chi thi số 01/CT-UBND về viêc phát động phong trào thi đua;",
    "body": "Uy ban nhân dân huyện giao nhiêm vu như sau:\n\n"
    "1. Phòng Nội vụ thưc hiên nhiêm vu này, nhiêm vu kia.\n\n2. Phòng Tư pháp thưc hiên nhiêm vu khác.",
}
REPAIRS = [
    Repair("Chi thi", "Chỉ thị", 1),
    Repair("Uy ban", "Ủy ban", 2),
    Repair("nhiêm vu", "nhiệm vụ", 2),
    Repair("thưc hiên", "thực hiện", 3),
    Repair("nhiêm vu", "nhiệm vụ", 3),
    Repair("nhiêm vu", "nhiệm vụ", 3),
    Repair("thưc hiên", "thực hiện", 5),
    Repair("nhiêm vu", "nhiệm vụ", 5),
]


def fields_of(reading: Reading) -> dict[str, str]:
    return {
        "summary": reading.header.summary,
        "bases": "\n".join(reading.bases),
        "body": print_body(reading.body),
        "recipients": "\n".join(reading.recipients),
    }


def test_all_repairs_make_the_words_whole() -> None:
    changed, done = repaired(SOURCE, FIELDS, REPAIRS, range(8))
    assert done == list(range(8))
    assert changed == {
        "bases": "Căn cứ Chỉ thị số 01/CT-UBND về viêc phát động phong trào thi đua;",
        "body": "Ủy ban nhân dân huyện giao nhiệm vụ như sau:\n\n"
        "1. Phòng Nội vụ thực hiện nhiệm vụ này, nhiệm vụ kia.\n\n2. Phòng Tư pháp thực hiện nhiệm vụ khác.",
    }


@pytest.mark.parametrize(
    ("chosen", "line"),
    [
        (4, "1. Phòng Nội vụ thưc hiên nhiệm vụ này, nhiêm vu kia."),
        (5, "1. Phòng Nội vụ thưc hiên nhiêm vu này, nhiệm vụ kia."),
    ],
)
def test_equal_words_of_one_line_are_told_apart(chosen: int, line: str) -> None:
    changed, done = repaired(SOURCE, FIELDS, REPAIRS, [chosen])
    assert done == [chosen]
    assert changed["body"].split("\n") == [
        "Uy ban nhân dân huyện giao nhiêm vu như sau:", "", line, "", "2. Phòng Tư pháp thưc hiên nhiêm vu khác.",
    ]  # fmt: skip


def test_the_line_decides_which_of_equal_words_is_meant() -> None:
    changed, _ = repaired(SOURCE, FIELDS, REPAIRS, [7])
    assert changed["body"].split("\n")[4] == "2. Phòng Tư pháp thưc hiên nhiệm vụ khác."
    assert changed["body"].split("\n")[:4] == FIELDS["body"].split("\n")[:4]


def test_one_after_the_other_comes_to_the_same_as_all_at_once() -> None:
    fields = dict(FIELDS)
    for at in (5, 0, 7, 2, 4, 1, 6, 3):
        fields, done = repaired(SOURCE, fields, REPAIRS, [at])
        assert done == [at]
    assert fields == repaired(SOURCE, FIELDS, REPAIRS, range(8))[0]


def test_what_a_person_wrote_meanwhile_stays() -> None:
    body = FIELDS["body"].replace("thưc hiên nhiêm vu khác", "làm nhiêm vu riêng").replace("giao nhiêm vu", "giao việc")
    changed, done = repaired(SOURCE, FIELDS | {"body": body}, REPAIRS, range(8))
    assert done == [0, 1, 3, 4, 5]
    assert changed["body"].split("\n")[0] == "Ủy ban nhân dân huyện giao việc như sau:"
    assert changed["body"].split("\n")[4] == "2. Phòng Tư pháp làm nhiêm vu riêng."


def test_nothing_chosen_changes_nothing() -> None:
    assert repaired(SOURCE, FIELDS, REPAIRS, []) == (FIELDS, [])


def test_a_repair_done_is_not_done_again() -> None:
    changed, _ = repaired(SOURCE, FIELDS, REPAIRS, range(8))
    assert repaired(SOURCE, changed, REPAIRS, range(8)) == (changed, [])


def test_every_repair_of_a_real_scan_finds_its_place() -> None:
    reading = read_text(SCAN)
    changed, done = repaired(SCAN, fields_of(reading), reading.repairs, range(len(reading.repairs)))
    assert (len(done), len(reading.repairs)) == (36, 36)
    assert changed["bases"] == (
        "Căn cứ Chỉ thị sô 03/CT-UBND ngày 12/01/2018 cùa UBND tinh vê viêc phát động phong trào thi đua năm 2018;"
    )
    assert changed["body"].split("\n\n")[1:3] == ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích"]


FIX = Finding("set-phrase", "canh_bao", "Sai chữ.", "thưc hiên", 5, "thực hiện")


def test_a_fix_is_made_at_its_line_and_not_before() -> None:
    changed = fixed(SOURCE, FIELDS, FIX)
    assert changed["body"].split("\n")[4] == "2. Phòng Tư pháp thực hiện nhiêm vu khác."
    assert changed["body"].split("\n")[:4] == FIELDS["body"].split("\n")[:4]
    assert changed["bases"] == FIELDS["bases"]


def test_a_finding_is_found_in_its_field() -> None:
    aligned = Alignment(SOURCE, FIELDS)
    assert place_of(aligned, FIX) == Place("body", 5, 17, 26)
    assert field_of(aligned, FIX) == "body"
    assert field_of(aligned, Finding("draft-state", "goi_y", "Chưa có số.", "Số: /KH", 1)) == "number"
    assert field_of(aligned, Finding("recipients", "goi_y", "Thiếu nơi nhận.", "", 1)) == ""


@pytest.mark.parametrize("quote", ["thưc hiên", "không có ở đây"])
def test_a_fix_of_words_that_changed_says_so(quote: str) -> None:
    gone = {name: text.replace("thưc hiên", "làm") for name, text in FIELDS.items()}
    with pytest.raises(ValueError, match=r"^Đoạn chữ cần sửa đã thay đổi: hãy kiểm tra lại văn bản\.$"):
        fixed(SOURCE, gone, Finding("x", "loi", "Sai.", quote, 3, "thực hiện"))


def test_words_are_paired_over_marks_line_breaks_and_moved_parts() -> None:
    one = words_in(source_lines("Kính gửi các đơn vị.\nMột hai ba bốn\nnăm sáu bảy tám."))
    other = words_of_fields({"b": "Mót hai ba bon nam\nsáu bảy tám", "a": "kinh gui các đơn vi"})
    told = {one[at].text: other[there].text for at, there in align(one, other).items()}
    assert told == {
        "Kính": "kinh", "gửi": "gui", "các": "các", "đơn": "đơn", "vị": "vi", "Một": "Mót", "hai": "hai", "ba": "ba",
        "bốn": "bon", "năm": "nam", "sáu": "sáu", "bảy": "bảy", "tám": "tám",
    }  # fmt: skip


def test_no_word_is_paired_twice() -> None:
    text = "một hai ba bốn một hai ba năm một hai ba bốn sáu bảy tám"
    pairs = align(words_in([text]), words_in([text]))
    assert len(set(pairs.values())) == len(pairs)
    assert all(at == there for at, there in pairs.items())


def test_a_text_that_repeats_itself_is_followed_in_its_order() -> None:
    source = "\n".join([SOURCE] * 3)
    fields = {"body": "\n".join(f"{FIELDS['bases']}\n{FIELDS['body']}" for _ in range(3))}
    changed, done = repaired(source, fields, [Repair("Uy ban", "Ủy ban", 7)], [0])
    assert done == [0]
    assert [line[:6] for line in changed["body"].split("\n") if "nhân dân huyện" in line] == [
        "Uy ban",
        "Ủy ban",
        "Uy ban",
    ]
