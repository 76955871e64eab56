"""What a moderator and a safeguarding lead fill in."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables

from surveys.comments import redaction
from surveys.comments.concerns import DECISIONS
from surveys.comments.enums import SafeguardingState, SetAsideReason
from surveys.comments.marking import (
    Proposal,
    WordsNotFound,
    find_words,
    key_of,
    pieces,
    proposals,
    span_of,
)
from surveys.comments.models import Comment
from surveys.comments.redaction import KIND_LABELS, Span
from surveys.responding.staff_enums import NotCountedReason
from surveys.responding.words import MAXIMUM_LENGTH, tidy_words

#: How many stretches of words can be added between two looks at the preview.
ROWS_TO_ADD = 3

PASS, PREVIEW, SET_ASIDE, FLAG = "pass", "preview", "set_aside", "flag"

#: A worry that somebody has typed must not be lost by pressing another button.
WORRY_NOT_SENT = gettext_lazy(
    "You typed what worries you. Press “Flag to safeguarding lead”, or empty this line."
)


class DeskForm(forms.Form):
    """Everything on a moderator's desk, in one form, so that no press loses what another typed.

    ``act`` says which button was pressed. Words are passed only as they were last shown in the
    preview: ``seen`` carries the spans of that preview.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    act = forms.ChoiceField(
        choices=[(act, act) for act in (PASS, PREVIEW, SET_ASIDE, FLAG)], widget=forms.HiddenInput
    )
    set_aside_reason = forms.ChoiceField(
        label=gettext_lazy("Why should nobody use this comment?"),
        choices=[("", gettext_lazy("Choose a reason")), *SetAsideReason.choices],
        required=False,
    )
    with_the_same = forms.BooleanField(required=False)
    flag_reason = forms.CharField(
        label=gettext_lazy("What worries you? Do not repeat the words or any name."),
        max_length=250,
        required=False,
    )

    @sensitive_variables()
    def __init__(
        self,
        data=None,
        *,
        words: str,
        suggested: Sequence[Span],
        doubtful: Sequence[Span],
    ) -> None:
        super().__init__(data, auto_id="desk-%s")
        self.words = words
        self.suggested = list(suggested)
        self.doubtful = list(doubtful)
        self.spans = self.suggested if data is None else self._ticked()
        for row in range(1, ROWS_TO_ADD + 1):
            self.fields[f"add_{row}"] = forms.CharField(
                label=_("Exact words, number %(row)s") % {"row": row},
                max_length=120,
                required=False,
            )
            self.fields[f"kind_{row}"] = forms.ChoiceField(
                label=_("What they are, number %(row)s") % {"row": row},
                choices=list(KIND_LABELS.items()),
                initial="PERSON",
                required=False,
            )

    def _ticked(self) -> list[Span]:
        keys = self.data.getlist("take_out")
        spans = (span_of(key, length=len(self.words)) for key in keys)
        return [span for span in spans if span is not None]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("act") in (PASS, PREVIEW):
            self._add_typed_words(cleaned)
        if cleaned.get("act") == SET_ASIDE and not cleaned.get("set_aside_reason"):
            self.add_error("set_aside_reason", _("Choose why nobody should use this comment."))
        if cleaned.get("act") == FLAG and not cleaned.get("flag_reason", "").strip():
            self.add_error("flag_reason", _("Say in a few words what worries you."))
        elif cleaned.get("act") in (PASS, SET_ASIDE) and cleaned.get("flag_reason", "").strip():
            self.add_error("flag_reason", WORRY_NOT_SENT)
        return cleaned

    def _add_typed_words(self, cleaned: dict) -> None:
        found: list[Span] = []
        for row in range(1, ROWS_TO_ADD + 1):
            typed = cleaned.get(f"add_{row}") or ""
            try:
                found += find_words(self.words, typed, kind=cleaned.get(f"kind_{row}") or "PERSON")
            except WordsNotFound:
                self.add_error(
                    f"add_{row}",
                    _("These words do not stand in the comment. Copy them exactly."),
                )
        self.spans = list(dict.fromkeys([*self.spans, *found]))

    @property
    def listed(self) -> list[Proposal]:
        """Everything that may be taken out: what is ticked, proposed or doubtful."""
        settled = set(self.suggested) | set(self.spans)
        return proposals(self.words, settled, set(self.doubtful) - settled)

    @property
    def ticked_keys(self) -> set[str]:
        return {key_of(span) for span in self.spans}

    @property
    def pieces(self) -> list:
        return pieces(self.words, self.listed)

    @property
    def preview(self) -> str:
        """What coders would read."""
        return redaction.apply(self.words, self.spans)

    @property
    def fingerprint(self) -> str:
        """Names the preview on the screen, to be sent back with the press on "Pass"."""
        return ",".join(sorted(self.ticked_keys))

    def was_seen(self) -> bool:
        """Whether what is to be passed is what the preview showed."""
        return self.cleaned_data["seen"] == self.fingerprint

    def rows_to_add(self, *, emptied: bool) -> list[tuple]:
        """Pairs of fields to type into; emptied once their words are among the ticked ones."""
        form = DeskForm(words="", suggested=(), doubtful=()) if emptied else self
        return [(form[f"add_{row}"], form[f"kind_{row}"]) for row in range(1, ROWS_TO_ADD + 1)]


class ConcernForm(forms.Form):
    """The next step of a concern; which fields it has depends on where the concern stands."""

    decision = forms.ChoiceField(
        label=gettext_lazy("What happens now?"),
        choices=[(state.value, state.label) for state in DECISIONS],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "Why, and the number of your own record. No names and nothing of what was written."
        ),
        max_length=250,
    )
    return_to_coding = forms.BooleanField(
        label=gettext_lazy("Give the comment back to the moderators, to be read as a new one"),
        required=False,
    )

    def __init__(self, data=None, *, comment: Comment) -> None:
        super().__init__(data)
        if comment.safeguarding != SafeguardingState.ASSESSED:
            del self.fields["decision"]
        if comment.safeguarding == SafeguardingState.NEW:
            del self.fields["reason"]
        if comment.safeguarding not in DECISIONS:
            del self.fields["return_to_coding"]


WRITE_DOWN, NOTHING = "write_down", "nothing"


class FileDeskForm(forms.Form):
    """What a moderator found in a file. ``act`` says which button was pressed."""

    act = forms.ChoiceField(
        choices=[(act, act) for act in (WRITE_DOWN, NOTHING, FLAG)], widget=forms.HiddenInput
    )
    words = forms.CharField(
        label=gettext_lazy("What it says, or what can be seen in it"),
        help_text=gettext_lazy(
            "In the words of the person where there are any. Names may stay for now: they are "
            "taken out at the next step, as with every comment."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=MAXIMUM_LENGTH,
        required=False,
    )
    flag_reason = forms.CharField(
        label=gettext_lazy("What worries you? Do not repeat the words or any name."),
        max_length=250,
        required=False,
    )

    def __init__(self, data=None) -> None:
        super().__init__(data, auto_id="file-%s")

    def clean_words(self) -> str:
        return tidy_words(self.cleaned_data["words"])

    def clean(self) -> dict:
        cleaned = super().clean()
        act, worry = cleaned.get("act"), (cleaned.get("flag_reason") or "").strip()
        if act == WRITE_DOWN and not cleaned.get("words"):
            sentence = _("Write down what it says, or press “There is nothing in it”.")
            self.add_error("words", sentence)
        if act == NOTHING and cleaned.get("words"):
            self.add_error("words", _("You wrote something down. Save it, or empty this field."))
        if act == FLAG and not worry:
            self.add_error("flag_reason", _("Say in a few words what worries you."))
        elif act != FLAG and worry:
            self.add_error("flag_reason", WORRY_NOT_SENT)
        return cleaned


class SetResponseAsideForm(forms.Form):
    """Why a response should not count."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why should it not count?"),
        choices=[("", gettext_lazy("Choose a reason")), *NotCountedReason.choices],
    )
