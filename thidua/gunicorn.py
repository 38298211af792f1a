"""Settings of the web server process, read by ``gunicorn --config python:thidua.gunicorn``.

One process more than cores, two threads each: pages are mostly Python, so more threads would only wait for each other
(a hundred users on two cores: a 95th percentile of 120–270 ms with three processes of two threads, 120–450 with two of
four, at the same moments).
"""

import gc
import os
import sys

wsgi_app = "thidua.wsgi:application"
bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
workers = int(os.environ.get("WEB_PROCESSES") or min(9, (os.cpu_count() or 1) + 1))
worker_class = "gthread"
threads = 2
keepalive = 75  # seconds; longer than the usual idle time of a proxy in front, which else meets closed connections
timeout = 60  # seconds without a sign of life
graceful_timeout = 15  # seconds for open requests when stopping
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - heartbeat files, memory not disk
preload_app = True  # one start-up, shared memory
loglevel = "warning"


def pre_fork(server: object, worker: object) -> None:
    """What is loaded before the fork is never searched for garbage again, and stays shared between the processes."""
    gc.freeze()


def post_fork(server: object, worker: object) -> None:
    """A page makes many short-lived objects: looking through them after each 700 costs more than it finds."""
    gc.set_threshold(20_000, 20, 20)
    # A thread that has its answer from the database waits for the one that draws a page, a dozen times a page: shortly.
    sys.setswitchinterval(0.0005)
