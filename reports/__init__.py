"""Pages that read everything and change nothing."""
