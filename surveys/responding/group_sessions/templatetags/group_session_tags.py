"""What the group leader's pages show of a form."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.utils.translation import get_language

from surveys.questionnaires.condition_words import condition_in_words
from surveys.responding.actions import FreeText
from surveys.responding.group_sessions.counting_hands import Hands
from surveys.responding.group_sessions.forms import GroupForm
from surveys.responding.prompts import prompt_words

register = template.Library()


@register.simple_tag
def only_if(hands: Hands, document: Mapping[str, Any]) -> str:
    """When this question is asked at all, in words."""
    steps = (step for step in document["steps"] if step["id"] == hands.step.id)
    return condition_in_words(next(steps), document, get_language())


@register.simple_tag
def counted(fields: Sequence[BoundField]) -> list[tuple[str, int]]:
    """The answers for which hands were raised."""
    numbers = [(field.label, field.form.cleaned_data.get(field.name)) for field in fields]
    return [(label, number) for label, number in numbers if number]


@register.simple_tag
def what_about(text: FreeText, form: GroupForm) -> str:
    """The question, or the prompt, that these words belong to."""
    asked = {step.question: step.heading.text for step in form.open_questions}
    return asked.get(text.question_key) or prompt_words(text.question_key)
