"""The site itself as an application: its commands are found through it."""

from django.apps import AppConfig


class ThiduaConfig(AppConfig):
    """Holds the commands that concern the whole site (serve, doctor, demo)."""

    name = "thidua"

    def ready(self) -> None:
        """Registers the system checks."""
        from thidua import checks  # noqa: F401
