"""Django application: directives, plans and the chain they form."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Phong trào thi đua."""

    name = "campaigns"
    verbose_name = "Phong trào thi đua"

    def ready(self) -> None:
        """A plan's items follow its text; the workflow tables are known to the inbox and the documentation."""
        from campaigns.actions.items import follow_text
        from campaigns.workflow import progress  # noqa: F401
        from documents.actions.document import FOLLOWERS

        FOLLOWERS.append(follow_text)
