"""What this room does when a response is recorded or taken back."""

from collections.abc import Sequence

from surveys.comments.actions import erase_words, store_words
from surveys.comments.files import forget_what_was_written_down
from surveys.responding.actions import FreeText
from surveys.responding.models import AttachedFile, Response


def keep_words(
    sender: type,
    *,
    response: Response,
    free_texts: Sequence[FreeText],
    is_new: bool = False,
    **more: object,
) -> None:
    store_words(response=response, free_texts=free_texts, is_new=is_new)


def forget_words(sender: type, *, response: Response, **more: object) -> None:
    erase_words(response=response)


def forget_file(sender: type, *, instance: AttachedFile, **more: object) -> None:
    forget_what_was_written_down(file=instance)
