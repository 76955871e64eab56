"""From themes to the board, to actions, to "we did", to telling people: two years of it."""

from collections.abc import Callable
from datetime import timedelta

from forum.board.actions import add_item, add_meeting, create_board, record_decision, seat_member
from forum.board.models import Board, BoardItem, Decision, Meeting
from forum.consultations.models import ConsultationPage
from forum.loop.actions import (
    move_entry,
    publish_entry,
    start_entry,
    tell_contributors,
    write_words,
)
from forum.loop.models import LoopEntry, LoopEntryPage
from forum.plan.actions import add_impact, create_action, create_plan, report_progress
from forum.plan.models import Action, Plan
from forum.reports.actions import freeze_pack, record_opening, send_pack
from home.demonstration.area import day, member_of, partner, person, translate
from home.demonstration.history import ENTRIES, MEETINGS, POINTS, WORKS
from home.demonstration.logins import PEOPLE
from home.demonstration.surveys import CONSULTATIONS
from portal.partners.enums import Role
from surveys.questionnaires.models import QuestionnaireVersion, SurveyPage
from surveys.results.actions import freeze_release, publish_release
from surveys.results.models import Release
from surveys.themes.models import Theme

BOARD = "Wexmere SEND and Alternative Provision Partnership Board"


def survey_key_of(slug: str):
    consultation = ConsultationPage.objects.get(locale__language_code="en", slug=slug)
    return SurveyPage.objects.child_of(consultation).get().survey_key


def make_releases() -> dict[str, Release]:
    """Frozen, protected figures of everything that has closed."""
    releases = {}
    for each in CONSULTATIONS:
        if each.closes >= 0 or each.slug == "waiting-for-an-assessment":
            continue
        key = survey_key_of(each.slug)
        if not QuestionnaireVersion.objects.of_survey(key).exists():
            continue
        release = Release.objects.about(key).first()
        if release is None:
            coordinator = member_of(each.owner, Role.COORDINATOR)
            release = freeze_release(
                owner=partner(each.owner),
                title=each.title,
                survey_keys=[key],
                user=coordinator,
                on=day(each.closes + 25),
            )
            publish_release(release=release, user=coordinator)
        releases[each.slug] = release
    return releases


def make_board(releases: dict[str, Release]) -> dict[str, Decision]:
    clerk = person("board.clerk")
    board = Board.objects.filter(name=BOARD).first() or create_board(
        name=BOARD, clerk_partner=partner("council"), user=clerk
    )
    for each in PEOPLE:
        account = person(each.address)
        if each.seat and not board.members.filter(user=account).exists():
            seat_member(board=board, member=account, seat=each.seat, user=clerk, on=day(-700))
    meetings = {}
    for offset in MEETINGS:
        known = Meeting.objects.filter(board=board, held_on=day(offset)).first()
        meetings[offset] = known or add_meeting(
            board=board, held_on=day(offset), place="Riverside Hall", user=clerk
        )
    decisions = {}
    for point in POINTS:
        item = BoardItem.objects.filter(meeting__board=board, title=point.title).first()
        if item is None:
            consultation = ConsultationPage.objects.get(locale__language_code="en", slug=point.slug)
            author = member_of(point.placed_by, Role.COORDINATOR) if point.placed_by else clerk
            item = add_item(
                meeting=meetings[point.meeting],
                title=point.title,
                question=point.question,
                families_say=point.families_say,
                user=author,
                themes=Theme.objects.filter(code__in=point.themes),
                release=releases.get(point.slug),
                consultation_key=consultation.consultation_key,
                placed_by=partner(point.placed_by) if point.placed_by else None,
            )
        if point.outcome:
            decisions[point.title] = item.decisions.first() or record_decision(
                item=item,
                outcome=point.outcome,
                words=point.words,
                reason=point.reason,
                waiting_means=point.waiting_means,
                decided_on=day(point.meeting),
                user=clerk,
            )
    return decisions


def make_plan(decisions: dict[str, Decision]) -> dict[str, Action]:
    clerk = person("board.clerk")
    board = Board.objects.get(name=BOARD)
    plan = Plan.objects.filter(board=board).first() or create_plan(
        board=board, title="Wexmere SEND improvement plan", user=clerk
    )
    actions = {}
    for work in WORKS:
        decision = decisions[work.point]
        action = Action.objects.filter(plan=plan, title=work.title).first()
        if action is None:
            lead = person(work.lead)
            action = create_action(
                plan=plan,
                title=work.title,
                lead=lead,
                partner=partner(work.partner),
                accountable_role=work.accountable,
                measure=work.measure,
                due_on=day(work.due),
                user=clerk,
                decision=decision,
                themes=decision.item.themes.all(),
                on=day(work.starts),
            )
            for offset, words, source in work.impact:
                add_impact(action=action, words=words, source=source, user=lead, on=day(offset))
            for offset, brag, words, recovery in work.reports:
                report_progress(
                    action=action,
                    brag=brag,
                    words=words,
                    recovery_note=recovery,
                    user=lead,
                    on=day(offset),
                )
        actions[work.point] = action
    return actions


def make_entries(decisions: dict[str, Decision], actions: dict[str, Action]) -> None:
    for each in ENTRIES:
        if LoopEntry.objects.filter(name=each.name).exists():
            continue
        owner = partner(each.partner)
        coordinator = member_of(each.partner, Role.COORDINATOR)
        decision = decisions[each.point]
        consultation = ConsultationPage.objects.get(locale__language_code="en", slug=each.slug)
        own_consultation = consultation.owner_partner_id == owner.pk
        entry = start_entry(
            partner=owner,
            name=each.name,
            title=each.title,
            you_said=each.you_said,
            meanwhile=each.meanwhile,
            user=coordinator,
            themes=decision.item.themes.all(),
            survey_keys=[survey_key_of(each.slug)] if own_consultation else [],
            consultation_key=consultation.consultation_key if own_consultation else None,
            decision=decision,
            action=actions.get(each.point),
            on=day(each.begins),
        )
        write_words(entry=entry, user=coordinator, we_decided=each.we_decided, we_did=each.we_did)
        update = None
        for offset, status, reason, next_day in each.steps:
            if not entry.published_on and offset > each.published:
                publish_entry(entry=entry, user=coordinator, on=day(each.published))
            update = move_entry(
                entry=entry,
                status=status,
                reason=reason,
                next_date=day(next_day) if next_day is not None else None,
                user=coordinator,
                on=day(offset),
            )
        if not entry.published_on:
            publish_entry(entry=entry, user=coordinator, on=day(each.published))
        translate(LoopEntryPage.objects.get(entry=entry, locale__language_code="en"))
        if each.tell and update:
            tell_contributors(update=update, user=coordinator, on=update.on)


def make_packs() -> None:
    """The pack of the last meeting: made and sent a week ahead, opened by most members."""
    clerk = person("board.clerk")
    meeting = Meeting.objects.held().first()
    if meeting.packs.exists():
        return
    pack = freeze_pack(meeting=meeting, user=clerk, on=meeting.held_on - timedelta(days=8))
    sent = send_pack(pack=pack, user=clerk, on=meeting.held_on - timedelta(days=7))
    for recipient in sent[:-2]:
        record_opening(
            pack=pack, user=recipient.member.user, on=meeting.held_on - timedelta(days=3)
        )


def make_chain(*, say: Callable[[str], None]) -> None:
    """Figures, decisions, actions and answers, in the order in which they happened."""
    decisions = make_board(make_releases())
    say(f"  {len(decisions)} decisions of the board")
    make_entries(decisions, make_plan(decisions))
    say(f"  {LoopEntry.objects.count()} entries of You said, we did")
    make_packs()
