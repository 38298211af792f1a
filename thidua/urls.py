"""Addresses of the whole site. Each package brings its own; names are unique over all of them."""

from django.urls import include, path

from thidua.gallery import gallery
from thidua.health import healthz
from thidua.help import help_home, help_picture, help_topic
from thidua.messages import recent_messages

urlpatterns = [
    path("tin-vua-roi/", recent_messages, name="recent_messages"),
    path("huong-dan/", help_home, name="help_home"),
    path("huong-dan/<slug:topic>/", help_topic, name="help_topic"),
    path("huong-dan/anh/<slug:name>.png", help_picture, name="help_picture"),
    path("quan-tri/thanh-phan/", gallery, name="gallery"),
    path("healthz", healthz, name="healthz"),
    path("", include("organizations.urls")),
    path("", include("documents.urls")),
    path("", include("campaigns.urls")),
    path("", include("awards.urls")),
    path("", include("reports.urls")),
]
