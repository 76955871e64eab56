"""The receipt code by text or e-mail: sent once, with nothing kept of where it went."""

import secrets

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from portal.mail.actions import queue_email
from portal.pages.context_processors import CODE_ROUTE
from portal.partners.models import AreaSettings, Partner
from portal.texts.actions import queue_text
from surveys.contacts.enums import ContactChannel
from surveys.responding.checking import in_groups_of_four

#: Wiped even when it cannot be sent: it would tie an address to answers.
PURPOSE = "receipt-code"


def send_code(
    *, code: str, is_sent: bool, channel: ContactChannel | str, address: str, owner: Partner | int
) -> None:
    """Queue the receipt code in the reader's language.

    ``is_sent`` says whether the answers were sent: the code then shows what happened, else it
    leads back to them. The words name no survey, because phones are shared. The message has a
    random reference, so that nothing ties it to the answers once it has gone.
    """
    reference = f"{PURPOSE}/{secrets.token_hex(16)}"
    if channel == ContactChannel.TEXT:
        queue_text(
            reference=reference,
            purpose=PURPOSE,
            owner=owner,
            to=address,
            body=text_words(code=code, is_sent=is_sent),
        )
        return
    area = AreaSettings.load()
    queue_email(
        reference=reference,
        purpose=PURPOSE,
        owner=owner,
        to=address,
        subject=_("Your code from %(brand)s") % {"brand": area.brand},
        body="\n\n".join(
            [
                text_words(code=code, is_sent=is_sent),
                _(
                    "Whoever has this code can use it, so keep it to yourself. We do not keep your "
                    "e-mail address."
                ),
                _("Questions? Ring %(phone)s and talk to a person.") % {"phone": area.phone},
            ]
        ),
    )


def text_words(*, code: str, is_sent: bool) -> str:
    """The code, and where to use it. In English it is one text."""
    route = CODE_ROUTE if is_sent else "responding:resume"
    return _("%(brand)s: your code is %(code)s. Use it here: %(address)s") % {
        "brand": AreaSettings.load().brand,
        "code": _kept_in_order(in_groups_of_four(code)),
        "address": settings.PUBLIC_URL + reverse(route),
    }


def _kept_in_order(code: str) -> str:
    """The code so that its groups do not change places among letters that run from the right.

    The marks cost a text the shared alphabet, so other languages do without them.
    """
    return f"\u2066{code}\u2069" if get_language_bidi() else code
