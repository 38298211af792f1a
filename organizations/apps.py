"""Django application: units over time, people, users, roles."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Tổ chức."""

    name = "organizations"
    verbose_name = "Tổ chức"

    def ready(self) -> None:
        """Registers the jobs for the workers and the list of units and people that can be imported."""
        from organizations import queue  # noqa: F401
        from organizations.actions import batch_people  # noqa: F401
