"""What happens to drafts and files by itself."""

from surveys.responding.actions import forget_expired_drafts
from surveys.responding.attaching import (
    forget_files_without_draft,
    scan_waiting_files,
    sweep_orphans,
)


def forget_drafts() -> int:
    """Every night: delete drafts that nobody sent in 28 days. Returns how many."""
    return forget_expired_drafts()


def forget_files() -> int:
    """Every night: delete files of answers that are gone, and bytes that no row names."""
    return forget_files_without_draft() + sweep_orphans()


def scan_files() -> int:
    """Every ten minutes: ask the virus scanner about files that wait. Returns how many passed."""
    return scan_waiting_files()
