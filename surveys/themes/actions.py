"""Coding comments and keeping the code list. What the machine says stays a suggestion."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from portal.audit.actions import record
from portal.partners.enums import Role
from portal.partners.permissions import has_role
from surveys.comments.enums import READABLE_STATUSES
from surveys.comments.models import Comment
from surveys.responding.models import Response
from surveys.themes.enums import CodingState, Direction, Strength, ThemeState
from surveys.themes.models import CodeList, Coding, NoThemeFits, Theme
from surveys.themes.permissions import may_add_theme, may_code, may_settle_theme

#: A comment that speaks of more than this many things is coded by its strongest ones.
MOST_THEMES = 4


class ThemeNotUsable(ValueError):
    """The theme is retired, only proposed, or on the list of another partner."""


class TooManyThemes(ValueError):
    """The comment has as many themes as one may have."""


class CommentIsCoded(ValueError):
    """The comment has a theme, so it cannot be said that none fits."""


@transaction.atomic
def code_comment(
    *,
    comment: Comment,
    theme: Theme,
    direction: Direction | str,
    strength: Strength | str,
    user: AbstractBaseUser,
    on: datetime.date | None = None,
) -> Coding:
    """The coding, confirmed. Doing it again with other words changes direction and strength.

    Raises:
        PermissionDenied: the person does not code for the partner that asked.
        ThemeNotUsable, TooManyThemes
    """
    comment = _mine_to_code(comment, user)
    if not Theme.objects.usable_by(comment.owner_id).filter(pk=theme.pk).exists():
        raise ThemeNotUsable(theme.code)
    others = comment.codings.confirmed().exclude(theme=theme)
    if others.count() >= MOST_THEMES:
        raise TooManyThemes
    decided = {
        "state": CodingState.CONFIRMED,
        "direction": Direction(direction),
        "strength": Strength(strength),
    }
    known = comment.codings.filter(theme=theme).first()
    if known and all(getattr(known, name) == value for name, value in decided.items()):
        return known
    coding, _created = Coding.objects.update_or_create(
        comment=comment,
        theme=theme,
        defaults={**decided, "decided_by": user, "decided_on": on or timezone.localdate()},
    )
    NoThemeFits.objects.filter(comment=comment).delete()
    record(action="coding.confirmed", user=user, target=coding, note=theme.code)
    return coding


@dataclass(frozen=True)
class Choice:
    """What a coder says about one theme of a comment."""

    theme: Theme
    direction: Direction | str
    strength: Strength | str


@transaction.atomic
def code_whole_comment(
    *,
    comment: Comment,
    choices: Sequence[Choice],
    user: AbstractBaseUser,
    on: datetime.date | None = None,
) -> list[Coding]:
    """The comment with exactly these themes: others that it had are taken off.

    Raises:
        PermissionDenied, ThemeNotUsable, TooManyThemes: as for one theme; then nothing changes.
    """
    wanted = {choice.theme.pk for choice in choices}
    for coding in comment.codings.confirmed():
        if coding.theme_id not in wanted:
            remove_coding(coding=coding, user=user)
    return [
        code_comment(
            comment=comment,
            theme=choice.theme,
            direction=choice.direction,
            strength=choice.strength,
            user=user,
            on=on,
        )
        for choice in choices
    ]


@transaction.atomic
def reject_suggestion(
    *, coding: Coding, user: AbstractBaseUser, on: datetime.date | None = None
) -> Coding:
    """The machine's suggestion, rejected: it is not made again for this comment.

    Raises:
        PermissionDenied: the person does not code for the partner that asked.
    """
    _mine_to_code(coding.comment, user)
    coding = Coding.objects.select_for_update().select_related("theme").get(pk=coding.pk)
    if coding.state != CodingState.SUGGESTED:
        return coding
    coding.state = CodingState.REJECTED
    coding.decided_by = user
    coding.decided_on = on or timezone.localdate()
    coding.save(update_fields=["state", "decided_by", "decided_on"])
    record(action="coding.rejected", user=user, target=coding, note=coding.theme.code)
    return coding


@transaction.atomic
def suggest_theme(*, comment: Comment, theme: Theme, engine: str) -> Coding | None:
    """The machine's suggestion. What a coder decided about this theme is left as it is.

    None if the comment may not be read by coders or the theme not be used for it (any more).
    """
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    usable = Theme.objects.usable_by(comment.owner_id).filter(pk=theme.pk).exists()
    if comment.status not in READABLE_STATUSES or not usable:
        return None
    coding, created = Coding.objects.get_or_create(
        comment=comment,
        theme=theme,
        defaults={"state": CodingState.SUGGESTED, "suggested_by": engine[:40]},
    )
    if not created and coding.state == CodingState.SUGGESTED and coding.suggested_by != engine[:40]:
        coding.suggested_by = engine[:40]
        coding.save(update_fields=["suggested_by"])
    return coding


@transaction.atomic
def remove_coding(*, coding: Coding, user: AbstractBaseUser) -> None:
    """Take a theme off a comment. One that the machine had suggested counts as rejected.

    Raises:
        PermissionDenied: the person does not code for the partner that asked.
    """
    comment = _mine_to_code(coding.comment, user)
    coding = comment.codings.select_related("theme").filter(pk=coding.pk).first()
    if coding is None or coding.state != CodingState.CONFIRMED:
        return
    record(action="coding.removed", user=user, target=coding, note=coding.theme.code)
    if not coding.suggested_by:
        coding.delete()
        return
    coding.state = CodingState.REJECTED
    coding.direction = coding.strength = ""
    coding.decided_by, coding.decided_on = user, timezone.localdate()
    coding.save()


@transaction.atomic
def finish_without_theme(
    *, comment: Comment, user: AbstractBaseUser, on: datetime.date | None = None
) -> NoThemeFits:
    """Note that no theme of the list fits, so that the comment is not shown again as uncoded.

    Raises:
        PermissionDenied: the person does not code for the partner that asked.
        CommentIsCoded: it has a theme.
    """
    comment = _mine_to_code(comment, user)
    if comment.codings.confirmed().exists():
        raise CommentIsCoded
    finished, created = NoThemeFits.objects.get_or_create(
        comment=comment,
        defaults={"decided_by": user, "decided_on": on or timezone.localdate()},
    )
    if created:
        record(action="coding.no_theme_fits", user=user, target=comment)
    return finished


@transaction.atomic
def add_theme(
    *,
    code_list: CodeList,
    code: str,
    label: str,
    definition: str,
    include_example: str = "",
    exclude_example: str = "",
    user: AbstractBaseUser,
) -> Theme:
    """A new theme of the list: in use at once from a coordinator, a proposal from a coder.

    Raises:
        PermissionDenied: the list is another partner's.
    """
    if not may_add_theme(user, code_list):
        raise PermissionDenied
    settled = has_role(user, Role.COORDINATOR, partner=code_list.partner_id)
    theme = Theme.objects.create(
        code_list=code_list,
        code=code,
        label=label,
        definition=definition,
        include_example=include_example,
        exclude_example=exclude_example,
        state=ThemeState.APPROVED if settled else ThemeState.PROPOSED,
    )
    record(action=f"theme.{theme.state}", user=user, target=theme, note=theme.code)
    return theme


@transaction.atomic
def change_theme(*, theme: Theme, user: AbstractBaseUser, **words: str) -> Theme:
    """The theme with better words (label, definition, examples). Its code stays.

    Raises:
        PermissionDenied: the person does not coordinate a partner that the list belongs to.
    """
    if not may_settle_theme(user, theme):
        raise PermissionDenied
    changeable = {"label", "definition", "include_example", "exclude_example"}
    for name in changeable & set(words):
        setattr(theme, name, words[name])
    theme.save(update_fields=sorted(changeable & set(words)))
    record(action="theme.changed", user=user, target=theme, note=theme.code)
    return theme


@transaction.atomic
def approve_theme(*, theme: Theme, user: AbstractBaseUser) -> Theme:
    """A proposed theme, from now on in use.

    Raises:
        PermissionDenied: the person does not coordinate a partner that the list belongs to.
    """
    return _settle(theme, ThemeState.APPROVED, user)


@transaction.atomic
def retire_theme(*, theme: Theme, user: AbstractBaseUser) -> Theme:
    """The theme, no longer offered to coders. What was coded with it stays and counts.

    Raises:
        PermissionDenied: the person does not coordinate a partner that the list belongs to.
    """
    return _settle(theme, ThemeState.RETIRED, user)


def forget_codings(*, response: Response) -> None:
    """Delete every coding of a response that is being withdrawn."""
    Coding.objects.filter(comment__response=response).delete()
    NoThemeFits.objects.filter(comment__response=response).delete()


def _settle(theme: Theme, state: ThemeState, user: AbstractBaseUser) -> Theme:
    if not may_settle_theme(user, theme):
        raise PermissionDenied
    if theme.state != state:
        theme.state = state
        theme.save(update_fields=["state"])
        record(action=f"theme.{state}", user=user, target=theme, note=theme.code)
    return theme


def _mine_to_code(comment: Comment, user: AbstractBaseUser) -> Comment:
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if not may_code(user, comment):
        raise PermissionDenied
    return comment
