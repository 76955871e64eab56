"""The demonstration area, two years in."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from home.demonstration.area import make_area
from home.demonstration.calls import make_calls
from home.demonstration.chain import make_chain
from home.demonstration.crowd import make_crowd
from home.demonstration.events import PIN, make_events
from home.demonstration.group_round import make_group_sessions
from home.demonstration.paper_round import make_paper


class Command(BaseCommand):
    help = "Load the demonstration area Wexmere. Loading it again changes nothing."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--scale",
            type=int,
            default=1,
            help="Multiply the number of responses and comments, for work on speed.",
        )

    def handle(self, *args, scale: int, **options) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "This portal serves real families (PORTAL_MODE=production or DEMONSTRATION=0), so "
                "the demonstration area is not loaded."
            )
        if scale < 1:
            raise CommandError("--scale is a whole number from 1 upwards.")

        def say(line: str) -> None:
            if options["verbosity"]:
                self.stdout.write(line)
                self.stdout.flush()

        with translation.override("en"):
            say("Places, people and pages of Wexmere")
            # Not one transaction: a translated page is published when its transaction ends, as it
            # was when it was made, and would forget the pages that were put below it since.
            make_area()
            say("Families answer")
            with transaction.atomic():
                make_crowd(scale=scale, say=say)
            say("The board decides, people are told")
            with transaction.atomic():
                make_chain(say=say)
                say(f"  {make_calls()} families asked for a call")
            say(f"  {make_events()} events; today's opens at /en/help/ with the PIN {PIN}")
            say(f"  {make_paper()} paper forms printed")
            say(f"  {make_group_sessions()} group session prepared")
