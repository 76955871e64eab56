"""What later rooms may react to."""

from django.dispatch import Signal

#: Sent inside the transaction of `record_decision` with ``decision`` and ``user``.
decision_recorded = Signal()
