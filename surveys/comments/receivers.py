"""What this room does when a response is recorded or taken back."""

from collections.abc import Sequence

from surveys.comments.actions import erase_words, store_words
from surveys.responding.actions import FreeText
from surveys.responding.models import Response


def keep_words(
    sender: type, *, response: Response, free_texts: Sequence[FreeText], **more: object
) -> None:
    store_words(response=response, free_texts=free_texts)


def forget_words(sender: type, *, response: Response, **more: object) -> None:
    erase_words(response=response)
