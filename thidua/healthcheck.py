"""``python -m thidua.healthcheck``: asks ``/healthz`` on this machine, for a container that has no curl."""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request


def healthy(port: int, host: str) -> bool:
    """Whether the site on loopback answers 200.

    Args:
        port: where gunicorn listens.
        host: the name to ask for; production refuses requests for any other than its own.
    """
    request = urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=8) as response:  # noqa: S310 - fixed
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    name = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".") or "127.0.0.1"
    sys.exit(0 if healthy(int(os.environ.get("PORT") or 8000), name) else 1)
