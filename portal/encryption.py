"""Sealing single fields: AES-256-GCM with a key ring, and keyed hashes to find things by.

A sealed value reads ``v1:<key id>:<base64 of nonce and ciphertext>``. Model, field and row are
bound to it as additional data, so that a value copied to another row does not open there.
Anything that does not open raises: there is no quiet fall-back to an empty text.
"""

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12


class SealBroken(Exception):
    """The value cannot be opened: wrong row, unknown key or altered bytes."""


@lru_cache(maxsize=4)
def _ring(pairs: tuple[str, ...]) -> Mapping[str, bytes]:
    ring = {}
    for pair in pairs:
        key_id, _, encoded = pair.partition(":")
        key = base64.urlsafe_b64decode(encoded)
        if not key_id or len(key) != 32:
            raise ValueError("Each of FIELD_ENCRYPTION_KEYS is id:base64 of exactly 32 bytes.")
        ring[key_id] = key
    if not ring:
        raise ValueError("FIELD_ENCRYPTION_KEYS is empty.")
    return ring


def _key_ring() -> Mapping[str, bytes]:
    return _ring(tuple(settings.FIELD_ENCRYPTION_KEYS))


def _bound_to(model: str, field: str, row: object) -> bytes:
    return f"{model}|{field}|{row}".encode()


def seal(text: str, *, model: str, field: str, row: object) -> str:
    """The text, encrypted with the first key of the ring and bound to this model, field and row."""
    ring = _key_ring()
    key_id = next(iter(ring))
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(ring[key_id]).encrypt(nonce, text.encode(), _bound_to(model, field, row))
    return f"v1:{key_id}:{base64.b64encode(nonce + sealed).decode()}"


def unseal(value: str, *, model: str, field: str, row: object) -> str:
    """The text that `seal` took in.

    Raises:
        SealBroken: the key is unknown, the value was altered or it belongs to another row.
    """
    try:
        version, key_id, encoded = value.split(":", 2)
        if version != "v1":
            raise SealBroken(f"Unknown version of a sealed value: {version!r}")
        raw = base64.b64decode(encoded, validate=True)
        key = _key_ring()[key_id]
        opened = AESGCM(key).decrypt(
            raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bound_to(model, field, row)
        )
    except (ValueError, KeyError, InvalidTag) as error:
        raise SealBroken(f"A sealed {model} {field} could not be opened.") from error
    return opened.decode()


def keyed_hash(text: str, *, purpose: str) -> str:
    """A hash to find a row by, useless to anyone without the portal's look-up key.

    HMAC-SHA256 rather than a bare hash: all UK mobile numbers can be hashed in half an hour.
    Two purposes give unrelated hashes of one text, so that tables cannot be joined by them.
    """
    key = f"{purpose}|{settings.LOOKUP_KEY}".encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def seal_with_code(text: str, *, code: str) -> str:
    """The text, encrypted with a key that only the holder of ``code`` can make again."""
    salt, nonce = os.urandom(16), os.urandom(NONCE_BYTES)
    sealed = AESGCM(_key_from_code(code, salt)).encrypt(nonce, text.encode(), b"code")
    return f"c1:{base64.b64encode(salt + nonce + sealed).decode()}"


def unseal_with_code(value: str, *, code: str) -> str:
    """The text that `seal_with_code` took in.

    Raises:
        SealBroken: the code is another one, or the value was altered.
    """
    try:
        version, encoded = value.split(":", 1)
        if version != "c1":
            raise SealBroken(f"Unknown version of a value sealed with a code: {version!r}")
        raw = base64.b64decode(encoded, validate=True)
        salt, nonce, sealed = raw[:16], raw[16 : 16 + NONCE_BYTES], raw[16 + NONCE_BYTES :]
        return AESGCM(_key_from_code(code, salt)).decrypt(nonce, sealed, b"code").decode()
    except (ValueError, InvalidTag) as error:
        raise SealBroken("A draft could not be opened with this code.") from error


def _key_from_code(code: str, salt: bytes) -> bytes:
    # The look-up key goes in as well: a stolen database alone cannot be searched by trying codes.
    derivation = HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=b"draft")
    return derivation.derive(f"{code}|{settings.LOOKUP_KEY}".encode())


#: No 0/O, 1/I/L, 5/S, 2/Z, 8/B and no vowels: read aloud, written by hand and never a word.
CODE_ALPHABET = "34679CDFGHJKMNPQRTVWXY"
CODE_LENGTH = 12


def make_code() -> str:
    """A new receipt code: 12 characters, about 53 bits, in capital letters without spaces."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
