"""Compiles the translation catalogues, without GNU gettext."""

from django.core.management.base import BaseCommand

from portal.catalogues.compiling import compile_catalogues


class Command(BaseCommand):
    help = "Writes a .mo for each .po that changed."

    def handle(self, *args: object, **options: object) -> None:
        for path in compile_catalogues():
            self.stdout.write(f"{path.parent.parent.name}: compiled")
