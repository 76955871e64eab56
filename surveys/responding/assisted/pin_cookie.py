"""The cookie of a helper's tablet: which event, which PIN, how many answers it has sent. Signed.

It ends with the day in London, or as soon as the PIN is ended. There is no account behind it.
"""

import datetime
from dataclasses import asdict, dataclass, replace

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from surveys.responding.assisted.models import Event

COOKIE = "helping"
SALT = "helping-at-an-event"


@dataclass(frozen=True)
class Helping:
    """``sent`` counts what this tablet sent today, for the line at the foot of its pages."""

    event: str
    day: str
    pin: str
    sent: int = 0

    @classmethod
    def at(cls, event: Event) -> "Helping":
        return cls(event=str(event.pk), day=event.held_on.isoformat(), pin=event.pin_mark)

    def after_sending(self) -> "Helping":
        return replace(self, sent=self.sent + 1)


def read(request: HttpRequest) -> tuple[Helping, Event] | None:
    """Where this tablet helps; None without cookie, on another day or with an old PIN."""
    try:
        helping = Helping(**signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT))
    except (signing.BadSignature, TypeError):
        return None
    if helping.day != timezone.localdate().isoformat():
        return None
    event = Event.objects.today().select_related("partner").filter(pk=helping.event).first()
    if event is None or event.is_revoked or event.pin_mark != helping.pin:
        return None
    return helping, event


def keep(response: HttpResponse, helping: Helping) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(asdict(helping), salt=SALT),
        max_age=_seconds_left_today(),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def drop(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Strict")


def _seconds_left_today() -> int:
    now = timezone.localtime()
    midnight = datetime.datetime.combine(
        now.date() + datetime.timedelta(days=1), datetime.time(), tzinfo=now.tzinfo
    )
    return max(1, int((midnight - now).total_seconds()))
