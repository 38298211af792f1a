"""Addresses of the whole site. Each package brings its own; names are unique over all of them."""

from django.urls import include, path

from thidua.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("organizations.urls")),
    path("", include("documents.urls")),
    path("", include("campaigns.urls")),
    path("", include("reports.urls")),
]
