"""Each check finds its fault, says what to do, quotes the words, and its repair ends the finding."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.text.findings import apply_fix, fingerprint, on_laws, on_other_places, on_typist_mark
from documents.text.laws import find_laws
from documents.text.lines import join_broken, read_lines
from documents.text.reader import read_text
from documents.text.reading import Finding
from documents.text.sentences import Sentence, sentences
from documents.text.tree import Header
from tests.documents.text.samples import NAMES, sample

TOP = (
    "Số: 5/KH-UBND\nChâu Thành, ngày 20 tháng 01 năm 2024\nKẾ HOẠCH\nPhát động thi đua năm 2024\n"
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022.\n"
    "UBND huyện Châu Thành xây dựng Kế hoạch như sau:\nI. NỘI DUNG\n"
)
FOOT = "\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn A"


def paper(body: str, top: str = TOP, foot: str = FOOT) -> str:
    return f"{top}{body}{foot}"


def found_in(text: str) -> list[Finding]:
    return list(read_text(text).findings)


FULL = "Kế hoạch số 3/KH-UBND ngày 02/01/2024 của UBND tỉnh về phát động thi đua năm 2024"
# (code, what is wrong, the words quoted, the repair)
WRONG = [
    ("date-conflict", f"1. Theo {FULL}.\n2. Theo Kế hoạch số 3/KH-UBND ngày 03/01/2024 của UBND tỉnh./.",
     "Kế hoạch số 3/KH-UBND ngày 03/01/2024 của UBND tỉnh", None),
    ("title-conflict",
     f"1. Theo {FULL}.\n2. Theo Kế hoạch số 3/KH-UBND của UBND tỉnh về phòng, chống thiên tai và cứu nạn./.",
     "Kế hoạch số 3/KH-UBND của UBND tỉnh về phòng, chống thiên tai và cứu nạn", None),
    ("symbol-near-duplicate",
     "1. Quy định số 08-QĐi/TW ngày 25/10/2018 của Ban Chấp hành Trung ương về nêu gương.\n"
     "2. Quy định số 08-QĐ/TW ngày 25/10/2018 của Ban Chấp hành Trung ương về nêu gương./.",
     "Quy định số 08-QĐ/TW ngày 25/10/2018 của Ban Chấp hành Trung ương về nêu gương", None),
    ("citation-incomplete", "Theo Kế hoạch số 3/KH-UBND của UBND tỉnh về phát động./.",
     "Kế hoạch số 3/KH-UBND của UBND tỉnh về phát động", None),
    ("citation-open", "Theo Kế hoạch số …/KH-UBND của UBND tỉnh về phát động./.", "Kế hoạch số …/KH-UBND", None),
    ("citation-repeated", f"1. Theo {FULL}.\n2. Tiếp tục {FULL}./.", FULL, "Kế hoạch số 3/KH-UBND"),
    ("year-slip", "Thực hiện chủ đề thi đua năm 2023 của huyện./.", "chủ đề thi đua năm 2023",
     "chủ đề thi đua năm 2024"),
    ("citation-later", "Theo Kế hoạch số 3/KH-UBND ngày 21/01/2024 của UBND tỉnh về A./.",
     "Kế hoạch số 3/KH-UBND ngày 21/01/2024 của UBND tỉnh về A", None),
    ("citation-ended", "Theo Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ quy định chi tiết Luật./.",
     "Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ quy định chi tiết Luật", None),
    ("symbol-kind", "Theo Kế hoạch số 3/QĐ-UBND ngày 02/01/2024 của UBND tỉnh về phát động./.",
     "Kế hoạch số 3/QĐ-UBND ngày 02/01/2024 của UBND tỉnh về phát động", None),
    ("symbol-grammar", "Theo Chỉ thị số 34/CT-TW ngày 07/4/2014 của Bộ Chính trị về đổi mới./.",
     "Chỉ thị số 34/CT-TW ngày 07/4/2014 của Bộ Chính trị về đổi mới",
     "Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị về đổi mới"),
    ("citation-broken", "Theo Kế hoạch số 3/KH-UBND ngày 02/01/2024 của\n\nUBND tỉnh về phát động./.",
     "Kế hoạch số 3/KH-UBND ngày 02/01/2024 của UBND tỉnh về phát động", None),
    ("scope-above",
     "Theo Kế hoạch số 3/KH-UBND ngày 02/01/2024 của UBND huyện về thi đua trên địa bàn tỉnh Tây Ninh năm 2024./.",
     "trên địa bàn tỉnh Tây Ninh", None),
    ("doubled-words", "Chào mừng kỷ niệm kỷ niệm ngày lễ./.", "kỷ niệm kỷ niệm", "kỷ niệm"),
    ("set-phrase", "Tạo sự bức phá trong năm./.", "bức phá", "bứt phá"),
    ("set-phrase", "Duy trì hoạt động Khôi Thi đua./.", "Khôi Thi đua", "Khối Thi đua"),
    ("variant", "Phát triển kinh tế - xã hội; kinh tế - xã hội bền vững; kinh tế-xã hội./.", "kinh tế-xã hội",
     "kinh tế - xã hội"),
    ("variant", "Ủy ban nhân dân xã; Ủy ban nhân dân phường; Uỷ ban nhân dân thị trấn./.", "Uỷ ban", "Ủy ban"),
    ("template-leftover", "Thực hiện theo [… tên phong trào] của huyện./.", "[… tên phong trào]", None),
    ("heading-gap", "1. Một việc cần làm.\n2. Hai việc cần làm.\n4. Bốn việc cần làm./.", "4. Bốn việc cần làm./.",
     None),
    ("heading-repeated", "1. Một việc cần làm.\n2. Hai việc cần làm.\n2. Ba việc cần làm./.", "2. Ba việc cần làm./.",
     None),
    ("closing-mark", "Thực hiện tốt.", "Thực hiện tốt.", "Thực hiện tốt./."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "body", "quote", "fix"), WRONG, ids=[f"{code}-{at}" for at, (code, *_) in enumerate(WRONG)]
)
def test_each_fault_gives_one_finding(code: str, body: str, quote: str, fix: str | None) -> None:
    found = found_in(paper(body))
    assert [(one.code, one.quote, one.fix) for one in found] == [(code, quote, fix)]
    assert found[0].message.endswith((".", "!"))
    assert found[0].severity in ("loi", "canh_bao", "goi_y")


TOP_AND_FOOT = [
    ("bases-end", TOP.replace("2022.", "2022;"), FOOT),
    ("basis-separator", TOP.replace("Căn cứ Luật", "Căn cứ tình hình thực tế.\nCăn cứ Luật"), FOOT),
    ("archive-line", TOP, FOOT.replace("\n- Lưu: VT.", "\n- Huyện ủy.")),
    ("own-scope", TOP.replace("Phát động thi đua năm", "Phát động thi đua trên địa bàn tỉnh Tây Ninh năm"), FOOT),
    ("set-phrase", TOP, FOOT.replace("UBND tỉnh", "Công Thông tin điện tử")),
    ("draft-state", TOP.replace("Số: 5/", "Số: /"), FOOT),
]


@pytest.mark.parametrize(("code", "top", "foot"), TOP_AND_FOOT, ids=[row[0] for row in TOP_AND_FOOT])
def test_faults_of_top_and_foot(code: str, top: str, foot: str) -> None:
    assert [one.code for one in found_in(paper("Thực hiện tốt./.", top, foot))] == [code]


FINE = [
    "Biểu dương, khen thường xuyên, kịp thời./.",
    "Luôn luôn, ngày ngày, từng bước từng bước nâng cao./.",
    f"1. Theo {FULL}.\n2. Tiếp tục thực hiện Kế hoạch số 3/KH-UBND./.",
    "Chỉ thị số 01/CT-UBND ngày 03/01/2024 của Chủ tịch UBND tỉnh Tây Ninh về A; Chỉ thị số 01/CT-UBND ngày 04/01/2024 "
    "của UBND thành phố Hải Phòng về A./.",
    "Quy định số 37-QĐ/TW ngày 25/10/2021 của Ban Chấp hành Trung ương về những điều đảng viên không được làm./.",
    "Thi hành Luật Thi đua, khen thưởng năm 2022 có hiệu lực từ ngày 01/01/2024./.",
    "1. Một việc.\nII. TỔ CHỨC\n2. Việc khác.\n3. Việc nữa./.",
    "a) Một việc nhỏ;\nb) Hai việc nhỏ;\nc) Ba việc nhỏ;\nd) Bốn việc nhỏ;\nđ) Năm việc nhỏ;\ne) Sáu việc nhỏ./.",
    "Xây dựng thị xã trở thành thành phố; thực hiện hiện đại hóa; tồn tại tại cơ sở; cấp trên trên cơ sở ý kiến./.",
    "Lịch sử lý luận; khả năng xuất khẩu; ở nơi nhân dân sinh sống; cũng cố gắng; cấp phát đông đảo./.",
    "a) Một việc nhỏ;\nb) Hai việc nhỏ;\nc) Ba việc nhỏ;\nd) Bốn việc nhỏ;\ne) Năm việc nhỏ./.",
    "Quy chế ban hành kèm theo Quyết định số 13/2018/QĐ-UBND ngày 27/4/2018 của UBND tỉnh./.",
    "Thi đua chào mừng 75 năm Ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi Thi đua ái quốc (11/6/1948 - 11/6/2023)./.",
]


@pytest.mark.parametrize("body", FINE)
def test_no_false_alarm(body: str) -> None:
    assert found_in(paper(body)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_repair_of_the_samples_can_be_applied_and_ends_its_finding(name: str) -> None:
    text = sample(name)
    for finding in found_in(text):
        if finding.fix is None:
            continue
        mended = apply_fix(text, finding)
        assert mended != text
        assert mended.count(finding.quote) <= max(0, text.count(finding.quote) - 1)
        places = [(one.code, one.quote, one.line) for one in found_in(mended)]
        assert (finding.code, finding.quote, finding.line) not in places or text.count(finding.quote) > 1


@pytest.mark.parametrize("name", NAMES)
def test_quotes_stand_in_the_source_from_their_line_on(name: str) -> None:
    text = sample(name).replace("*", "")
    for finding in found_in(sample(name)):
        rest = " ".join(" ".join(text.split("\n")[finding.line - 1 :]).split())
        assert " ".join(finding.quote.split()) in rest, finding


def told(text: str) -> list[Sentence]:
    return list(sentences(join_broken(read_lines(text))))


OWN = Header(issuer="UBND huyện Châu Thành", place="Châu Thành", summary="Phát động thi đua năm 2025", year=2025)


def test_the_name_of_a_neighbour_once_or_twice_is_told_a_cited_one_and_the_own_are_not() -> None:
    text = told("Thi đua trên địa bàn huyện Tân Biên. Nhân dân huyện Châu Thành hưởng ứng.")
    assert [one.quote for one in on_other_places(OWN, text, ())] == ["trên địa bàn huyện Tân Biên"]
    often = told("Trên địa bàn huyện Tân Biên. " + "Nhân dân huyện Tân Biên. " * 3)
    assert list(on_other_places(OWN, often, ())) == []


def test_a_law_cited_by_its_year_after_it_ended() -> None:
    laws = find_laws(join_broken(read_lines("Căn cứ Luật Thi đua, khen thưởng năm 2003; Luật Đất đai năm 2024.")))
    (found,) = on_laws(laws, date(2025, 2, 1))
    assert (found.code, found.quote) == ("citation-ended", "Luật Thi đua, khen thưởng năm 2003")
    assert found.message == (
        "Luật 15/2003/QH11 hết hiệu lực từ sau ngày 31/12/2023, trước ngày văn bản này: hãy kiểm tra, có thể thay bằng "
        "06/2022/QH15."
    )
    assert list(on_laws(laws, date(2023, 2, 1))) == []
    assert list(on_laws(laws, None)) == []
    coming = find_laws(join_broken(read_lines("Luật Thi đua, khen thưởng năm 2022 có hiệu lực từ năm 2024.")))
    assert list(on_laws(coming, date(2023, 2, 1))) == []


def test_a_typist_s_mark_with_words_is_a_trace_the_decree_s_own_is_not() -> None:
    assert [one.code for one in on_typist_mark("(Lan - KH 01-2022)", 96)] == ["template-leftover"]
    assert list(on_typist_mark("PL.(300)", 96)) == []
    assert list(on_typist_mark("", 1)) == []


def test_a_repair_whose_words_are_gone_is_refused() -> None:
    (finding,) = found_in(paper("Tạo sự bức phá trong năm./."))
    with pytest.raises(ValueError, match="đã thay đổi"):
        apply_fix("văn bản khác", finding)


def test_a_finding_without_repair_is_refused() -> None:
    finding = Finding("x", "goi_y", "…", "chữ", 1)
    with pytest.raises(ValueError, match="không có cách sửa"):
        apply_fix("chữ", finding)


def test_a_finding_is_known_again_when_lines_move_and_not_when_its_words_change() -> None:
    one = Finding("set-phrase", "canh_bao", "…", "bức phá", 8, "bứt phá")
    moved = Finding("set-phrase", "canh_bao", "khác", "bức  phá", 11, "bứt phá")
    other = Finding("set-phrase", "canh_bao", "…", "bức phá mới", 8, "bứt phá mới")
    assert fingerprint(one) == fingerprint(moved)
    assert fingerprint(one) != fingerprint(other)


@given(st.text(alphabet="aăâđ “”.,;:/-0123456789\nKHUBNDsốngày*", max_size=300))
def test_repairs_of_any_text_can_be_applied_or_are_refused(text: str) -> None:
    whole = paper(text + "./.")
    for finding in found_in(whole):
        if finding.fix is not None:
            try:
                assert finding.fix in apply_fix(whole, finding)
            except ValueError as refusal:
                assert str(refusal).startswith("Đoạn chữ cần sửa đã thay đổi")


def test_a_bad_scan_is_named_once_and_its_wording_is_not_judged() -> None:
    body = "Thírc hiên phong trâo thi dua yêu nuóc; kỷ niệm kỷ niệm ngâv lê lón; tâng cuòng công tâc truyên thông.\n"
    codes = [one.code for one in found_in(paper(body * 12 + "Hêt./."))]
    assert codes.count("ocr-damage") == 1
    assert "doubled-words" not in codes
