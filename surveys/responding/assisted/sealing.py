"""Sealed on a tablet, opened here: ECDH on P-256, HKDF-SHA256, AES-256-GCM. No database.

A tablet makes a new key pair for every answer, so that it cannot open again what it has sealed;
whoever finds a lost one has nothing. ``static/assisted/sealing.js`` is the other half.
"""

import base64
import json
import os
import re
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = 1
PARTS = ("from", "salt", "nonce", "words")
BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")


class EnvelopeBroken(Exception):
    """It was sealed for another event, was altered, or never was an envelope."""


def make_keys() -> tuple[str, str]:
    """(public, private): the public one as tablets read it, the private one to be sealed."""
    private = ec.generate_private_key(ec.SECP256R1())
    public = private.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    number = private.private_numbers().private_value.to_bytes(32, "big")
    return base64.b64encode(public).decode(), base64.b64encode(number).decode()


def is_envelope(sealed: Any) -> bool:
    """Whether this has the shape of an envelope; what is in it shows only when it is opened."""
    return (
        isinstance(sealed, Mapping)
        and sealed.get("version") == VERSION
        and all(
            isinstance(sealed.get(part), str) and BASE64.fullmatch(sealed[part]) for part in PARTS
        )
    )


def open_envelope(sealed: Mapping[str, Any], *, private_key: str, event: str, name: str) -> str:
    """The text that a tablet sealed for this event under this name.

    Raises:
        EnvelopeBroken: it does not open.
    """
    if not is_envelope(sealed):
        raise EnvelopeBroken
    try:
        sender, salt, nonce, words = (
            base64.b64decode(sealed[part], validate=True) for part in PARTS
        )
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = _private(private_key).exchange(ec.ECDH(), public)
        opened = AESGCM(_key(shared, salt, event)).decrypt(nonce, words, _bound_to(event, name))
        return opened.decode()
    except (ValueError, InvalidTag) as error:
        raise EnvelopeBroken from error


def seal_envelope(content: Any, *, public_key: str, event: str, name: str) -> dict[str, Any]:
    """Seal something for JSON as a tablet does: for the demonstration area and for tests."""
    text = json.dumps(content, ensure_ascii=False)
    own = ec.generate_private_key(ec.SECP256R1())
    public = ec.EllipticCurvePublicKey.from_encoded_point(
        ec.SECP256R1(), base64.b64decode(public_key)
    )
    salt, nonce = os.urandom(16), os.urandom(12)
    key = _key(own.exchange(ec.ECDH(), public), salt, event)
    sender = own.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    words = AESGCM(key).encrypt(nonce, text.encode(), _bound_to(event, name))
    parts = zip(PARTS, (sender, salt, nonce, words), strict=True)
    return {"version": VERSION} | {part: base64.b64encode(raw).decode() for part, raw in parts}


def _private(key: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(
        int.from_bytes(base64.b64decode(key, validate=True), "big"), ec.SECP256R1()
    )


def _key(shared: bytes, salt: bytes, event: str) -> bytes:
    info = f"assisted answer|{event}".encode()
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=info).derive(shared)


def _bound_to(event: str, name: str) -> bytes:
    return f"{event}|{name}".encode()
