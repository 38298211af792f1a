"""Names of other places in a paper: what stays when a neighbour's plan was taken as a model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from documents.text.folded import fold
from documents.text.places import whereabouts
from documents.text.reading import Citation, Finding
from documents.text.sentences import Sentence
from documents.text.tree import Header

_U = "A-ZĐÁÂÔƠƯĂÊÝÍÓẤẢÀỦỨ"
_OWN_WORDS = re.compile(
    r"(?<![^\W_])(?:trên địa bàn|toàn|nhân dân|của UBND|của Ủy ban nhân dân|HĐND|Hội đồng nhân dân)\s(?:toàn\s)?"
    rf"(?P<word>tỉnh|thành phố|huyện|quận|thị xã|xã|phường"
    rf"|thị trấn)\s(?P<name>[{_U}][^\W\d_]+(?:\s[{_U}][^\W\d_]*){{0,3}})"
)
# A place that is named more often than this belongs to the matter.
_SLIP = 2


def on_other_places(header: Header, sentences: Sequence[Sentence], citations: Sequence[Citation]) -> Iterator[Finding]:
    """ "trên địa bàn huyện Tân Biên" in a plan of huyện Châu Thành: named once or twice, and nowhere cited."""
    where = whereabouts(header, (sentence.text for sentence in sentences))
    own = {word: fold(name) for word, name in where.names.items()}
    cited = " ".join(fold(citation.quote) for citation in citations)
    strangers = []
    for sentence in sentences:
        for found in _OWN_WORDS.finditer(sentence.text):
            name = fold(found["name"])
            mine = own.get(found["word"])
            if mine and not (name == mine or name.startswith(f"{mine} ") or mine.startswith(f"{name} ")):
                strangers.append((f"{fold(found['word'])} {name}", sentence, found))
    counts = Counter(place for place, _, _ in strangers)
    for place, sentence, found in strangers:
        if counts[place] <= _SLIP and place not in cited:
            line = sentence.paragraph.line_at(sentence.start + found.start())
            named = f"{found['word']} {found['name']}"
            message = f"“{named}” không phải địa bàn của văn bản này: hãy kiểm tra, có thể còn sót từ mẫu."
            yield Finding("other-place", "goi_y", message, found[0], line)
