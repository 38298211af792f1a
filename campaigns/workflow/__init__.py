"""How things of this package change state: one table for each."""
