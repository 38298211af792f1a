"""Damaged files, the same for a seed: mutated and random text, HTML, Word and PDF."""

from __future__ import annotations

import io
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable

from tests.reading.cases import Case
from tests.reading.layouts import TEXTS, web_page, word_file

SPLICES = [
    "\n", "“", "”", "(", "**", "|", "Số: ", "Căn cứ ", "Nơi nhận:", "\\", "ngày tháng năm", "1. ", "#", "TM. ", "\t",
    "<td>", "<table>", "&#", "\ue000", "\u0301", "- ", "KẾ HOẠCH\n", "PHỤ LỤC\n", "CỘNG HÒA XÃ HỘI", " " * 300, ".",
    "I. ", "a) ", "V/v ", "Kính gửi: ", "…", "\x0c", "_", "=", "|---|", "<!--", "&nbsp;",
]  # fmt: skip
_MARKS = [0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323]
LETTERS = "aáàảãạăâđeêioôơuưyAĐÔƯ .,;:-–()“”/\n\t|#*1230IVX"


def mutated(text: str, chance: random.Random) -> str:
    """``text`` with pieces cut, doubled, moved, shuffled or spoiled."""
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randint(0, 600))
        at = chance.randrange(len(text) + 1)
        piece = chance.choice(
            [
                text[start:end],
                chance.choice(SPLICES),
                chance.choice(SPLICES) * chance.randint(1, 200),
                text[start:end][::-1],
            ]
        )
        text = text[:at] + piece + text[at:] if chance.random() < 0.5 else text[:start] + piece + text[end:]
    if chance.random() < 0.2:
        lines = text.split("\n")
        chance.shuffle(lines)
        text = "\n".join(lines)
    return text


# What scanners make of letters, in the order in which they are tried on a word.
_MISREAD = [("m", "rn"), ("ư", "ir"), ("ơ", "o"), ("l", "1"), ("o", "0"), ("u", "ii"), ("h", "li"), ("c", "e")]


def scanned(text: str, chance: random.Random, share: float) -> str:
    """``text`` as a bad scan gives it back: ``share`` (0 to 1) of its words lost their marks or a letter."""
    return "".join(
        _misread(word, chance) if word[:1].isalpha() and chance.random() < share else word
        for word in re.split(r"(\W+)", text)
    )


def _misread(word: str, chance: random.Random) -> str:
    if chance.random() < 0.4:
        return unicodedata.normalize("NFD", word).translate(dict.fromkeys(_MARKS))
    wrong = chance.choice(_MISREAD)
    return word.replace(*wrong, 1) if wrong[0] in word else word[:-1] + chance.choice("ijlt")


# What they make of figures, which is never another figure here: such a slip nobody can see.
_FIGURES = {
    "0": "OoQ", "1": "lI|!", "2": "Zz?", "3": "ỏE", "4": "A", "5": "S", "6": "&óG", "7": "?/", "8": "B&", "9": "gq",
}  # fmt: skip
_SPECKS = "~'`.,-^|/\\_ :;iIl*"
#: Shares (0 to 1) of words and of numbers that are hurt, and of lines with specks below: from light to heavy.
LIGHT, MIDDLE, HEAVY = (0.05, 0.05, 0.01), (0.2, 0.15, 0.04), (0.45, 0.3, 0.08)


def worn(text: str, chance: random.Random, words: float, numbers: float, specks: float) -> str:
    """``text`` as a scanner gives back a worn paper: marks, letters and figures misread, specks between its lines."""
    lines: list[str] = []
    for line in text.split("\n"):
        pieces = (_worn(piece, chance, words, numbers) for piece in re.split(r"(\s+)", line))
        lines.append("".join(pieces))
        if chance.random() < specks:
            lines.append("".join(chance.choices(_SPECKS, k=chance.randint(1, 18))))
    return "\n".join(lines)


def _worn(piece: str, chance: random.Random, words: float, numbers: float) -> str:
    figures = [at for at, letter in enumerate(piece) if letter.isdigit()]
    if not figures:
        return _misread(piece, chance) if piece.strip() and chance.random() < words else piece
    if chance.random() >= numbers:
        return piece
    at, kind = chance.choice(figures), chance.random()
    figure = piece[at]
    hurt = chance.choice(_FIGURES[figure]) if kind < 0.75 else f"{figure} " if kind < 0.9 else f"'{figure}"
    return piece[:at] + hurt + piece[at + 1 :]


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """Bytes of a file with some changed, cut or doubled."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        if not found:
            break
        at = chance.randrange(len(found))
        match chance.randrange(4):
            case 0:
                found[at] = chance.randrange(256)
            case 1:
                del found[at : at + chance.randint(1, 60)]
            case 2:
                found[at:at] = found[at : at + chance.randint(1, 200)]
            case _:
                found[at:at] = chance.randbytes(chance.randint(1, 8))
    return bytes(found)


def any_file(seed: int, cases: list[Case], pdfs: list[bytes]) -> tuple[str, bytes]:
    """A damaged file: its name and its bytes."""
    chance = random.Random(seed)
    case = chance.choice(cases)
    makers: list[Callable[[], tuple[str, bytes]]] = [
        lambda: ("a.txt", mutated(_text(case, chance), chance).encode("utf-8", "replace")),
        lambda: ("a.txt", mutated(_text(case, chance), chance).encode("utf-8", "replace")),
        lambda: ("a.md", mutated(_text(case, chance), chance).encode(chance.choice(["utf-16", "cp1258"]), "replace")),
        lambda: ("a.html", mutated(_page(case), chance).encode("utf-8", "replace")),
        lambda: ("a.txt", "".join(chance.choices(LETTERS, k=chance.randint(0, 5_000))).encode()),
        lambda: (chance.choice(["a.txt", "a.html", "a.docx", "a.pdf"]), chance.randbytes(chance.randint(0, 3_000))),
        lambda: ("a.txt", spoiled(_text(case, chance).encode(), chance)),
        lambda: ("a.pdf", spoiled(chance.choice(pdfs), chance)),
        lambda: ("a.docx", _spoiled_word(case, chance)),
    ]
    return chance.choice(makers)()


def _text(case: Case, chance: random.Random) -> str:
    return case.text or TEXTS[chance.choice(list(TEXTS))](case)


def _page(case: Case) -> str:
    return case.text or web_page(case)


def _spoiled_word(case: Case, chance: random.Random) -> bytes:
    """A Word file whose text part is mutated, or whose bytes are."""
    data = word_file(case) if not case.text else b"PK\x03\x04"
    if case.text or chance.random() < 0.5:
        return spoiled(data, chance)
    source, buffer = io.BytesIO(data), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = _shuffled_tags(part.decode(), chance).encode("utf-8", "replace")
            new.writestr(name, part)
    return buffer.getvalue()


def _shuffled_tags(xml: str, chance: random.Random) -> str:
    """The text part with elements doubled or dropped whole, so that it often is still XML."""
    paragraphs = xml.split("<w:p>")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(paragraphs))
        paragraphs[at : at + 1] = [paragraphs[at]] * chance.randint(0, 3) or [""]
    return "<w:p>".join(paragraphs)
