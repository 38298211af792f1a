"""The version of the layout: what it changes is a different file for the same paper."""

TEMPLATE_VERSION = "1"
