"""Official papers: reading, numbering, rendering, storing, verifying."""
