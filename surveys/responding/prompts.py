"""What people say that answers no question of a survey, and the words it is asked with."""

import uuid

from django.utils.translation import gettext_lazy as _

_NAMESPACE = uuid.UUID("6f0b1d52-6a40-4d0f-9d3e-5d8f1f0b7c11")

#: Something said in a group session that belongs to no question.
SOMETHING_ELSE = uuid.uuid5(_NAMESPACE, "something else")
TOP_THREE = uuid.uuid5(_NAMESPACE, "top three")
TO_THE_BOARD = uuid.uuid5(_NAMESPACE, "to the board")

#: Keys stand where a question's key stands, so that these words are protected like all others.
PROMPTS = {
    SOMETHING_ELSE: _("Something else the group said"),
    TOP_THREE: _("What matters most to the group"),
    TO_THE_BOARD: _("A question to the board"),
}


def prompt_words(key: uuid.UUID | str) -> str:
    """The words of a prompt; "" for the key of a question."""
    return str(PROMPTS.get(uuid.UUID(str(key)), ""))
