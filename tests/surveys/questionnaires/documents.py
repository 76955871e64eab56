"""Random questionnaires with conditions, and random answers to them."""

from hypothesis import strategies as st

from surveys.questionnaires.branching import Situation
from surveys.questionnaires.enums import QuestionType, Test

OPTIONS = ["a", "b", "c"]
LINES = ["l1", "l2"]
KINDS = [
    QuestionType.CHOICE,
    QuestionType.CHOICES,
    QuestionType.NUMBER,
    QuestionType.SCALE,
    QuestionType.TEXT,
    QuestionType.MATRIX,
    QuestionType.DATE,
]
CHANNELS = ["web", "paper", "phone"]


def question(number: int, kind: str, *, required: bool = False, show_if=(), **limits) -> dict:
    keys = OPTIONS if kind != QuestionType.SCALE else ["1", "2", "3"]
    closed = kind in (
        QuestionType.CHOICE,
        QuestionType.CHOICES,
        QuestionType.SCALE,
        QuestionType.MATRIX,
    )
    return {
        "id": f"step{number}",
        "kind": "question",
        "question": f"q{number}",
        "code": f"Q{number}",
        "type": str(kind),
        "required": required,
        "text": {"en": f"What about {number}?"},
        "help": {},
        "options": [{"key": key, "text": {"en": key.upper()}} for key in keys] if closed else [],
        "rows": [{"key": line, "text": {"en": line}} for line in LINES]
        if kind == QuestionType.MATRIX
        else [],
        "limits": limits,
        "show_if": list(show_if),
    }


def page(number: int, kind: str = "information", *, sends: bool = False, show_if=()) -> dict:
    words = {"heading": {"en": f"Page {number}"}, "text": {"en": "<p>Read.</p>"}}
    step = {"id": f"step{number}", "kind": kind, **words, "show_if": list(show_if)}
    return step | {"sends": sends} if kind == "exit" else step


def only_if(*conditions: dict, match: str = "all") -> list[dict]:
    return [{"match": match, "conditions": list(conditions)}]


def on(number: int, test: str, *values: str, row: str = "") -> dict:
    """A condition on an answer."""
    return {
        "about": "answer",
        "question": f"q{number}",
        "row": row,
        "test": str(test),
        "values": list(values),
    }


def who(test: str, *values: str) -> dict:
    return {"about": "audience", "question": "", "row": "", "test": test, "values": list(values)}


def how(test: str, *values: str) -> dict:
    return {"about": "channel", "question": "", "row": "", "test": test, "values": list(values)}


def of(*steps: dict, audience: str = "everyone") -> dict:
    return {"audience": audience, "steps": list(steps)}


@st.composite
def conditions(draw, number: int, kinds: dict[int, str]):
    """Anything an author may write: earlier and later questions, their own, and none at all."""
    about = draw(st.sampled_from(["answer"] * 5 + ["audience", "channel"]))
    plain = st.sampled_from(["is_any_of", "is_none_of", "answered", "not_answered"])
    if about == "audience":
        values = draw(st.lists(st.sampled_from(["parent_carers", "young_people"]), max_size=2))
        return who(draw(plain), *values)
    if about == "channel":
        return how(draw(plain), *draw(st.lists(st.sampled_from(CHANNELS), max_size=2)))
    asked = draw(st.integers(min_value=0, max_value=number + 1))
    kind = kinds.get(asked)
    if kind in (QuestionType.NUMBER, QuestionType.SCALE) and draw(st.booleans()):
        test = draw(st.sampled_from([Test.AT_LEAST, Test.AT_MOST]))
        return on(asked, test, str(draw(st.integers(0, 4))))
    known = {QuestionType.NUMBER: ["1", "2"], QuestionType.SCALE: ["1", "2", "3"]}
    values = draw(st.lists(st.sampled_from([*known.get(kind, OPTIONS), "gone"]), max_size=2))
    row = draw(st.sampled_from(["", *LINES])) if kind == QuestionType.MATRIX else ""
    return on(asked, draw(plain), *values, row=row)


@st.composite
def documents(draw, most_steps: int = 8):
    """A questionnaire with pages of every kind."""
    kinds: dict[int, str] = {}
    steps = []
    for number in range(draw(st.integers(1, most_steps))):
        groups = [
            {
                "match": draw(st.sampled_from(["all", "any"])),
                "conditions": draw(st.lists(conditions(number, kinds), min_size=1, max_size=2)),
            }
            for _group in range(draw(st.sampled_from([0, 0, 1, 1, 2])))
        ]
        kind = draw(st.sampled_from(["question"] * 4 + ["information", "exit"]))
        if kind != "question":
            steps.append(page(number, kind, sends=draw(st.booleans()), show_if=groups))
            continue
        kinds[number] = draw(st.sampled_from(KINDS))
        most = {"most": draw(st.sampled_from([None, 1, 2]))}
        required = draw(st.booleans())
        steps.append(question(number, kinds[number], required=required, show_if=groups, **most))
    audience = draw(st.sampled_from(["everyone", "parent_carers", "young_people"]))
    return of(*steps, audience=audience)


def _answer(step: dict):
    kind = step["type"]
    keys = [option["key"] for option in step["options"]]
    if kind == QuestionType.MATRIX:
        return st.dictionaries(st.sampled_from(LINES), st.sampled_from(keys), min_size=1)
    if kind == QuestionType.CHOICES:
        most = step["limits"].get("most") or len(keys)
        return st.lists(st.sampled_from(keys), unique=True, min_size=1, max_size=most)
    if keys:
        return st.sampled_from(keys).map(lambda key: [key])
    if kind == QuestionType.NUMBER:
        return st.sampled_from(["-3", "0", "0.5", "1", "1.5", "2", "3", "3.25", "4", "90"])
    return st.sampled_from(["2026-03", "some words", "a", "b"])


@st.composite
def walks(draw, document: dict):
    """Somebody's answers and situation; what needs an answer has one."""
    answers = {}
    for step in document["steps"]:
        if step["kind"] == "question" and (step["required"] or draw(st.booleans())):
            answers[step["question"]] = draw(_answer(step))
    audience = draw(st.sampled_from(["", "parent_carers", "young_people"]))
    return answers, Situation(audience=audience, channel=draw(st.sampled_from(CHANNELS)))
