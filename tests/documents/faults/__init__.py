"""Helpers of the tests in which processes are killed and services stopped."""
