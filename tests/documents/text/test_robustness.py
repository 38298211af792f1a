"""Damaged, hostile and huge input ends fast, with a reading or with a Vietnamese sentence."""

from __future__ import annotations

import contextlib
import gc
import io
import json
import random
import time
import zipfile

import docx
import pytest

from documents.text.light import parse_body, print_body
from documents.text.reader import read_file, read_text
from documents.text.reading import ReadingError
from tests.documents.text.samples import NAMES, sample

SPLICES = ["\n", "“", "”", "(", "**", "|", "Số: ", "Căn cứ ", "Nơi nhận:", "\\", "ngày tháng năm", "1. ", "#", "TM. "]


def mutated(text: str, seed: int) -> str:
    """``text`` with a few pieces cut, doubled, moved or spoiled, always the same for a seed."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.randint(0, 400))
        at = chance.randrange(len(text))
        piece = chance.choice([text[start:end], chance.choice(SPLICES), chance.choice(SPLICES) * chance.randint(1, 50)])
        text = text[:at] + piece + text[at:] if chance.random() < 0.5 else text[:start] + piece + text[end:]
    return text


@pytest.mark.parametrize("name", NAMES)
def test_mutations_never_crash_and_give_a_body_that_can_be_stored(name: str) -> None:
    text = sample(name)
    for seed in range(120):
        damaged = mutated(text, seed)
        reading = read_text(damaged)
        assert json.loads(json.dumps(reading.as_json(), ensure_ascii=False))["header"].keys() == {
            "kind", "number", "symbol", "place", "date", "issuer", "summary",
        }  # fmt: skip
        assert parse_body(print_body(reading.body)) == reading.body, seed


LONG = 200_000
HUGE = {
    "one line of words": "thi đua " * (LONG // 8),
    "one word": "a" * LONG,
    "many short lines": "- a\n" * (LONG // 4),
    "dots": "Số: " + "." * LONG,
    "stars": "*" * LONG,
    "stars apart": "* " * (LONG // 2),
    "backslashes": "\\" * LONG,
    "bars": "|" * (LONG // 10),
    "quotes": "phong trào “" * (LONG // 20),
    "capitals": "ỦY BAN " * (LONG // 7),
    "numbers": "1.1.1. " * (LONG // 7),
    "mentions": "Kế hoạch số 5/KH-UBND ngày 1/1/2023 của UBND xã về " * (LONG // 100),
    "dates": "ngày  tháng  năm " * (LONG // 20),
    "spaces": "a" + " " * LONG + "b",
    "bold labels": "**1. a** " * (LONG // 20),
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE.keys())
def test_texts_made_to_be_slow_end_in_seconds(text: str) -> None:
    started = time.process_time()
    with contextlib.suppress(ReadingError):
        read_text(text)
    assert time.process_time() - started < 15


def test_five_megabytes_of_plans_are_read_in_seconds() -> None:
    text = (sample(NAMES[0]) + "\n") * (5_000_000 // len(sample(NAMES[0])))
    started = time.process_time()
    assert len(read_text(text).citations) > 1_000
    assert time.process_time() - started < 90


def test_a_longer_text_is_refused() -> None:
    with pytest.raises(ReadingError, match=r"^Văn bản quá dài\."):
        read_text("a" * 6_000_001)


def docx_of(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 90_000_000)
    return buffer.getvalue()


def with_entities() -> bytes:
    source, buffer = io.BytesIO(docx_of("Nội dung")), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(
                    b"<w:document", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1
                )
                data = data.replace("Nội dung".encode(), b"&e;")
            new.writestr(name, data)
    return buffer.getvalue()


DOCTYPE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
REFUSED = [
    ("a.txt", b"", "Văn bản không có chữ nào."),
    ("a.txt", b"PK\x03\x04\x00\x00", "Tệp không phải là văn bản."),
    ("a.pdf", b"%PDF-1.7 ...", "Tệp PDF bị hỏng nên không mở được."),
    ("a.txt", b"%PDF-1.7 ...", "Tệp PDF bị hỏng nên không mở được."),
    ("a.html", b"<p>&nbsp;</p>", "Văn bản không có chữ nào."),
    ("a.html", b"PK\x03\x04\x00\x00", "Tệp không phải là văn bản."),
    ("a.doc", b"\xd0\xcf\x11\xe0....", "Đây là tệp Word đời cũ (.doc)."),
    ("a.xlsx", b"PK", "Không đọc được loại tệp này."),
    ("a", b"abc", "Không đọc được loại tệp này."),
    ("a.docx", b"khong phai zip", "Tệp Word bị hỏng"),
    ("a.docx", docx_of("Nội dung")[:2000], "Tệp Word bị hỏng"),
    ("a.docx", with_entities(), "Tệp Word bị hỏng"),
    ("a.docx", bomb(), "Tệp Word có cấu trúc bất thường"),
    ("a.txt", b"a" * 20_000_001, "Tệp quá lớn"),
]


@pytest.mark.parametrize(
    ("name", "data", "sentence"), REFUSED, ids=[f"{name}-{index}" for index, (name, *_) in enumerate(REFUSED)]
)
def test_bad_files_are_refused_with_a_sentence_that_says_what_to_do(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        read_file(name, data)
    assert str(refusal.value).startswith(sentence)
    assert "Vui lòng" in str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_are_read(encoding: str) -> None:
    text = sample(NAMES[0])
    assert read_file("a.txt", text.encode(encoding)).as_json() == read_text(text).as_json()


SHORT = {"headings": "I. A\n", "numbered": "1. Mục\n", "headings in turn": "I. A\n1. B\na) c\n- d\n", "notes": "*a\n"}


def fastest(text: str) -> float:
    """Processor seconds of the fastest of three readings: a busy machine only adds to them.

    Without the collector of garbage, which looks through what other tests left in this process.
    """
    times = []
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            parse_body(text)
            times.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(times)


@pytest.mark.parametrize("name", SHORT)
def test_light_text_of_short_lines_is_read_in_a_time_by_its_length(name: str) -> None:
    unit = SHORT[name]
    small, large = (fastest(unit * (size // len(unit))) for size in (20_000, 320_000))
    # Sixteen times as much, or 256 times when every line looks at all others: 64 lies between.
    assert large < 64 * small, f"{small:.3f} s, sixteen times as long {large:.3f} s"


def test_very_many_short_lines_are_refused_unread() -> None:
    with pytest.raises(ReadingError, match="quá dài"):
        read_text("I. A\n" * 18_001, longest=450_000)
    assert read_text("I. A\n" * 2_000, longest=450_000).body.sections
