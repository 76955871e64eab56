"""Fails when a model of ours was changed without a migration.

Only our own apps are asked: some packages ship models that drift from their migrations under a
newer Django, which nobody here can mend.
"""

import os
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = tuple(ROOT / room for room in ("home", "forum", "surveys", "portal"))


def main() -> None:
    """Ends the process with a non-zero status and names the change, if there is one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    labels = [
        config.label
        for config in apps.get_app_configs()
        if any(Path(config.path).is_relative_to(room) for room in ROOMS)
    ]
    call_command("makemigrations", *labels, check_changes=True, dry_run=True, interactive=False)


if __name__ == "__main__":
    main()
