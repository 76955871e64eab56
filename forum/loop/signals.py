"""What others may react to."""

from django.dispatch import Signal

#: Sent with ``entry``, ``update`` and ``user`` when an entry is published or moves on in public.
entry_published = Signal()
