"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Whether this is the trial installation, whose pages say so."""
    return {"is_demo_site": not settings.PRODUCTION}
