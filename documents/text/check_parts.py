"""Checks of the parts that a kind of paper has, and of who signs: what a draft's fields tell before it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from documents.text.reading import Finding
from legal.signing import Block, doubts

#: Per layout (Mẫu 1.x) or kind: the field that must be filled in, and what to say when it is not.
_NEEDED = {
    "1.2": ("authority_line", "Chưa có dòng thẩm quyền ban hành, ví dụ “CHỦ TỊCH ỦY BAN NHÂN DÂN …”."),
    "1.5": ("addressees", "Chưa có nơi Kính gửi. Công văn phải ghi gửi cho ai."),
    "1.9": ("second_sign_title", "Biên bản cần hai chữ ký. Hãy ghi chức vụ người ký thứ hai (THƯ KÝ)."),
    "TTr": ("addressees", "Chưa có nơi Kính gửi. Tờ trình phải ghi trình cơ quan nào."),
}


def on_parts(kind: str, layout: str, texts: Mapping[str, str]) -> Iterator[tuple[str, Finding]]:
    """Parts that papers of the kind (code) and layout print and that are still empty, each with its field."""
    for code in (layout, kind):
        field, message = _NEEDED.get(code, ("", ""))
        if field and not texts.get(field, "").strip():
            yield field, Finding("part-missing", "canh_bao", message, "", 1)


def on_signature(texts: Mapping[str, str], *, one_head: bool) -> Iterator[tuple[str, Finding]]:
    """Marks of the signature block that do not go together (``legal.signing``), each with the field it is about.

    Args:
        one_head: the issuer works under one head, not as a collective body.
    """
    fields = ("sign_on_behalf_of", "sign_deputy_for", "sign_title")
    lines = [texts.get(field, "") for field in fields]
    as_head = texts.get("authority_line", "").casefold().startswith("chủ tịch")
    for doubt in doubts(Block(*lines), one_head=one_head, as_head=as_head):
        field = fields[0] if doubt.code.startswith("tm-") else fields[1]
        quote = texts.get(field, "") or texts.get("sign_title", "")
        yield field, Finding(f"signature-{doubt.code}", "canh_bao", doubt.text, quote, 1)
