"""Short hands for tests of keying."""

from surveys.responding.paper.comparing import Keyed
from surveys.responding.paper.models import PaperForm
from tests.builders import in_days


def form_of(run, *, keyed_twice: bool = False) -> PaperForm:
    """A form of a run that is keyed once, or by two people."""
    form = PaperForm.objects.filter(lot__run=run, state="printed").ready_to_key().first()
    form.keyed_twice = keyed_twice
    form.save()
    return form


def keyed(version, *, words: str = "Make it shorter.", choice: int = 0, **given) -> Keyed:
    """What somebody keyed of the survey of these tests: a choice and words."""
    booking, change = version.questions()
    answers = {booking["question"]: [booking["options"][choice]["key"]], change["question"]: words}
    return Keyed(
        **{"answers": answers, "arrived_on": in_days(given.pop("arrived", 0)).isoformat(), **given}
    )
