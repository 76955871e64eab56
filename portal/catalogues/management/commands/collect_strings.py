"""Brings the translation catalogues in step with the code, without GNU gettext."""

from django.core.management.base import BaseCommand

from portal.catalogues.extracting import collect
from portal.catalogues.updating import PLURAL_FORMS, UNCHECKED, is_translated, update_catalogue


class Command(BaseCommand):
    help = "Collects every string marked for translation into locale/<language>/LC_MESSAGES."

    def handle(self, *args: object, **options: object) -> None:
        found = collect()
        public = {(m.context, m.text) for m, entry in found.items() if entry.public}
        for language in PLURAL_FORMS:
            catalogue = update_catalogue(language, found)
            missing = [
                entry
                for entry in catalogue
                if not is_translated(entry) and (entry.msgctxt or "", entry.msgid) in public
            ]
            unchecked = sum(UNCHECKED in entry.tcomment for entry in catalogue)
            self.stdout.write(
                f"{language}: {len(catalogue)} strings, {len(public)} of them public; "
                f"{len(missing)} public ones without a translation; {unchecked} unchecked"
            )
