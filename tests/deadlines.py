"""Deadlines by how late they are."""

from __future__ import annotations

from datetime import date, timedelta

from legal.workdays import working_days_late


def due_so_late(days: int, today: date) -> date:
    """A deadline that was over ``days`` working days ago; so many calendar days from now when that is negative."""
    if days < 0:
        return today + timedelta(days=-days)
    due = today
    while working_days_late(due, today) < days:
        due -= timedelta(days=1)
    return due
