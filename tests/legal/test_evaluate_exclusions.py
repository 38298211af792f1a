"""What keeps an award away, what serves only once, and how far a rule that nobody read may go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from legal import evaluate
from legal.criteria import Criterion, Node
from legal.dated import Citation, NotCovered
from tests.legal.scenarios import (
    COLLECTIVE,
    HOUSEHOLD,
    NEW,
    OLD,
    PERSON,
    asked,
    awards,
    collective,
    every_finding,
    finding,
    initiative,
    measure,
    person,
    ratings,
    research,
    result,
    verdict,
)

GOOD = {"ratings": ratings("HTTNV", 2024) + ratings("HTTNV", 2025)}
LAST_OLD, FIRST_NEW = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("on", "under_review", "expected"),
    [
        (FIRST_NEW, True, "not_eligible"),
        (FIRST_NEW, False, "eligible"),
        (FIRST_NEW, None, "unknown"),
        (LAST_OLD, True, "unknown"),
        (LAST_OLD, False, "eligible"),
        (LAST_OLD, None, "unknown"),
        (date(2027, 3, 1), True, "not_eligible"),
        (date(2027, 3, 2), True, "unknown"),
    ],
)
def test_a_case_under_review_stops_an_award_where_the_rule_was_read(on, under_review, expected):
    assert verdict("LDTT", person(under_review=under_review, **GOOD), on, 2025) == expected


def test_a_rule_that_nobody_read_says_so_where_it_would_fail_somebody():
    found = finding(result("LDTT", person(under_review=True, **GOOD), LAST_OLD), "khong_bi_xem_xet")
    assert (found.ok, found.citation.verified) == (None, False)
    assert found.text.endswith(
        "đang bị xem xét, chưa được xét khen thưởng cho đến khi có kết luận (cần đối chiếu văn bản)."
    )


def test_a_rule_that_nobody_read_only_warns_where_it_holds():
    found = result("LDTT", person(**GOOD), LAST_OLD)
    rules = [(one.rule, one.ok, one.judged_by) for one in found.findings if one.warning]
    assert (found.verdict, rules) == (
        "eligible",
        [("khong_bi_xem_xet", None, "hoi_dong"), ("thoi_han_ky_luat", None, "hoi_dong")],
    )


@pytest.mark.parametrize(("way_read", "ok", "expected"), [(True, True, "eligible"), (False, None, "unknown")])
def test_a_way_that_nobody_read_lets_nobody_through(monkeypatch, way_read, ok, expected):
    law = Citation("06/2022/QH15", "Điều 24", True)
    way = Node("loi_khac", "rating", "Lối khác", replace(law, verified=way_read), {"at_least": "HTTNV"})
    ways = Node("mot_trong", "any_of", "Một trong các trường hợp", law, {}, (way,))
    row = Criterion(
        code="LDTT", valid_from=date(2024, 1, 1), valid_to=None, citation=law, node=ways, subjects=("person",)
    )
    monkeypatch.setattr(evaluate, "criteria_of", lambda *_: [row])
    found = result("LDTT", person(**GOOD))
    assert (finding(found, "loi_khac").ok, found.verdict) == (ok, expected)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2023, 12, 1), date(2024, 12, 31), "eligible"),
        (date(2024, 1, 2), date(2025, 1, 1), "not_eligible"),
        (date(2024, 6, 1), date(2025, 6, 1), "not_eligible"),
        (date(2025, 3, 1), date(2025, 6, 1), "not_eligible"),
        (date(2025, 12, 10), None, "not_eligible"),
        (date(2025, 12, 11), None, "eligible"),
        (date(2020, 1, 1), None, "not_eligible"),
    ],
)
def test_a_persons_achievements_count_from_the_end_of_discipline(since, until, expected):
    assert verdict("LDTT", person(discipline=(measure("khien_trach", since, until),), **GOOD)) == expected


def test_discipline_that_is_not_known_leaves_the_verdict_open():
    assert verdict("LDTT", person(discipline=None, **GOOD)) == "unknown"


def test_discipline_says_until_when():
    found = [
        finding(result("LDTT", person(discipline=(measure("canh_cao", date(2025, 1, 5), until),), **GOOD)), rule)
        for until, rule in ((date(2025, 3, 1), "thoi_han_ky_luat"), (None, "thoi_han_ky_luat"))
    ]
    assert [(one.text.partition(": ")[2], one.needs) for one in found] == [
        (
            "thành tích được tính từ khi hết thời hạn kỷ luật (01/03/2025), năm 2025 không trọn vẹn.",
            "Thành tích từ năm 2026",
        ),
        (
            "thời hạn kỷ luật chưa kết thúc; thành tích được tính từ khi hết thời hạn.",
            "Hết thời hạn kỷ luật",
        ),
    ]
    assert found[0].evidence == [{"kind": "canh_cao", "from": "2025-01-05", "until": "2025-03-01"}]


@pytest.mark.parametrize(("on", "expected"), [(OLD, "unknown"), (NEW, "not_eligible")])
def test_discipline_inside_a_chain_starts_it_anew_where_the_rule_was_read(on, expected):
    year = on.year
    subject = person(
        awards=awards("CSTDCS", year - 2, year - 1, year),
        initiatives=(initiative("tinh"),),
        discipline=(measure("khien_trach", date(year - 2, 2, 1), date(year - 2, 8, 1)),),
    )
    found = result("CSTDT", subject, on)
    assert found.verdict == expected
    assert finding(found, "sau_ky_luat").citation.verified is (on == NEW)
    assert finding(found, "ba_lan_cstdcs").text.endswith(f"đang có 2; năm {year - 2} trước khi hết thời hạn kỷ luật.")


@pytest.mark.parametrize("subject", [COLLECTIVE, HOUSEHOLD])
def test_the_period_of_discipline_is_a_persons(subject):
    assert "thoi_han_ky_luat" not in [one.rule for one in result("GK", subject).findings]


@pytest.mark.parametrize(
    ("title", "used_for", "expected"),
    [
        ("CSTDCS", None, "eligible"),
        ("CSTDCS", "CSTDCS", "eligible"),
        ("CSTDCS", "CSTDT", "eligible"),
        ("CSTDCS", "BKT", "not_eligible"),
        ("CSTDCS", "GK", "not_eligible"),
    ],
)
@pytest.mark.parametrize("kind", ["initiatives", "research"])
def test_what_served_a_form_serves_no_title(title, used_for, expected, kind):
    make = initiative if kind == "initiatives" else research
    subject = person(**GOOD | {kind: (make(used_for=used_for),)})
    assert verdict(title, subject, OLD) == expected


@pytest.mark.parametrize("used_for", ["CSTDCS", "GK"])
def test_what_served_anything_serves_no_form(used_for):
    subject = person(ratings=ratings("HTXSNV", 2024, 2025), initiatives=(initiative(), initiative(used_for=used_for)))
    found = finding(result("BKT", subject), "hai_sang_kien")
    assert found.ok is False
    assert found.text.endswith("nên không được tính lần nữa.")


def test_a_second_danh_hieu_is_a_warning_for_people_to_settle():
    found = result("CSTDCS", person(initiatives=(initiative(used_for="CSTDT"),), **GOOD), OLD)
    warning = finding(found, "sang_kien_mot_lan")
    assert (warning.ok, warning.warning, warning.judged_by, found.verdict) == (None, True, "hoi_dong", "eligible")
    assert warning.text == (
        "Sáng kiến đã dùng cho CSTĐ cấp tỉnh: văn bản không nói rõ có được dùng tiếp cho danh hiệu khác hay không; "
        "đề nghị Hội đồng xem xét."
    )
    assert (warning.citation.document, warning.citation.article) == ("5007/BNV-TĐKT", "Mục III khoản 5 điểm c")


def test_no_warning_where_a_fresh_one_is_enough():
    both = (initiative(used_for="CSTDT"), initiative())
    found = result("CSTDCS", person(initiatives=both, **GOOD), OLD)
    assert "sang_kien_mot_lan" not in [one.rule for one in found.findings]


@pytest.mark.parametrize(
    ("on", "expected"), [(date(2024, 12, 10), "eligible"), (date(2024, 12, 11), "not_eligible"), (None, "unknown")]
)
def test_what_was_recognised_after_the_day_does_not_count_yet(on, expected):
    assert verdict("CSTDCS", person(initiatives=(initiative(on=on),), **GOOD), OLD) == expected


def test_late_and_undated_ones_are_named():
    late = finding(result("CSTDCS", person(initiatives=(initiative(on=NEW),), **GOOD), OLD), "sang_kien_co_so")
    undated = finding(result("CSTDCS", person(research=(research(on=None),), **GOOD), OLD), "de_tai_co_so")
    assert late.text.endswith("đang có 0; 1 sáng kiến được công nhận sau ngày xét.")
    assert undated.text.endswith("đang có 0; 1 đề tài, đề án chưa rõ ngày nghiệm thu.")


@pytest.mark.parametrize(
    ("code", "subject"), [("LDTT", COLLECTIVE), ("TTLDTT", PERSON), ("GDVH", PERSON), ("CSTDCS", HOUSEHOLD)]
)
def test_a_title_of_another_class_of_subject_is_refused(code, subject):
    found = result(code, subject)
    assert (found.verdict, [one.rule for one in found.findings]) == ("not_eligible", ["doi_tuong"])
    assert found.findings[0].citation.article == "Điều 6"


@pytest.mark.parametrize(
    ("on", "received", "warned"),
    [
        (date(2026, 9, 30), None, []),
        (date(2026, 10, 1), None, ["luat_sua_doi_2026"]),
        (date(2026, 12, 10), date(2026, 9, 30), []),
        (date(2026, 12, 10), date(2026, 10, 1), ["luat_sua_doi_2026"]),
    ],
)
def test_the_amendment_of_2026_warns_and_decides_nothing(on, received, warned):
    bad = person(ratings=ratings("HTNV", 2026))
    found = result("LDTT", bad, on, dossier_received_on=received)
    assert ([one.rule for one in found.findings if one.warning], found.verdict) == (warned, "not_eligible")
    good = result("LDTT", person(ratings=ratings("HTTNV", 2026)), on, dossier_received_on=received)
    assert good.verdict == "eligible"


@pytest.mark.parametrize(
    ("scenario", "sentence"),
    [
        (
            asked("CSTDCS", PERSON, date(2023, 12, 31)),
            "Dữ liệu pháp luật chưa có tiêu chuẩn của “Chiến sĩ thi đua cơ sở” (CSTDCS) cho ngày 31/12/2023: Luật Thi "
            "đua, khen thưởng 2003 và Nghị định 91/2017/NĐ-CP chưa được đưa vào dữ liệu; hãy đối chiếu văn bản của "
            "thời điểm đó.",
        ),
        (asked("XPTB", COLLECTIVE, date(2023, 12, 31)), "Dữ liệu pháp luật chưa có “XPTB” cho ngày 31/12/2023."),
        (asked("CSTDCS", PERSON, OLD, 2022), "Dữ liệu pháp luật chưa có năm 2022; chỉ xét được từ năm 2023."),
        (asked("CSTDCS", COLLECTIVE, OLD, 2022), "Dữ liệu pháp luật chưa có năm 2022; chỉ xét được từ năm 2023."),
        (
            asked("CSTDCS", PERSON, OLD, jurisdiction="vn-hue"),
            "Dữ liệu pháp luật chưa có quy định của “vn-hue”. Các mã dùng được: vn, vn-bac-ninh.",
        ),
    ],
)
def test_what_the_data_do_not_hold_is_said_in_a_sentence(scenario, sentence):
    with pytest.raises(NotCovered) as refused:
        result(scenario.title, scenario.subject, scenario.on, scenario.year, jurisdiction=scenario.jurisdiction)
    assert str(refused.value) == sentence


def test_the_last_day_of_2023_is_closed_and_the_first_of_2024_is_open():
    subject = person(ratings=ratings("HTTNV", 2023))
    assert verdict("LDTT", subject, date(2024, 1, 1), 2023) == "eligible"
    with pytest.raises(NotCovered):
        result("LDTT", subject, date(2023, 12, 31))


def test_every_sentence_ends_in_a_full_stop():
    found = [*result("CSTDCS", PERSON).findings, *result("BKT", collective(ratings=None)).findings]
    texts = [one.text for one in every_finding(tuple(found))]
    assert [text for text in texts if not text.endswith(".") or text.endswith("..")] == []
