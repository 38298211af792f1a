"""How anything changes state, and the log of it."""
