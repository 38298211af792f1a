"""Django application: units over time, people, users, roles."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Tổ chức."""

    name = "organizations"
    verbose_name = "Tổ chức"

    def ready(self) -> None:
        """Registers the jobs for the workers."""
        from organizations import queue  # noqa: F401
