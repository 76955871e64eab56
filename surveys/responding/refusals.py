"""Why a file was not taken, and the sentence that says so to whoever sent it."""

from enum import Enum

from django.utils.translation import gettext_lazy as _


class Refusal(Enum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OTHER_KIND = "other_kind"
    UNREADABLE = "unreadable"
    VIDEO = "video"
    LOCKED = "locked"
    ACTIVE = "active"
    TOO_MANY_PAGES = "too_many_pages"
    VIRUS = "virus"
    TOO_MANY = "too_many"


SENTENCES = {
    Refusal.EMPTY: _("This file is empty. Please choose another one."),
    Refusal.TOO_LARGE: _(
        "This file is too big. It can have up to 10 MB. Your other answers are safe."
    ),
    Refusal.OTHER_KIND: _("We cannot take this kind of file here. Please choose another one."),
    Refusal.UNREADABLE: _("We cannot open this file. Please choose another one."),
    Refusal.VIDEO: _("We cannot take videos. Please choose a sound recording."),
    Refusal.LOCKED: _("This file has a password. Please save it without one, or choose another."),
    Refusal.ACTIVE: _(
        "This file has a program or other files in it. Please print it to PDF, or take a photo."
    ),
    Refusal.TOO_MANY_PAGES: _("This file has too many pages. It can have up to 100."),
    Refusal.VIRUS: _("Our virus check stopped this file. Please choose another one."),
    Refusal.TOO_MANY: _("You can add up to 3 files. Please take one away first."),
}


class Refused(ValueError):
    """This file is not taken. Nothing else that was answered is lost."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.refusal])
