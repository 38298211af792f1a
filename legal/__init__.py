"""Dated law as data and pure functions over it; no Django."""
