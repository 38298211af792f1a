"""Dated law as data and pure functions over it; no Django. ``docs/law.md`` says what stands where."""
