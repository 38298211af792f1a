"""What a form may be sent by somebody who means no good, or by a machine that is broken."""

from __future__ import annotations

from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.fuzz.forms import Field

HOSTILE = (
    "", " ", "\x00", "a\x00b", "0", "-1", "1e309", "NaN", "99999999999999999999", "١٢٣", "½", "1,5",
    "31/02/2024", "00/00/0000", "01/01/0001", "31/12/9999", "2024-13-45", "29/02/2023",
    "<script>alert(1)</script>", "{{ 7*7 }}", "{% include 'x' %}", "=HYPERLINK(\"http://x\")", "../../etc/passwd",
    "' OR '1'='1", "\u202eđảo ngược", "\ufeff", "Ngu\u0079ê\u0303n", "\ud7ff", "😀" * 50, "a" * 5000, "ệ" * 2100,
    "\r\n\r\nX: y", "%00%0a", "[]", "{}", "null", "true", "[1", "00000000-0000-0000-0000-000000000007", "[12]",
    "I. A\n1. B\na) C\n- D\n| x | y |\n|---|\n", "PHỤ LỤC I\n" * 200, "**" * 300, "\\", "\t", ";" * 40,
)  # fmt: skip
FILES = (
    ("rong.docx", b""), ("gia.docx", b"PK\x03\x04" + b"\x00" * 60), ("chu.txt", "Kế hoạch".encode("utf-16")),
    ("so.xlsx", b"PK\x05\x06" + b"\x00" * 18), ("anh.png", b"\x89PNG\r\n\x1a\n\x00"), ("to.pdf", b"%PDF-1.7\n%%EOF"),
    ("../../ten.exe", b"MZ"), ("x" * 300 + ".txt", b"a"), ("chu.txt", "KẾ HOẠCH\nI. A\n- B./.".encode()),
)  # fmt: skip


def filled(fields: tuple[Field, ...], chance: Random) -> dict[str, object]:
    """A sending: mostly what the form holds, with one to all fields spoilt, left out or made up."""
    sent: dict[str, object] = {}
    buttons = [field for field in fields if field.kind == "submit"]
    pressed = chance.choice(buttons) if buttons and chance.random() < 0.8 else None
    spoil = chance.choice((0.0, 0.15, 0.5, 1.0))
    for field in fields:
        if (field.kind == "submit" and field is not pressed) or chance.random() < 0.04:
            continue
        if field.kind in ("checkbox", "radio") and chance.random() < 0.5:
            continue
        sent[field.name] = _value(field, chance, spoil)
    if chance.random() < 0.1:
        sent[chance.choice(("next", "preview", "autosave", "version", "pk", "trang", "sau"))] = chance.choice(HOSTILE)
    return sent


def is_hostile(value: object) -> bool:
    """Whether no form expects it: a text of ``HOSTILE``, or any of the files."""
    return isinstance(value, SimpleUploadedFile) or value in HOSTILE


def _value(field: Field, chance: Random, spoil: float) -> object:
    if field.kind == "file":
        return SimpleUploadedFile(*chance.choice(FILES))
    if chance.random() < spoil:
        return chance.choice(HOSTILE)
    if field.offers:
        return chance.choice(field.offers)
    return field.value or chance.choice(("Nội dung thử", "12/05/2024", "Phòng Tư pháp", "5", ""))
