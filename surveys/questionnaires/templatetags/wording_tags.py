"""Words of a questionnaire in templates."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

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
