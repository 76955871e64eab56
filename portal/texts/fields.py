"""Form fields for telephone numbers. What was typed stays on screen; the clean value is E.164."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.texts.numbers import NotANumber, Number, NumberKind, parse_number


class PhoneNumberField(forms.CharField):
    """A number that somebody can ring: mobile or landline, here or abroad."""

    default_error_messages = {
        "required": _("Please type your phone number."),
        "not_a_number": _(
            "Please type a phone number, like 07700900123. It has only numbers in it."
        ),
        "dear": _("We cannot ring this kind of number. Please give a mobile or a home number."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": "tel", "dir": "ltr"}))
        super().__init__(**options)
        self.widget.input_type = "tel"

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            number = parse_number(typed)
        except NotANumber:
            raise forms.ValidationError(
                self.error_messages["not_a_number"], code="not_a_number"
            ) from None
        self.check_kind(number)
        return number.e164

    def check_kind(self, number: Number) -> None:
        if number.kind == NumberKind.DEAR:
            raise forms.ValidationError(self.error_messages["dear"], code="dear")


class MobileNumberField(PhoneNumberField):
    """A number that takes our texts: a UK mobile.

    Texts abroad are refused: forms that anybody can fill in are used to run up their price.
    """

    default_error_messages = {
        "required": _("Please type your mobile number."),
        "landline": _(
            "That looks like a landline. Please type a mobile number, which begins with 07."
        ),
        "abroad": _("We can only text mobile numbers of the UK. They begin with 07 or +44 7."),
    }

    def check_kind(self, number: Number) -> None:
        if number.kind == NumberKind.ABROAD:
            raise forms.ValidationError(self.error_messages["abroad"], code="abroad")
        if number.kind != NumberKind.UK_MOBILE:
            raise forms.ValidationError(self.error_messages["landline"], code="landline")
