"""How often one address may try, without keeping any address.

Tries are counted in the cache under a keyed hash of the address. The key is random, changes every
day and lives in the cache alone: when it is gone, the counts can be tied to nobody.
"""

import datetime
import hashlib
import hmac
import secrets

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

WINDOW = datetime.timedelta(minutes=10)
#: Codes are not guessed at ten tries; a whole school hall may start behind one address.
TRIES = {"start": 300, "try": 300, "remark": 300, "arrivals": 300, "tell_me_with_help": 100}
OTHER_TRIES = 10
#: To one address or number, of one kind.
MESSAGES_A_DAY = 3
_DAY = 86_400


def too_many(request: HttpRequest, purpose: str) -> bool:
    """Count one more try from this address, and say whether it is more than may be.

    ``settings.TRIES_IN_TEN_MINUTES`` (purpose to number) overrides the numbers above.
    """
    key = _key(request, purpose)
    cache.add(key, 0, timeout=_seconds())
    tries = (cache.get(key) or 0) + 1
    cache.set(key, tries, timeout=_seconds())
    return tries > _allowed(purpose)


def too_many_to(target: str, purpose: str) -> bool:
    """Count one more message that somebody had sent to this address or number today.

    Says whether it is more than may be: forms that send something are used to pester people.
    """
    line = f"{purpose}|{target}"
    key = "sent:" + hmac.new(_salt_of_today().encode(), line.encode(), hashlib.sha256).hexdigest()
    cache.add(key, 0, timeout=_DAY)
    sent = (cache.get(key) or 0) + 1
    cache.set(key, sent, timeout=_DAY)
    return sent > MESSAGES_A_DAY


def take_back(request: HttpRequest, purpose: str) -> None:
    """The try was right: it does not count. For rooms where many share one address."""
    key = _key(request, purpose)
    tries = cache.get(key) or 0
    if tries:
        cache.set(key, tries - 1, timeout=_seconds())


def too_many_page(request: HttpRequest) -> HttpResponse:
    """A friendly page with status 429."""
    response = render(request, "portal/too_many.html", status=429)
    response["Retry-After"] = str(_seconds())
    response["Cache-Control"] = "no-store"
    return response


def _allowed(purpose: str) -> int:
    numbers = TRIES | getattr(settings, "TRIES_IN_TEN_MINUTES", {})
    return numbers.get(purpose, OTHER_TRIES)


def _seconds() -> int:
    return int(WINDOW.total_seconds())


def _key(request: HttpRequest, purpose: str) -> str:
    # A new count every ten minutes: a shared address is never shut out for longer.
    window = int(timezone.now().timestamp()) // _seconds()
    line = f"{purpose}|{window}|{_address(request)}"
    return "tries:" + hmac.new(_salt_of_today().encode(), line.encode(), hashlib.sha256).hexdigest()


def _salt_of_today() -> str:
    today = timezone.localdate().isoformat()
    return cache.get_or_set(f"tries:{today}", lambda: secrets.token_hex(32), timeout=_DAY)


def _address(request: HttpRequest) -> str:
    """The visitor's address, read behind as many proxies as the settings trust."""
    trusted = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    passed_on = [
        part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part
    ]
    if trusted and len(passed_on) >= trusted:
        return passed_on[-trusted]
    return request.META.get("REMOTE_ADDR", "")
