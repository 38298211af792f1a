"""``manage.py serve``: the whole program in one command."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections

from thidua.diagnosis import check_libraries, pending_migrations
from thidua.supervisor import Child, Supervisor

CELERY = "celery -A thidua worker -Q pdf,import,default -c 2; celery -A thidua beat"


class Command(BaseCommand):
    """Migrates when needed, then runs gunicorn and, without Redis, the embedded workers."""

    help = "Chạy chương trình: cập nhật cơ sở dữ liệu, máy chủ web và các tiến trình tạo văn bản."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Address and the demo switch; the rest comes from the environment."""
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1", help="Địa chỉ lắng nghe.")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000), help="Cổng.")
        parser.add_argument("--demo", action="store_true", help="Nạp dữ liệu mẫu nếu cơ sở dữ liệu còn trống.")

    def handle(self, *, host: str, port: int, demo: bool, **options: Any) -> None:
        """Serves until SIGINT or SIGTERM.

        Raises:
            CommandError: the port is taken, the database cannot be reached, or the web server does not start.
        """
        refuse_taken_port(host, port)
        self.migrate()
        if demo:
            call_command("demo", if_empty=True, stdout=self.stdout, stderr=self.stderr)
        self.warn_without_libraries()
        connections.close_all()
        supervisor = Supervisor(self.children(host, port), self.say)
        supervisor.stop_on(signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        self.announce(supervisor, host, port)
        supervisor.run()
        self.say("Đã dừng.")

    def say(self, sentence: str) -> None:
        """Writes one line at once, also into a pipe."""
        self.stdout.write(sentence)
        self.stdout.flush()

    def migrate(self) -> None:
        """Brings the database up to date; skips Django's slower command when there is nothing to do."""
        try:
            pending = pending_migrations()
        except DatabaseError as error:
            raise CommandError(
                "Không kết nối được cơ sở dữ liệu. Kiểm tra DATABASE_URL và máy chủ cơ sở dữ liệu, "
                "rồi chạy lại; lệnh `manage.py doctor` cho biết thêm."
            ) from error
        if pending:
            self.say("Đang cập nhật cơ sở dữ liệu…")
            call_command("migrate", interactive=False, verbosity=0)

    def warn_without_libraries(self) -> None:
        """Says at the start, not at the first PDF, that PDF files cannot be made."""
        for finding in check_libraries():
            if not finding.ok and finding.required:
                self.stderr.write(f"{finding.text} {finding.fix}")

    def children(self, host: str, port: int) -> list[Child]:
        """The web server, and as many embedded workers as WORKERS says when there is no Redis."""
        web = [sys.executable, "-m", "gunicorn", "--config", "python:thidua.gunicorn", "--bind", f"{host}:{port}"]
        children = [Child("Máy chủ web", web)]
        if settings.REDIS_URL:
            self.say(f"Đã đặt REDIS_URL: các tiến trình tạo văn bản chạy riêng bằng Celery ({CELERY}).")
            return children
        work = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work"]
        return children + [Child(f"Tiến trình tạo văn bản {n}", work) for n in range(1, settings.WORKERS + 1)]

    def announce(self, supervisor: Supervisor, host: str, port: int) -> None:
        """Starts the children and prints the address once the web server answers.

        Raises:
            CommandError: the web server ended before it answered.
        """
        web = supervisor.children[0]
        for child in supervisor.children:
            child.start()
        while not supervisor.stop.is_set():
            if web.process is None or web.process.poll() is not None:
                supervisor.end()
                raise CommandError("Máy chủ web không khởi động được. Xem thông báo ở trên, rồi chạy lại.")
            if answers(host, port):
                shown = "127.0.0.1" if host in ("0.0.0.0", "") else host  # noqa: S104 - shown, not bound
                self.say(f"Đã sẵn sàng: http://{shown}:{port}/  (dừng: Ctrl-C)")
                return
            time.sleep(0.1)


def refuse_taken_port(host: str, port: int) -> None:
    """Checks that the port is free, which gunicorn would only find out after several tries.

    Raises:
        CommandError: somebody listens there, or the address is not this machine's.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Không mở được cổng {port} trên {host}: có thể một chương trình khác đang dùng. "
                f"Chọn cổng khác, ví dụ: make run PORT={port + 1 if port < 65535 else 8001}"
            ) from error


def answers(host: str, port: int) -> bool:
    """Whether somebody accepts connections there."""
    target = "127.0.0.1" if host in ("0.0.0.0", "") else host  # noqa: S104 - compared, not bound
    try:
        socket.create_connection((target, port), timeout=1).close()
    except OSError:
        return False
    return True
