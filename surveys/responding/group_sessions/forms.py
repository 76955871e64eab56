"""What a coordinator prepares, and what a group leader fills in."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from surveys.responding.actions import FreeText, Tally
from surveys.responding.fields import LineField, WordsField
from surveys.responding.group_sessions.counting_hands import Hands, hands_of, open_questions
from surveys.responding.group_sessions.enums import AgeBand, Communication
from surveys.responding.prompts import SOMETHING_ELSE, TO_THE_BOARD, TOP_THREE

SMALLEST, LARGEST = 2, 60
MOST_SAID = 5
TOP = 3


class GroupForm(forms.Form):
    """Everything one group said: how many, hands for each answer, and words."""

    use_required_attribute = False

    size = forms.IntegerField(
        label=gettext_lazy("How many people took part?"),
        help_text=gettext_lazy("Only those who gave their view. Leave out helpers."),
        min_value=SMALLEST,
        max_value=LARGEST,
        error_messages={
            "required": gettext_lazy("Please say how many people took part."),
            "invalid": gettext_lazy("Please write a number, for example 8."),
            "min_value": gettext_lazy(
                "A group has at least 2 people. One person alone can answer the survey itself."
            ),
            "max_value": gettext_lazy("Please send a group of more than 60 as several groups."),
        },
    )
    ages = forms.MultipleChoiceField(
        label=gettext_lazy("How old are they?"),
        choices=AgeBand.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    communication = forms.MultipleChoiceField(
        label=gettext_lazy("How did they say what they think?"),
        choices=Communication.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, document: Mapping[str, Any], language: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.language = language
        self.hands = list(hands_of(document, language))
        self.open_questions = open_questions(document, language)
        for hands in self.hands:
            for option in hands.step.options:
                self.fields[hands.field_name(option)] = _hands_field(option, language)
        about = [(step.question, step.heading.text) for step in self.open_questions]
        about.append((str(SOMETHING_ELSE), _("Something else")))
        for number in range(1, MOST_SAID + 1):
            self.fields[f"said-{number}"] = WordsField(
                label=_("They said (%(number)s)") % {"number": number},
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
                required=False,
            )
            self.fields[f"about-{number}"] = forms.ChoiceField(
                label=_("This is about"), choices=about, required=False
            )
            self.fields[f"share-{number}"] = forms.BooleanField(
                label=_("The group says it is OK to share these words"), required=False
            )
        for number in range(1, TOP + 1):
            self.fields[f"top-{number}"] = LineField(
                label=str(number), max_length=200, required=False
            )
        self.fields["to_the_board"] = WordsField(
            label=_("One question to the board"),
            help_text=_(
                "The board answers in plain words. We publish the question and the answer."
            ),
            widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        size = cleaned.get("size")
        if size:
            for hands in self.hands:
                self._compare_with_size(hands, size)
        if not self.errors and not self.tallies and not self.said:
            raise forms.ValidationError(
                _("There is nothing to send yet. Please count hands or write what they said.")
            )
        return cleaned

    def _compare_with_size(self, hands: Hands, size: int) -> None:
        names = [hands.field_name(option) for option in hands.step.options]
        counted = {name: self.cleaned_data.get(name) or 0 for name in names}
        too_many = [name for name in names if counted[name] > size]
        if not too_many and not hands.several and sum(counted.values()) > size:
            too_many = [name for name in names if counted[name]][-1:]
        for name in too_many:
            number = counted[name] if hands.several else sum(counted.values())
            self.add_error(
                name,
                ngettext(
                    "You counted %(number)s hand here, but the group has %(size)s people.",
                    "You counted %(number)s hands here, but the group has %(size)s people.",
                    number,
                )
                % {"number": number, "size": size},
            )

    def blocks(self) -> Iterator[tuple[Hands, list[forms.BoundField]]]:
        """Each question with its number fields, in order."""
        for hands in self.hands:
            yield hands, [self[hands.field_name(option)] for option in hands.step.options]

    def words(self) -> Iterator[tuple[forms.BoundField, ...]]:
        """Each thing said, with what it is about and whether it may be shared."""
        for number in range(1, MOST_SAID + 1):
            yield self[f"said-{number}"], self[f"about-{number}"], self[f"share-{number}"]

    def top(self) -> list[forms.BoundField]:
        return [self[f"top-{number}"] for number in range(1, TOP + 1)]

    @property
    def tallies(self) -> list[Tally]:
        """The hands that were counted, as they are kept."""
        return [
            Tally(
                question_key=hands.step.question,
                meaning_version=hands.meaning_version,
                row_key=hands.row.key if hands.row else "",
                option_key=option.key,
                count=count,
            )
            for hands in self.hands
            for option in hands.step.options
            if (count := self.cleaned_data.get(hands.field_name(option)))
        ]

    @property
    def said(self) -> list[FreeText]:
        """Words of the group. What they ask the board they want to see in public."""
        cleaned = self.cleaned_data
        said = [
            FreeText(
                cleaned.get(f"about-{number}") or str(SOMETHING_ELSE),
                cleaned[f"said-{number}"],
                cleaned.get(f"share-{number}", False),
            )
            for number in range(1, MOST_SAID + 1)
            if cleaned.get(f"said-{number}")
        ]
        top = [cleaned.get(f"top-{number}") for number in range(1, TOP + 1)]
        lines = [f"{place}. {words}" for place, words in enumerate(top, start=1) if words]
        if lines:
            said.append(FreeText(str(TOP_THREE), "\n".join(lines), False))
        if cleaned.get("to_the_board"):
            said.append(FreeText(str(TO_THE_BOARD), cleaned["to_the_board"], True))
        return said


def _hands_field(option: Any, language: str) -> forms.IntegerField:
    field = forms.IntegerField(
        label=option.words.marked(language),
        min_value=0,
        max_value=LARGEST,
        required=False,
        error_messages={
            "invalid": _("Please write a number, for example 3."),
            "min_value": _("Please write a number, for example 3."),
            "max_value": _("Please write a smaller number."),
        },
    )
    field.symbol = option.face
    return field
