"""Words of a questionnaire in templates."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from surveys.questionnaires.speaking import parts_of
from surveys.questionnaires.steps import ShownStep
from surveys.questionnaires.wording import Words

register = template.Library()


@register.filter
def marked(words: Words) -> str | SafeString:
    """The words; with lang and dir where the page is in another language."""
    return words.marked(get_language())


@register.filter
def marked_html(words: Words) -> SafeString:
    """The text of an information page, which compiling has cleaned."""
    inner = mark_safe(words.text)  # noqa: S308
    return format_html('<div lang="{}" dir="{}">{}</div>', words.language, words.direction, inner)


@register.filter
def words_aloud(step: ShownStep) -> str:
    """What a device that can speak reads out: only what is in the language of the page."""
    parts = [words for words in parts_of(step) if words.language == get_language()]
    return ". ".join(words.text.strip().rstrip(".") for words in parts)
