"""What happens to events by itself."""

from surveys.responding.assisted.actions import forget_old_keys


def forget_keys() -> int:
    """Every night: delete the keys of events six weeks ago. Returns how many."""
    return forget_old_keys()
