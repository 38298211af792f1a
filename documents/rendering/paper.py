"""``Paper``: everything that is printed on one official paper, and nothing else.

It is the snapshot that a render job stores, hashes and renders: plain data that goes to JSON and
back without loss, so that the same paper gives the same bytes in any process.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from documents.text.tree import Body, Item, Signature

# Mẫu 1.4, "văn bản có tên loại": also of every snapshot made before there were others.
DEFAULT_LAYOUT = "1.4"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper in one of the layouts of NĐ 30/2020, Phụ lục III; ``layout`` is the template's number ("1.4").

    ``kind`` is the printed name ("Kế hoạch"); ``parent_authority`` and ``authority`` are the two
    lines of the letterhead as full names ("Ủy ban nhân dân thành phố Tây Ninh"); ``number`` is ""
    until issued; day, month, year are None where they are still blank; ``draft`` prints DỰ THẢO;
    ``verify_url`` "" means no QR code. ``addressees`` are those of Kính gửi; ``authority_line`` stands above the
    căn cứ of a decision, ``second_signature`` (the secretary's) beside that of minutes, ``contact_line`` at the foot
    of a letter; ``urgency`` is the word of the stamp ("Hỏa tốc").
    """

    kind: str
    authority: str
    parent_authority: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    day: int | None = None
    month: int | None = None
    year: int | None = None
    summary: str = ""
    bases: tuple[str, ...] = ()
    body: Body = field(default_factory=Body)
    recipients: tuple[str, ...] = ()
    drafter_mark: str = ""
    signature: Signature = field(default_factory=Signature)
    draft: bool = False
    verify_url: str = ""
    layout: str = DEFAULT_LAYOUT
    addressees: tuple[str, ...] = ()
    authority_line: str = ""
    second_signature: Signature = field(default_factory=Signature)
    urgency: str = ""
    contact_line: str = ""

    def to_json(self) -> str:
        """Canonical JSON: sorted keys, no spaces, NFC text as it stands."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Paper:
        """The paper that ``to_json`` wrote, also before the later fields were there.

        Raises:
            ValueError: the text is not JSON; TypeError or KeyError: it is not a paper.
        """
        data = json.loads(text)
        data["body"] = _body(data["body"])
        data["signature"] = Signature(**data["signature"])
        data["bases"] = tuple(data["bases"])
        data["recipients"] = tuple(data["recipients"])
        data["addressees"] = tuple(data.get("addressees", ()))
        data["second_signature"] = Signature(**data.get("second_signature", {}))
        return cls(**data)

    def content_hash(self, template_version: str) -> str:
        """SHA-256 (hex) of the snapshot and of the template version that will print it."""
        return hashlib.sha256(f"{template_version}\n{self.to_json()}".encode()).hexdigest()


def _body(data: dict[str, Any]) -> Body:
    return Body(
        opening=tuple(data["opening"]),
        sections=tuple(_item(item) for item in data["sections"]),
        closing=tuple(data["closing"]),
    )


def _item(data: dict[str, Any]) -> Item:
    return Item(
        level=data["level"],
        label=data["label"],
        title=data["title"],
        text=tuple(data["text"]),
        children=tuple(_item(child) for child in data["children"]),
        rows=tuple(tuple(row) for row in data["rows"]),
        line=data["line"],
    )
