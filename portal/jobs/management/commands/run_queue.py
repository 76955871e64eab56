"""The queue and the scheduler, under supervision."""

import os
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from portal.jobs.supervisor import Supervisor


class Command(BaseCommand):
    help = "Runs the queue and the scheduler until it is asked to stop (SIGTERM or Ctrl-C)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--grace",
            type=float,
            default=30,
            help="Seconds that running tasks get to end when the queue is stopped (30).",
        )

    def handle(self, *args: object, **options: object) -> None:
        Supervisor(
            grace=options["grace"],
            stop_with_parent=bool(os.environ.get("PORTAL_STOP_WITH_PARENT")),
        ).run()
