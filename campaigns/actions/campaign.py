"""Launching movements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from campaigns.models import Campaign, CampaignPeak
from documents.models import Document
from organizations.models import Role, Unit, User
from organizations.names import normalize
from workflow.engine import Refused

LAUNCHERS = (Role.STANDING_OFFICER, Role.UNIT_OFFICER, Role.UNIT_HEAD, Role.SIGNING_LEADER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """A peak period (đợt thi đua cao điểm) to be held inside a movement; both days belong to it."""

    name: str
    starts_on: date
    ends_on: date


def peak_faults(peak: Peak, starts_on: date, ends_on: date) -> dict[str, str]:
    """What is wrong with the days of a peak in a movement from ``starts_on`` to ``ends_on``: a sentence by field."""
    if peak.ends_on < peak.starts_on:
        return {"ends_on": "Ngày kết thúc đợt phải từ ngày bắt đầu đợt trở đi."}
    period = f"trong thời gian của phong trào, từ {starts_on:%d/%m/%Y} đến {ends_on:%d/%m/%Y}"
    faults = {}
    if not starts_on <= peak.starts_on <= ends_on:
        faults["starts_on"] = f"Đợt cao điểm phải bắt đầu {period}."
    if not starts_on <= peak.ends_on <= ends_on:
        faults["ends_on"] = f"Đợt cao điểm phải kết thúc {period}."
    return faults


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
    peaks: Sequence[Peak] = (),
) -> Campaign:
    """A movement of the host unit with its peak periods, launched by a paper (a directive received, or a plan).

    Raises:
        Refused: ``by`` may not do so there or may not see the paper. ValidationError: a field is empty, too long or
            out of order, a peak leaves the period, or the host has a movement of that name in the year (a form posted
            twice, also at the same moment, makes no second one). Nothing was made.
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
    rows = [_peak_row(campaign, peak) for peak in peaks]
    try:
        with transaction.atomic():
            campaign.save()
            CampaignPeak.objects.bulk_create(rows)
    except IntegrityError:
        # Somebody launched it between the check and the saving: the check now finds it and says so.
        campaign.validate_constraints()
        raise
    return campaign


def _peak_row(campaign: Campaign, peak: Peak) -> CampaignPeak:
    if faults := peak_faults(peak, campaign.starts_on, campaign.ends_on):
        raise ValidationError(faults)
    row = CampaignPeak(campaign=campaign, name=normalize(peak.name), starts_on=peak.starts_on, ends_on=peak.ends_on)
    row.full_clean(exclude=["campaign"])
    return row
