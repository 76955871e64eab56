"""What clerks, coordinators and action leads type in."""

from collections.abc import Sequence

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from forum.board.models import Decision
from forum.plan.enums import Brag
from forum.plan.models import Action, DueDateChange, ImpactEvidence, Plan, ProgressUpdate
from portal.partners.models import Membership, Partner

User = get_user_model()


def _longest(model, field: str) -> int:
    return model._meta.get_field(field).max_length


class PlanForm(forms.Form):
    title = forms.CharField(label=_("Title of the plan"), max_length=_longest(Plan, "title"))


class ActionForm(forms.Form):
    """A new action. Who leads it is chosen together with the partner they work for."""

    plan = forms.ModelChoiceField(Plan.objects.none(), label=_("Plan"), empty_label=None)
    title = forms.CharField(
        label=_("What will be done"),
        max_length=_longest(Action, "title"),
        help_text=_("Begin with a verb, for example “Send a plain letter after each review”."),
    )
    led_by = forms.ChoiceField(
        label=_("Action lead"), help_text=_("Who does it, and will be asked how it goes.")
    )
    accountable_role = forms.CharField(
        label=_("Accountable officer"),
        max_length=_longest(Action, "accountable_role"),
        help_text=_("One role that answers for it, for example “Head of SEND”."),
    )
    measure = forms.CharField(
        label=_("How we will know"),
        max_length=_longest(Action, "measure"),
        help_text=_("Where we start and where we want to be, for example “41% to 70% told”."),
    )
    due_on = forms.DateField(label=_("Due on"), widget=AdminDateInput())

    def __init__(
        self,
        *args,
        plans: Sequence[Plan],
        partners: Sequence[Partner],
        decision: Decision | None = None,
        **options,
    ) -> None:
        super().__init__(*args, **options)
        self.decision = decision
        self.fields["plan"].queryset = Plan.objects.filter(pk__in=[plan.pk for plan in plans])
        self.fields["plan"].initial = plans[0] if plans else None
        self._leads = _leads_of(partners)
        choices: dict[str, list[tuple[str, str]]] = {}
        for key, (lead, partner) in self._leads.items():
            choices.setdefault(partner.name, []).append((key, str(lead)))
        self.fields["led_by"].choices = [
            ("", _("Choose a lead")),
            *((name, sorted(people, key=lambda each: each[1])) for name, people in choices.items()),
        ]

    def clean(self) -> dict:
        answers = super().clean()
        chosen = self._leads.get(answers.pop("led_by", ""))
        if chosen:
            answers["lead"], answers["partner"] = chosen
        return answers


def _leads_of(partners: Sequence[Partner]) -> dict[str, tuple[User, Partner]]:
    held = (
        Membership.objects.in_force()
        .filter(partner__in=[partner.pk for partner in partners])
        .select_related("user", "partner")
        .order_by("partner__name", "pk")
    )
    return {f"{each.partner_id}-{each.user_id}": (each.user, each.partner) for each in held}


class ProgressForm(forms.Form):
    brag = forms.ChoiceField(
        label=_("How it stands"), choices=Brag.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Progress: what we did"),
        max_length=_longest(ProgressUpdate, "words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was done since last time. What changed for families goes under impact."),
    )
    recovery_note = forms.CharField(
        label=_("Late: what happens now"),
        max_length=_longest(ProgressUpdate, "recovery_note"),
        required=False,
        help_text=_("Needed when the day has passed and the work is not finished."),
    )


class ImpactForm(forms.Form):
    words = forms.CharField(
        label=_("Impact: what changed for families"),
        max_length=_longest(ImpactEvidence, "words"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        label=_("How we know"),
        max_length=_longest(ImpactEvidence, "source"),
        help_text=_("For example “Survey after reviews, spring term”."),
    )


class DueDateForm(forms.Form):
    to = forms.DateField(label=_("New day"), widget=AdminDateInput())
    because = forms.CharField(
        label=_("Why the day moves"), max_length=_longest(DueDateChange, "because")
    )
