"""What happens to drafts by itself."""

from surveys.responding.actions import forget_expired_drafts


def forget_drafts() -> int:
    """Every night: delete drafts that nobody sent in 28 days. Returns how many."""
    return forget_expired_drafts()
