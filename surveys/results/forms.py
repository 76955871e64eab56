"""What a coordinator fills in to let figures leave the desk."""

import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person
from surveys.comments.asked import survey_titles
from surveys.questionnaires.models import QuestionnaireVersion


class ReleaseForm(forms.Form):
    """Which answers are to be counted, and what the figures are called."""

    owner = forms.ModelChoiceField(label=gettext_lazy("Partner"), queryset=Partner.objects.none())
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=160,
        help_text=gettext_lazy("Readers see it, for example “Annual reviews, autumn 2026”."),
    )
    surveys = forms.MultipleChoiceField(
        label=gettext_lazy("Surveys"), widget=forms.CheckboxSelectMultiple
    )
    period_from = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy("Whole weeks are counted. Leave both empty to count everything."),
    )
    period_to = forms.DateField(label=gettext_lazy("Until"), required=False, widget=AdminDateInput)

    def __init__(self, data=None, *, user: Person, initial: dict | None = None) -> None:
        super().__init__(data, initial=initial)
        partners = Partner.objects.where_user_is(user, Role.COORDINATOR)
        self.fields["owner"].queryset = partners
        if not data and len(partners) == 1:
            self.fields["owner"].initial = partners[0]
        opened = dict(
            QuestionnaireVersion.objects.filter(owner__in=partners, trial=False).values_list(
                "survey_key", "owner_id"
            )
        )
        titles = survey_titles(opened)
        self.fields["surveys"].choices = sorted(
            ((str(key), title) for key, title in titles.items()), key=lambda choice: choice[1]
        )
        self._owners = opened

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        if first and last and last < first:
            self.add_error("period_to", _("The last day cannot come before the first."))
        owner = cleaned.get("owner")
        if owner and any(self._owners[key] != owner.pk for key in self.survey_keys):
            self.add_error("surveys", _("Choose only surveys of this partner."))
        return cleaned

    @property
    def survey_keys(self) -> list[uuid.UUID]:
        return [uuid.UUID(key) for key in self.cleaned_data.get("surveys", [])]

    @property
    def period(self):
        first, last = self.cleaned_data["period_from"], self.cleaned_data["period_to"]
        return {"period_from": first, "period_to": last}


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label=gettext_lazy("Why are these figures taken back? Readers may ask."), max_length=250
    )
