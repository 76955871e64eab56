"""The one way into the audit log."""

import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models, transaction
from django.utils import timezone

from portal.audit.models import AuditEntry

#: Any constant will do: it only has to be the same for everyone who appends to the log.
_APPEND_LOCK = 27_014


@transaction.atomic
def record(
    *, action: str, user: AbstractBaseUser | None, target: models.Model, note: str = ""
) -> AuditEntry:
    """Append one line about ``target``. ``note`` holds codes, never words of families."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_APPEND_LOCK])
    last = AuditEntry.objects.order_by("-number").first()
    # Microseconds differ between databases once stored: whole seconds hash the same everywhere.
    now = timezone.now().astimezone(datetime.UTC).replace(microsecond=0)
    entry = AuditEntry(
        number=last.number + 1 if last else 1,
        at=now,
        user=user if user is not None and user.is_authenticated else None,
        action=action,
        target_type=target._meta.label,
        target_id=str(target.pk),
        note=note[:200],
        previous_hash=last.hash if last else "",
    )
    entry.hash = entry.expected_hash()
    entry.save(force_insert=True)
    return entry


def first_broken_entry() -> AuditEntry | None:
    """The first line that was altered or whose predecessor is missing; None if all is well."""
    previous = ""
    for entry in AuditEntry.objects.order_by("number").iterator():
        entry.at = entry.at.astimezone(datetime.UTC)
        if entry.previous_hash != previous or entry.hash != entry.expected_hash():
            return entry
        previous = entry.hash
    return None
