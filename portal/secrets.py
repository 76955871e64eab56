"""The portal's own secrets: made once for development, demanded in production."""

import base64
import json
import os
import secrets
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured


def development_secrets(path: Path) -> dict[str, str]:
    """The secrets of this development machine, made at the first call and kept in ``path``.

    The file is readable by its owner only. Losing it makes encrypted rows unreadable, as in
    production, so the demonstration data must then be loaded again.
    """
    if path.exists():
        return json.loads(path.read_text(encoding="utf-8"))
    made = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "FIELD_ENCRYPTION_KEYS": "dev1:" + base64.urlsafe_b64encode(os.urandom(32)).decode(),
        "LOOKUP_KEY": secrets.token_urlsafe(32),
    }
    try:
        # Two processes may start together on a new machine: the first to create the file wins.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return json.loads(path.read_text(encoding="utf-8"))
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(made, file)
    return made


def missing_in_production(env: environ.Env, *names: str) -> None:
    """Stop the start with the names of the settings that production cannot do without.

    Raises:
        ImproperlyConfigured: one sentence that names every missing variable.
    """
    missing = [name for name in names if not env.str(name, default="").strip()]
    if missing:
        raise ImproperlyConfigured(
            "The portal will not start in production without these environment variables: "
            + ", ".join(missing)
            + ". The README says what each is for."
        )
