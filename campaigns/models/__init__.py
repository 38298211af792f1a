"""Emulation movements, the chain of papers that carries them out, and what each paper asks of whom."""

from campaigns.models.adoption import ModelAdoption
from campaigns.models.answer import ItemAnswer
from campaigns.models.board_file import BoardFile
from campaigns.models.campaign import Campaign, CampaignPeak
from campaigns.models.clock_reminder import ClockReminder
from campaigns.models.exemplar import Exemplar, ExemplarPhoto
from campaigns.models.inspection import InspectionProgramme, InspectionVisit
from campaigns.models.inspection_finding import EvidenceFile, FindingReminder, FindingResponse, InspectionFinding
from campaigns.models.item import PlanItem
from campaigns.models.obligation import Obligation
from campaigns.models.plan import Plan
from campaigns.models.progress import (
    ProgressReport,
    ReportFile,
    ReportLine,
    ReportReminder,
    ReportRound,
    RoundPaper,
)
from campaigns.models.target import Target, TargetActual, TargetShare

__all__ = [
    "BoardFile",
    "Campaign",
    "CampaignPeak",
    "ClockReminder",
    "EvidenceFile",
    "Exemplar",
    "ExemplarPhoto",
    "FindingReminder",
    "FindingResponse",
    "InspectionFinding",
    "InspectionProgramme",
    "InspectionVisit",
    "ItemAnswer",
    "ModelAdoption",
    "Obligation",
    "Plan",
    "PlanItem",
    "ProgressReport",
    "ReportFile",
    "ReportLine",
    "ReportReminder",
    "ReportRound",
    "RoundPaper",
    "Target",
    "TargetActual",
    "TargetShare",
]
