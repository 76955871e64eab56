"""Families who asked for a call: some wait, one is late, some were talked to."""

from dataclasses import dataclass

from home.demonstration.area import day, member_of
from home.demonstration.chain import survey_key_of
from portal.partners.enums import Role
from surveys.contacts.calls import ask_for_call, note_outcome, take_back_call, take_call
from surveys.contacts.enums import CallOutcome, CallSubject
from surveys.contacts.models import CallBack


@dataclass(frozen=True)
class DemonstrationCall:
    """``outcomes`` is what became of each try; ``survey`` sends the call to whoever asks it."""

    number: str
    language: str
    best_time: str
    asked: int
    subject: CallSubject = CallSubject.HELP
    survey: str = ""
    outcomes: tuple[CallOutcome, ...] = ()
    taken_back: bool = False


NO_ANSWER = CallOutcome.NO_ANSWER
CALLS = (
    DemonstrationCall("+447700900601", "ur", "evenings", -1),
    DemonstrationCall("+441632960312", "en", "", -2, CallSubject.OTHER),
    # Nobody rang these two in time.
    DemonstrationCall("+447700900602", "pl", "Tuesday after 10", -9),
    DemonstrationCall(
        "+447700900603", "en", "not on Fridays", -8, CallSubject.SURVEY, "waiting-for-an-assessment"
    ),
    DemonstrationCall("+447700900604", "pa", "after school", -2, outcomes=(NO_ANSWER,)),
    DemonstrationCall("+447700900605", "en", "mornings", -20, outcomes=(CallOutcome.REACHED,)),
    DemonstrationCall("+447700900606", "ro", "", -30, outcomes=(NO_ANSWER, CallOutcome.REACHED)),
    DemonstrationCall("+447700900607", "en", "", -26, outcomes=(NO_ANSWER,) * 3),
    DemonstrationCall("+447700900608", "en", "weekends", -14, taken_back=True),
)


def make_calls() -> int:
    """The calls, once; returns how many there are."""
    if not CallBack.objects.exists():
        for each in CALLS:
            _make_call(each)
    return CallBack.objects.count()


def _make_call(each: DemonstrationCall) -> None:
    call, _is_new = ask_for_call(
        number=each.number,
        language=each.language,
        best_time=each.best_time,
        subject=each.subject,
        survey_key=survey_key_of(each.survey) if each.survey else None,
        on=day(each.asked),
    )
    coordinator = member_of(call.owner.slug, Role.COORDINATOR)
    for tries, outcome in enumerate(each.outcomes):
        call = take_call(call=call, user=coordinator)
        call = note_outcome(
            call=call,
            outcome=outcome,
            tries=tries,
            user=coordinator,
            on=day(each.asked + tries + 1),
        )
    if each.taken_back:
        take_back_call(call=call, on=day(each.asked + 1))
