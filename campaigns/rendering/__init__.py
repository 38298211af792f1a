"""Where things stand in drawings: pure functions, no Django."""
