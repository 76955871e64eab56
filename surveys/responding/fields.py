"""One form field for each type of question, the same on every channel that has a screen."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.pages.rendering import SymbolCheckboxSelectMultiple, SymbolRadioSelect
from surveys.questionnaires.enums import DatePrecision, QuestionType
from surveys.questionnaires.steps import ShownStep
from surveys.questionnaires.wording import NOTHING
from surveys.responding.accepting import DAY, EARLIEST_YEAR, LINE_LENGTH, MONTH, read_number
from surveys.responding.words import MAXIMUM_LENGTH, MAXIMUM_WORDS, count_words, tidy_words

Given = list[str] | dict[str, str] | str


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


class NumberField(forms.CharField):
    """A number in any digits; it stays as it was typed until it is a number."""

    def __init__(self, *, minimum: int | None, maximum: int | None, **options: Any) -> None:
        super().__init__(
            widget=forms.TextInput(
                attrs={"inputmode": "decimal", "dir": "ltr", "class": "govuk-input--width-5"}
            ),
            **options,
        )
        self.minimum, self.maximum = minimum, maximum

    def clean(self, value: Any) -> str:
        typed = tidy_words(super().clean(value))
        if not typed:
            return ""
        number = read_number(typed)
        if number is None:
            raise forms.ValidationError(_("Please write a number, for example 12."))
        if self.minimum is not None and number < self.minimum:
            raise forms.ValidationError(
                _("Please write a number that is %(number)s or more.") % {"number": self.minimum}
            )
        if self.maximum is not None and number > self.maximum:
            raise forms.ValidationError(
                _("Please write a number that is %(number)s or less.") % {"number": self.maximum}
            )
        return format(number.normalize(), "f")


class DateWidget(forms.MultiWidget):
    """Day (if asked), month by its name, year: three plain controls, no calendar."""

    template_name = "responding/widgets/date.html"

    def __init__(self, *, exact: bool) -> None:
        self.exact = exact
        short = {"inputmode": "numeric", "dir": "ltr"}
        widgets: dict[str, forms.Widget] = {
            "month": forms.Select(choices=[("", ""), *MONTHS.items()]),
            "year": forms.TextInput(attrs={**short, "class": "govuk-input--width-4"}),
        }
        if exact:
            day = forms.TextInput(attrs={**short, "class": "govuk-input--width-2"})
            widgets = {"day": day, **widgets}
        super().__init__(widgets)

    def decompress(self, value: str | None) -> list[str]:
        found = (DAY if self.exact else MONTH).fullmatch(value or "")
        if not found:
            return ["", "", ""] if self.exact else ["", ""]
        numbers = [str(int(part)) for part in found.groups()]
        return numbers[::-1] if self.exact else [numbers[1], numbers[0]]


class DateField(forms.Field):
    """A month and year, or a full date, kept as it is written in ISO 8601."""

    def __init__(self, *, exact: bool, **options: Any) -> None:
        super().__init__(widget=DateWidget(exact=exact), **options)
        self.exact = exact

    def clean(self, value: Sequence[str | None]) -> str:
        parts = [tidy_words(str(part or "")) for part in value or ()]
        if not any(parts):
            return super().clean("") or ""
        numbers = [read_number(part) for part in parts]
        try:
            day, month, year = (int(n) for n in (numbers if self.exact else [1, *numbers]))
            date = datetime.date(year, month, day)
        except (TypeError, ValueError) as error:
            raise forms.ValidationError(self._wrong()) from error
        if date.year < EARLIEST_YEAR:
            raise forms.ValidationError(_("Please write the year with four numbers."))
        return date.isoformat() if self.exact else f"{date:%Y-%m}"

    def _wrong(self) -> str:
        if self.exact:
            return _("Please give a real date: day, month and year, for example 14 March 2026.")
        return _("Please give a month and a year, for example March 2026.")


def date_in_words(kept: str) -> str:
    """A date as a draft keeps it, as people say it: March 2026, or 14 March 2026."""
    if found := DAY.fullmatch(kept):
        return date_format(datetime.date(*map(int, found.groups())), "j E Y")
    if found := MONTH.fullmatch(kept):
        return date_format(datetime.date(*map(int, found.groups()), 1), "F Y")
    return kept


class RankingWidget(forms.MultiWidget):
    """A place for each answer: first, second, third."""

    template_name = "responding/widgets/ranking.html"

    def __init__(self, *, names: Sequence[tuple[str, Any]], places: int) -> None:
        self.keys = [key for key, _words in names]
        self.labels = [words for _key, words in names]
        choices = [("", gettext_lazy("no place")), *((n, n) for n in range(1, places + 1))]
        super().__init__([forms.Select(choices=choices) for _key in self.keys])

    def decompress(self, value: Sequence[str] | None) -> list[str]:
        ranked = list(value or ())
        return [str(ranked.index(key) + 1) if key in ranked else "" for key in self.keys]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for label, part in zip(self.labels, context["widget"]["subwidgets"], strict=True):
            part["label"] = label
        return context


class RankingField(forms.Field):
    """Keys in the order of the places they were given."""

    def __init__(self, *, names: Sequence[tuple[str, Any]], places: int, **options: Any) -> None:
        super().__init__(widget=RankingWidget(names=names, places=places), **options)
        self.keys = [key for key, _words in names]
        self.places = places

    def clean(self, value: Sequence[str | None]) -> list[str]:
        given = [tidy_words(str(place or "")) for place in value or ()]
        if not any(given):
            return super().clean([]) or []
        placed: dict[int, str] = {}
        for key, place in zip(self.keys, given, strict=False):
            if not place:
                continue
            number = int(place) if place.isascii() and place.isdigit() else 0
            if not 1 <= number <= self.places:
                raise forms.ValidationError(_("Please choose the places on this page."))
            if number in placed:
                raise forms.ValidationError(
                    _("You gave place %(place)s twice. Please give each place once.")
                    % {"place": number}
                )
            placed[number] = key
        return [placed[number] for number in sorted(placed)]


@dataclass(frozen=True)
class PictureShown:
    """A picture beside its words, which say the same: so it has no text of its own."""

    url: str
    alt: str = ""


def field_for(step: ShownStep, language: str) -> forms.Field:
    """The field of a question; of a question with several lines, the field of one line.

    Questions that take a file have none here: files are handed in on the web alone.
    """
    kind, limits = step.type, step.limits
    if kind == QuestionType.TEXT:
        return WordsField(
            widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
            error_messages={"required": _("Please write an answer. We need this one.")},
        )
    if kind == QuestionType.LINE:
        return LineField(
            max_length=LINE_LENGTH,
            widget=forms.TextInput(attrs={"dir": "auto"}),
            error_messages={
                "required": _("Please write an answer. We need this one."),
                "max_length": _("Your answer is too long. Please use one short line."),
                "null_characters_not_allowed": _("Please write an answer. We need this one."),
            },
        )
    if kind == QuestionType.NUMBER:
        return NumberField(
            minimum=limits.minimum,
            maximum=limits.maximum,
            error_messages={"required": _("Please write a number. We need this one.")},
        )
    if kind == QuestionType.DATE:
        return DateField(
            exact=limits.precision == DatePrecision.DAY,
            error_messages={"required": _("Please give a date. We need this one.")},
        )
    if kind == QuestionType.RANKING:
        names = [(option.key, option.words.marked(language)) for option in step.options]
        return RankingField(
            names=names,
            places=min(limits.most or len(names), len(names)),
            error_messages={"required": _("Please give at least one place. We need this one.")},
        )
    return _choice_field(step, language)


def _choice_field(step: ShownStep, language: str) -> forms.Field:
    choices = [(option.key, option.words.marked(language)) for option in step.options]
    extras = {
        "symbols": {option.key: option.face for option in step.options if option.face},
        "pictures": {o.key: PictureShown(o.picture) for o in step.options if o.picture},
    }
    errors = {
        "required": _("Please choose an answer. We need this one."),
        "invalid_choice": _("Please choose one of the answers on this page."),
        "invalid_list": _("Please choose from the answers on this page."),
    }
    if step.type == QuestionType.CHOICES:
        return AtMostField(
            most=step.limits.most,
            choices=choices,
            widget=SymbolCheckboxSelectMultiple(**extras),
            error_messages=errors,
        )
    widget: forms.Widget = SymbolRadioSelect(**extras)
    if step.type == QuestionType.SCALE:
        ends = (step.limits.low or NOTHING, step.limits.high or NOTHING)
        low, high = (words.marked(language) for words in ends)
        widget = ScaleRadioSelect(low=low, high=high)
    return forms.ChoiceField(choices=choices, widget=widget, error_messages=errors)


class AtMostField(forms.MultipleChoiceField):
    """Several choices, but not more than so many."""

    def __init__(self, *, most: int | None, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if self.most and len(value) > self.most:
            raise forms.ValidationError(
                ngettext(
                    "Please choose at most %(number)s answer.",
                    "Please choose at most %(number)s answers.",
                    self.most,
                )
                % {"number": self.most}
            )


class ScaleRadioSelect(forms.RadioSelect):
    """Numbers in a row, with words at both ends."""

    template_name = "responding/widgets/scale.html"

    def __init__(self, *, low: str, high: str) -> None:
        super().__init__()
        self.low, self.high = low, high

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"low": self.low, "high": self.high}
        return context


def initial_of(step: ShownStep, given: Given | None) -> Any:
    """What a field shows of an answer that is kept already."""
    one_choice = step.type not in (QuestionType.CHOICES, QuestionType.RANKING)
    return (given or [""])[0] if isinstance(given, list) and one_choice else given


def kept_of(step: ShownStep, cleaned: Any) -> list[str] | str:
    """A cleaned value as a draft keeps it: option keys, or words, a number or a date in words.

    Of one line of a question with several, it is the key that was chosen, or "".
    """
    written = (QuestionType.TEXT, QuestionType.LINE, QuestionType.NUMBER, QuestionType.DATE)
    if step.type in written or step.type == QuestionType.MATRIX or isinstance(cleaned, list):
        return cleaned
    return [cleaned] if cleaned else []
