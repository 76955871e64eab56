"""Personal data in free text: what is found, what is left, and what replaces it."""

import io
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.comments.identifiers import is_valid_nhs_number, is_valid_upn
from surveys.comments.redaction import (
    ENGINE_VERSION,
    KIND_LABELS,
    Span,
    WordLists,
    apply,
    suggest,
)
from tests.surveys.comments.labelled_texts import MARKED_TEXTS, read_marks


def redacted(text: str, **options) -> str:
    return apply(text, suggest(text, **options).spans)


class BrokenClassifier:
    def spans(self, text):
        raise RuntimeError("no model here")


class OneWordClassifier:
    def __init__(self, word, belief):
        self.word, self.belief = word, belief

    def spans(self, text):
        start = text.index(self.word)
        return [(Span(start, start + len(self.word), "PERSON"), self.belief)]


def test_the_gate_holds_on_labelled_texts_without_a_classifier():
    wanted, covered = Counter(), Counter()
    leaking = words = wrongly = 0
    for marked in MARKED_TEXTS:
        text, labels = read_marks(marked)
        gone = {i for span in suggest(text).spans for i in range(span.start, span.end)}
        missed = [
            label
            for label in labels
            if any(text[i].isalnum() and i not in gone for i in range(label.start, label.end))
        ]
        wanted.update(label.kind for label in labels)
        covered.update(label.kind for label in labels if label not in missed)
        leaking += bool(missed)
        for word in re.finditer(r"\S+", text):
            if not any(s.start < word.end() and word.start() < s.end for s in labels):
                words += 1
                wrongly += any(i in gone for i in range(*word.span()))
    assert covered.total() / wanted.total() >= 0.94
    assert covered["PERSON"] / wanted["PERSON"] >= 0.98
    assert leaking / len(MARKED_TEXTS) <= 0.02
    assert wrongly / words <= 0.02


def test_five_hundred_comments_take_less_than_a_second_of_computing():
    texts = [read_marks(marked)[0] for marked in MARKED_TEXTS]
    for text in texts:
        suggest(text)
    began = time.process_time()
    for _ in range(10):
        for text in texts:
            suggest(text)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write to nora.pell@web.example today", "write to [email] today"),
        ("see https://pells.example.org/plan now", "see [link] now"),
        ("i post as @pell_mum there", "i post as [handle] there"),
        ("his UPN B801200005001 is wrong", "his UPN [pupil number] is wrong"),
        ("my ni number is QQ 12 34 56 C", "my ni number is [NI number]"),
        ("ring 07700 900431 after 4", "ring [phone] after 4"),
        ("ring +44 1632 960 222 after 4", "ring [phone] after 4"),
        ("nhs number 943 476 5919", "nhs number [NHS number]"),
        ("the taxi AB51 CDE was late", "the taxi [vehicle] was late"),
        ("we are in ZE3 9JU now", "we are in [postcode] now"),
        ("it was on 12/04/2014 again", "it was on [date] again"),
        ("it was on Tuesday 14th May again", "it was on [date] again"),
        ("ref SEN/2031/0417 please", "ref [reference] please"),
        ("we live at 14 Quarry Close", "we live at [address]"),
        ("he goes to Fellside Primary School", "he goes to [school]"),
        ("moved from Nether Marbeck last year", "moved from [place] last year"),
        ("Mrs. Ackroyd-Pell rang", "[name 1] rang"),
    ],
)
def test_each_kind_has_its_own_placeholder(text, expected):
    assert redacted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "nhs number 943 476 5918",  # the check digit is 9
        "his upn is A801200005001",  # the check letter is B
        "call 0770 0900 43",  # a digit too few
    ],
)
def test_a_mistyped_number_goes_as_well(text):
    assert "[" in redacted(text)


def test_check_digits_follow_the_published_rules():
    assert is_valid_upn("B801200005001")
    assert not is_valid_upn("A801200005001")
    assert is_valid_nhs_number("943 476 5919")
    assert not is_valid_nhs_number("943 476 5918")


@pytest.mark.parametrize(
    "text",
    [
        "in march we were told 6 weeks, it is now november",
        "he is in year 9 and 14 years old, since 2019",
        "24/7 care and 1:1 support",
        "The EHCP went to CAMHS, SENDIASS and the SENCO",
        "Will someone please answer? Hope is all we have.",
    ],
)
def test_years_months_ages_year_groups_and_words_of_the_field_stay(text):
    assert redacted(text) == text


def test_the_same_name_gets_the_same_number_in_one_text():
    assert (
        redacted("My son Tobiah and Zbysz. Tobiah's plan, Mr Pell, then zbysz again and mr pell")
        == "My son [name 1] and [name 2]. [name 1] plan, [name 3], then [name 2] again and [name 3]"
    )


def test_a_part_of_a_full_name_keeps_its_number():
    assert redacted("I met Fenella Marchbanks. Fenella was kind.") == (
        "I met [name 1]. [name 1] was kind."
    )


def test_lists_of_the_area_find_its_schools_and_staff_and_keep_its_words():
    lists = WordLists(
        schools=("Oak Bank", "St Hild's"), staff=("Wanda Froud",), keep=("Marbeck Hub",)
    )
    assert redacted("oak bank and st hilds failed", lists=lists) == "[school] and [school] failed"
    assert redacted("it was froud who rang", lists=lists) == "it was [name 1] who rang"
    assert redacted("thanks to Marbeck Hub", lists=lists) == "thanks to Marbeck Hub"


def test_offsets_are_those_of_the_text_as_given_even_when_it_is_normalised():
    text = "ﬁne … Ａｍｅｌｉａ’s plan,    Zoe\u0301 and Ta\u200bmsin wait"
    found = [text[span.start : span.end] for span in suggest(text).spans]
    assert found == ["Ａｍｅｌｉａ’s", "Zoe\u0301", "Ta\u200bmsin"]


def test_another_language_is_not_reliable_but_numbers_and_listed_names_still_go():
    suggestion = suggest("Mój syn Jakub ma 5 lat, tel 07700 900123", language="pl")
    assert not suggestion.reliable
    assert [span.kind for span in suggestion.spans] == ["PERSON", "PHONE"]


def test_english_without_a_classifier_is_reliable_and_names_its_engine():
    suggestion = suggest("the bus is late")
    assert suggestion.reliable
    assert suggestion.engine == ENGINE_VERSION
    assert suggestion.spans == suggestion.doubtful == ()


def test_a_classifier_that_fails_makes_the_text_wait_and_loses_no_rule():
    suggestion = suggest("ring 07700 900123", classifier=BrokenClassifier())
    assert not suggestion.reliable
    assert [span.kind for span in suggestion.spans] == ["PHONE"]


def test_a_classifier_adds_what_it_is_sure_of_and_asks_about_the_rest():
    text = "ask the bloke about it"
    sure = suggest(text, classifier=OneWordClassifier("bloke", 0.9))
    unsure = suggest(text, classifier=OneWordClassifier("bloke", 0.1))
    ignored = suggest("the bloke", classifier=OneWordClassifier("bloke", 0.01))
    assert Span(8, 13, "PERSON") in sure.spans
    assert Span(8, 13, "PERSON") in unsure.doubtful
    assert Span(8, 13, "PERSON") not in unsure.spans
    assert ignored.spans == ignored.doubtful == ()


def test_a_classifier_cannot_point_outside_the_text():
    class Astray:
        def spans(self, text):
            return [(Span(5, 500, "PERSON"), 0.9), (Span(3, 3, "PERSON"), 0.9)]

    assert suggest("the bus is late", classifier=Astray()).spans == ()


def test_part_of_a_word_is_widened_to_the_whole_word():
    found = suggest("the forgetfulness", classifier=OneWordClassifier("getful", 0.9)).spans
    assert apply("the forgetfulness", found) == "the [name 1]"


def test_a_dictionary_word_with_a_capital_inside_a_sentence_is_doubtful():
    text = "they told Biscuit to sit down"
    assert [text[s.start : s.end] for s in suggest(text).doubtful] == ["Biscuit"]


def test_overlapping_spans_are_taken_as_one_of_the_kind_of_the_first():
    spans = [Span(4, 8, "SCHOOL"), Span(0, 6, "PERSON")]
    assert apply("abcdefgh ij", spans) == "[school] ij"


def test_spans_that_are_empty_or_outside_the_text_are_left_out():
    assert (
        apply("short", [Span(3, 3, "PERSON"), Span(2, 99, "DATE"), Span(-4, 2, "URL")]) == "short"
    )


def test_new_names_count_on_from_the_placeholders_already_there():
    text = "[name 1] met Tobiah"
    assert redacted(text) == "[name 1] met [name 2]"


def test_every_kind_has_a_label_that_a_reviewer_can_read():
    kinds = {span.kind for marked in MARKED_TEXTS for span in read_marks(marked)[1]}
    assert kinds <= set(KIND_LABELS)
    assert all(str(label) for label in KIND_LABELS.values())


spaces_and_words = st.lists(
    st.sampled_from(
        [
            "my",
            "son",
            "Tobiah",
            "zofia",
            "said",
            "Mrs",
            "Pell",
            "rang",
            "07700",
            "900123",
            "at",
            "Fellside",
            "Primary",
            ".",
            ",",
            "\n",
            "[name",
            "1]",
            "[school]",
            "é",
            "👍",
            "n",
            "it's",
            "Will",
            "in",
            "ZE3",
            "9JU",
        ]
    ),
    max_size=25,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=120), spaces_and_words))
def test_what_lies_outside_the_spans_is_kept_in_its_order(text):
    spans = suggest(text).spans
    assert list(spans) == sorted(spans, key=lambda span: span.start)
    kept, position = [], 0
    for span in spans:
        assert position <= span.start < span.end <= len(text)
        kept.append(text[position : span.start])
        position = span.end
    kept.append(text[position:])
    rest = apply(text, spans)
    for piece in kept:
        assert piece in rest
        rest = rest[rest.index(piece) + len(piece) :]


@settings(max_examples=150, deadline=None)
@given(spaces_and_words)
def test_redacting_again_keeps_every_placeholder_in_its_order(text):
    # A bracket that somebody opened and did not close belongs to no placeholder.
    once = re.findall(r"\[[^\[\]]+\]", redacted(text))
    again = iter(re.findall(r"\[[^\[\]]+\]", redacted(redacted(text))))
    assert all(placeholder in again for placeholder in once)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["[name 1]", "[name 2]", "[school]", "[phone]", "and"])))
def test_placeholders_are_never_redacted_again(pieces):
    text = " ".join(pieces)
    assert redacted(text) == text


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=40),
    st.lists(
        st.builds(
            Span, st.integers(-5, 45), st.integers(-5, 45), st.sampled_from(["PERSON", "DATE", "?"])
        )
    ),
)
def test_any_spans_can_be_applied_and_none_brings_words_back(text, spans):
    result = apply(text, spans)
    valid = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    if not valid:
        assert result == text
    outside = "".join(c for i, c in enumerate(text) if not any(s.start <= i < s.end for s in valid))
    assert re.sub(r"\[(?:name \d+|date|removed)\]", "", result) == outside or "[" in text


@pytest.mark.parametrize("text", ["a-" * 5000, "12" + " " * 9000 + "x", "a." * 5000, "1" * 10_000])
def test_a_text_made_to_be_slow_is_not(text):
    began = time.process_time()
    suggest(text)
    assert time.process_time() - began < 5


def run_redact_text(lines: bytes):
    return subprocess.run(
        [sys.executable, "manage.py", "redact_text"],
        input=lines,
        capture_output=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
        timeout=120,
    )


def test_the_command_answers_each_line_in_order_in_utf8_whatever_the_locale():
    asked = [
        {"text": "Zoë’s nan rang 07700 900123", "language": "en"},
        {"text": "he says he does not want to be here"},
    ]
    lines = "\n".join(json.dumps(line, ensure_ascii=False) for line in asked).encode()
    ran = run_redact_text(lines)
    answers = [json.loads(line) for line in ran.stdout.decode("utf-8").splitlines()]
    assert ran.returncode == 0
    assert [answer["text"] for answer in answers] == [line["text"] for line in asked]
    assert answers[0]["redacted"] == "[name 1] nan rang [phone]"
    assert answers[0]["spans"][1] == {"start": 15, "end": 27, "kind": "PHONE"}
    assert [answer["safeguarding"] for answer in answers] == [False, True]


@pytest.mark.parametrize(
    "line", [b"not json", b'{"words": 1}', b'{"text": 5}', b'{"text": "\xff"}']
)
def test_the_command_names_the_line_it_cannot_read(line):
    from django.core.management import call_command
    from django.core.management.base import CommandError

    stdin = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(b'{"text": "fine"}\n' + line + b"\n"))
    try:
        with pytest.raises(CommandError, match="Line 2 "):
            call_command("redact_text", stdout=io.StringIO())
    finally:
        sys.stdin = stdin
