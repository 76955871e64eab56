"""The board: who sits on it, what it talks about, what it decides."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from forum.board.enums import LEADS_TO_ACTION, NEEDS_REASON, Outcome
from forum.board.querysets import (
    BoardItemQuerySet,
    BoardMemberQuerySet,
    BoardQuerySet,
    DecisionQuerySet,
    MeetingQuerySet,
)
from portal.partners.models import Partner
from surveys.results.models import Release
from surveys.themes.models import Theme

DECISION_PREFIX = "D-"


class Board(models.Model):
    name = models.CharField(_("name"), max_length=160, unique=True)
    clerk_partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        related_name="boards",
        verbose_name=_("partner that clerks it"),
    )

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class BoardMember(models.Model):
    """A seat and who holds it. Seats are named by role."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="board_seats",
        verbose_name=_("account"),
    )
    seat = models.CharField(_("seat"), max_length=120)
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = BoardMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("board member")
        verbose_name_plural = _("board members")
        ordering = ("seat",)
        constraints = (
            models.UniqueConstraint(fields=("board", "user"), name="one_seat_per_person"),
        )

    def __str__(self) -> str:
        return self.seat


class Meeting(models.Model):
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField(_("date"))
    place = models.CharField(_("place"), max_length=120, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("-held_on", "board")
        constraints = (
            models.UniqueConstraint(fields=("board", "held_on"), name="one_meeting_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.board} · {date_format(self.held_on, 'j F Y')}"


class BoardItem(models.Model):
    """One point of an agenda, with what families said about it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField(_("number"))
    #: Who wrote the point. Nobody else changes its words: a forum's voice stays its own.
    placed_by = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("put on the agenda by"),
    )
    title = models.CharField(_("title"), max_length=160)
    question = models.CharField(_("what the board is asked"), max_length=250)
    families_say = models.TextField(
        _("what families say"), max_length=600, help_text=_("One or two plain sentences.")
    )
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="board_items", verbose_name=_("themes")
    )
    release = models.ForeignKey(
        Release,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="board_items",
        verbose_name=_("frozen figures"),
    )
    consultation_key = models.UUIDField(_("consultation"), null=True, blank=True, db_index=True)

    objects = BoardItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda point")
        verbose_name_plural = _("agenda points")
        ordering = ("meeting", "number")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "number"), name="one_item_per_number"),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def decisions_in_order(self) -> list["Decision"]:
        """First to last. No query when decisions were prefetched."""
        return sorted(self.decisions.all(), key=lambda each: (each.decided_on, each.number))

    @property
    def latest_decision(self) -> "Decision | None":
        """What holds now. No query when decisions were prefetched."""
        decisions = self.decisions_in_order
        return decisions[-1] if decisions else None

    @property
    def is_open(self) -> bool:
        """Whether the board still owes a decision. No query when decisions were prefetched."""
        latest = self.latest_decision
        return latest is None or latest.outcome == Outcome.DEFERRED

    @property
    def times_deferred(self) -> int:
        """How often the board put it off. No query when decisions were prefetched."""
        return sum(each.outcome == Outcome.DEFERRED for each in self.decisions.all())


class Decision(models.Model):
    """What the board decided about one point. A new decision follows a deferral."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(
        BoardItem, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("point")
    )
    reference = models.CharField(_("reference"), max_length=12, unique=True)
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome.choices)
    words = models.TextField(_("what was decided"), max_length=400)
    reason = models.TextField(_("reason, in plain words"), max_length=600, blank=True)
    waiting_means = models.CharField(
        _("what waiting means for families"), max_length=250, blank=True
    )
    decided_on = models.DateField(_("decided on"), default=timezone.localdate)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ("-decided_on", "reference")
        constraints = (
            models.CheckConstraint(
                condition=~Q(outcome__in=NEEDS_REASON) | ~Q(reason=""),
                name="every_no_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.DEFERRED) | ~Q(waiting_means=""),
                name="deferring_says_what_waiting_means",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} · {self.get_outcome_display()}"

    @property
    def number(self) -> int:
        """The number in the reference: D-9 comes before D-10."""
        return int(self.reference.removeprefix(DECISION_PREFIX))

    @property
    def leads_to_action(self) -> bool:
        return self.outcome in LEADS_TO_ACTION
