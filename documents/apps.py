"""Django application: official papers."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Văn bản."""

    name = "documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        """Registers the workflow table for the inbox and the documentation, and the jobs for the workers."""
        from documents import queue, workflow  # noqa: F401
