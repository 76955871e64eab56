"""Campaigns and possible doubles: found by a machine, shown to people, never acted upon by itself.

Raw words are opened in memory only. What is kept are keys of groups, which are made from the keys
of comments and say nothing of their words.
"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from surveys.comments.actions import AlreadyDecided, pass_comment, set_aside
from surveys.comments.campaigns import Groups, group, tidied
from surveys.comments.enums import CommentStatus, SetAsideReason
from surveys.comments.marking import from_rows
from surveys.comments.models import Comment, PossibleDouble
from surveys.responding.enums import Channel
from surveys.responding.models import Answer, Response

#: A name space of our own for the keys of groups.
_GROUPS = uuid.UUID("5e4f2f0e-8d0b-4f0a-9c5c-6f1f7d3c2b10")
#: Ways in which nobody knows whether two responses come from two people.
ANONYMOUS_CHANNELS = (Channel.WEB, Channel.TEXT)
#: Fewer answers than this are the same by chance.
FEWEST_ANSWERS = 3
#: How long new responses can still join a campaign, as the nightly look sees it.
RECENT = datetime.timedelta(weeks=6)
#: How many comments one press moves on, so that the page comes back.
MOST_AT_ONCE = 200

Progress = Callable[[int, int], None]


def recent_surveys() -> list[uuid.UUID]:
    """Surveys that were answered in the last weeks."""
    since = timezone.localdate() - RECENT
    return list(Response.objects.surveys_answered_since(since))


def group_comments(
    *, survey_keys: Sequence[uuid.UUID], progress: Progress = lambda done, total: None
) -> None:
    """Look again which comments of these surveys are alike, and which responses may be doubles.

    Doing it twice changes nothing.
    """
    for done, survey_key in enumerate(survey_keys, start=1):
        find_campaigns(survey_key=survey_key)
        find_doubles(survey_key=survey_key)
        progress(done, len(survey_keys))


@sensitive_variables("texts", "words")
@transaction.atomic
def find_campaigns(*, survey_key: uuid.UUID) -> None:
    """Write into each comment of a survey to which others it is alike."""
    questions: dict[uuid.UUID, list[Comment]] = defaultdict(list)
    for comment in Comment.objects.to_compare(survey_key).select_related("response"):
        questions[comment.question_key].append(comment)
    changed = []
    for comments in questions.values():
        found = group({comment.pk: comment.open_words() for comment in comments})
        campaigns, same = _by_comment(found, comments)
        for comment in comments:
            now = campaigns.get(comment.pk), same.get(comment.pk)
            if (comment.campaign, comment.same_words) != now:
                comment.campaign, comment.same_words = now
                changed.append(comment)
    Comment.objects.bulk_update(changed, ["campaign", "same_words"], batch_size=500)


def _by_comment(
    found: Groups, comments: Iterable[Comment]
) -> tuple[dict[Hashable, uuid.UUID], dict[Hashable, uuid.UUID]]:
    known = {comment.pk: comment for comment in comments}
    campaigns = {}
    for keys in found.campaigns:
        anonymous = [key for key in keys if known[key].response.channel in ANONYMOUS_CHANNELS]
        # One person who says the same twice is one person.
        if len({known[key].response_id for key in anonymous}) > 1:
            campaigns |= dict.fromkeys(anonymous, _key_of(anonymous))
    same = {key: _key_of(keys) for keys in found.same_words for key in keys}
    return campaigns, same


def _key_of(keys: Iterable[Hashable]) -> uuid.UUID:
    """The same members make the same key, whoever looks and when."""
    return uuid.uuid5(_GROUPS, min(str(key) for key in keys))


@sensitive_variables("words", "given")
@transaction.atomic
def find_doubles(*, survey_key: uuid.UUID) -> None:
    """Remember which responses of one week gave the same answers and words throughout."""
    responses = {
        response.pk: response
        for response in Response.objects.to_survey(survey_key).not_withdrawn()
        if response.channel in ANONYMOUS_CHANNELS
    }
    given: dict[uuid.UUID, list[str]] = {pk: [] for pk in responses}
    for answer in Answer.objects.of_survey(survey_key):
        if answer.response_id in given:
            given[answer.response_id].append(
                f"{answer.question_key}|{answer.row_key}|{answer.option_keys}"
                f"|{answer.number}|{answer.date}"
            )
    # Words that were erased since cannot be compared: their responses are left as they are.
    unread = set(Comment.objects.without_raw_words(survey_key))
    for comment in Comment.objects.to_compare(survey_key):
        if comment.response_id in given:
            words = tidied(comment.open_words())
            given[comment.response_id].append(f"{comment.question_key}|{words}")
    alike: dict[tuple, list[uuid.UUID]] = defaultdict(list)
    for pk, answers in given.items():
        if len(answers) >= FEWEST_ANSWERS and pk not in unread:
            response = responses[pk]
            alike[(response.week_received, response.who_answered, *sorted(answers))].append(pk)
    wanted = {pk: _key_of(keys) for keys in alike.values() if len(keys) > 1 for pk in keys}
    _keep_doubles(survey_key, wanted, unread)


def _keep_doubles(
    survey_key: uuid.UUID, wanted: dict[uuid.UUID, uuid.UUID], unread: set[uuid.UUID]
) -> None:
    there = PossibleDouble.objects.filter(response__survey_key=survey_key)
    there.exclude(response__in=[*wanted, *unread]).delete()
    PossibleDouble.objects.bulk_create(
        [PossibleDouble(response_id=pk, group=key) for pk, key in wanted.items()],
        update_conflicts=True,
        unique_fields=["response"],
        update_fields=["group"],
    )


@sensitive_variables("raw")
def others_with_same_words(comment: Comment) -> list[Comment]:
    """Other comments that wait and say the same, letter for letter as the redaction counts them."""
    if comment.same_words is None:
        return []
    raw = comment.open_words()
    waiting = Comment.objects.waiting_with_same_words(comment)
    return [other for other in waiting[:MOST_AT_ONCE] if other.open_words() == raw]


def pass_same_words(*, comment: Comment, user: AbstractBaseUser) -> int:
    """Pass what says the same as a comment that this person has just passed, in the same way.

    Each is a decision of its own in the log. Returns how many were passed.

    Raises:
        PermissionDenied: the person does not moderate for the partner that asked.
    """
    if comment.status != CommentStatus.PASSED:
        return 0
    spans = from_rows(comment.redacted_spans)
    passed = 0
    for other in others_with_same_words(comment):
        try:
            pass_comment(comment=other, spans=spans, user=user)
        except AlreadyDecided:
            continue
        passed += 1
    return passed


def set_same_words_aside(
    *, comment: Comment, reason: SetAsideReason | str, user: AbstractBaseUser
) -> int:
    """Set aside what says the same as a comment that this person has just set aside.

    Returns how many.

    Raises:
        PermissionDenied: the person does not moderate for the partner that asked.
    """
    if comment.status != CommentStatus.SET_ASIDE:
        return 0
    aside = 0
    for other in others_with_same_words(comment):
        try:
            set_aside(comment=other, reason=reason, user=user)
        except AlreadyDecided:
            continue
        aside += 1
    return aside
