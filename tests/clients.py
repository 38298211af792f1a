"""Browsers of the cast, for the tests of pages."""

from __future__ import annotations

from django.conf import settings
from django.test import Client

from organizations.models import User


def client_of(user: User | None, **options: object) -> Client:
    """A client that is logged in as the user (None: nobody)."""
    client = Client(**options)
    if user is not None:
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client
