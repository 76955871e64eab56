"""The words of the plan in templates."""

from django import template

from forum.plan.enums import WORDS, Brag

register = template.Library()


@register.filter
def brag_word(state: str) -> str:
    """The one word for a state: Blue, Green, Amber, Red or White."""
    return str(WORDS[Brag(state)])
