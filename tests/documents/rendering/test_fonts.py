"""The vendored faces have every Vietnamese letter, and the printed file uses no others."""

from __future__ import annotations

import io
import itertools
import unicodedata

import pytest
from fontTools.ttLib import TTFont

from documents.rendering.metrics import FONT_FOLDER, width_mm
from documents.rendering.sandbox import Renderer
from tests.documents.rendering.papers import FULL
from tests.documents.rendering.reading_back import Pages

FACES = ("Regular", "Italic", "Bold", "BoldItalic")
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"
LETTERS = {
    unicodedata.normalize("NFC", letter + tone)
    for vowel, tone in itertools.product(VOWELS, TONES)
    for letter in (vowel, vowel.upper())
} | set("đĐbcdghklmnpqrstvxBCDGHKLMNPQRSTVXfjwzFJWZ")
SIGNS = set("0123456789 .,;:!?()[]{}'\"“”‘’…–—-/\\%&@#*+=<>|~^_•°±×÷≤≥≠≈√²³½¼¾→←☐✓₫€§†′″№\u00a0")


def test_there_are_134_accented_and_marked_letters_to_look_for() -> None:
    assert len([letter for letter in LETTERS if not letter.isascii()]) == 134


@pytest.mark.parametrize("face", FACES)
def test_face_has_every_letter_and_sign(face: str) -> None:
    with TTFont(FONT_FOLDER / f"Tinos-{face}.ttf") as font:
        known = font.getBestCmap()
    assert {sign for sign in LETTERS | SIGNS if ord(sign) not in known} == set()


@pytest.mark.parametrize("face", FACES)
def test_face_may_be_embedded(face: str) -> None:
    with TTFont(FONT_FOLDER / f"Tinos-{face}.ttf") as font:
        assert font["OS/2"].fsType == 0


def test_licence_lies_beside_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONT_FOLDER / "OFL.txt").read_text("utf-8")


def test_width_is_that_of_the_printed_line(renderer: Renderer) -> None:
    line = Pages(renderer.render(FULL, "pdf")).find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12) == pytest.approx(line.width, abs=0.1)


def test_letters_are_of_times_width() -> None:
    """Times New Roman's own advances in 2048ths of an em: a 909, M (bold) 1933, space 512."""
    with TTFont(io.BytesIO((FONT_FOLDER / "Tinos-Regular.ttf").read_bytes())) as font:
        widths, names = font["hmtx"].metrics, font.getBestCmap()
        assert [widths[names[ord(letter)]][0] for letter in "a "] == [909, 512]
    with TTFont(FONT_FOLDER / "Tinos-Bold.ttf") as font:
        assert font["hmtx"].metrics[font.getBestCmap()[ord("M")]][0] == 1933
