"""Django application: official papers."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Văn bản."""

    name = "documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        """Registers the workflow table, so that the inbox and the documentation know it."""
        from documents import workflow  # noqa: F401
