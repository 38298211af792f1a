"""Django application: titles and awards."""

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """Khen thưởng."""

    name = "awards"
    verbose_name = "Khen thưởng"

    def ready(self) -> None:
        """Lists of records can be imported."""
        from awards.actions import import_records  # noqa: F401
