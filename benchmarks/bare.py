"""The rival of ``benchmarks.load``: the barest Django page that still reads a list from the same database.

No sessions, no log-in, no menu, one query, one template of fifty rows; served by the same web server in the same way.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from thidua import environment

settings.configure(
    DATABASES={"default": environment.database(f"sqlite:///{Path(os.environ['DATA_DIR']) / 'thidua.sqlite3'}")},
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="bare",
)

_PAGE = Engine().from_string(
    "<!DOCTYPE html><html lang='vi'><title>Văn bản</title><table>{% for row in rows %}<tr><td>{{ row.0 }}</td>"
    "<td>{{ row.1 }}</td><td>{{ row.2 }}</td></tr>{% endfor %}</table></html>"
)


def page(request: HttpRequest) -> HttpResponse:
    """The latest fifty papers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, symbol, summary FROM documents_document ORDER BY id DESC LIMIT 50")
        rows = cursor.fetchall()
    return HttpResponse(_PAGE.render(Context({"rows": rows})))


urlpatterns = [path("", page)]
application = get_wsgi_application()
