"""Directives, plans and the chain they form."""
