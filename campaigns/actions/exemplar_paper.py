"""Soạn danh sách điển hình tiên tiến: a draft paper in the official layout with the list as annex."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils import timezone

from campaigns.models import Exemplar
from campaigns.models.exemplar import ExemplarState
from campaigns.text.exemplar_annex import Listed, list_body, years_in_words
from documents.actions.create import begin_paper, signature_of, signers_of
from documents.models import Document
from organizations.models import Unit, User
from workflow.engine import Refused

#: Kinds of paper that such a list goes out in.
PAPER_KINDS = {"TB": "Thông báo", "BC": "Báo cáo"}
MOST_LISTED = 500


def draft_list(*, unit: Unit, kind: str, exemplars: Iterable[Exemplar], by: User, creation_key: uuid.UUID) -> Document:
    """A draft of the unit that lists the approved ones of these exemplars, by kind and in their order.

    Raises:
        Refused: ``by`` may not draft there, the kind is none of ``PAPER_KINDS``, or nothing approved is among them.
    """
    if kind not in PAPER_KINDS:
        raise Refused("Hãy chọn thông báo hoặc báo cáo.")
    approved = [one for one in exemplars if one.state == ExemplarState.APPROVED]
    if not approved:
        raise Refused("Trong danh sách đang lọc chưa có điển hình nào đã duyệt. Hãy đổi điều kiện lọc.")
    if len(approved) > MOST_LISTED:
        raise Refused(f"Danh sách có {len(approved)} điển hình; hãy lọc còn tối đa {MOST_LISTED} để lập phụ lục.")
    order = list(Exemplar.Kind.values)
    approved.sort(key=lambda one: order.index(one.kind))
    rows = [
        Listed(one.get_kind_display(), one.name, one.unit.official_name, one.movement_name, one.summary)
        for one in approved
    ]
    years = years_in_words(one.year for one in approved)
    signers = signers_of(unit, timezone.localdate())
    texts = {
        "summary": f"Danh sách điển hình tiên tiến {years}",
        "body": list_body(unit.official_name, years, rows, report=kind == "BC"),
        "recipients": "- Các cơ quan, đơn vị trực thuộc;\n- Lưu: VT.",
    }
    signature = signature_of(unit, kind, signers[0] if signers else None, as_head=False)
    return begin_paper(unit=unit, kind=kind, texts=texts, signature=signature, by=by, creation_key=creation_key)
