"""Which steps an entry may take, and what its words must say before it does. No database."""

import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.loop.enums import DECIDED, NEEDS_NEXT_DATE, NEEDS_REASON, NEEDS_WE_DID, LoopStatus
from forum.loop.road import goes_back

#: Every text of an entry's page, in the order in which families read them.
WORDS = ("you_said", "we_decided", "we_did", "meanwhile")
MOST_WORDS_OF_WE_DID = 120

Errors = dict[str, str | Promise]


def errors_of_step(
    *,
    before: str,
    after: str,
    reason: str,
    next_date: datetime.date | None,
    on: datetime.date,
    last_step_on: datetime.date | None,
    we_did: str,
) -> Errors:
    """What is wrong with a step, by field; empty when it may be taken."""
    errors: Errors = {}
    if last_step_on and on < last_step_on:
        errors["on"] = _("This is earlier than the step before. Steps are told in their order.")
    if not reason.strip():
        errors |= _reason_needed(before, after)
    if after in NEEDS_NEXT_DATE:
        if next_date is None:
            errors["next_date"] = _("Say by which day families will hear more.")
        elif next_date <= on:
            errors["next_date"] = _("This day must still lie ahead.")
    if after in NEEDS_WE_DID and not we_did.strip():
        errors["status"] = _("First write under “We did” what was done.")
    return errors


def _reason_needed(before: str, after: str) -> Errors:
    if after in NEEDS_REASON:
        return {"reason": _("Say why, in plain words. Every “no” and “not yet” has a reason.")}
    if after == LoopStatus.CHECKED:
        return {"reason": _("Say what families told you when you checked.")}
    if goes_back(before, after):
        return {"reason": _("Say why the entry goes back a step.")}
    return {}


def missing_words(*, status: str, words: dict[str, str]) -> Errors:
    """What an entry at this status must say before families read it, by field."""
    missing: Errors = {}
    if not words["you_said"].strip():
        missing["you_said"] = _("Write what people said.")
    if status in DECIDED and not words["we_decided"].strip():
        missing["we_decided"] = _("Write what was decided, and why.")
    if status in NEEDS_WE_DID and not words["we_did"].strip():
        missing["we_did"] = _("Write what was done.")
    if len(words["we_did"].split()) > MOST_WORDS_OF_WE_DID:
        missing["we_did"] = _("“We did” has more than 120 words. Please shorten it.")
    return missing
