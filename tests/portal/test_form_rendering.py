"""Forms of public pages: every control has a name, every error leads to its control."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template

from portal.pages.rendering import ErrorSummary, SymbolRadioSelect, render_widget
from portal.pages.templatetags.portal_tags import bar, day, symbol, tel, tone

FACES = [("5", "Agree a lot"), ("1", "Disagree a lot")]


class AskingForm(forms.Form):
    agree = forms.ChoiceField(
        label="I was listened to",
        help_text="Choose one face.",
        choices=FACES,
        widget=SymbolRadioSelect(symbols={"5": "face-5", "1": "face-1"}, hints={"1": "Not at all"}),
    )
    words = forms.CharField(
        label="Why?", help_text="Please leave out names.", widget=forms.Textarea
    )
    places = forms.MultipleChoiceField(
        label="Where?", choices=[("s", "School"), ("n", "NHS")], widget=forms.CheckboxSelectMultiple
    )
    area = forms.ChoiceField(label="Area", choices=[("n", "North")])
    quote = forms.BooleanField(label="You may use my words")
    step = forms.CharField(widget=forms.HiddenInput, required=False, initial="3")


def drawn(form: forms.Form) -> BeautifulSoup:
    return BeautifulSoup(str(form), "html.parser")


@pytest.fixture
def empty():
    return drawn(AskingForm())


@pytest.fixture
def faulty():
    return drawn(AskingForm({}))


def test_every_control_has_a_name(empty):
    for control in empty.select("input:not([type=hidden]), textarea, select"):
        assert empty.find("label", attrs={"for": control["id"]}), control
    assert [legend.get_text(strip=True) for legend in empty.find_all("legend")] == [
        "I was listened to",
        "Where?",
    ]


def test_hint_and_error_are_read_out_with_their_control(faulty):
    described = faulty.find("textarea")["aria-describedby"].split()
    assert described == ["id_words_helptext", "id_words_error"]
    group = faulty.find("legend").find_parent("fieldset")
    assert group["aria-describedby"].split() == ["id_agree_helptext", "id_agree_error"]
    for name in (*described, *group["aria-describedby"].split()):
        assert faulty.find(id=name)


def test_every_described_id_is_on_the_page_once(faulty):
    ids = [tag["id"] for tag in faulty.select("[id]")]
    assert len(ids) == len(set(ids))
    for tag in faulty.select("[aria-describedby]"):
        assert set(tag["aria-describedby"].split()) <= set(ids), tag


def test_the_browser_never_stops_a_form_with_words_of_its_own(empty):
    assert not empty.select("[required]")


def test_an_error_marks_its_control_and_says_that_it_is_one(faulty):
    assert "govuk-textarea--error" in faulty.find("textarea")["class"]
    assert faulty.find(id="id_words_error").get_text(" ", strip=True).startswith("Error:")


def test_a_single_tick_box_carries_its_own_label(empty):
    box = empty.find("input", id="id_quote")
    assert box["class"] == ["govuk-checkboxes__input"]
    assert box.find_next("label").get_text(strip=True) == "You may use my words"


def test_hidden_fields_show_neither_label_nor_group(empty):
    hidden = empty.find("input", attrs={"name": "step"})
    assert hidden["type"] == "hidden"
    assert not hidden.find_parent(class_="govuk-form-group")


def test_options_carry_symbol_and_hint(empty):
    last = empty.find(id="id_agree_1").find_parent(class_="govuk-radios__item")
    assert last.find("use")["href"].endswith("#face-1")
    assert last.find("svg")["aria-hidden"] == "true"
    assert empty.find(id=empty.find(id="id_agree_1")["aria-describedby"]).string == "Not at all"


def test_one_question_can_be_the_heading_of_its_page():
    form = AskingForm()
    form.fields["agree"].is_page_heading = True
    form.fields["words"].is_page_heading = True
    page = drawn(form)
    assert [heading.get_text(strip=True) for heading in page.find_all("h1")] == [
        "I was listened to",
        "Why?",
    ]


def test_the_summary_leads_to_the_first_control_of_each_fault():
    lines = ErrorSummary([AskingForm({})]).lines
    assert [line.target for line in lines] == [
        "id_agree_0",
        "id_words",
        "id_places_0",
        "id_area",
        "id_quote",
    ]
    page = drawn(AskingForm({}))
    assert all(page.find(id=line.target) for line in lines)


def test_the_summary_is_silent_without_faults():
    template = Template("{% load portal_tags %}{% error_summary form other %}")
    assert template.render(Context({"form": AskingForm(), "other": None})).strip() == ""


def test_what_a_person_typed_is_escaped():
    form = AskingForm({"words": "</textarea><script>alert(1)</script>"})
    assert "<script>" not in render_widget(form["words"])


def test_widgets_outside_our_field_template_stay_as_wagtail_expects_them():
    stock = str(AskingForm()["agree"])
    assert "govuk" not in stock


def test_a_symbol_beside_words_is_silent_and_alone_it_has_a_name():
    assert 'aria-hidden="true"' in symbol("phone")
    assert 'aria-label="Ring us"' in symbol("phone", title="Ring us")


@pytest.mark.parametrize(("percent", "width"), [(0, "0.0"), (50, "100.0"), (140, "200.0")])
def test_a_bar_is_as_long_as_its_share(percent, width):
    assert f'class="portal-chart__value" width="{width}"' in bar(percent)


def test_a_withheld_count_shows_an_outline_and_no_length():
    drawn_bar = bar(62, withheld=True)
    assert "portal-chart__withheld" in drawn_bar
    assert "portal-chart__value" not in drawn_bar


def test_a_chart_says_too_few_to_show_in_words():
    template = Template(
        '{% include "includes/chart_table.html" with rows=rows caption="Answers" %}'
    )
    rows = [{"label": "Agree", "value": "120", "percent": 60}, {"label": "Not", "withheld": True}]
    page = BeautifulSoup(template.render(Context({"rows": rows})), "html.parser")
    cells = [row.find_all("td")[-1].get_text(strip=True) for row in page.select("tbody tr")]
    assert cells == ["120", "too few to show"]
    assert not page.select("[style]")


def test_small_words_of_the_templates():
    assert day(datetime.date(2026, 11, 4)) == "4 November 2026"
    assert day(None) == ""
    assert tel("01632 960 100") == "tel:01632960100"
    assert tone("late") == "red"
    assert tone("something new") == "plain"
