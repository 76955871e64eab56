"""What the queue runs for this room."""

from surveys.contacts.calls import chase_late_calls, close_forgotten_calls


def look_after_calls() -> None:
    """Each morning: coordinators hear of calls that are late, and old numbers are wiped."""
    close_forgotten_calls()
    chase_late_calls()
