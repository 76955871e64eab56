"""What staff fill in about paper: codes, how a form came to be, print runs, places, posters."""

# For staff only.

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.questionnaires.enums import Audience
from surveys.responding.enums import WhoAnswered
from surveys.responding.fields import LineField
from surveys.responding.forms import HELPER_LENGTH
from surveys.responding.journey import asks_for_consent
from surveys.responding.paper import codes
from surveys.responding.paper.actions import MOST_COPIES, LotWish
from surveys.responding.paper.comparing import Given, Keyed
from surveys.responding.paper.enums import PlaceKind, PosterKind
from surveys.responding.paper.models import Place, kind_in_words
from surveys.responding.paper.on_paper import Document, kinds_of_form

NOT_SAID = [("", gettext_lazy("Not said"))]


class PaperCodeForm(forms.Form):
    """The code at the foot of a form, typed or scanned."""

    use_required_attribute = False

    code = forms.CharField(
        label=gettext_lazy("Paper code"),
        help_text=gettext_lazy("8 letters and numbers at the foot of every page: 7K3P 9XQW."),
        max_length=300,
        error_messages={"required": gettext_lazy("Please type the paper code.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        code = codes.tidy_code(typed)
        if not code:
            raise forms.ValidationError(codes.what_is_wrong(typed))
        return code


class NoCodeForm(forms.Form):
    """Which survey a photocopied form is of, and in which kind."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=gettext_lazy("Which form is it?"),
        error_messages={"required": gettext_lazy("Please choose the form.")},
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", ""), *choices]


class AboutFormForm(forms.Form):
    """How the form came to be: who answered, with whose help, when it arrived."""

    use_required_attribute = False

    arrived_on = forms.DateField(
        label=gettext_lazy("When did it reach us?"),
        help_text=gettext_lazy(
            "Came it by post with a stamp that you can read? Then give the day on the stamp."
        ),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Please give the day on which the form reached us."),
            "invalid": gettext_lazy("Please give a real date, for example 14/03/2026."),
        },
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language did they write?"), choices=settings.LANGUAGES
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who are they?"),
        choices=[
            *NOT_SAID,
            *((each.value, each.label) for each in Audience if each != Audience.EVERYONE),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    who_answered = forms.ChoiceField(
        label=gettext_lazy("Who answered these questions?"),
        choices=[*NOT_SAID, *WhoAnswered.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    helper = LineField(
        label=gettext_lazy("Who helped or answered for them?"),
        help_text=gettext_lazy("As it stands on the form, without names. For example: my teacher."),
        required=False,
        max_length=HELPER_LENGTH,
        error_messages={
            "max_length": gettext_lazy("Please use at most 80 letters to say who helped.")
        },
    )
    interpreter = forms.ChoiceField(
        label=gettext_lazy("Language of the interpreter, if there was one"),
        choices=[("", gettext_lazy("No interpreter")), *settings.LANGUAGES],
        required=False,
    )
    consent_to_quote = forms.BooleanField(
        label=gettext_lazy("The box “you may use my words” is ticked"), required=False
    )
    not_counted = forms.BooleanField(
        label=gettext_lazy("Yes, that is what the paper says. Do not count this form."),
        required=False,
    )

    def __init__(
        self, *args: Any, document: Document, language: str, doubtful: bool = False, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {}).setdefault("language", language)
        super().__init__(*args, **kwargs)
        if document.get("audience") != Audience.EVERYONE:
            del self.fields["audience"]
        if not asks_for_consent(document):
            del self.fields["consent_to_quote"]
        if not doubtful:
            self.fields["not_counted"].widget = forms.HiddenInput()

    def keyed(self, answers: dict[str, Given]) -> Keyed:
        """Everything together, once this form is valid."""
        typed = self.cleaned_data
        return Keyed(
            answers=answers,
            language=typed["language"],
            who_answered=typed["who_answered"],
            audience=typed.get("audience", ""),
            helper=typed["helper"],
            interpreter=typed["interpreter"],
            consent_to_quote=typed.get("consent_to_quote", False),
            arrived_on=typed["arrived_on"].isoformat(),
            not_counted=typed["not_counted"],
        )


class RunForm(forms.Form):
    """How many forms of which kind, and what for."""

    use_required_attribute = False

    event = forms.CharField(
        label=gettext_lazy("For an event?"),
        help_text=gettext_lazy("For example: Saturday drop-in, Roshni centre. May stay empty."),
        max_length=80,
        required=False,
    )
    place = forms.ModelChoiceField(
        label=gettext_lazy("For a place?"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=gettext_lazy("No place in particular"),
        help_text=gettext_lazy("Answers on these forms then count for the place."),
    )

    def __init__(self, *args: Any, document: Document, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places
        self._kinds: dict[str, tuple[str, bool, bool]] = {}
        for language, easy_read in kinds_of_form(document):
            for large in (False, True):
                if easy_read and large:
                    continue  # Easy Read is printed large as it is
                name = f"copies_{language}_{'easy' if easy_read else 'large' if large else 'plain'}"
                self._kinds[name] = (language, easy_read, large)
                self.fields[name] = forms.IntegerField(
                    label=kind_in_words(language, easy_read, large),
                    min_value=0,
                    max_value=MOST_COPIES,
                    required=False,
                    widget=forms.NumberInput(attrs={"min": 0, "max": MOST_COPIES}),
                    error_messages={
                        "invalid": gettext_lazy("Please write a whole number."),
                        "max_value": gettext_lazy("At most 100 forms of one kind at a time."),
                        "min_value": gettext_lazy("Please write a whole number."),
                    },
                )

    @property
    def copies_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self._kinds]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("event", "place")]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if not self.errors and not any(typed.get(name) for name in self._kinds):
            raise forms.ValidationError(_("Say how many forms you want."))
        return typed

    def wishes(self) -> list[LotWish]:
        return [
            LotWish(
                language=language,
                copies=self.cleaned_data[name],
                easy_read=easy_read,
                large_print=large,
            )
            for name, (language, easy_read, large) in self._kinds.items()
            if self.cleaned_data.get(name)
        ]


class PlaceForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(
        label=gettext_lazy("Name of the place"),
        max_length=80,
        error_messages={"required": gettext_lazy("Please give the place a name.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=PlaceKind.choices)


class PosterForm(forms.Form):
    """Which posters, in which languages, for which places."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=gettext_lazy("What do you want to print?"),
        choices=PosterKind.choices,
        initial=PosterKind.POSTER,
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Please choose at least one language.")},
    )
    places = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Places"),
        queryset=Place.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Please choose at least one place.")},
    )

    def __init__(self, *args: Any, languages: Sequence[str], places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        self.fields["languages"].choices = [(code, names.get(code, code)) for code in languages]
        self.fields["languages"].initial = list(languages)[:1]
        self.fields["places"].queryset = places


class DestroyedForm(forms.Form):
    use_required_attribute = False

    what = forms.ChoiceField(
        label=gettext_lazy("What happened to the paper that was keyed?"),
        choices=[
            ("destroyed", gettext_lazy("It was shredded")),
            ("locked_away", gettext_lazy("It is locked away")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose what happened to it.")},
    )
    on = forms.DateField(
        label=gettext_lazy("On which day?"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Please give the day."),
            "invalid": gettext_lazy("Please give a real date, for example 14/03/2026."),
        },
    )

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


class SettleForm(forms.Form):
    """For each difference, which of the two is on the paper."""

    use_required_attribute = False

    def __init__(self, *args: Any, names: Mapping[str, str], **kwargs: Any) -> None:
        """``names`` goes from what differs to the words that it is shown under."""
        super().__init__(*args, **kwargs)
        self.names = dict(names)
        for place, label in enumerate(self.names.values()):
            self.fields[f"d{place}"] = forms.TypedChoiceField(
                label=label,
                choices=[("1", _("The first entry")), ("2", _("The second entry"))],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Please look at the paper and choose.")},
            )

    def chosen(self) -> dict[str, int]:
        return {name: self.cleaned_data[f"d{place}"] for place, name in enumerate(self.names)}
