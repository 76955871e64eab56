"""What the public page of an entry shows beside its words."""

from typing import TYPE_CHECKING, Any

from wagtail.models import Locale

from forum.consultations.models import ConsultationPage
from forum.loop.road import road
from portal.partners.models import AreaSettings
from surveys.results.disclosure import SUPPRESSED, Rule, protect_count

if TYPE_CHECKING:
    from forum.loop.models import LoopEntry, LoopEntryPage, LoopUpdate


def area_rule() -> Rule:
    """The smallest number that this area shows, and what it rounds to."""
    area = AreaSettings.load()
    return Rule(minimum=area.minimum_count, base=area.rounding_base)


def public_context(page: "LoopEntryPage") -> dict[str, Any]:
    """``history`` (newest first), ``road``, ``list_page``, ``consultation`` in their language.

    Each step of the history comes with ``told``: None where nobody was told, else whether the
    number is ``hidden`` and, if not, the ``number`` as it may be shown.
    """
    rule = area_rule()
    return {
        "entry": page.entry,
        "history": [
            {"update": update, "told": _told(update, rule)}
            for update in page.entry.updates.newest_first().with_telling()
        ],
        "road": road(page.entry.status),
        "consultation": _consultation(page.entry, page.locale),
        "list_page": page.get_parent(),
    }


def _told(update: "LoopUpdate", rule: Rule) -> dict[str, Any] | None:
    telling = getattr(update, "telling", None)
    if telling is None or not telling.people_told:
        return None
    shown = protect_count(telling.people_told, rule=rule)
    return {"hidden": shown is SUPPRESSED, "number": shown}


def _consultation(entry: "LoopEntry", locale: Locale) -> ConsultationPage | None:
    if entry.consultation_key is None:
        return None
    pages = ConsultationPage.objects.for_readers(locale)
    return pages.about_consultations([entry.consultation_key]).first()
