"""What can go wrong with an e-mail, in plain words and without its address."""

import smtplib

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

_SENTENCES = {
    "SMTPRecipientsRefused": _("The mail server refused the address."),
    "SMTPSenderRefused": _("The mail server refused the portal's own address."),
    "SMTPAuthenticationError": _("The mail server refused the portal's sign-in."),
    "SMTPDataError": _("The mail server refused the message."),
    "SMTPServerDisconnected": _("The mail server broke the connection."),
    "SMTPConnectError": _("The mail server could not be reached."),
    "ConnectionRefusedError": _("The mail server could not be reached."),
    "ConnectionResetError": _("The mail server broke the connection."),
    "TimeoutError": _("The mail server did not answer in time."),
    "gaierror": _("The mail server could not be found."),
    "SealBroken": _("The message could not be opened with the portal's keys."),
}
_OTHERWISE = _("It could not be sent.")


def kind_of(error: BaseException) -> str:
    """What may be stored of an error."""
    return type(error).__name__[:200]


def sentence_for(kind: str) -> str:
    """A plain sentence in the reader's language, and the kind for support."""
    return f"{gettext(_SENTENCES.get(kind, _OTHERWISE))} ({kind})"


def is_final(error: BaseException) -> bool:
    """Whether trying again cannot help: the mail server said so with a code from 500."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    return False
