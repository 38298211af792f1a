"""How well a text was read: the share of its words that can be Vietnamese, by the grammar of the syllable.

A syllable is an optional first consonant, a rhyme and a tone, and not every pair of them exists: "k" stands only before
i, e, ê, y; a rhyme that ends in c, ch, p, t bears only the tones sắc and nặng. Scans read badly break that shape
("thírc hiên", "công tâc"), or lose the marks. Numbers, abbreviations, addresses and foreign names are not judged.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from documents.text.folded import fold
from documents.text.lists import compounds

_TOKEN = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"@|://|^www\.|\.(?:vn|com|gov|net|org|edu)\b")
# A label at the head of a line is no word: "a)", "II.".
_LABEL = re.compile(r"^\s*\(?\w{1,4}[.)/]\s", re.MULTILINE)
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_OPEN_TONES = frozenset({"", "\u0300", "\u0303", "\u0309"})
_ONSET = (
    r"(?P<onset>ngh|ng(?![êeiíy])|nh|ch|gh(?=[ieê])|gi|g(?![êe])|kh|k(?=[ieêy])|c(?![ieêy])|ph|qu|th|tr|đ"
    r"|[bdhlmnprstvx])?"
)
_RHYME = (
    r"(?P<rhyme>ach|anh|ang|ăng|âng|ac|ai|am|an|ao|ap|at|au|ay|ăc|ăm|ăn|ăp|ăt|âc|âm|ân|âp|ât|âu|ây|a|êch|ênh|eng"
    r"|ec|em|en"
    r"|eo|ep|et|êm|ên|êp|êt|êu|êc|e|ê|iêng|iêc|iêm|iên|iêp|iêt|iêu|ich|inh|ia|im|in|ip|it|iu|i|yêm|yên|yêng|yêt"
    r"|yêu|ynh"
    r"|ych|ym|yn|yt|yu|y|oach|oanh|oang|oăng|ooc|oong|oac|oai|oam|oan|oao|oap|oat|oay|oăc|oăm|oăn|oăt|oen|oeo|oet"
    r"|oa|oc|oe"
    r"|oi|om|ong|on|op|ot|ôông|ông|ôc|ôi|ôm|ôn|ôp|ôt|o|ô|ơi|ơm|ơn|ơp|ơt|ơ|uyêch|uyên|uyêt|uynh|uych|uya|uyp|uyt"
    r"|uyu|uy"
    r"|uâng|uân|uât|uây|uêch|uênh|uên|uê|uôm|uông|uôn|uôc|uôi|uôt|uơ|ua|uc|ui|ung|um|un|up|ut|u|ươc|ương|ươi|ươm"
    r"|ươn|ươp"
    r"|ươt|ươu|ưng|ưa|ưc|ưi|ưm|ưn|ưt|ưu|ư)"
)
_SYLLABLE = re.compile(f"{_ONSET}{_RHYME}$")
_CLOSED = re.compile(r"(?:c|ch|p|t)$")
# "5ha", "m2", "2b": measures and numbers of copies.
_MEASURE = re.compile(r"\d+[a-zđ]{0,3}$|(?:m|km|cm|dm|ha)\d$")
# Foreign words that offices write in small letters.
_FILE = Path(__file__).resolve().parents[1] / "data" / "reading" / "foreign.txt"
_FOREIGN = frozenset(word for word in _FILE.read_text("utf-8").splitlines() if word and word[0] != "#")
# A capital and what no syllable here has: a letter that Vietnamese lacks, or vowels on both sides of a consonant.
_ABROAD = re.compile(r"[fjwzFJWZ]|[aeiouyAEIOUY][^aeiouy]+[aeiouy]")
# Of the words of a Vietnamese text about 0.29 bear no tone mark (counted on plans of 1,200 to 2,300 words; 0.42 in
# short ones); what lies above the limit lost its marks, though it could exist.
_LEVEL_TONE = 0.45
_LOST = 1.5
_ENOUGH = 40
#: A text with so many sound words was not damaged: what it says otherwise than usual, it means.
CLEAN = 0.97


def share_of_vietnamese(text: str) -> float:
    """The share (0 to 1, two decimals) of judged words that can be Vietnamese; 1 if none is judged."""
    judged = sound = level = 0
    words = words_of(text)
    for word in words:
        verdict = _verdict(word)
        if verdict is None:
            continue
        judged += 1
        sound += verdict
        level += verdict and _has_level_tone(word)
    if not judged:
        return 1.0
    lost = max(0.0, level - _LEVEL_TONE * judged) if judged >= _ENOUGH else 0.0
    if sound < CLEAN * judged and not lost:
        sound -= _otherwise(words)
    return round(max(0.0, sound - _LOST * lost) / judged, 2)


def _otherwise(words: Sequence[str]) -> int:
    """How many sound words stand in a compound of office writing and bear other marks than it: "phong trảo"."""
    known = _compounds()
    found = 0
    for first, second in pairwise(words):
        right = known.get(fold(f"{first} {second}"))
        if right:
            pairs = zip((first, second), right.split(), strict=True)
            found += sum(word.lower() != meant and _verdict(word) is True for word, meant in pairs)
    return found


@cache
def _compounds() -> dict[str, str]:
    """Compounds by their letters without marks; "" where two differ by marks alone."""
    by_fold: dict[str, str] = {}
    for known in compounds():
        key = fold(known)
        by_fold[key] = "" if key in by_fold else known
    return by_fold


def words_of(text: str) -> list[str]:
    """The words of a text, without addresses and without the labels of its lines."""
    text = _LABEL.sub(" ", unicodedata.normalize("NFC", text))
    pieces = (piece for piece in text.split() if not (("." in piece or "@" in piece) and _ADDRESS.search(piece)))
    return _TOKEN.findall(" ".join(pieces))


def is_damaged(word: str) -> bool:
    """Whether a word is judged and cannot be Vietnamese."""
    return _verdict(word) is False


@lru_cache(maxsize=20_000)
def _verdict(word: str) -> bool | None:
    """Whether a word can be Vietnamese; None when it is not judged: numbers, abbreviations, names from abroad."""
    if word.isdigit() or word.isupper() or word.lower() in _FOREIGN or _MEASURE.match(word):
        return None
    if any(letter.isupper() for letter in word[1:]):
        return None
    if any(letter.isdigit() for letter in word):
        return None if word[0].isupper() and word.isascii() else False
    if is_syllable(word):
        return True
    return None if word[0].isupper() and word.isascii() and _ABROAD.search(word) else False


@lru_cache(maxsize=20_000)
def _has_level_tone(word: str) -> bool:
    return not _TONE.search(unicodedata.normalize("NFD", word))


def is_syllable(word: str) -> bool:
    """Whether a word has the shape of one Vietnamese syllable with its tone."""
    apart = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(apart)
    if len(tones) > 1 or len(word) > 7:
        return False
    found = _SYLLABLE.match(unicodedata.normalize("NFC", _TONE.sub("", apart)))
    if found is None:
        return False
    return not (_CLOSED.search(found["rhyme"]) and "".join(tones) in _OPEN_TONES)
