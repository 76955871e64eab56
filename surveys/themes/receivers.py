"""What this room does when a response is taken back."""

from surveys.responding.models import Response
from surveys.themes.actions import forget_codings


def forget_themes(sender: type, *, response: Response, **more: object) -> None:
    forget_codings(response=response)
