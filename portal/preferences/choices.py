"""What a reader may choose, and how the choice travels in a cookie."""

from dataclasses import asdict, dataclass
from typing import Self
from urllib.parse import parse_qs, urlencode

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

COOKIE_NAME = "preferences"
COOKIE_AGE = 60 * 60 * 24 * 365


class Theme(TextChoices):
    AUTO = "auto", _("The same as my phone or computer")
    LIGHT = "light", _("Light: dark letters on a light page")
    DARK = "dark", _("Dark: light letters on a dark page")


class TextSize(TextChoices):
    NORMAL = "normal", _("Normal")
    LARGE = "large", _("Large")
    LARGEST = "largest", _("Very large")


@dataclass(frozen=True, slots=True)
class Preferences:
    """How one reader wants pages to look."""

    theme: str = Theme.AUTO.value
    text_size: str = TextSize.NORMAL.value
    easy_read: bool = False

    @classmethod
    def from_cookie(cls, value: str) -> Self:
        """Read a cookie; whatever is not understood counts as not chosen."""
        try:
            chosen = parse_qs(value[:200], max_num_fields=10)
        except ValueError:
            return cls()
        theme = chosen.get("theme", [""])[-1]
        text_size = chosen.get("text_size", [""])[-1]
        return cls(
            theme=theme if theme in Theme.values else Theme.AUTO.value,
            text_size=text_size if text_size in TextSize.values else TextSize.NORMAL.value,
            easy_read=chosen.get("easy_read", [""])[-1] == "1",
        )

    def to_cookie(self) -> str:
        """Return the value to store; ``from_cookie`` reads it back."""
        return urlencode(asdict(self) | {"easy_read": int(self.easy_read)})
