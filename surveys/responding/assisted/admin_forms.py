"""What coordinators fill in to make an event, and helpers to begin a call."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person, partners_where
from surveys.questionnaires.models import SurveyPage
from surveys.questionnaires.querysets import SurveyPageQuerySet

# For staff only.


class EventForm(forms.Form):
    """One event. Its hidden id makes pressing twice harmless."""

    event_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    partner = forms.ModelChoiceField(Partner.objects.none(), label=gettext_lazy("For"))
    title = forms.CharField(
        label=gettext_lazy("Name of the event"),
        max_length=120,
        help_text=gettext_lazy("For example: Saturday drop-in."),
    )
    place_name = forms.CharField(label=gettext_lazy("Place"), max_length=120)
    place_code = forms.CharField(
        label=gettext_lazy("Place code"),
        max_length=8,
        required=False,
        help_text=gettext_lazy(
            "Only if posters or slips of this place carry one: then you see what works where."
        ),
    )
    held_on = forms.DateField(
        label=gettext_lazy("Day"),
        widget=AdminDateInput,
        help_text=gettext_lazy("The PIN works on this day only."),
    )
    surveys = forms.MultipleChoiceField(
        label=gettext_lazy("Surveys"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one survey.")},
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages at the tables"),
        choices=settings.LANGUAGES,
        initial=["en"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one language.")},
    )

    def __init__(self, *args: Any, user: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        own = partners_where(user, (Role.COORDINATOR,))
        self.fields["partner"].queryset = Partner.objects.filter(pk__in=own)
        if len(own) == 1:
            self.fields["partner"].initial = next(iter(own))
        self._surveys = {
            str(page.survey_key): page
            for page in surveys_to_ask(own).select_related("owner_partner").order_by("title")
        }
        self.fields["surveys"].choices = [
            (key, page.title if len(own) == 1 else f"{page.title} ({page.owner_partner})")
            for key, page in self._surveys.items()
        ]

    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose today or a later day."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, partner = cleaned.get("held_on"), cleaned.get("partner")
        chosen = [self._surveys[key] for key in cleaned.get("surveys", ())]
        if partner and any(page.owner_partner_id != partner.pk for page in chosen):
            self.add_error("surveys", _("An event asks surveys of one partner only."))
        closed = [page.title for page in chosen if day and page.closes_on and page.closes_on < day]
        if closed:
            self.add_error(
                "surveys",
                _("Closed by then: %(surveys)s. Choose another day, or leave it out.")
                % {"surveys": ", ".join(closed)},
            )
        return cleaned


class PhoneForm(forms.Form):
    """Which survey to ask on the phone, and in which language."""

    survey = forms.ChoiceField(label=gettext_lazy("Survey"))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    easy = forms.BooleanField(label=gettext_lazy("In Easy Read"), required=False)

    def __init__(self, *args: Any, user: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        own = partners_where(user, (Role.HELPER, Role.COORDINATOR))
        self.fields["survey"].choices = [
            (str(page.survey_key), page.title)
            for page in surveys_to_ask(own).open().order_by("title")
        ]


def surveys_to_ask(partners: frozenset[int]) -> SurveyPageQuerySet:
    """Surveys of these partners that take answers today or later."""
    return SurveyPage.objects.in_source_language().not_closed().owned_by(partners)
