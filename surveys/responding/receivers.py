"""What this room does when one of its rows goes, by whatever way."""

from surveys.responding.attaching import forget_bytes
from surveys.responding.models import AttachedFile


def forget_bytes_of(sender: type, *, instance: AttachedFile, **more: object) -> None:
    forget_bytes(instance)
