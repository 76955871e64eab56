"""A downloaded set of pictures for Easy Read."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from surveys.questionnaires.picture_sets import NoSet, import_set


class Command(BaseCommand):
    help = (
        "Bring a downloaded set of pictures (PNG, JPG, SVG) into the image library, for Easy Read. "
        "Doing it again adds only what is new. The portal ships no licensed set: download the one "
        "that your area has a licence for."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("source", type=Path, help="a folder or a zip file")
        parser.add_argument(
            "--credit",
            required=True,
            help="whom to name below each picture, as the licence asks, for example "
            "“Mulberry Symbols, CC BY-SA 2.0 UK”; it becomes the name of the collection",
        )

    def handle(self, *args, source: Path, credit: str, **options) -> None:
        credit = credit.strip()
        if not credit or len(credit) > 255:
            raise CommandError("--credit needs the words of the licence, at most 255 letters.")
        if not source.exists():
            raise CommandError(f"There is nothing at {source}.")
        try:
            imported = import_set(source=source, credit=credit)
        except NoSet as error:
            raise CommandError(str(error)) from error
        for line in imported.refused:
            self.stderr.write(line)
        self.stdout.write(
            f"{imported.added} pictures added, {imported.known} were there already, "
            f"{len(imported.refused)} left out. Collection: {credit}"
        )
