"""What people fill in: one question a page, built from the frozen questionnaire."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.encryption import CODE_ALPHABET
from surveys.questionnaires.enums import WORDS_TYPES, QuestionType
from surveys.questionnaires.steps import ShownStep
from surveys.responding.actions import tidy_code
from surveys.responding.enums import WhoAnswered
from surveys.responding.fields import Given, LineField, field_for, initial_of, kept_of
from surveys.responding.journey import Kept
from surveys.responding.words import MAXIMUM_WORDS

HELPER_LENGTH = 80


class StepForm(forms.Form):
    """The answer to one question, or to one line of it, in the reader's language.

    ``row`` names the line of a question with several; then ``given`` is that line's answer.
    """

    use_required_attribute = False

    def __init__(
        self,
        *,
        step: ShownStep,
        language: str,
        data: Any = None,
        given: Given | None = None,
        may_be_empty: bool = False,
        row: str = "",
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.language = language
        self.step = step
        self.row = row
        field = field_for(step, language)
        field.label = self._label()
        field.help_text = self._hint()
        field.required = step.required and not may_be_empty
        field.is_page_heading = True
        field.initial = initial_of(step, given)
        self.fields["answer"] = field

    def _label(self) -> str | SafeString:
        line = next((row for row in self.step.rows if row.key == self.row), None)
        return (line.words if line else self.step.heading).marked(self.language)

    def _hint(self) -> SafeString:
        step = self.step
        # Of a question with several lines, the question itself stands above the line.
        shown = () if self.row else (*step.lines[1:], step.text)
        lines = [words.marked(self.language) for words in shown if words]
        if step.type in WORDS_TYPES:
            lines.append(_("Please leave out names of people and schools."))
        lines += self._how_to_answer()
        hint = format_html("{}", "")
        for each in lines:
            hint = format_html("{}<br>{}", hint, each) if hint else format_html("{}", each)
        return hint

    def _how_to_answer(self) -> list[str]:
        kind, limits = self.step.type, self.step.limits
        if kind == QuestionType.TEXT:
            return [_("You can write up to about %(words)s words.") % {"words": MAXIMUM_WORDS}]
        if kind == QuestionType.CHOICES and limits.most:
            most = {"number": limits.most}
            sentence = ngettext(
                "You can choose %(number)s.", "You can choose up to %(number)s.", limits.most
            )
            return [sentence % most]
        if kind == QuestionType.CHOICES:
            return [_("You can choose more than one.")]
        if kind == QuestionType.RANKING:
            return [_("Give 1 to what matters most to you. You can leave some without a place.")]
        if kind == QuestionType.NUMBER and None not in (limits.minimum, limits.maximum):
            ends = {"low": limits.minimum, "high": limits.maximum}
            return [_("A number from %(low)s to %(high)s.") % ends]
        return []

    @property
    def given(self) -> list[str] | str:
        """The answer as a draft keeps it; of one line, the key that was chosen."""
        return kept_of(self.step, self.cleaned_data["answer"])


class AboutYouForm(forms.Form):
    """Who answered, and whether words may be quoted. Every part may be left empty."""

    use_required_attribute = False

    who_answered = forms.ChoiceField(
        label=gettext_lazy("Who answered these questions?"),
        choices=WhoAnswered.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Please choose one of the answers on this page.")
        },
    )
    helper = LineField(
        label=gettext_lazy("Who helped or answered for you?"),
        help_text=gettext_lazy(
            "Only if somebody did. For example: my teacher, my brother, an interpreter. No names."
        ),
        required=False,
        max_length=HELPER_LENGTH,
        error_messages={
            "max_length": gettext_lazy("Please use at most 80 letters to say who helped.")
        },
    )
    consent_to_quote = forms.BooleanField(
        label=gettext_lazy("Yes, you may use my words in public, without my name"),
        help_text=gettext_lazy(
            "You do not have to tick this. We take out names and places first, and a second person "
            "checks. You can change your mind later with your receipt code."
        ),
        required=False,
    )

    def __init__(
        self,
        *,
        asks_for_consent: bool,
        consent_words: str | SafeString = "",
        data: Any = None,
        kept: Kept,
    ) -> None:
        super().__init__(
            data,
            initial={
                "who_answered": kept.who_answered,
                "helper": kept.helper,
                "consent_to_quote": kept.consent_to_quote,
            },
        )
        if not asks_for_consent:
            del self.fields["consent_to_quote"]
        elif consent_words:
            self.fields["consent_to_quote"].label = consent_words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("who_answered") == WhoAnswered.ME:
            cleaned["helper"] = ""
        return cleaned

    def put_into(self, kept: Kept) -> None:
        kept.who_answered = self.cleaned_data["who_answered"]
        kept.helper = self.cleaned_data["helper"]
        kept.consent_to_quote = self.cleaned_data.get("consent_to_quote", False)


class CodeForm(forms.Form):
    """A receipt code, typed in as it was written down."""

    use_required_attribute = False

    code = forms.CharField(
        label=gettext_lazy("Your receipt code"),
        help_text=gettext_lazy("12 letters and numbers, for example 7K3P 9XQW 34HM."),
        max_length=60,
        error_messages={
            "required": gettext_lazy("Please type your receipt code."),
            "max_length": gettext_lazy("That is too long. A receipt code has 12 signs."),
            "null_characters_not_allowed": gettext_lazy("Please type your receipt code."),
        },
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
                "class": "govuk-input--width-20",
            }
        ),
    )

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        code = tidy_code(typed)
        if not code:
            raise forms.ValidationError(_explanation(typed))
        return code


def _explanation(typed: str) -> str:
    never = sorted({sign for sign in typed.upper() if sign.isalnum()} - set(CODE_ALPHABET))
    if never:
        return _(
            "A receipt code never has %(signs)s in it. Letters that look alike are left out: there "
            "is no O or 0, no I, L or 1, no S or 5, no Z or 2, no B or 8. Please look again."
        ) % {"signs": ", ".join(never[:5])}
    return _("A receipt code has 12 letters and numbers. Please look whether one is missing.")
