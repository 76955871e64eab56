"""What later rooms may react to."""

from django.dispatch import Signal

#: Sent inside the transaction of `record_response` with ``response`` and ``free_texts`` (a list of
#: `surveys.responding.actions.FreeText`). The comments room stores the words there, so that a
#: response and its words are kept or refused together. Nobody else may keep them.
response_recorded = Signal()

#: Sent inside the transaction of `withdraw_response` with ``response``, before it is erased.
response_withdrawn = Signal()
