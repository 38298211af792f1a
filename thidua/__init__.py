"""Composes the packages into one site: settings, addresses, the Celery application, demo data."""

from thidua.celery import app as celery_app

__all__ = ["celery_app"]
