"""Where two people keyed one form differently."""

import pytest

from surveys.responding.paper.comparing import ANSWER, Keyed, differences, settled

ASKED = (
    {"question": "a", "type": "choices"},
    {"question": "b", "type": "ranking"},
    {"question": "c", "type": "text"},
    {"question": "d", "type": "matrix"},
)


def of(**answers) -> Keyed:
    return Keyed(answers=answers, arrived_on="2026-03-02")


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        (of(a=["x", "y"]), of(a=["y", "x"]), []),
        (of(a=["x"]), of(a=["x", "y"]), ["a"]),
        (of(b=["x", "y"]), of(b=["y", "x"]), ["b"]),
        (of(c="Too long.  The form"), of(c="too long, the form"), []),
        (of(c="too long"), of(c="so long"), ["c"]),
        (of(d={"r": "x"}), of(d={"r": "x", "s": ""}), []),
        (of(d={"r": "x"}), of(d={"r": "y"}), ["d"]),
        (of(a=["x"]), of(), ["a"]),
    ],
)
def test_only_what_is_really_different_is_found(one, other, names):
    assert differences(one, other, ASKED) == [ANSWER + name for name in names]


def test_what_was_keyed_about_the_form_is_compared_too():
    one = Keyed(arrived_on="2026-03-02", who_answered="me", consent_to_quote=True)
    other = Keyed(arrived_on="2026-03-03", who_answered="me")
    assert differences(one, other, ASKED) == ["consent_to_quote", "arrived_on"]


def test_settling_takes_each_part_from_whom_was_chosen():
    one = Keyed(answers={"a": ["x"], "c": "one"}, helper="my brother", arrived_on="2026-03-02")
    other = Keyed(answers={"b": ["z"], "c": "other"}, arrived_on="2026-03-02")
    chosen = {ANSWER + "a": 1, ANSWER + "b": 1, ANSWER + "c": 2, "helper": 1}

    result = settled(one, other, chosen)

    assert result.answers == {"a": ["x"], "c": "other"}
    assert result.helper == "my brother"
    assert other.answers == {"b": ["z"], "c": "other"}
