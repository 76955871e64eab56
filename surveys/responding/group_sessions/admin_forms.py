"""What somebody fills in to prepare a session."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from surveys.questionnaires.models import QuestionnaireVersion
from surveys.questionnaires.wording import in_language
from surveys.responding.fields import LineField

# For staff only.


class PrepareForm(forms.Form):
    """A session to prepare. Its surveys are those of the person's own partners."""

    survey = forms.ChoiceField(label=gettext_lazy("Survey"))
    group = LineField(
        label=gettext_lazy("Group"),
        max_length=120,
        help_text=gettext_lazy("For example “Year 9 council”. The group's name, no person's."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the session"))
    until = forms.DateField(
        label=gettext_lazy("The link works until"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, versions: list[QuestionnaireVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(version.pk): version for version in versions}
        self.fields["survey"].choices = [
            (key, in_language(version.document["title"], "en").text)
            for key, version in self.versions.items()
        ]
        self.fields["language"].choices = [
            (code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES
        ]

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Give a later one."))
        return until

    @property
    def version(self) -> QuestionnaireVersion:
        return self.versions[self.cleaned_data["survey"]]
