"""The Easy Read version of a document, page by page."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaires.branching import route_through
from surveys.questionnaires.easy_reading import easy_steps, has_easy_read
from surveys.questionnaires.wording import Words

AGREE = [
    {"key": "yes", "text": {"en": "Agree a lot", "ur": "بہت متفق"}, "face": "face-5"},
    {"key": "no", "text": {"en": "Disagree a lot", "ur": "بالکل نہیں"}, "face": "face-1"},
]


def question(name: str, *, show_if=(), required=False) -> dict:
    return {
        "id": f"step-{name}",
        "kind": "question",
        "question": name,
        "code": name.upper(),
        "type": "agree",
        "required": required,
        "text": {"en": f"Long words about {name}", "ur": f"لمبے الفاظ {name}"},
        "help": {"en": "More long words"},
        "options": AGREE,
        "show_if": list(show_if),
        "audio": {"en": "/media/long.mp3"},
    }


def page(name: str, *, explains: str = "", lines=None, **given) -> dict:
    return {
        "id": name,
        "explains": explains,
        "picture": f"/media/{name}.webp",
        "credit": "Wexmere demonstration",
        "lines": lines or {"en": [f"Easy {name}."]},
        "options": {},
        "audio": {},
    } | given


def document(*, steps, easy, languages=("en",)) -> dict:
    return {
        "steps": steps,
        "easy_read": {
            "checked_by": "",
            "checked_on": "",
            "stale": False,
            "languages": list(languages),
            "steps": easy,
        },
    }


def only_if(name: str, key: str) -> dict:
    condition = {
        "about": "answer",
        "question": name,
        "row": "",
        "test": "is_any_of",
        "values": [key],
    }
    return {"match": "all", "conditions": [condition]}


def shown(asked: dict, *, answers=None, language="en"):
    return easy_steps(asked, route_through(asked, answers or {}), language)


def test_there_is_easy_read_only_in_the_languages_in_which_somebody_wrote_it():
    asked = document(steps=[question("a")], easy=[page("first")], languages=("en", "ur"))
    assert has_easy_read(asked, "ur")
    assert not has_easy_read(asked, "pl")


def test_documents_without_easy_read_or_older_than_it_have_none():
    assert not has_easy_read({"steps": [], "easy_read": None}, "en")
    assert not has_easy_read({"steps": []}, "en")
    older = {"steps": [question("a")]}
    assert easy_steps(older, route_through(older, {}), "en") == []


def test_pages_keep_their_own_order_and_are_counted_from_one():
    asked = document(
        steps=[question("a"), question("b")],
        easy=[page("hello"), page("pb", explains="step-b"), page("pa", explains="step-a")],
    )
    assert [(step.number, step.id) for step in shown(asked)] == [
        (1, "hello"),
        (2, "step-b"),
        (3, "step-a"),
    ]


def test_a_page_that_explains_a_question_asks_that_question_in_easy_words():
    easy = page(
        "pa",
        explains="step-a",
        lines={"en": ["Did people listen?", "Pick a face."]},
        options={"yes": {"words": {"en": "Yes"}, "picture": "/media/yes.webp"}},
    )
    asked = document(steps=[question("a", required=True)], easy=[easy])
    step = shown(asked)[0]
    assert (step.question, step.type, step.required) == ("a", "agree", True)
    assert [line.text for line in step.lines] == ["Did people listen?", "Pick a face."]
    assert step.heading.text == "Did people listen?"
    assert not step.text
    assert [(option.key, option.words.text) for option in step.options] == [
        ("yes", "Yes"),
        ("no", "Disagree a lot"),
    ]
    assert (step.options[0].face, step.options[0].picture) == ("face-5", "/media/yes.webp")
    assert (step.picture, step.credit) == ("/media/pa.webp", "Wexmere demonstration")


def test_a_recording_of_the_ordinary_words_is_not_played_over_easy_ones():
    asked = document(steps=[question("a")], easy=[page("pa", explains="step-a")])
    assert shown(asked)[0].audio == ""


def test_a_page_is_left_out_while_its_question_is_not_asked():
    asked = document(
        steps=[question("a"), question("b", show_if=[only_if("a", "yes")])],
        easy=[page("pa", explains="step-a"), page("pb", explains="step-b"), page("bye")],
    )
    assert [step.id for step in shown(asked)] == ["step-a", "bye"]
    assert [step.id for step in shown(asked, answers={"a": ["yes"]})] == [
        "step-a",
        "step-b",
        "bye",
    ]


def test_what_needs_an_answer_is_asked_in_ordinary_words_where_nobody_wrote_easy_ones():
    asked = document(
        steps=[question("a", required=True), question("b"), question("c", required=True)],
        easy=[page("hello"), page("pb", explains="step-b"), page("bye")],
    )
    steps = shown(asked)
    assert [step.id for step in steps] == ["hello", "step-a", "step-b", "step-c", "bye"]
    assert [step.number for step in steps] == [1, 2, 3, 4, 5]
    assert steps[1].heading.text == "Long words about a"
    assert steps[1].lines == ()


def test_a_survey_that_ends_early_ends_early_in_easy_read_too():
    leave = {
        "id": "leave",
        "kind": "exit",
        "heading": {"en": "Thank you"},
        "text": {"en": "<p>This survey is about reviews.</p>"},
        "sends": False,
        "show_if": [only_if("a", "no")],
    }
    asked = document(
        steps=[question("a"), leave, question("b")],
        easy=[page("pa", explains="step-a"), page("bye"), page("pb", explains="step-b")],
    )
    steps = shown(asked, answers={"a": ["no"]})
    assert [step.id for step in steps] == ["step-a", "leave"]
    assert (steps[-1].kind, steps[-1].number, steps[-1].sends) == ("exit", 2, False)


def test_lines_fall_back_to_english_one_by_one_and_say_so():
    lines = {"en": ["One.", "Two.", "Three."], "ur": ["ایک۔", "Two.", ""]}
    asked = document(steps=[question("a")], easy=[page("hello", lines=lines)])
    step = shown(asked, language="ur")[0]
    assert step.lines == (Words("ایک۔", "ur"), Words("Two.", "en"), Words("Three.", "en"))
    assert step.has_foreign_words("ur")
    assert not shown(asked)[0].has_foreign_words("en")


def test_ordinary_answers_in_ones_own_language_come_before_easy_ones_in_english():
    easy = page("pa", explains="step-a", options={"yes": {"words": {"en": "Yes"}, "picture": ""}})
    asked = document(steps=[question("a")], easy=[easy])
    assert shown(asked, language="ur")[0].options[0].words == Words("بہت متفق", "ur")


@given(
    explained=st.lists(st.sampled_from(["", "a", "b", "c"]), max_size=8),
    answers=st.dictionaries(
        st.sampled_from(["a", "b", "c"]), st.sampled_from([["yes"], ["no"]]), max_size=3
    ),
)
def test_every_easy_page_is_information_or_a_question_of_the_route(explained, answers):
    asked = document(
        steps=[
            question("a"),
            question("b", show_if=[only_if("a", "yes")]),
            question("c", show_if=[only_if("b", "no")]),
        ],
        easy=[
            page(f"p{number}", explains=name and f"step-{name}")
            for number, name in enumerate(explained)
        ],
    )
    route = route_through(asked, answers)
    steps = easy_steps(asked, route, "en")
    assert {step.question for step in steps if step.is_question} <= set(route.questions)
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert sum(not step.is_question for step in steps) == explained.count("")
