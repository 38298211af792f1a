"""How well a text was read: the share of its words that can be Vietnamese syllables.

A Vietnamese syllable is an optional first consonant, a rhyme and a tone; scans read badly break that
shape ("thírc hiên", "công tâc"). Abbreviations in capitals and words with digits are not judged.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+")
_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_RHYME = (
    r"(?:a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|e|ec|em|en|eng|eo|ep|et"
    r"|ê|êch|êm|ên|ênh|êp|êt|êu|i|ia|ich|im|in|inh|ip|it|iu|iêc|iêm|iên|iêng|iêp|iêt|iêu|y|ych|ym|yn|ynh|yt|yu|yêm|yên"
    r"|yêng|yêt|yêu|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|oc|oe|oen|oeo|oet|oi|om"
    r"|on|ong|ooc|oong|op|ot|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|u|ua|uc|ui|um|un|ung|up|ut|uân|uâng|uât|uây|uê"
    r"|uêch|uên|uênh|uơ|uôc|uôi|uôm|uôn|uông|uôt|uy|uya|uych|uyên|uyêt|uynh|uyt|uyp|uyu|ư|ưa|ưc|ưi|ưm|ưn|ưng|ưt|ưu|ươc"
    r"|ươi|ươm|ươn|ương|ươp|ươt|ươu|ê|êc|eng)"
)
_SYLLABLE = re.compile(_ONSET + _RHYME + "$")


def share_of_vietnamese(text: str) -> float:
    """The share (0 to 1, two decimals) of judged words with the shape of a Vietnamese syllable; 1 if none is judged."""
    words = [word for word in _WORD.findall(text) if not word.isupper()]
    if not words:
        return 1.0
    return round(sum(1 for word in words if is_syllable(word)) / len(words), 2)


def is_syllable(word: str) -> bool:
    """Whether a word has the shape of one Vietnamese syllable, whatever its tone and case."""
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word.lower()).translate(_TONES))
    return len(bare) <= 7 and bool(_SYLLABLE.match(bare))
