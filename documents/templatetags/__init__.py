"""Tags of the papers' pages."""
