"""Django application: directives, plans and the chain they form."""

from importlib import import_module

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Phong trào thi đua."""

    name = "campaigns"
    verbose_name = "Phong trào thi đua"

    def ready(self) -> None:
        """A plan's items follow its text; the workers know of boards made as PDF; the workflow tables become known."""
        from campaigns import queue, workflow  # noqa: F401
        from campaigns.actions.items import follow_text
        from documents.actions.document import FOLLOWERS

        FOLLOWERS.append(follow_text)
        import_module("campaigns.workflow.inspection")
