"""Which paper a plan carries out, said afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from campaigns.forms.start import ParentField
from campaigns.models import Plan
from organizations.models import User


class ParentForm(forms.Form):
    """The papers that the plan can carry out; the present one stays in the list when it holds no longer."""

    def __init__(self, *args: Any, plan: Plan, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible = Plan.objects.visible_to(user)
        possible = visible.filter(Q(pk__in=visible.above(plan).values("pk")) | Q(pk=plan.parent_id))
        self.fields["parent"] = ParentField(
            possible.for_tree().order_by("depth", "document__owner__protocol_order", "-pk"),
            label="Thực hiện văn bản",
            required=False,
            empty_label="Không có: văn bản đứng đầu chuỗi",
            help_text=f"Chỉ thị, kế hoạch năm {plan.year} đang có hiệu lực của cấp trên và của đơn vị.",
            error_messages={"invalid_choice": "Hãy chọn văn bản cấp trên trong danh sách."},
            initial=plan.parent_id,
        )
