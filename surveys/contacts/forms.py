"""What families fill in so that they can be told, or rung."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.texts.fields import MobileNumberField, PhoneNumberField
from portal.texts.gateways import texts_reach_people
from surveys.contacts.addresses import has_postcode, is_too_long, tidy_address
from surveys.contacts.enums import CallSubject, ContactChannel

#: The choice of somebody who wants no message.
NOT_AT_ALL = "none"
OTHER_LANGUAGE = "other"

WAYS = {
    ContactChannel.EMAIL: _("By e-mail"),
    ContactChannel.TEXT: _("By text message"),
    ContactChannel.POST: _("By letter"),
    NOT_AT_ALL: _("Not at all. I will look with my receipt code."),
}
#: What is said once somebody has chosen.
CONFIRMATIONS = {
    ContactChannel.EMAIL: _(
        "We will write to you when there is news. Each e-mail has a link to stop."
    ),
    ContactChannel.TEXT: _("We will text you when there is news. Each text has a link to stop."),
    ContactChannel.POST: _(
        "We will send you a letter when there is news. Each letter says how to stop."
    ),
    NOT_AT_ALL: _("We will not write to you. You can look at any time with your receipt code."),
}


class AddressField(forms.CharField):
    """A postal address of several lines."""

    widget = forms.Textarea(attrs={"rows": 5, "autocomplete": "street-address", "dir": "auto"})

    def to_python(self, value: Any) -> str:
        return tidy_address(super().to_python(value))

    def clean(self, value: Any) -> str:
        address = super().clean(value)
        if address and is_too_long(address):
            raise forms.ValidationError(
                _("This is too long for an envelope. Please use at most 8 short lines.")
            )
        if address and not has_postcode(address):
            raise forms.ValidationError(_("Please add the postcode."))
        return address


class WayForm(forms.Form):
    """How somebody wants to hear from us, and where. Only what belongs to that way is looked at."""

    use_required_attribute = False

    way = forms.ChoiceField(
        label=_("How shall we tell you?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose how we shall tell you."),
            "invalid_choice": _("Please choose one of the ways on this page."),
        },
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={
            "required": _("Please type your e-mail address."),
            "invalid": _("Please type an e-mail address like name@example.org."),
            "max_length": _("Please type an e-mail address like name@example.org."),
        },
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "dir": "ltr", "spellcheck": "false"}
        ),
    )
    number = MobileNumberField(
        label=_("Mobile number"),
        help_text=_("For example 07700900123. Others may see your phone, so our texts say little."),
    )
    address = AddressField(
        label=_("Where to send letters"),
        help_text=_("Write it as on an envelope, with the postcode. A name only if you want one."),
        error_messages={"required": _("Please write your address.")},
    )

    #: Which ways this form offers.
    ways: Collection[str] = tuple(WAYS)
    _field_of = {
        ContactChannel.EMAIL: "email",
        ContactChannel.TEXT: "number",
        ContactChannel.POST: "address",
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [way for way in self.ways if way != ContactChannel.TEXT or texts_reach_people()]
        self.fields["way"].choices = [(way, WAYS[way]) for way in offered]
        for way, name in self._field_of.items():
            if way not in offered:
                del self.fields[name]
        chosen = self.data.get(self.add_prefix("way")) if self.is_bound else None
        for way, name in self._field_of.items():
            if way in offered and way != chosen:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # What stands in the field of another way was left there by a change of mind.
        for way, name in self._field_of.items():
            if way != cleaned.get("way"):
                self._errors.pop(name, None)
        return cleaned

    @property
    def chosen(self) -> tuple[str, str]:
        """(way, where) of a valid form; nowhere for "not at all"."""
        way = self.cleaned_data["way"]
        name = self._field_of.get(way)
        return way, self.cleaned_data[name] if name else ""

    @property
    def way_fields(self) -> list[tuple[str, forms.BoundField]]:
        """Each way that needs a field, with it, for the template."""
        return [(way, self[name]) for way, name in self._field_of.items() if name in self.fields]


class RingMeForm(forms.Form):
    """A number, and what helps whoever rings. Only the number is needed."""

    use_required_attribute = False

    number = PhoneNumberField(
        label=_("Your phone number"),
        help_text=_("A mobile or a number at home. For example 07700900123."),
    )
    language = forms.ChoiceField(
        label=_("Which language shall we speak?"),
        error_messages={"invalid_choice": _("Please choose a language from the list.")},
    )
    other_language = forms.CharField(
        label=_("If it is another language, which one?"),
        required=False,
        max_length=60,
        error_messages={"max_length": _("Please write only the name of the language.")},
    )
    best_time = forms.CharField(
        label=_("When is a good time to ring?"),
        help_text=_("For example: evenings, or Tuesday after 10. You can leave this empty."),
        required=False,
        max_length=120,
        error_messages={"max_length": _("Please use at most 120 letters to say when.")},
    )
    subject = forms.ChoiceField(
        label=_("What is it about?"),
        choices=CallSubject.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Please choose one of the answers on this page.")},
    )
    survey = forms.UUIDField(widget=forms.HiddenInput, required=False)
    #: For programs that fill in every box. People do not see it.
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].choices = [
            *settings.LANGUAGES,
            (OTHER_LANGUAGE, pgettext_lazy("language", "Another one")),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("website"):
            raise forms.ValidationError(_("We could not take this. Please ring us."))
        if cleaned.get("language") == OTHER_LANGUAGE and not cleaned.get("other_language"):
            self.add_error("other_language", _("Please write the name of the language."))
        return cleaned

    @property
    def wish(self) -> dict[str, Any]:
        """What `ask_for_call` takes."""
        given = self.cleaned_data
        is_other = given["language"] == OTHER_LANGUAGE
        return {
            "number": given["number"],
            "language": "" if is_other else given["language"],
            "other_language": given["other_language"] if is_other else "",
            "best_time": given["best_time"],
            "subject": given["subject"] or CallSubject.OTHER,
            "survey_key": given["survey"],
        }
