"""What a coder fills in, and the forms of the code list."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from surveys.comments.forms import WORRY_NOT_SENT
from surveys.comments.models import Comment
from surveys.themes.actions import MOST_THEMES, Choice
from surveys.themes.enums import Direction, Strength, ThemeState
from surveys.themes.models import CodeList, Theme

SAVE, NO_THEME, USE, REJECT, FLAG = "save", "no_theme", "use", "reject", "flag"


class CodingForm(forms.Form):
    """Up to four themes, each with direction and strength; and what else can be done instead.

    ``act`` says which button was pressed: ``use:<theme>`` puts a suggestion into a free row,
    ``reject:<coding>`` says that it is wrong.
    """

    flag_reason = forms.CharField(
        label=gettext_lazy("What worries you? Do not repeat the words or any name."),
        max_length=250,
        required=False,
    )

    def __init__(self, data=None, *, comment: Comment) -> None:
        self.act, _colon, self.named = (data.get("act", "") if data else "").partition(":")
        themes = Theme.objects.usable_by(comment.owner_id).select_related("code_list")
        codings = list(comment.codings.confirmed().select_related("theme"))
        # A theme retired since it was chosen stays in the row in which it stands.
        self.themes = list(themes)
        shown = {theme.pk: theme for theme in [*self.themes, *(c.theme for c in codings)]}
        self._themes_by_key = {str(key): theme for key, theme in shown.items()}
        initial = {}
        for row, coding in enumerate(codings, start=1):
            initial[f"theme_{row}"] = str(coding.theme_id)
            initial[f"direction_{row}"] = coding.direction
            initial[f"strength_{row}"] = coding.strength
        super().__init__(data, initial=initial, auto_id="coding-%s")
        options = [(key, str(theme)) for key, theme in self._themes_by_key.items()]
        for row in range(1, MOST_THEMES + 1):
            self._add_row(row, options)

    def _add_row(self, row: int, options: list[tuple[str, str]]) -> None:
        label = {"row": row}
        self.fields[f"theme_{row}"] = forms.ChoiceField(
            label=_("Theme %(row)s") % label,
            choices=[("", _("No theme")), *options],
            required=False,
        )
        self.fields[f"direction_{row}"] = forms.ChoiceField(
            label=_("Direction of theme %(row)s") % label,
            choices=[("", _("Direction")), *Direction.choices],
            required=False,
        )
        self.fields[f"strength_{row}"] = forms.ChoiceField(
            label=_("Strength of theme %(row)s") % label,
            choices=[("", _("Strength")), *Strength.choices],
            required=False,
        )

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.act == SAVE:
            self._check_rows(cleaned)
        elif self.act == NO_THEME and any(
            cleaned.get(f"theme_{row}") for row in range(1, MOST_THEMES + 1)
        ):
            self.add_error("theme_1", _("Take the themes away first, or press “Save and next”."))
        elif self.act == FLAG and not cleaned.get("flag_reason", "").strip():
            self.add_error("flag_reason", _("Say in a few words what worries you."))
        if self.act in (SAVE, NO_THEME) and cleaned.get("flag_reason", "").strip():
            self.add_error("flag_reason", WORRY_NOT_SENT)
        return cleaned

    def _check_rows(self, cleaned: dict) -> None:
        chosen: set[str] = set()
        for row in range(1, MOST_THEMES + 1):
            theme = cleaned.get(f"theme_{row}")
            if not theme:
                continue
            if theme in chosen:
                self.add_error(f"theme_{row}", _("This theme stands in two rows."))
            chosen.add(theme)
            if not cleaned.get(f"direction_{row}"):
                self.add_error(f"direction_{row}", _("Choose a direction."))
            if not cleaned.get(f"strength_{row}"):
                self.add_error(f"strength_{row}", _("Choose how strong it is."))
        if not chosen:
            self.add_error("theme_1", _("Choose a theme, or press “No theme fits” at the bottom."))

    def choices(self) -> list[Choice]:
        rows = range(1, MOST_THEMES + 1)
        return [
            Choice(
                self._themes_by_key[self.cleaned_data[f"theme_{row}"]],
                self.cleaned_data[f"direction_{row}"],
                self.cleaned_data[f"strength_{row}"],
            )
            for row in rows
            if self.cleaned_data[f"theme_{row}"]
        ]

    def rows(self) -> list[tuple]:
        return [
            (self[f"theme_{row}"], self[f"direction_{row}"], self[f"strength_{row}"])
            for row in range(1, MOST_THEMES + 1)
        ]

    def with_theme(self, theme: str) -> "dict | None":
        """What was typed, with this theme in the first free row; None if all rows are taken."""
        typed = self.data.copy()
        taken = [typed.get(f"theme_{row}") for row in range(1, MOST_THEMES + 1)]
        if theme in taken:
            return typed
        if "" not in taken:
            return None
        typed[f"theme_{taken.index('') + 1}"] = theme
        return typed


class ThemeForm(WagtailAdminModelForm):
    """A new theme. Its code lasts: trends hang on it."""

    class Meta:
        model = Theme
        fields = (
            "code_list",
            "code",
            "label",
            "definition",
            "include_example",
            "exclude_example",
        )
        help_texts = {
            "code": gettext_lazy("Short and lasting, for example TH-16."),
            "label": gettext_lazy("In plain words, as families would say it."),
            "definition": gettext_lazy("What belongs to this theme, in one or two sentences."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code_list"].queryset = CodeList.objects.changeable_by(self.for_user)


class ThemeChangeForm(WagtailAdminModelForm):
    """Better words for a theme, and whether coders are offered it."""

    class Meta:
        model = Theme
        fields = ("label", "definition", "include_example", "exclude_example", "state")
        help_texts = {
            "state": gettext_lazy(
                "Coders are offered approved themes. A retired theme keeps what was coded with it."
            )
        }

    def clean_state(self) -> str:
        state = self.cleaned_data["state"]
        if state == ThemeState.PROPOSED and self.initial["state"] != ThemeState.PROPOSED:
            raise forms.ValidationError(_("A theme that was in use cannot become a proposal."))
        return state
