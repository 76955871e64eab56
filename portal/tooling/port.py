"""The address that the portal answers at on this machine."""

from __future__ import annotations

import os
import socket

DEFAULT_PORT = 8000


class PortBusy(Exception):
    """The portal cannot answer at the port; the text says in plain words why and what to do."""


def wanted_port() -> int:
    """The port that ``PORT`` names, 8000 without it.

    Raises:
        PortBusy: ``PORT`` is no port.
    """
    text = os.environ.get("PORT", "") or str(DEFAULT_PORT)
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise PortBusy(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def wanted_addresses() -> list[str]:
    """The addresses to listen at: this machine only, unless ``HOST`` names another one.

    The demonstration shows everybody's sign-in codes, so it is not offered to the network by
    itself. Browsers try both addresses of localhost; the second is left out where it is missing.
    """
    host = os.environ.get("HOST", "")
    if host:
        return [host]
    addresses = ["127.0.0.1"]
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::1", 0))
        addresses.append("::1")
    except OSError:
        pass
    return addresses


def require_free_port() -> int:
    """The wanted port, once nothing else answers there.

    Raises:
        PortBusy: another program has it.
    """
    port = wanted_port()
    for address in wanted_addresses():
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # As the server does: connections that just ended must not count as a busy port.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except PermissionError:
                raise PortBusy(
                    f"This account may not use port {port}. Choose one above 1023, for example: "
                    "PORT=8001 make run"
                ) from None
            except OSError:
                raise PortBusy(
                    f"Port {port} is in use by another program (perhaps the portal already runs). "
                    f"Stop it, or choose another port, for example: PORT={port + 1} make run"
                ) from None
    return port
