"""What a clerk, or a forum's coordinator, types in."""

from collections.abc import Sequence

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from forum.board.enums import Outcome
from forum.board.models import Board, BoardItem, BoardMember, Decision, Meeting
from forum.board.permissions import showable_releases
from forum.consultations.models import ConsultationPage
from portal.partners.models import Partner
from surveys.results.models import Release
from surveys.themes.models import Theme

User = get_user_model()


class BoardForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the board"), max_length=Board._meta.get_field("name").max_length
    )
    clerk_partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label=_("Who keeps its papers"),
        help_text=_("Clerks and coordinators of this partner make agendas and record decisions."),
        empty_label=_("Choose a partner"),
    )

    def __init__(self, *args, partners: Sequence[Partner], **options) -> None:
        super().__init__(*args, **options)
        self.fields["clerk_partner"].queryset = Partner.objects.filter(
            pk__in=[partner.pk for partner in partners]
        )


class MeetingForm(forms.Form):
    board = forms.ModelChoiceField(
        Board.objects.none(), label=_("Board"), empty_label=_("Choose a board")
    )
    held_on = forms.DateField(label=_("Date"), widget=AdminDateInput())
    place = forms.CharField(
        label=_("Place"),
        max_length=Meeting._meta.get_field("place").max_length,
        required=False,
        help_text=_("For example “Riverside Hall, and online”."),
    )

    def __init__(self, *args, boards, **options) -> None:
        super().__init__(*args, **options)
        self.fields["board"].queryset = boards
        if len(boards) == 1:
            self.fields["board"].initial = boards[0]


class ItemForm(forms.Form):
    """One point of the agenda. Who may write for several partners chooses whose words they are."""

    placed_by = forms.ModelChoiceField(
        Partner.objects.none(), label=_("Whose words these are"), empty_label=None
    )
    title = forms.CharField(
        label=_("What the point is called"),
        max_length=BoardItem._meta.get_field("title").max_length,
    )
    question = forms.CharField(
        label=_("What the board is asked"),
        max_length=BoardItem._meta.get_field("question").max_length,
        help_text=_("One question that can be answered with a decision."),
    )
    families_say = forms.CharField(
        label=_("What families say"),
        max_length=BoardItem._meta.get_field("families_say").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two plain sentences. Nothing from which a family can be recognised."),
    )
    release = forms.ModelChoiceField(
        Release.objects.none(),
        label=_("Figures to show"),
        required=False,
        empty_label=_("No figures"),
        help_text=_("Only frozen figures can go before the board."),
    )
    consultation_key = forms.TypedChoiceField(
        label=_("Consultation it answers"), required=False, empty_value=None
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label=_("Themes behind it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, authors: Sequence[Partner], **options) -> None:
        super().__init__(*args, **options)
        if len(authors) > 1:
            self.fields["placed_by"].queryset = Partner.objects.filter(
                pk__in=[author.pk for author in authors]
            )
            self.fields["placed_by"].initial = authors[0]
        else:
            del self.fields["placed_by"]
        releases = showable_releases(authors)
        self.fields["release"].queryset = Release.objects.filter(
            pk__in=[release.pk for release in releases]
        )
        self.fields["consultation_key"].choices = [
            ("", _("None")),
            *ConsultationPage.objects.live()
            .filter(locale__language_code="en")
            .values_list("translation_key", "title"),
        ]
        themes = Theme.objects.none()
        for author in authors:
            themes |= Theme.objects.usable_by(author.pk)
        self.fields["themes"].queryset = themes.distinct()


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("The decision"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What was decided"),
        max_length=Decision._meta.get_field("words").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two plain sentences."),
    )
    reason = forms.CharField(
        label=_("Why, in plain words"),
        max_length=Decision._meta.get_field("reason").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed unless the answer is a full yes. Families will read it."),
    )
    waiting_means = forms.CharField(
        label=_("What waiting means for families"),
        max_length=Decision._meta.get_field("waiting_means").max_length,
        required=False,
        help_text=_("Needed when the decision is put off."),
    )
    decided_on = forms.DateField(label=_("Decided on"), widget=AdminDateInput())

    def __init__(self, *args, meeting: Meeting, **options) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        self.fields["decided_on"].initial = min(meeting.held_on, today)


class SeatForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Board papers are sent here. The person signs in with a code by e-mail."),
    )
    seat = forms.CharField(
        label=_("Seat"),
        max_length=BoardMember._meta.get_field("seat").max_length,
        help_text=_("The role and not the name, for example “Headteacher, secondary”."),
    )
    partner = forms.ModelChoiceField(
        Partner.objects.all(),
        label=_("Partner"),
        required=False,
        empty_label=_("None of the partners"),
    )
