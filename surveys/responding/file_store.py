"""Bytes of contributors' files: sealed, in private storage, under random names. No database.

Each file has a key of its own, and its row keeps that key sealed. Before sending it is sealed with
the receipt code, afterwards with the portal's keys: handing a file over is a change of one row, so
that there is no moment at which a crash could lose or double it.
"""

import base64
import os
import uuid
from collections.abc import Collection
from datetime import timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from portal.encryption import (
    NONCE_BYTES,
    SealBroken,
    seal,
    seal_with_code,
    unseal,
    unseal_with_code,
)

FOLDER = "contributed"
#: What nobody's row names is deleted only when it is so old that no transaction can still name it.
YOUNGEST_ORPHAN = timedelta(days=1)


def store(content: bytes, *, key: bytes) -> str:
    """Seal the bytes and write them. Returns their random name."""
    nonce = os.urandom(NONCE_BYTES)
    name = f"{FOLDER}/{uuid.uuid4().hex}"
    sealed = nonce + AESGCM(key).encrypt(nonce, content, b"contributed")
    return storages["private"].save(name, ContentFile(sealed))


def read(name: str, *, key: bytes) -> bytes:
    """The bytes that were stored under this name.

    Raises:
        SealBroken: they are gone, were altered, or belong to another key.
    """
    try:
        with storages["private"].open(name) as file:
            sealed = file.read()
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], b"contributed")
    except (FileNotFoundError, InvalidTag, ValueError) as error:
        raise SealBroken("A contributor's file could not be opened.") from error


def delete(name: str) -> None:
    """Doing it twice changes nothing."""
    storages["private"].delete(name)


def delete_orphans(*, named: Collection[str]) -> int:
    """Delete what lies there and is not among these names. Returns how many."""
    storage = storages["private"]
    try:
        _folders, names = storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    oldest = timezone.now() - YOUNGEST_ORPHAN
    orphans = {f"{FOLDER}/{name}" for name in names} - set(named)
    gone = [name for name in orphans if storage.get_modified_time(name) < oldest]
    for name in gone:
        storage.delete(name)
    return len(gone)


def new_key() -> bytes:
    return AESGCM.generate_key(bit_length=256)


def seal_key_with_code(key: bytes, *, code: str) -> str:
    return seal_with_code(base64.b64encode(key).decode(), code=code)


def key_from_code(sealed_key: str, *, code: str) -> bytes:
    return base64.b64decode(unseal_with_code(sealed_key, code=code))


def seal_key(key: bytes, *, row: object) -> str:
    text = base64.b64encode(key).decode()
    return seal(text, model="responding.AttachedFile", field="key", row=row)


def unseal_key(sealed_key: str, *, row: object) -> bytes:
    return base64.b64decode(
        unseal(sealed_key, model="responding.AttachedFile", field="key", row=row)
    )
