"""Django application: units over time, people, users, roles."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Tổ chức."""

    name = "organizations"
    verbose_name = "Tổ chức"
