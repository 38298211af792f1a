"""Django application: titles and awards."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """Khen thưởng."""

    name = "awards"
    verbose_name = "Khen thưởng"
