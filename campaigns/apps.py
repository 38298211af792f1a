"""Django application: directives, plans and the chain they form."""

from importlib import import_module

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Phong trào thi đua."""

    name = "campaigns"
    verbose_name = "Phong trào thi đua"

    def ready(self) -> None:
        """A plan's items follow its text; the tables of what moves here are known to inbox and documentation."""
        from campaigns.actions.items import follow_text
        from documents.actions.document import FOLLOWERS

        FOLLOWERS.append(follow_text)
        import_module("campaigns.workflow.inspection")
