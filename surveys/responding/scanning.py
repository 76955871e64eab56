"""Asking a virus scanner, where one is set up (``VIRUS_SCANNER``): clamd by its INSTREAM command.

``VIRUS_SCANNER`` is ``host:port`` or the path of a socket; empty means that there is none. The
protocol is a few lines, so that no package has to be trusted with it (clamd(8), "COMMANDS").
"""

import socket
import struct

from django.conf import settings

SECONDS = 20
PIECE = 64 * 1024


class ScannerSilent(Exception):
    """A scanner is set up, and it gave no answer that can be relied on."""


def scanner_is_set_up() -> bool:
    return bool(settings.VIRUS_SCANNER)


def carries_virus(content: bytes) -> bool:
    """Whether the scanner recognises something in these bytes.

    Raises:
        ScannerSilent: it cannot be reached, took too long or answered with an error.
    """
    try:
        with _connect() as scanner:
            scanner.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                scanner.sendall(struct.pack("!L", len(piece)) + piece)
            scanner.sendall(struct.pack("!L", 0))
            answer = b""
            while not answer.endswith(b"\0"):
                more = scanner.recv(1024)
                if not more:
                    break
                answer += more
    except (OSError, ValueError) as error:
        raise ScannerSilent from error
    verdict = answer.rstrip(b"\0").strip()
    if verdict.endswith(b" FOUND"):
        return True
    if verdict == b"stream: OK":
        return False
    raise ScannerSilent


def _connect() -> socket.socket:
    address = settings.VIRUS_SCANNER
    if address.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(SECONDS)
        scanner.connect(address)
        return scanner
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)
