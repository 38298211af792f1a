"""Every part of the checker ends fast and without error on random, damaged and hostile text."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.text import findings
from documents.text.citations import find_citations
from documents.text.conflicts import Mention, find_conflicts
from documents.text.laws import find_laws
from documents.text.lines import Paragraph
from documents.text.movements import find_movements, national
from documents.text.obligations import find_obligations
from documents.text.places import issuer_key, issuer_level, resolve, whereabouts
from documents.text.printed_issuers import issuer_after
from documents.text.sentences import sentences
from documents.text.targets import find_targets
from documents.text.tree import Body, Header, Item

LONG = 400_000
OWN = Header(symbol="KH-UBND", number="5", issuer="UBND huyện A", place="A", summary="Thi đua năm 2024", year=2024)


def _paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(line, ((0, at),)) for at, line in enumerate(text.split("\n"), start=1) if line.strip()]


def _all_findings(text: str) -> object:
    parts = _paragraphs(text)
    told = list(sentences(parts))
    cited = find_citations(parts, OWN)
    return [
        *findings.on_header(OWN, "Số: 5/KH-UBND", 1), *findings.on_bases(parts[:3]), *findings.on_end(parts),
        *findings.on_recipients([part.shown for part in parts[-3:]], 1), *findings.on_citations(cited, None),
        *findings.on_words(told), *findings.on_years(told, cited, 2024), *findings.on_laws(find_laws(parts), None),
        *findings.on_other_places(OWN, told, cited), *findings.on_typist_mark(text[:50], 1),
    ]  # fmt: skip


def _conflicts(text: str) -> object:
    return find_conflicts(Mention("a", one) for one in find_citations(_paragraphs(text), OWN))


def _obligations(text: str) -> object:
    section = Item("muc", "I", "TỔ CHỨC THỰC HIỆN", tuple(part.text for part in _paragraphs(text)))
    return find_obligations(Body(sections=(section,)), {}, 2024)


PARTS: dict[str, Callable[[str], object]] = {
    "citations": lambda text: find_citations(_paragraphs(text), OWN),
    "laws": lambda text: find_laws(_paragraphs(text)),
    "targets": lambda text: find_targets(sentences(_paragraphs(text))),
    "movements": lambda text: find_movements(sentences(_paragraphs(text)), ()),
    "obligations": _obligations,
    "conflicts": _conflicts,
    "findings": _all_findings,
}
HUGE = {
    "one letter": "a" * LONG,
    "digits": "1" * LONG,
    "numbers": "12, " * (LONG // 4),
    "slashes": "1/" * (LONG // 2),
    "symbols": "1/KH-UBND " * (LONG // 10),
    "hyphens": "A-" * (LONG // 2),
    "capitals": "UBND " * (LONG // 5),
    "kinds": "Kế hoạch số " * (LONG // 12),
    "laws": "Luật Thi đua, " * (LONG // 14),
    "law and law": "Luật " * (LONG // 5),
    "issuers": "Kế hoạch số 5/KH-UBND của UBND và " * (LONG // 34),
    "and": "của UBND và UBND " * (LONG // 17),
    "titles": "Kế hoạch số 5/KH-UBND ngày 1/1/2023 của UBND xã về “A " * (LONG // 55),
    "commas": "của Bộ A, B, C, D và E " * (LONG // 23),
    "percent": "đạt 5%, tăng 6% so với năm 2023; " * (LONG // 33),
    "from to": "từ 1 đến 2 " * (LONG // 11),
    "per cent without end": "phấn đấu " * (LONG // 9) + "5%",
    "quotes": "phong trào thi đua “a” " * (LONG // 23),
    "open quotes": "phong trào “" * (LONG // 12),
    "doubled": "kỷ niệm " * (LONG // 8),
    "hyphened": "kinh tế - xã hội, kinh tế-xã hội " * (LONG // 33),
    "orders": "Giao Phòng Nội vụ. " * (LONG // 19),
    "order without verb": "Giao " + "Phòng " * (LONG // 6),
    "brackets": "(" * LONG,
    "nested brackets": "Phòng (a) " * (LONG // 10),
    "blanks": "[…" * (LONG // 2),
    "dots": "ngày ...... tháng ...... năm 20.. " * (LONG // 34),
    "scopes": "trên địa bàn tỉnh Tây Ninh " * (LONG // 27),
    "days": "trước ngày 1/1 " * (LONG // 15),
    "headings": "1. a\n" * (LONG // 5),
    "spaces": "Kế hoạch số" + " " * LONG + "5/KH-UBND",
}


# "findings" and "conflicts" hold the rest.
@pytest.mark.parametrize("part", ["findings", "conflicts", "targets", "obligations"])
@pytest.mark.parametrize("name", HUGE)
def test_four_hundred_thousand_letters_take_seconds(part: str, name: str) -> None:
    started = time.process_time()
    PARTS[part](HUGE[name])
    assert time.process_time() - started < 12


ODD = st.text(alphabet=st.sampled_from(list('aăđKHUBNDTWsốngày0123456789/–-.,;:“”"()… \n%[]*')), max_size=200)
WORDS = st.lists(
    st.sampled_from(
        ["Kế hoạch", "số", "53/KH-UBND", "34-CT/TW", "ngày", "14/3/2024", "32/13/2024", "của", "UBND tỉnh", "về", "“",
         "”", "Luật", "Giao", "Phòng Nội vụ", "chủ trì", "đạt", "95%", "từ 1 đến 2", "mô hình", "phong trào",
         "năm 2023", ";", ",", ".", "\n", "(", ")", "và", "số 18, 19-NQ/TW", "trên địa bàn tỉnh",
         "khen thường", "kinh tế-xã hội"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
@settings(max_examples=40, deadline=None)
@given(text=st.one_of(ODD, WORDS, st.text(max_size=120)))
def test_any_text_is_taken(part: str, text: str) -> None:
    PARTS[part](text)


@settings(max_examples=100, deadline=None)
@given(text=st.one_of(ODD, WORDS))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    parts = _paragraphs(text)
    whole = "\n".join(part.shown for part in parts)
    for citation in find_citations(parts, OWN):
        assert citation.quote in whole
        assert citation.number in citation.quote
    for target in find_targets(sentences(parts)):
        assert target.value in target.text
    for law in find_laws(parts):
        assert law.quote in whole


@settings(max_examples=100, deadline=None)
@given(name=st.one_of(ODD, WORDS))
def test_names_of_any_shape_are_taken(name: str) -> None:
    where = whereabouts(OWN, [name])
    resolved = resolve(name, "KH-UBND", where)
    assert isinstance(issuer_key(resolved), str)
    assert 0 <= issuer_level(resolved) <= 4
    assert isinstance(national(name), str)
    found = issuer_after(f" của {name}", f" cua {name}", 0, len(name) + 5)
    assert found is None or found[0] in name
