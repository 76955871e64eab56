"""Who helps, and in which languages interpreters speak."""

from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _


class HelperRole(TextChoices):
    """What the helper is to the person. A list and never a name; kept in English words."""

    CONNECTOR = "connector", _("Community connector")
    FORUM = "forum", _("Parent carer forum")
    SENDIASS = "sendiass", _("SENDIASS")
    SCHOOL = "school", _("School or nursery")
    COMMUNITY = "community", _("Faith or community group")
    COUNCIL = "council", _("Council")
    HEALTH = "health", _("Health service")
    FAMILY = "family", _("Family or friend")
    INTERPRETER = "interpreter", _("Interpreter")


#: Languages that interpreters in England speak most and the portal does not.
_MORE_LANGUAGES = ("ar", "bn", "es", "fa", "fr", "hi", "ne", "pt", "so", "ta", "tr", "uk", "vi")
#: Names of languages that Django does not know.
_OWN_NAMES = {"so": "Soomaali", "ps": "پښتو", "ku": "Kurdî"}
SIGN_LANGUAGE, OTHER_LANGUAGE = "bfi", "und"


def interpreter_languages() -> list[tuple[str, str | Promise]]:
    """(code, its own name) of what an interpreter may speak; sign language and "another" last."""
    ours = [code for code, _name in settings.LANGUAGES if code != "en"]
    spoken = [(code, dict(settings.LANGUAGES)[code]) for code in ours]
    others = sorted({*_MORE_LANGUAGES, *_OWN_NAMES} - set(ours))
    spoken += [(code, _OWN_NAMES.get(code) or _own_name(code)) for code in others]
    return [
        *spoken,
        (SIGN_LANGUAGE, _("British Sign Language")),
        (OTHER_LANGUAGE, _("Another language")),
    ]


def _own_name(code: str) -> str:
    name = get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]


def interpreter_name(code: str) -> str:
    """The name of an interpreter's language, as it calls itself; "" without an interpreter."""
    return str(dict(interpreter_languages()).get(code, code))
