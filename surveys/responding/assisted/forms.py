"""What helpers fill in beside the answers themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.questionnaires.enums import Audience
from surveys.responding.accepting import read_number
from surveys.responding.assisted.enums import HelperRole, interpreter_languages
from surveys.responding.enums import WhoAnswered
from surveys.responding.fields import WordsField

PIN_LENGTH = 6


class PinForm(forms.Form):
    """The six digits of today's event."""

    use_required_attribute = False

    pin = forms.CharField(
        label=gettext_lazy("PIN of the event"),
        help_text=gettext_lazy("Six digits. It works on the day of the event only."),
        max_length=20,
        error_messages={
            "required": gettext_lazy("Please type the PIN."),
            "max_length": gettext_lazy("A PIN has six digits."),
            "null_characters_not_allowed": gettext_lazy("A PIN has six digits."),
        },
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "dir": "ltr",
                "class": "govuk-input--width-10",
            }
        ),
    )

    def clean_pin(self) -> str:
        typed = "".join(self.cleaned_data["pin"].split()).replace("-", "")
        # Urdu keyboards write their own digits.
        digits = "".join(str(read_number(sign)) for sign in typed if sign.isdigit())
        if len(digits) != PIN_LENGTH or len(typed) != PIN_LENGTH or not digits.isascii():
            raise forms.ValidationError(_("A PIN has six digits."))
        return digits


class TalkForm(forms.Form):
    """How somebody answers with help: agreed, helped by whom, in which language."""

    use_required_attribute = False

    consent_heard = forms.BooleanField(
        label=gettext_lazy("I have read this out, and the person agrees to go on"),
        error_messages={
            "required": gettext_lazy(
                "Please read the words out and ask. If the person does not agree, stop here."
            )
        },
    )
    helper_role = forms.ChoiceField(
        label=gettext_lazy("Who are you?"),
        help_text=gettext_lazy("You, the helper. Your name is not kept."),
        choices=[("", gettext_lazy("Please choose")), *HelperRole.choices],
        error_messages={
            "required": gettext_lazy("Please say who you are."),
            "invalid_choice": gettext_lazy("Please choose one of the answers on this page."),
        },
    )
    interpreter = forms.ChoiceField(
        label=gettext_lazy("Does an interpreter speak? In which language?"),
        help_text=gettext_lazy(
            "Then what you type counts as the interpreter's words, and is marked so."
        ),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Please choose one of the answers on this page.")
        },
    )
    who_answered = forms.ChoiceField(
        label=gettext_lazy("Who answers?"),
        choices=[
            (
                WhoAnswered.ME_WITH_HELP,
                gettext_lazy("The person here says the answers, and I help"),
            ),
            (
                WhoAnswered.SOMEONE_FOR_ME,
                gettext_lazy("Somebody answers for a person who is not here"),
            ),
        ],
        initial=WhoAnswered.ME_WITH_HELP,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Please say who answers."),
            "invalid_choice": gettext_lazy("Please choose one of the answers on this page."),
        },
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("The person who is asked is"),
        choices=[
            (Audience.PARENT_CARERS, gettext_lazy("A parent carer")),
            (Audience.YOUNG_PEOPLE, gettext_lazy("A child or young person")),
        ],
        widget=forms.RadioSelect,
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Please choose one of the answers on this page.")
        },
    )
    consent_to_quote = forms.BooleanField(
        label=gettext_lazy("Yes, you may use my words in public, without my name"),
        help_text=gettext_lazy(
            "Please read this out and ask. Tick it only if the person says yes."
        ),
        required=False,
    )
    worried = forms.BooleanField(
        label=gettext_lazy("Flag these answers, so that they are read first"),
        required=False,
    )
    worry = WordsField(
        label=gettext_lazy("What worries you?"),
        help_text=gettext_lazy(
            "In their own words, as they said them. Whoever reads the answers reads this first."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        required=False,
    )

    def __init__(
        self, *, asks_who: bool, asks_for_consent: bool, quote_words: str = "", data: Any = None
    ) -> None:
        super().__init__(data)
        self.fields["interpreter"].choices = [
            ("", _("No interpreter")),
            *interpreter_languages(),
        ]
        for name, size in (("helper_role", "m"), ("interpreter", "m"), ("worry", "s")):
            self.fields[name].label_size = size
        if not asks_who:
            del self.fields["audience"]
        if not asks_for_consent:
            del self.fields["consent_to_quote"]
        elif quote_words:
            self.fields["consent_to_quote"].label = quote_words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # Whoever wrote what worries them meant to flag it.
        cleaned["worried"] = bool(cleaned.get("worried") or cleaned.get("worry"))
        return cleaned
