"""What later rooms may react to."""

from django.dispatch import Signal

#: Sent inside the transaction of `record_response` with ``response``, ``free_texts`` (a list of
#: `surveys.responding.actions.FreeText`) and ``is_new``. The comments room stores the words there,
#: so that a response and its words are kept or refused together. Nobody else may keep them.
#: Sent again, with all free texts as they are now and ``is_new`` false, when the writer corrects
#: what they sent (`sending.correct_response`): whoever listens makes what they keep agree with it.
response_recorded = Signal()

#: Sent inside the transaction of `withdraw_response` with ``response``, before it is erased.
response_withdrawn = Signal()
