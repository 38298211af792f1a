"""Records that the rules need: awards, annual ratings, initiatives, discipline, what is under review."""

from awards.models.award import Award
from awards.models.discipline import Discipline, Review
from awards.models.household import Household
from awards.models.initiative import Initiative, InitiativeAuthor
from awards.models.rating import Rating
from awards.models.statement import Statement
from awards.models.subject import Level, Precision

__all__ = [
    "Award",
    "Discipline",
    "Household",
    "Initiative",
    "InitiativeAuthor",
    "Level",
    "Precision",
    "Rating",
    "Review",
    "Statement",
]
