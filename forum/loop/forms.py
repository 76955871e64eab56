"""What people type in: families a code or an address, coordinators the steps of an entry."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from forum.board.models import Decision
from forum.consultations.models import ConsultationPage
from forum.loop.enums import LoopStatus
from forum.plan.models import Action
from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person
from surveys.questionnaires.models import SurveyPage
from surveys.responding.actions import tidy_code
from surveys.themes.models import Theme


class CodeForm(forms.Form):
    use_required_attribute = False

    code = forms.CharField(
        label=_("Your receipt code"),
        help_text=_("12 letters and numbers. Spaces, dashes and small letters do not matter."),
        max_length=60,
        error_messages={"required": _("Type in your receipt code.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
                "class": "govuk-input--width-20",
            }
        ),
    )

    def clean_code(self) -> str:
        code = tidy_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _(
                    "This is not a receipt code. A code has 12 letters and numbers. "
                    "It never has vowels, and no 0, 1, 2, 5 or 8."
                )
            )
        return code


class MoveForm(forms.Form):
    """The next step. Its rules are those of `move_entry`, which puts its errors here."""

    status = forms.ChoiceField(label=_("Where it stands now"), choices=LoopStatus.choices)
    reason = forms.CharField(
        label=_("Why, in plain words"),
        help_text=_("Needed for “partly”, “not now”, “no” and “checked”. Families read it."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_date = forms.DateField(
        label=_("We will say more by"),
        help_text=_("Families see this day. After it, the entry is shown as late by itself."),
        required=False,
        widget=AdminDateInput,
    )


class WordsForm(forms.Form):
    """The texts that families read, as last saved."""

    you_said = forms.CharField(
        label=_("You said"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    we_decided = forms.CharField(
        label=_("What was decided, and why"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    we_did = forms.CharField(
        label=_("We did"),
        help_text=_("Under 120 words."),
        required=False,
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    meanwhile = forms.CharField(
        label=_("In the meantime"),
        help_text=_("What helps until then."),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PostedForm(forms.Form):
    """When letters went to the post."""

    posted_on = forms.DateField()


class StartForm(forms.Form):
    """A new entry and the chain behind it, as far as it is known."""

    partner = forms.ModelChoiceField(
        label=_("Who answers"), queryset=Partner.objects.none(), empty_label=None
    )
    name = forms.CharField(
        label=_("Short name for staff"), max_length=120, help_text=_("It also names the address.")
    )
    title = forms.CharField(label=_("Title that families see"), max_length=120)
    you_said = forms.CharField(
        label=_("You said"),
        help_text=_("What people said, in one or two plain sentences."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    survey_keys = forms.MultipleChoiceField(
        label=_("Surveys behind it"),
        help_text=_("People who answered these and asked to hear more are told."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    consultation_key = forms.TypedChoiceField(
        label=_("Consultation"), required=False, coerce=uuid.UUID, empty_value=None
    )
    decision = forms.ModelChoiceField(
        label=_("Decision"), queryset=Decision.objects.none(), required=False
    )
    action = forms.ModelChoiceField(
        label=_("Action"), queryset=Action.objects.none(), required=False
    )
    next_date = forms.DateField(
        label=_("We will say more by"),
        help_text=_("Left empty, it is the day that the consultation promised."),
        required=False,
        widget=AdminDateInput,
    )

    def __init__(self, *args: Any, user: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        own = Partner.objects.where_user_is(user, Role.COORDINATOR)
        partners = list(own)
        self.fields["partner"].queryset = own
        themes = Theme.objects.none()
        for partner in partners:
            themes = themes | Theme.objects.usable_by(partner.pk)
        self.fields["themes"].queryset = themes.distinct()
        surveys = SurveyPage.objects.filter(
            locale__language_code="en", owner_partner__in=partners
        ).order_by("title")
        self.fields["survey_keys"].choices = [
            (str(survey.survey_key), survey.title) for survey in surveys
        ]
        consultations = ConsultationPage.objects.originals().order_by("title")
        self.fields["consultation_key"].choices = [
            ("", _("None")),
            *((str(page.consultation_key), page.title) for page in consultations),
        ]
        self.fields["decision"].queryset = Decision.objects.all()
        self.fields["action"].queryset = Action.objects.filter(partner__in=partners)
