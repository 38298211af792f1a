"""Measurable aims: a number with a unit of measure in a sentence that promises a result."""

from __future__ import annotations

import re
from collections.abc import Iterable

from documents.text.reading import Target
from documents.text.sentences import Sentence

_UNITS = (
    "%", "phần trăm", "nghìn tỷ đồng", "tỷ đồng", "triệu đồng", "nghìn đồng", "đồng", "triệu USD", "USD", "km", "ha",
    "m2", "m²", "tấn", "MW", "tiêu chí", "mô hình", "điển hình tiên tiến", "điển hình", "gương điển hình", "sáng kiến",
    "đề tài", "công trình", "hộ", "người", "lượt người", "lao động", "tập thể", "cá nhân", "doanh nghiệp", "hợp tác xã",
    "xã", "phường", "ấp", "khu phố", "trường", "lớp", "cuộc", "đợt", "buổi", "tin", "bài", "tin, bài", "căn nhà",
    "căn", "điểm", "giường bệnh", "thủ tục", "hồ sơ", "sản phẩm",
)  # fmt: skip
_AIM = re.compile(
    r"\b(?:đạt|phấn đấu|ít nhất|tối thiểu|không dưới|trở lên|chỉ tiêu|tăng|giảm|hoàn thành|bảo đảm|đảm bảo|mỗi|trên"
    r"|dưới|từ|có|xây dựng|thu ngân sách|bình quân)\b",
    re.IGNORECASE,
)
_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_MEASURE = re.compile(
    rf"(?<![\w/.,-])(?P<value>\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?)\s?(?P<unit>{_UNIT})(?!\w)"
)
# How far before the number the word of promise may stand, in characters.
_NEAR = 60


def find_targets(sentences: Iterable[Sentence]) -> tuple[Target, ...]:
    """Every measured aim in reading order, with the sentence it stands in. Values keep their written form."""
    return tuple(
        Target(sentence.text, found["value"], found["unit"], sentence.paragraph.line_at(sentence.start + found.start()))
        for sentence in sentences
        for found in _MEASURE.finditer(sentence.text)
        if _AIM.search(sentence.text, max(0, found.start() - _NEAR), found.start())
        or sentence.text.startswith("trở lên", found.end() + 1)
    )
