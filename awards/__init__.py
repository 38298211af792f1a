"""Titles (danh hiệu) and commendations, from registration to the register of awards.

Holds nothing yet. The package keeps its place in the import order (``docs/architecture.md``).
"""
