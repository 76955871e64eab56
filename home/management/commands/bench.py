"""``make bench``: measures the portal and prints one JSON object."""

import json
import os
import shutil
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from home.measuring import measure


class Command(BaseCommand):
    help = "Measure pages, responses, weights and queries, each beside a bare view."

    def handle(self, *args, **options) -> None:
        if not os.environ.get("BENCH"):
            self._start_beside_the_demonstration()
        call_command("load_demo", verbosity=0)
        figures = measure(say=lambda line: self.stderr.write(line))
        self.stdout.write(json.dumps(figures, indent=2))

    def _start_beside_the_demonstration(self) -> None:
        """Measure on a copy, so that the answers sent meanwhile stay out of the demonstration.

        A database elsewhere (``DATABASE_URL``) is measured as it is.
        """
        beside = Path(settings.VAR_DIR) / "bench"
        beside.mkdir(exist_ok=True)
        if connection.vendor == "sqlite" and "DATABASE_URL" not in os.environ:
            copy = beside / "portal.sqlite3"
            copy.unlink(missing_ok=True)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(copy)])
        shutil.copy(settings.VAR_DIR / "development-secrets.json", beside)
        if Path(settings.STATIC_ROOT).exists():
            shutil.copytree(settings.STATIC_ROOT, beside / "static", dirs_exist_ok=True)
        connection.close()
        environment = {**os.environ, "BENCH": "1", "PORTAL_VAR": str(beside)}
        os.execve(sys.executable, [sys.executable, *sys.argv], environment)  # noqa: S606
