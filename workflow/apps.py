"""Django application: how anything changes state, and the log of it."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """Quy trình."""

    name = "workflow"
    verbose_name = "Quy trình"
