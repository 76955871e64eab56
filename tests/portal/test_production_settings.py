"""Production starts with everything it needs, or says what is missing and does not start."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

COMPLETE = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": "x7" * 40 + "-only-for-this-test",
    "FIELD_ENCRYPTION_KEYS": "k1:" + base64.urlsafe_b64encode(bytes(range(32))).decode(),
    "LOOKUP_KEY": "another-key-that-is-only-for-this-test",
    "DATABASE_URL": "sqlite://:memory:",
    "ALLOWED_HOSTS": "listens.example.org",
    "PUBLIC_URL": "https://listens.example.org",
    "EMAIL_URL": "smtp://mail.example.org:25",
}


def manage(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """``manage.py`` in a process of its own: settings are read once per process."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", *arguments],
        cwd=ROOT,
        env={**inherited, "PORTAL_VAR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "name",
    [
        "SECRET_KEY",
        "FIELD_ENCRYPTION_KEYS",
        "LOOKUP_KEY",
        "DATABASE_URL",
        "ALLOWED_HOSTS",
        "PUBLIC_URL",
        "EMAIL_URL",
    ],
)
def test_production_does_not_start_without(name, tmp_path):
    incomplete = {key: value for key, value in COMPLETE.items() if key != name}
    ended = manage("check", folder=tmp_path, **incomplete)
    assert ended.returncode != 0
    assert f"will not start in production without these environment variables: {name}." in (
        ended.stderr
    )


def test_an_empty_secret_counts_as_missing(tmp_path):
    ended = manage("check", folder=tmp_path, **{**COMPLETE, "SECRET_KEY": " "})
    assert "SECRET_KEY" in ended.stderr
    assert ended.returncode != 0


def test_production_settings_pass_the_deployment_checks(tmp_path):
    ended = manage("check", "--deploy", "--fail-level", "WARNING", folder=tmp_path, **COMPLETE)
    assert ended.returncode == 0, ended.stderr
    assert not (tmp_path / "development-secrets.json").exists()


def test_production_has_neither_debugging_nor_the_demonstration(tmp_path):
    code = (
        "from django.conf import settings as s; from django.urls import is_valid_path as v;"
        "print(s.DEBUG, s.DEMONSTRATION, bool(v('/demonstration/')))"
    )
    asked = {**COMPLETE, "DEBUG": "true", "DEMONSTRATION": "true"}
    ended = manage("shell", "--no-imports", "-c", code, folder=tmp_path, **asked)
    assert ended.stdout.split() == ["False", "False", "False"], ended.stderr
