"""When very many answers are begun at once: a short sum for the browser, or a short wait.

Nobody solves a puzzle and nobody's address is kept. An attack shows in the number of answers begun
in one minute in the whole area (``GUARD_STARTS_PER_MINUTE``), or a person switches the guard on in
the area's settings; only then a browser has to find a number whose SHA-256 begins with enough
zeros, about a second of work. Where there is no JavaScript, the person waits twenty seconds and
presses Continue. Either way a ticket opens one answer, once, within ten minutes.
"""

import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.partners.models import AreaSettings

SALT = "guard"
TICKET_SECONDS = 600
WAIT_SECONDS = 20
#: After so long without an attack nobody is asked any more.
ON_SECONDS = 600
#: Zeros that the hash begins with: 2 to this power hashes on average.
BITS = 16
LONGEST_PROOF = 20
#: What the start page sent along.
CARRIED = ("again", "p", "audience", "website")


@dataclass(frozen=True)
class Ticket:
    """``waits_until`` is in seconds since 1970, as the clock of the server goes."""

    id: str
    waits_until: int
    #: As the browser has it: sending it back does not make it younger.
    signed: str

    @classmethod
    def new(cls) -> "Ticket":
        content = [secrets.token_hex(12), _now() + WAIT_SECONDS]
        return cls(*content, signing.dumps(content, salt=SALT))

    @classmethod
    def read(cls, text: str) -> "Ticket | None":
        try:
            return cls(*signing.loads(text, salt=SALT, max_age=TICKET_SECONDS), text)
        except (signing.BadSignature, TypeError, ValueError):
            return None

    @property
    def seconds_left(self) -> int:
        return max(0, self.waits_until - _now())


def hold_up(request: HttpRequest) -> HttpResponse | None:
    """The page to show in place of the first question; None lets the person through.

    To be asked once for each answer that is begun.
    """
    if not _many_at_once(request):
        return None
    ticket = Ticket.read(request.POST.get("ticket", ""))
    if ticket is None:
        return _waiting_room(request, Ticket.new())
    if proves(ticket.id, request.POST.get("proof", "")):
        return None if _use(ticket) else _waiting_room(request, Ticket.new())
    if ticket.seconds_left:
        return _waiting_room(request, ticket, too_early=True)
    if not _room_without_proof() or not _use(ticket):
        return _waiting_room(request, Ticket.new())
    return None


def proves(challenge: str, proof: str, *, bits: int = BITS) -> bool:
    """Whether the hash of challenge and proof begins with so many zeros."""
    if not proof or len(proof) > LONGEST_PROOF or not (proof.isascii() and proof.isdigit()):
        return False
    digest = hashlib.sha256(f"{challenge}:{proof}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - bits) == 0


def _many_at_once(request: HttpRequest) -> bool:
    started = _count("starts")
    if started > settings.GUARD_STARTS_PER_MINUTE:
        cache.set("guard:on", True, timeout=ON_SECONDS)
        return True
    return bool(cache.get("guard:on")) or AreaSettings.load(request_or_site=request).guard_always


def _room_without_proof() -> bool:
    """Machines can wait as well: so many a minute come in by waiting alone, and no more."""
    return _count("waited") <= max(1, settings.GUARD_STARTS_PER_MINUTE // 2)


def _count(what: str) -> int:
    """One more of these in this minute. Two at the very same moment may count as one."""
    key = f"guard:{what}:{_now() // 60}"
    cache.add(key, 0, timeout=120)
    number = (cache.get(key) or 0) + 1
    cache.set(key, number, timeout=120)
    return number


def _use(ticket: Ticket) -> bool:
    """Whether this is the first time."""
    return cache.add(f"guard:used:{ticket.id}", True, timeout=TICKET_SECONDS)


def _waiting_room(request: HttpRequest, ticket: Ticket, *, too_early: bool = False) -> HttpResponse:
    context = {
        "ticket": ticket.signed,
        "challenge": ticket.id,
        "bits": BITS,
        "seconds": ticket.seconds_left,
        "too_early": too_early,
        "carried": {name: request.POST[name] for name in CARRIED if request.POST.get(name)},
    }
    response = render(request, "responding/waiting_room.html", context, status=429)
    response["Retry-After"] = str(ticket.seconds_left)
    return response


def _now() -> int:
    return int(timezone.now().timestamp())
