"""What can go wrong with a text, in plain words and without its number."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from portal.texts.gateways import TextRefused

_SENTENCES = {
    "TextRefused": _("The text service refused the number."),
    "ConnectionRefusedError": _("The text service could not be reached."),
    "TimeoutError": _("The text service did not answer in time."),
    "SealBroken": _("The message could not be opened with the portal's keys."),
}
_OTHERWISE = _("It could not be sent.")


def sentence_for(kind: str) -> str:
    """A plain sentence in the reader's language, and the kind for support."""
    return f"{gettext(_SENTENCES.get(kind, _OTHERWISE))} ({kind})"


def is_final(error: BaseException) -> bool:
    """Whether trying again cannot help."""
    return isinstance(error, TextRefused)
