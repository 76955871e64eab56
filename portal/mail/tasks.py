"""What the queue runs for e-mail."""

from portal.mail.actions import queue_due_emails, send_waiting_email, wipe_old_emails


def send_email(pk: str) -> None:
    """Sends one e-mail, unless it has gone or somebody is at it."""
    send_waiting_email(pk)


def sweep() -> None:
    """Each minute: another attempt at what is due, and at what a dead worker left behind."""
    queue_due_emails()


def prune() -> None:
    """Each night: forgets old messages."""
    wipe_old_emails()
