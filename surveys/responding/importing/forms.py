"""What a coordinator hands in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.responding.enums import Channel

# For staff only.


class UploadForm(forms.Form):
    """A file, and how people answered where it does not say so."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel (.xlsx), at most 10 MB and 5,000 rows."),
        error_messages={
            "required": _("Please choose a file."),
            "empty": _("The file is empty."),
        },
        widget=forms.FileInput(
            attrs={
                "accept": ".csv,.xlsx,text/csv,"
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        ),
    )
    channel = forms.ChoiceField(
        label=_("How did people answer?"),
        help_text=_("For rows that do not say it themselves."),
        choices=Channel.choices,
        initial=Channel.PAPER,
    )
