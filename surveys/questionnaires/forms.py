"""Forms of the question bank, of the promises and of copies, in Wagtail's admin."""

# For staff only.

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import construct_instance
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Page

from portal.partners.enums import Role
from portal.partners.models import Partner
from portal.partners.permissions import Person
from surveys.questionnaires.actions import change_of
from surveys.questionnaires.enums import FileKind
from surveys.questionnaires.meaning import Change, Meaning
from surveys.questionnaires.models import AskingTerms, Question, QuestionnaireVersion, SurveyPage
from surveys.questionnaires.wording import SOURCE_LANGUAGE


class QuestionForm(WagtailAdminModelForm):
    """A question of the bank. One that was asked says what a change does to its answers."""

    accepts = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of file"),
        choices=FileKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What people may send."),
    )
    meaning = forms.ChoiceField(
        label=gettext_lazy("Does it still mean the same?"),
        choices=Meaning.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Only needed if you change its words."),
    )

    class Media:
        js = ("questionnaires/question-form.js",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: Titles of the surveys that ask it; read by the panel above the question.
        self.asked_in: list[str] = []
        in_source = not self.instance.pk or (self.instance.locale.language_code == SOURCE_LANGUAGE)
        if self.instance.pk and in_source:
            titles = QuestionnaireVersion.objects.titles_by_question([self.instance.key])
            self.asked_in = titles.get(self.instance.key, [])
        if not self.asked_in:
            self.fields.pop("meaning", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.asked_in and not self.errors and not cleaned.get("meaning"):
            before = Question.objects.select_related("locale").get(pk=self.instance.pk)
            after = construct_instance(self, Question(pk=before.pk))
            if change_of(before, after) is Change.WORDS:
                self.add_error(
                    "meaning",
                    _(
                        "People have answered this question. Say whether your new words still "
                        "mean the same."
                    ),
                )
        return cleaned


class AskingTermsForm(WagtailAdminModelForm):
    """What one partner promises; a coordinator chooses among their own partners."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is None or "partner" not in self.fields:
            return
        mine = Partner.objects.where_user_is(self.for_user, Role.COORDINATOR)
        self.fields["partner"].queryset = mine
        if self.instance.pk:
            self.fields["partner"].disabled = True
        elif len(mine) == 1:
            self.initial["partner"] = mine[0]

    def clean_partner(self) -> Partner:
        partner = self.cleaned_data["partner"]
        known = AskingTerms.objects.of_partners([partner.pk]).exclude(pk=self.instance.pk)
        if not self.instance.pk and known.exists():
            raise ValidationError(
                _("%(partner)s has said how it asks already. Change that instead.")
                % {"partner": partner}
            )
        return partner


class CopySurveyForm(forms.Form):
    """Where a new survey goes that is made from an earlier one, and whose it is."""

    title = forms.CharField(label=gettext_lazy("Title of the new survey"), max_length=255)
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Who asks"), queryset=Partner.objects.none(), empty_label=None
    )
    parent = forms.ChoiceField(
        label=gettext_lazy("Where it goes"),
        help_text=gettext_lazy("The consultation that it belongs to, or the home page."),
    )

    def __init__(self, *args: Any, user: Person, page: SurveyPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Partner.objects.where_user_is(user, Role.COORDINATOR)
        self.fields["owner"].queryset = mine
        self.initial = {"title": page.title, "owner": page.owner_partner_id, **self.initial}
        self.places = {str(place.pk): place for place in places_for_surveys(user)}
        self.fields["parent"].choices = [(pk, str(each)) for pk, each in self.places.items()]
        own_place = page.get_parent()
        if own_place is not None:
            self.initial.setdefault("parent", str(own_place.pk))

    def clean_parent(self) -> Page:
        return self.places[self.cleaned_data["parent"]]


def places_for_surveys(user: Person) -> list[Page]:
    """English pages below which this person may put a survey, the newest first."""
    kinds = SurveyPage.allowed_parent_page_models()
    found = Page.objects.type(tuple(kinds)).filter(locale__language_code=SOURCE_LANGUAGE)
    return [
        page
        for page in found.order_by("-pk").specific()
        if page.permissions_for_user(user).can_add_subpage()
    ]
