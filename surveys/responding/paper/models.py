"""Places, print runs and paper forms. Codes on paper are kept as keyed hashes only."""

import json
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.encryption import seal, unseal
from portal.partners.enums import Role
from portal.partners.models import Partner
from surveys.questionnaires.models import QuestionnaireVersion
from surveys.responding.paper.enums import FormState, PlaceKind
from surveys.responding.paper.querysets import (
    PaperFormQuerySet,
    PlaceQuerySet,
    PrintLotQuerySet,
    PrintRunQuerySet,
)

# For staff only.

_ENTRY = "paper.KeyedEntry"


class Place(models.Model):
    """Where a partner puts up posters or leaves forms: a library, a school, a surgery."""

    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="places", verbose_name=_("partner")
    )
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=12, choices=PlaceKind.choices)
    #: No longer offered for new posters; its codes go on working.
    closed = models.BooleanField(_("no longer used"), default=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("partner", "name"), name="a_place_has_its_own_name"),
        )

    def __str__(self) -> str:
        return self.name


class PlaceCode(models.Model):
    """The code of one place for one survey, as it stands on posters and slips.

    Each survey has its own, so that a poster always leads to what it says.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="codes")
    survey_key = models.UUIDField(_("survey"))
    code = models.CharField(_("code"), max_length=8, unique=True)

    class Meta:
        verbose_name = _("place code")
        verbose_name_plural = _("place codes")
        constraints = (
            models.UniqueConstraint(
                fields=("place", "survey_key"), name="one_code_per_place_and_survey"
            ),
        )

    def __str__(self) -> str:
        return self.code


class PrintRun(models.Model):
    """Forms of one survey that are printed together, for an event or a place if there is one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.PROTECT, related_name="print_runs"
    )
    owner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    place_code = models.ForeignKey(
        PlaceCode, on_delete=models.PROTECT, null=True, related_name="print_runs"
    )
    event = models.CharField(_("event"), max_length=80, blank=True)
    made_on = models.DateField(_("made on"), default=timezone.localdate)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = PrintRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("print run")
        verbose_name_plural = _("print runs")
        ordering = ("-made_on", "pk")

    def __str__(self) -> str:
        return self.event or (str(self.place_code.place) if self.place_code else str(self.made_on))


class PrintLot(models.Model):
    """Forms of a run that are alike, and their PDF until it is handed out.

    The PDF is the only place where their codes stand in clear. It is sealed, handed out once and
    deleted then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(PrintRun, on_delete=models.CASCADE, related_name="lots")
    language = models.CharField(_("language"), max_length=12)
    easy_read = models.BooleanField(_("Easy Read"), default=False)
    large_print = models.BooleanField(_("large print"), default=False)
    copies = models.PositiveSmallIntegerField(_("copies"))
    #: Name in the private storage; empty before it is made and after it was handed out.
    file = models.CharField(max_length=80, blank=True)
    made_on = models.DateField(null=True)
    handed_out_on = models.DateField(_("handed out on"), null=True)
    #: Nobody printed it: the PDF was lost, or deleted because nobody fetched it.
    lost = models.BooleanField(default=False)

    objects = PrintLotQuerySet.as_manager()

    class Meta:
        verbose_name = _("lot of forms")
        verbose_name_plural = _("lots of forms")
        ordering = ("language", "easy_read", "large_print", "pk")
        constraints = (models.CheckConstraint(condition=Q(copies__gte=1), name="a_lot_has_a_form"),)

    def __str__(self) -> str:
        return self.kind_in_words

    @property
    def kind_in_words(self) -> str:
        """ "English, Easy Read, large print"."""
        return kind_in_words(self.language, self.easy_read, self.large_print)


def kind_in_words(language: str, easy_read: bool, large_print: bool = False) -> str:
    parts = [dict(settings.LANGUAGES).get(language, language)]
    if easy_read:
        parts.append(str(_("Easy Read")))
    if large_print:
        parts.append(str(_("large print")))
    return ", ".join(parts)


class PaperForm(models.Model):
    """One printed form. The random key hides the order in which forms lie in a pile."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lot = models.ForeignKey(PrintLot, on_delete=models.CASCADE, related_name="forms")
    paper_lookup = models.CharField(max_length=64, unique=True)
    receipt_lookup = models.CharField(max_length=64, unique=True)
    #: What a response on the web carries that began at the square code of this form.
    web_code = models.CharField(max_length=8, db_index=True)
    keyed_twice = models.BooleanField(_("keyed by two people"), default=False)
    state = models.CharField(
        _("state"), max_length=12, choices=FormState.choices, default=FormState.PRINTED
    )
    keyed_on = models.DateField(_("keyed on"), null=True)
    keyed_as = models.CharField(_("keyed by"), max_length=20, choices=Role.choices, blank=True)
    #: Of a form that two people keyed: how many answers there were, and in how many they differed.
    compared = models.PositiveSmallIntegerField(default=0)
    differing = models.PositiveSmallIntegerField(default=0)
    #: An answer came in by another way under the same codes. Both are kept.
    possible_double = models.BooleanField(_("possibly answered twice"), default=False)
    double_seen = models.BooleanField(default=False)

    objects = PaperFormQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("paper form")
        verbose_name_plural = _("paper forms")

    def __str__(self) -> str:
        return str(self.pk)[:8].upper()


class KeyedEntry(models.Model):
    """What one person keyed of a form that a second one keys too. Sealed; gone once recorded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form = models.ForeignKey(PaperForm, on_delete=models.CASCADE, related_name="entries")
    #: 1 for who keyed first, 2 for the second person.
    turn = models.PositiveSmallIntegerField()
    sealed = models.TextField()
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ("turn",)
        constraints = (
            models.UniqueConstraint(fields=("form", "turn"), name="two_entries_of_a_form"),
            models.CheckConstraint(condition=Q(turn__in=(1, 2)), name="a_form_has_two_entries"),
            models.UniqueConstraint(
                fields=("form", "keyed_by"), name="two_people_key_a_form_twice"
            ),
        )

    def __str__(self) -> str:
        return "…"

    def seal_content(self, content: dict[str, Any]) -> None:
        """Put what was keyed into this row so that only the portal's keys open it."""
        words = json.dumps(content, ensure_ascii=False)
        self.sealed = seal(words, model=_ENTRY, field="content", row=self.pk)

    def open_content(self) -> dict[str, Any]:
        """What was keyed, for comparing and recording."""
        return json.loads(unseal(self.sealed, model=_ENTRY, field="content", row=self.pk))


class PaperDestroyed(models.Model):
    """Who made sure on which day that paper which was keyed lies around nowhere."""

    survey_key = models.UUIDField(_("survey"), db_index=True)
    owner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    locked_away = models.BooleanField(_("locked away, not destroyed"), default=False)
    destroyed_on = models.DateField(_("on"), default=timezone.localdate)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("destroyed paper")
        verbose_name_plural = _("destroyed paper")
        ordering = ("-destroyed_on", "-pk")

    def __str__(self) -> str:
        return str(self.destroyed_on)
