"""The cookie that holds an answer together: receipt code, survey and count of savings. Signed.

Families need no account and no session. The cookie ends with the browser, because devices are
shared; whoever wants to carry on elsewhere has the code.
"""

from dataclasses import asdict, dataclass, replace

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "answering"
DAYS = 28


@dataclass(frozen=True)
class Answering:
    """``sent`` and ``will_be_told``: for the page after sending. Then no count is kept."""

    code: str
    survey: str
    saved_times: int = 0
    sent: bool = False
    will_be_told: bool = False

    def saved(self, times: int) -> "Answering":
        return replace(self, saved_times=times)

    def after_sending(self) -> "Answering":
        return replace(self, saved_times=0, sent=True)

    def to_be_told(self) -> "Answering":
        return replace(self, will_be_told=True)


def read(request: HttpRequest) -> Answering | None:
    """What this browser is answering; None for no cookie, an old one or one that was altered."""
    try:
        content = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=DAYS * 24 * 60 * 60
        )
        return Answering(**content)
    except (signing.BadSignature, TypeError):
        return None


def keep(response: HttpResponse, answering: Answering) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(asdict(answering), salt=COOKIE),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def drop(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")
