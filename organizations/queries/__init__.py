"""What the pages of units, people, blocks and users read."""

from organizations.queries.notes import notes_on_people, notes_on_units, notes_on_users
from organizations.queries.units import unfinished_in

__all__ = ["notes_on_people", "notes_on_units", "notes_on_users", "unfinished_in"]
