"""Titles (danh hiệu) and commendations: the records of what was given, which the rules ask for."""
