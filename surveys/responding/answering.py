"""The cookie that holds an answer together: receipt code, survey and count of savings. Signed.

Families need no account and no session. The cookie ends with the browser, because devices are
shared; whoever wants to carry on elsewhere has the code.
"""

from dataclasses import asdict, dataclass, fields, replace

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "answering"
DAYS = 28


@dataclass(frozen=True)
class Answering:
    """``sent`` and ``told_by``: for the page after sending. Then no count is kept.

    ``correcting``: these answers were sent, and their writer has opened them to change them.

    ``trial`` is the name under which a draft of a survey is tried out; then nothing is ever sent.

    ``told_by`` is the way in which news is to reach them, "none" for not at all, else empty.
    """

    code: str
    survey: str
    saved_times: int = 0
    sent: bool = False
    correcting: bool = False
    told_by: str = ""
    trial: str = ""

    def saved(self, times: int) -> "Answering":
        return replace(self, saved_times=times)

    def after_sending(self) -> "Answering":
        return replace(self, saved_times=0, sent=True, correcting=False)

    def to_correct(self, times: int) -> "Answering":
        return replace(self, saved_times=times, sent=False, correcting=True)

    def to_be_told_by(self, way: str) -> "Answering":
        return replace(self, told_by=way)


def read(request: HttpRequest) -> Answering | None:
    """What this browser is answering; None for no cookie, an old one or one that was altered."""
    try:
        content = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=DAYS * 24 * 60 * 60
        )
        known = {field.name for field in fields(Answering)}
        return Answering(**{name: value for name, value in content.items() if name in known})
    except (signing.BadSignature, AttributeError, TypeError):
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
