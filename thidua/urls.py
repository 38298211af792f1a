"""Addresses of the whole site. Each package brings its own; names are unique over all of them."""

from django.urls import include, path

from thidua.health import healthz
from thidua.messages import recent_messages

urlpatterns = [
    path("tin-vua-roi/", recent_messages, name="recent_messages"),
    path("healthz", healthz, name="healthz"),
    path("", include("organizations.urls")),
    path("", include("documents.urls")),
    path("", include("campaigns.urls")),
    path("", include("reports.urls")),
]
