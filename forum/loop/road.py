"""The road that families see: which steps an entry has behind it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.loop.enums import LoopStatus

ENDS_WITH_THE_DECISION = (LoopStatus.NO, LoopStatus.NOT_NOW)
STEPS = (
    (_("Heard"), (LoopStatus.HEARD,)),
    (_("With the board"), (LoopStatus.WITH_THE_BOARD,)),
    (
        _("Decided"),
        (LoopStatus.YES, LoopStatus.PARTLY, LoopStatus.NOT_NOW, LoopStatus.NO),
    ),
    (_("Doing"), (LoopStatus.DOING,)),
    (_("Done"), (LoopStatus.DONE,)),
    (_("Checked with families"), (LoopStatus.CHECKED,)),
)
ORDER = {status: place for place, (_label, group) in enumerate(STEPS) for status in group}


@dataclass(frozen=True)
class Step:
    label: str | Promise
    reached: bool
    current: bool


def road(status: str) -> list[Step]:
    """The steps up to the end that this status can still reach."""
    place = ORDER[LoopStatus(status)]
    steps = STEPS[: place + 1] if status in ENDS_WITH_THE_DECISION else STEPS
    return [
        Step(label=label, reached=number <= place, current=number == place)
        for number, (label, _group) in enumerate(steps)
    ]


def goes_back(before: str, after: str) -> bool:
    """Whether a move leads to an earlier step than the entry has reached."""
    return ORDER[LoopStatus(after)] < ORDER[LoopStatus(before)]
