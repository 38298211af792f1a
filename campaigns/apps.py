"""Django application: directives, plans and the chain they form."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Phong trào thi đua."""

    name = "campaigns"
    verbose_name = "Phong trào thi đua"
