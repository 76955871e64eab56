"""What every test of documents meets."""

import pytest
from django.core.files.storage import FileSystemStorage

from forum.reports.models import BoardPack


@pytest.fixture(autouse=True)
def private_folder(monkeypatch, tmp_path):
    """Packs of tests lie in a folder of their own."""
    storage = FileSystemStorage(location=tmp_path, base_url=None)
    monkeypatch.setattr(BoardPack._meta.get_field("pdf"), "storage", storage)
    return tmp_path
