"""Lists of records from Excel: their tables and the check of their rows. Pure functions over text."""
