"""What the queue runs for texts."""

from portal.texts.actions import queue_due_texts, send_waiting_text, wipe_old_texts


def send_text(pk: str) -> None:
    """Sends one text, unless it has gone or somebody is at it."""
    send_waiting_text(pk)


def sweep() -> None:
    """Each minute: another attempt at what is due, and at what a dead worker left behind."""
    queue_due_texts()


def prune() -> None:
    """Each night: forgets old messages."""
    wipe_old_texts()
