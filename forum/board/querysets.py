"""Which boards, members, meetings, points and decisions, as adjectives."""

import datetime

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from forum.board.enums import LEADS_TO_ACTION
from portal.partners.enums import PartnerKind, Role
from portal.partners.models import Partner

#: Who keeps a board's papers, at the partner that clerks it.
CLERKING_ROLES = (Role.CLERK, Role.COORDINATOR)
#: Partners that speak for families: they put points on the agenda in their own words.
VOICE_KINDS = (PartnerKind.FORUM, PartnerKind.YOUTH_GROUP)


def _seat_holds(day: datetime.date, path: str = "") -> Q:
    """The condition under which a seat, reached over ``path``, is held on a day."""
    holds = Q(**{f"{path}starts_on__lte": day, f"{path}user__is_active": True})
    return holds & (Q(**{f"{path}ends_on__isnull": True}) | Q(**{f"{path}ends_on__gte": day}))


class BoardQuerySet(models.QuerySet):
    def clerked_by(self, user) -> "BoardQuerySet":
        partners = Partner.objects.where_user_is(user, *CLERKING_ROLES)
        return self.filter(clerk_partner__in=partners)

    def readable_by(self, user) -> "BoardQuerySet":
        """Boards whose meetings this person may read: see `permissions.may_read_board`."""
        voice = Partner.objects.where_user_is(user, Role.COORDINATOR).filter(kind__in=VOICE_KINDS)
        if voice.exists():
            return self.all()
        clerked = Q(clerk_partner__in=Partner.objects.where_user_is(user, *CLERKING_ROLES))
        seated = Q(members__user=user) & _seat_holds(timezone.localdate(), "members__")
        return self.filter(clerked | seated).distinct()


class BoardMemberQuerySet(models.QuerySet):
    def sitting(self, on: datetime.date | None = None) -> "BoardMemberQuerySet":
        """Members on a day (today if none is named) whose account is open."""
        return self.filter(_seat_holds(on or timezone.localdate()))

    def held_by(self, user) -> "BoardMemberQuerySet":
        return self.filter(user=user)


class MeetingQuerySet(models.QuerySet):
    def coming(self) -> "MeetingQuerySet":
        return self.filter(held_on__gte=timezone.localdate()).order_by("held_on")

    def held(self) -> "MeetingQuerySet":
        return self.filter(held_on__lt=timezone.localdate()).order_by("-held_on")

    def of_boards(self, boards) -> "MeetingQuerySet":
        return self.filter(board__in=boards)

    def for_listing(self) -> "MeetingQuerySet":
        """With board, number of points and number of decisions, in one query."""
        return self.select_related("board").annotate(
            item_count=Count("items", distinct=True),
            decision_count=Count("items__decisions", distinct=True),
        )


class BoardItemQuerySet(models.QuerySet):
    def with_story(self) -> "BoardItemQuerySet":
        """With everything a screen or a pack says about a point."""
        return self.select_related(
            "placed_by", "release__owner", "meeting__board"
        ).prefetch_related("themes", "decisions")

    def before(self, meeting) -> "BoardItemQuerySet":
        """Points of earlier meetings of the same board, the oldest first."""
        return self.filter(
            meeting__board=meeting.board_id, meeting__held_on__lt=meeting.held_on
        ).order_by("meeting__held_on", "number")


class DecisionQuerySet(models.QuerySet):
    def leading_to_action(self) -> "DecisionQuerySet":
        return self.filter(outcome__in=LEADS_TO_ACTION)

    def of_board(self, board) -> "DecisionQuerySet":
        return self.filter(item__meeting__board=board)

    def decided_between(
        self, after: datetime.date | None, until: datetime.date
    ) -> "DecisionQuerySet":
        """From the day ``after`` (any day if None) up to, but not on, the day ``until``."""
        decided = self.filter(decided_on__lt=until)
        return decided.filter(decided_on__gte=after) if after else decided
