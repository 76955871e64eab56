"""Pages of the journey in templates."""

import uuid

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from surveys.responding import unsent
from surveys.responding.journey import Page

register = template.Library()


@register.filter
def step_address(survey_key: uuid.UUID, page: Page) -> str:
    """Where one question, or one line of it, is answered."""
    return unsent.step_address(survey_key, page)


@register.filter
def asked(page: Page) -> str | SafeString:
    """What a page asks, in one line: the question, and which line of it."""
    question = page.step.heading.marked(get_language())
    if page.line is None:
        return question
    line = page.line.words.marked(get_language())
    return format_html("{} – {}", question, line)
