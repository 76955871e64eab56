"""What pages of earlier rooms show of "you said, we did"."""

import uuid

from django import template
from wagtail.models import Locale

from forum.loop.models import LoopEntry, LoopEntryPage
from forum.loop.querysets import LoopEntryPageQuerySet

register = template.Library()


@register.simple_tag
def answers_to(consultation_key: uuid.UUID, locale: Locale) -> LoopEntryPageQuerySet:
    """Pages of the published entries that answer a consultation, for readers of a language."""
    entries = LoopEntry.objects.published().about_consultation(consultation_key)
    return LoopEntryPage.objects.for_readers(locale).of_entries(entries).ready_to_list()
