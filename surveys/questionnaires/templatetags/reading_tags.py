"""Advice on plain words in templates."""

from django import template

from surveys.questionnaires.readability import About, Advice, Reading

register = template.Library()


@register.filter
def advice_of(reading: Reading, about: str) -> list[Advice]:
    """The advice of one kind."""
    return reading.of(About(about))
