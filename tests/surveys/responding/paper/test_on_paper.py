"""What of a questionnaire stands on paper."""

import pytest

from surveys.questionnaires.condition_words import condition_in_words
from surveys.responding.paper.on_paper import document_on_paper, kinds_of_form, steps_on_paper
from tests.builders import build_step


def condition(about: str, test: str = "is_any_of", values: tuple[str, ...] = (), **more) -> dict:
    return {"about": about, "question": "", "row": "", "test": test, "values": values, **more}


def document(*groups: dict, audience: str = "everyone") -> dict:
    first, second = build_step(code="A"), build_step(code="B")
    second["show_if"] = list(groups)
    return {"audience": audience, "languages": ["en"], "steps": [first, second], "easy_read": None}


def group(match: str, *conditions: dict) -> dict:
    return {"match": match, "conditions": list(conditions)}


WEB, PAPER = condition("channel", values=("web",)), condition("channel", values=("paper",))
YOUNG = condition("audience", values=("young_people",))


@pytest.mark.parametrize(
    ("groups", "audience", "codes"),
    [
        ((group("all", WEB),), "everyone", ["A"]),
        ((group("all", PAPER),), "everyone", ["A", "B"]),
        ((group("any", WEB, YOUNG),), "everyone", ["A", "B"]),
        ((group("any", WEB, YOUNG),), "parent_carers", ["A"]),
        ((group("any", WEB, YOUNG),), "young_people", ["A", "B"]),
        ((group("all", PAPER), group("all", WEB)), "everyone", ["A"]),
    ],
)
def test_what_can_never_be_met_on_paper_is_left_out(groups, audience, codes):
    paper = document_on_paper(document(*groups, audience=audience))
    shown = steps_on_paper(paper, language="en", easy_read=False)
    assert [step.code for step in shown] == codes


def test_only_what_the_person_can_settle_is_said():
    paper = document_on_paper(document(group("all", PAPER, YOUNG)))
    assert condition_in_words(paper["steps"][1], paper, "en") == "Only if you are a young person."

    paper = document_on_paper(document(group("all", PAPER)))
    assert condition_in_words(paper["steps"][1], paper, "en") == ""


def test_easy_read_is_printed_in_the_languages_that_somebody_wrote_it_in():
    both = document() | {
        "languages": ["en", "ur"],
        "easy_read": {"languages": ["en"], "steps": [{"id": "x"}]},
    }
    assert kinds_of_form(both) == [("en", False), ("ur", False), ("en", True)]
