"""The road of an entry, in the words that families see."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LoopStatus(TextChoices):
    HEARD = "heard", _("Heard")
    WITH_THE_BOARD = "with_the_board", _("With the board")
    YES = "yes", _("Decided: yes")
    PARTLY = "partly", _("Decided: partly")
    NOT_NOW = "not_now", _("Decided: not now")
    NO = "no", _("Decided: no")
    DOING = "doing", _("Doing")
    DONE = "done", _("Done")
    CHECKED = "checked", _("Checked with families")


#: Each needs a reason in plain words.
NEEDS_REASON = (LoopStatus.PARTLY, LoopStatus.NOT_NOW, LoopStatus.NO)
#: Each waits for something, so each carries the day on which we look again.
NEEDS_NEXT_DATE = (
    LoopStatus.HEARD,
    LoopStatus.WITH_THE_BOARD,
    LoopStatus.YES,
    LoopStatus.PARTLY,
    LoopStatus.NOT_NOW,
    LoopStatus.DOING,
    LoopStatus.DONE,
)
#: Nothing more is promised.
FINAL = (LoopStatus.NO, LoopStatus.CHECKED)
#: The board or the partner has said what will happen.
DECIDED = (
    LoopStatus.YES,
    LoopStatus.PARTLY,
    LoopStatus.NOT_NOW,
    LoopStatus.NO,
    LoopStatus.DOING,
    LoopStatus.DONE,
    LoopStatus.CHECKED,
)
#: "We did" has to say what, before an entry gets here.
NEEDS_WE_DID = (LoopStatus.DONE, LoopStatus.CHECKED)
