from django import forms
from django.utils.translation import gettext_lazy as _

from portal.preferences.choices import Preferences, TextSize, Theme


class PreferencesForm(forms.Form):
    """How pages should look."""

    easy_read = forms.BooleanField(
        label=_("Easy Read: short sentences with pictures, where we have them"), required=False
    )
    text_size = forms.ChoiceField(
        label=_("How big should the letters be?"),
        choices=TextSize.choices,
        widget=forms.RadioSelect,
        initial=TextSize.NORMAL,
    )
    theme = forms.ChoiceField(
        label=_("Which colours do you like?"),
        choices=Theme.choices,
        widget=forms.RadioSelect,
        initial=Theme.AUTO,
    )

    @property
    def preferences(self) -> Preferences:
        """What was chosen; ask only when the form is valid."""
        return Preferences(**self.cleaned_data)
