"""What later rooms may react to."""

from django.dispatch import Signal

#: Sent with ``comment`` once a person has passed it and its redacted words may be read.
comment_ready = Signal()
