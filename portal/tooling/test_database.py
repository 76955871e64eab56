"""A test database in a second instead of half a minute, where it is SQLite.

``tests/conftest.py`` imports the fixture, which then stands in for that of pytest-django: it
copies the migrated template that set-up keeps, and makes the template when a migration is new.
"""

import sqlite3
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from portal.tooling import bootstrap


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker
) -> Iterator[None]:
    """The database that every test of this process starts from."""
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            old = setup_databases(verbosity=0, interactive=False)
            yield
            teardown_databases(old, verbosity=0)
            return
        with bootstrap.only_one_at_a_time():
            template = bootstrap.template_database(bootstrap.migrations_fingerprint())
        name = connection.settings_dict["NAME"]
        test_name = connection.creation._get_test_db_name()
        connection.creation._create_test_db(verbosity=0, autoclobber=True)
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = test_name
        connection.ensure_connection()
        source = sqlite3.connect(template)
        try:
            source.backup(connection.connection)
        finally:
            source.close()
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(name, verbosity=0)
