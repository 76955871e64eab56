"""What people fill in: one question a page, built from the frozen questionnaire."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.encryption import CODE_ALPHABET
from portal.pages.rendering import SymbolCheckboxSelectMultiple, SymbolRadioSelect
from surveys.questionnaires.enums import QuestionType
from surveys.questionnaires.steps import ShownStep
from surveys.responding.actions import tidy_code
from surveys.responding.enums import WhoAnswered
from surveys.responding.journey import Kept
from surveys.responding.words import MAXIMUM_LENGTH, MAXIMUM_WORDS, count_words, tidy_words

HELPER_LENGTH = 80


class WordsField(forms.CharField):
    """Somebody's own words. Control signs go; what is too long is refused and stays on screen."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return tidy_words(super().to_python(value))

    def clean(self, value: Any) -> str:
        words = super().clean(value)
        if len(words) > MAXIMUM_LENGTH:
            raise forms.ValidationError(
                ngettext(
                    "Your answer is too long: it has %(words)s word. Please make it shorter. "
                    "There is room for about %(room)s words.",
                    "Your answer is too long: it has %(words)s words. Please make it shorter. "
                    "There is room for about %(room)s words.",
                    count_words(words),
                )
                % {"words": count_words(words), "room": MAXIMUM_WORDS}
            )
        return words


class LineField(forms.CharField):
    """One line in somebody's own words."""

    def to_python(self, value: Any) -> str:
        return " ".join(tidy_words(super().to_python(value)).split())


class StepForm(forms.Form):
    """The answer to one question, in the reader's language as far as it has words."""

    use_required_attribute = False

    def __init__(
        self,
        *,
        step: ShownStep,
        language: str,
        data: Any = None,
        given: list[str] | str | None = None,
        may_be_empty: bool = False,
    ) -> None:
        super().__init__(data)
        self.language = language
        self.step = step
        field = self._field()
        field.label = step.heading.marked(language)
        field.help_text = self._hint()
        field.required = step.required and not may_be_empty
        field.is_page_heading = True
        # A radio button takes one value, a draft keeps a list of them.
        one_choice = isinstance(given, list) and step.type != QuestionType.CHOICES
        field.initial = (given or [""])[0] if one_choice else given
        self.fields["answer"] = field

    def _field(self) -> forms.Field:
        if self.step.type == QuestionType.TEXT:
            return WordsField(
                widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
                error_messages={"required": _("Please write an answer. We need this one.")},
            )
        choices = [(option.key, option.words.marked(self.language)) for option in self.step.options]
        faces = {option.key: option.face for option in self.step.options if option.face}
        errors = {
            "required": _("Please choose an answer. We need this one."),
            "invalid_choice": _("Please choose one of the answers on this page."),
            "invalid_list": _("Please choose from the answers on this page."),
        }
        if self.step.type == QuestionType.CHOICES:
            widget = SymbolCheckboxSelectMultiple(symbols=faces)
            return forms.MultipleChoiceField(choices=choices, widget=widget, error_messages=errors)
        widget = SymbolRadioSelect(symbols=faces)
        return forms.ChoiceField(choices=choices, widget=widget, error_messages=errors)

    def _hint(self) -> SafeString:
        lines = [self.step.text.marked(self.language)] if self.step.text else []
        if self.step.type == QuestionType.TEXT:
            lines.append(_("Please leave out names of people and schools."))
            lines.append(_("You can write up to about %(words)s words.") % {"words": MAXIMUM_WORDS})
        elif self.step.type == QuestionType.CHOICES:
            lines.append(_("You can choose more than one."))
        hint = format_html("{}", "")
        for line in lines:
            hint = format_html("{}<br>{}", hint, line) if hint else format_html("{}", line)
        return hint

    @property
    def given(self) -> list[str] | str:
        """The answer as a draft keeps it: option keys, or words."""
        answer = self.cleaned_data["answer"]
        if self.step.type == QuestionType.TEXT or isinstance(answer, list):
            return answer
        return [answer] if answer else []


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

    def __init__(self, *, asks_for_consent: bool, data: Any = None, kept: Kept) -> None:
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


class EmailForm(forms.Form):
    """An address to write to when there is news. Kept apart from the answers."""

    use_required_attribute = False

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        error_messages={
            "required": gettext_lazy("Please type your e-mail address."),
            "invalid": gettext_lazy("Please type an e-mail address like name@example.org."),
        },
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "dir": "ltr", "spellcheck": "false"}
        ),
    )
