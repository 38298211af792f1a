"""Emulation movements and the chain of papers that carries them out."""

from campaigns.models.campaign import Campaign, CampaignPeak
from campaigns.models.clock_reminder import ClockReminder
from campaigns.models.plan import Plan

__all__ = ["Campaign", "CampaignPeak", "ClockReminder", "Plan"]
