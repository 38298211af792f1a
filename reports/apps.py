"""Django application: pages that read everything and change nothing."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Theo dõi."""

    name = "reports"
    verbose_name = "Theo dõi"
