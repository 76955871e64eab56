"""The mailbox of the demonstration: whatever the portal sent, for everybody to read.

It exists only while nobody real is served: `settings.DEMONSTRATION` is never on in production,
and without it no address leads here.
"""

import datetime
import email
import email.policy
import time
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

DOMAIN = "@wexmere.example"
SHOW_NEWEST = 25
#: What Django's file backend writes between two messages of one file.
_BETWEEN_MESSAGES = b"-" * 79 + b"\n"


@dataclass(frozen=True)
class ReceivedEmail:
    """One e-mail as its reader would see it."""

    at: datetime.datetime
    to: str
    subject: str
    body: str


@dataclass(frozen=True)
class AccountCode:
    """What the authenticator of a demonstration account shows now."""

    role: str
    email: str
    code: str


def newest_emails(
    folder: Path, *, to: str = "", at_most: int = SHOW_NEWEST
) -> Sequence[ReceivedEmail]:
    """The e-mails in the folder of Django's file backend, the newest first.

    With ``to`` only those whose address contains it.
    """
    if not folder.is_dir():
        return []
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    found: list[ReceivedEmail] = []
    for path in files:
        if len(found) >= at_most:
            break
        at = datetime.datetime.fromtimestamp(path.stat().st_mtime, tz=datetime.UTC)
        for raw in reversed(path.read_bytes().split(_BETWEEN_MESSAGES)):
            if raw.strip():
                received = _read(raw, timezone.localtime(at))
                if to.lower() in received.to.lower():
                    found.append(received)
    return found[:at_most]


def _read(raw: bytes, at: datetime.datetime) -> ReceivedEmail:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    part = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
    return ReceivedEmail(
        at=at,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        body=part.get_content().strip() if part is not None else "",
    )


def account_codes() -> Sequence[AccountCode]:
    """The code that the authenticator of each demonstration account shows at this moment."""
    counter = int(time.time()) // mfa_settings.TOTP_PERIOD
    authenticators = (
        Authenticator.objects.filter(
            type=Authenticator.Type.TOTP, user__is_active=True, user__email__endswith=DOMAIN
        )
        .select_related("user")
        .order_by("user__pk")
    )
    return [
        AccountCode(
            role=str(authenticator.user),
            email=authenticator.user.email,
            code=format_hotp_value(hotp_value(decrypt(authenticator.data["secret"]), counter)),
        )
        for authenticator in authenticators
    ]


@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest e-mails, and the codes of the demonstration accounts."""
    if not settings.DEMONSTRATION:
        raise Http404
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    period = mfa_settings.TOTP_PERIOD
    to = request.GET.get("to", "").strip()
    context = {
        "to": to,
        "emails": newest_emails(Path(folder), to=to) if folder else [],
        "codes": account_codes(),
        "seconds_left": period - int(time.time()) % period,
    }
    return render(request, "mail/demonstration.html", context)
