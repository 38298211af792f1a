"""Launching movements."""

from __future__ import annotations

from datetime import date

from campaigns.models import Campaign
from documents.models import Document
from organizations.models import Role, Unit, User
from organizations.names import normalize
from workflow.engine import Refused

LAUNCHERS = (Role.STANDING_OFFICER, Role.UNIT_OFFICER, Role.UNIT_HEAD, Role.SIGNING_LEADER)


def launch_campaign(
    *,
    host: Unit,
    name: str,
    year: int,
    starts_on: date,
    ends_on: date,
    by: User,
    theme: str = "",
    kind: str = Campaign.Kind.REGULAR,
    scope: str = Campaign.Scope.BRANCH_OR_PROVINCE,
    launched_by: Document | None = None,
) -> Campaign:
    """A movement of the host unit, launched by a paper (a directive received, or a plan).

    Raises:
        Refused: ``by`` may not do so there or may not see the paper. ValidationError: a field is empty, too long or
            out of order, or the host has a movement of that name in the year (a form posted twice makes no second one).
    """
    if not by.holds(LAUNCHERS, host.pk):
        raise Refused(f"Bạn không có quyền phát động phong trào của {host}.")
    if launched_by and not Document.objects.visible_to(by).filter(pk=launched_by.pk).exists():
        raise Refused("Không tìm thấy văn bản phát động. Hãy chọn lại trong danh sách.")
    campaign = Campaign(
        host=host,
        name=normalize(name),
        theme=normalize(theme),
        kind=kind,
        scope=scope,
        year=year,
        starts_on=starts_on,
        ends_on=ends_on,
        launched_by=launched_by,
        created_by=by,
    )
    campaign.full_clean()
    campaign.save()
    return campaign
