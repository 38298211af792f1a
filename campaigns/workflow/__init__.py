"""The tables of what moves in this package, one module for each."""
