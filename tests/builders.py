"""Plain builders: each makes one thing, with the least that it needs.

Arguments are keyword-only. What a test does not name gets an unremarkable value.
"""

import datetime
import itertools
import uuid
from io import BytesIO

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image as Draw
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page, Site
from wagtail.rich_text import RichText

from forum.board.actions import add_item, record_decision
from forum.board.enums import NEEDS_REASON, Outcome
from forum.board.models import Board, BoardItem, BoardMember, Decision, Meeting
from forum.consultations.enums import Rung
from forum.consultations.models import ConsultationIndexPage, ConsultationPage
from forum.loop.actions import publish_entry, start_entry
from forum.loop.models import LoopEntry, LoopIndexPage
from forum.plan.actions import create_action
from forum.plan.models import Action, Plan
from home.models import HomePage
from portal.encryption import make_code
from portal.partners.enums import PartnerKind, Role
from portal.partners.models import Membership, Partner
from surveys.comments.actions import pass_comment
from surveys.comments.marking import from_rows
from surveys.comments.models import Comment
from surveys.contacts.actions import wish_to_be_told
from surveys.contacts.enums import ContactChannel
from surveys.contacts.models import WishToBeTold
from surveys.questionnaires.actions import open_survey
from surveys.questionnaires.enums import Audience, LawfulBasis, NonAttribution, QuestionType
from surveys.questionnaires.models import (
    AskingTerms,
    PlacedQuestion,
    Question,
    QuestionnaireVersion,
    SurveyPage,
)
from surveys.responding.actions import record_response
from surveys.responding.assisted.actions import make_event
from surveys.responding.enums import Channel
from surveys.results.models import Release
from surveys.themes.models import CodeList, Theme

_numbers = itertools.count(1)


def build_partner(*, name: str = "", kind: PartnerKind = PartnerKind.COUNCIL) -> Partner:
    number = next(_numbers)
    return Partner.objects.create(
        name=name or f"Partner {number}",
        slug=f"partner-{number}",
        kind=kind,
        reply_team="Participation team",
        phone="01632 960100",
    )


def build_person(*, role_title: str = "Colleague", superuser: bool = False):
    """An account without any role."""
    return get_user_model().objects.create_user(
        f"person{next(_numbers)}@wexmere.example", role_title=role_title, is_superuser=superuser
    )


def build_member(*, partner: Partner, role: Role, role_title: str = ""):
    """An account that holds one role at one partner."""
    user = build_person(role_title=role_title or f"{Role(role).label} of {partner.name}")
    Membership.objects.create(
        user=user, partner=partner, role=role, starts_on=datetime.date(2024, 1, 1)
    )
    return user


def sign_in(client: Client, user) -> Client:
    """Sign in as a person would be after e-mail code and second factor."""
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client.force_login(user, backend="portal.partners.backends.MembershipBackend")
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "code", "at": 1, "email": user.email},
        {"method": "mfa", "at": 1, "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def build_home_page() -> HomePage:
    """The English home page, made the root of the default site."""
    existing = HomePage.objects.first()
    if existing:
        return existing
    root = Page.objects.get(depth=1)
    home = HomePage(
        title="Wexmere Listens",
        slug="wexmere-listens",
        welcome="Tell us how it is",
        introduction="We listen and we answer.",
        locale=Locale.objects.get_or_create(language_code="en")[0],
    )
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    return home


def build_question(
    *,
    code: str = "",
    text: str = "I was listened to.",
    type: QuestionType = QuestionType.AGREE,
    options: list[str] | None = None,
    rows: list[str] | None = None,
    **given,
) -> Question:
    question = Question(
        code=code or f"Q{next(_numbers)}",
        text=text,
        type=type,
        locale=Locale.objects.get_or_create(language_code="en")[0],
        **given,
    )
    for words in options or []:
        question.options.append(("option", words))
    for words in rows or []:
        question.rows.append(("row", words))
    question.save()
    return question


def build_survey_page(
    *,
    owner: Partner,
    questions: list[Question],
    opens_on: datetime.date | None = datetime.date(2026, 1, 5),
    closes_on: datetime.date | None = None,
    required: bool = False,
    parent: Page | None = None,
) -> SurveyPage:
    """A live survey page that has everything it needs to be opened."""
    number = next(_numbers)
    build_terms(owner=owner)
    page = SurveyPage(
        title=f"Survey {number}",
        slug=f"survey-{number}",
        owner_partner=owner,
        introduction="Tell us in a few minutes.",
        who_may_answer="Anybody whose child has special needs.",
        audience=Audience.PARENT_CARERS,
        lawful_basis=LawfulBasis.PUBLIC_TASK,
        non_attribution=NonAttribution.REDACTED_QUOTES,
        opens_on=opens_on,
        closes_on=closes_on,
        locale=Locale.objects.get_or_create(language_code="en")[0],
    )
    for question in questions:
        page.body.append(("question", {"question": question, "required": required}))
    (parent or build_home_page()).add_child(instance=page)
    return page


def build_version(
    *,
    owner: Partner,
    questions: list[dict] | None = None,
    title: str = "How was the meeting?",
    survey_key: uuid.UUID | None = None,
    number: int = 1,
) -> QuestionnaireVersion:
    """A frozen questionnaire without its page; by default one open question."""
    survey_key = survey_key or uuid.uuid4()
    steps = questions if questions is not None else [build_step()]
    version = QuestionnaireVersion.objects.create(
        survey_key=survey_key,
        number=number,
        owner=owner,
        hash=str(uuid.uuid4()),
        document={
            "survey": str(survey_key),
            "languages": ["en"],
            "title": {"en": title},
            "introduction": {"en": "Tell us in a few minutes."},
            "who_may_answer": {"en": "Anybody."},
            "unchecked": [],
            "audience": str(Audience.PARENT_CARERS),
            "owner": {"name": owner.name, "team": owner.reply_team, "phone": owner.phone},
            "lawful_basis": str(LawfulBasis.PUBLIC_TASK),
            "non_attribution": str(NonAttribution.REDACTED_QUOTES),
            "retention_months": 36,
            "steps": steps,
        },
    )
    for step in steps:
        PlacedQuestion.objects.create(version=version, question_key=step["question"])
    return version


def build_step(
    *,
    code: str = "OPEN1",
    text: str = "What should we do differently?",
    type: QuestionType = QuestionType.TEXT,
    options: dict[str, str] | None = None,
    key: uuid.UUID | None = None,
    meaning_version: int = 1,
) -> dict:
    """One question of a frozen questionnaire; ``options`` maps keys to English words."""
    return {
        "id": str(uuid.uuid4()),
        "kind": "question",
        "question": str(key or uuid.uuid4()),
        "code": code,
        "meaning_version": meaning_version,
        "type": str(type),
        "required": False,
        "text": {"en": text},
        "help": {},
        "options": [
            {"key": option, "text": {"en": words}, "face": ""}
            for option, words in (options or {}).items()
        ],
    }


def build_response(*, version: QuestionnaireVersion, answers: dict | None = None, **given):
    """A response through the only door; ``answers`` go by question code, words included."""
    keys = {question["code"]: question["question"] for question in version.questions()}
    return record_response(
        version=version,
        answers={keys[code]: answer for code, answer in (answers or {}).items()},
        **{"channel": Channel.WEB, "language": "en", "code": make_code(), **given},
    )


def build_comment(
    *,
    owner: Partner | None = None,
    words: str,
    version: QuestionnaireVersion | None = None,
    **given,
) -> Comment:
    """A comment that waits to be read."""
    version = version or build_version(owner=owner)
    code = next(q["code"] for q in version.questions() if q["type"] == QuestionType.TEXT)
    return build_response(version=version, answers={code: words}, **given).comments.get()


def build_passed_comment(*, words: str = "Nobody rang me back.", user, **given) -> Comment:
    """A comment that this moderator has passed as the machine proposed."""
    comment = build_comment(words=words, **given)
    return pass_comment(comment=comment, spans=from_rows(comment.suggested_spans), user=user)


def build_theme(*, code: str = "", label: str = "", partner: Partner | None = None) -> Theme:
    """A theme of the list that all share, or of one partner's own."""
    name = f"List of {partner}" if partner else "The area's list"
    number = next(_numbers)
    return Theme.objects.create(
        code_list=CodeList.objects.get_or_create(name=name, partner=partner)[0],
        code=code or f"TH-{number}",
        label=label or f"Theme {number}",
        definition="What belongs together.",
        include_example="Like this.",
        exclude_example="Not like this.",
    )


def build_open_survey(
    *, coordinator, questions: list[Question], required: bool = False, **page
) -> QuestionnaireVersion:
    """A survey that takes answers, of the partner whose coordinator this is."""
    owner = Partner.objects.where_user_is(coordinator, Role.COORDINATOR).get()
    page.setdefault("opens_on", timezone.localdate() - datetime.timedelta(days=14))
    survey = build_survey_page(owner=owner, questions=questions, required=required, **page)
    return open_survey(page=survey, user=coordinator)


def in_days(days: int) -> datetime.date:
    """The day that lies so many days ahead of today, or behind it."""
    return timezone.localdate() + datetime.timedelta(days=days)


def build_locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def build_consultation_list() -> ConsultationIndexPage:
    """The English list of consultations, below the home page."""
    existing = ConsultationIndexPage.objects.filter(locale__language_code="en").first()
    if existing:
        return existing
    page = ConsultationIndexPage(
        title="Have your say", slug="have-your-say", locale=build_locale("en")
    )
    build_home_page().add_child(instance=page)
    return page


def build_consultation(
    *,
    owner: Partner,
    opens: int | None = -7,
    closes: int | None = 35,
    answer: int | None = 91,
    live: bool = True,
    **given,
) -> ConsultationPage:
    """A consultation that has every text; its dates count in days from today."""
    number = next(_numbers)
    words = {
        "title": f"Consultation {number}",
        "summary": "We want to make booking easier. Tell us how.",
        "rung": Rung.CO_DESIGN,
        "already_decided": "There is no more money this year.",
        "can_change": "How you book.",
        "who_decides": "The short breaks manager, in January.",
    } | given
    page = ConsultationPage(
        slug=f"consultation-{number}",
        owner_partner=owner,
        opens_on=None if opens is None else in_days(opens),
        closes_on=None if closes is None else in_days(closes),
        answer_by=None if answer is None else in_days(answer),
        locale=build_locale("en"),
        live=live,
        first_published_at=timezone.now() if live else None,
        **words,
    )
    page.background.append(("text", RichText("<p>Now you fill in a long form.</p>")))
    build_consultation_list().add_child(instance=page)
    return page


def build_loop_list() -> LoopIndexPage:
    """The English list of "you said, we did", below the home page."""
    existing = LoopIndexPage.objects.filter(locale__language_code="en").first()
    if existing:
        return existing
    page = LoopIndexPage(
        title="You said, we did", slug="you-said-we-did", locale=build_locale("en")
    )
    build_home_page().add_child(instance=page)
    return page


def build_entry(*, user, published: bool = False, **given) -> LoopEntry:
    """An entry at "Heard" of the partner whose coordinator this is."""
    build_loop_list()
    number = next(_numbers)
    owner = Partner.objects.where_user_is(user, Role.COORDINATOR).get()
    entry = start_entry(
        user=user,
        **{
            "partner": owner,
            "name": f"Entry {number}",
            "title": f"Letters are late {number}",
            "you_said": "After a review we hear nothing for weeks.",
            **given,
        },
    )
    return publish_entry(entry=entry, user=user) if published else entry


def build_wish(
    *,
    survey_key: uuid.UUID,
    channel: ContactChannel = ContactChannel.EMAIL,
    address: str = "",
    language: str = "en",
    code: str = "",
) -> WishToBeTold:
    """Somebody who answered a survey and wants to hear more, by e-mail unless said otherwise."""
    number = next(_numbers)
    made_up = {
        ContactChannel.EMAIL: f"family{number}@wexmere.example",
        ContactChannel.TEXT: f"+447700900{number % 1000:03}",
        ContactChannel.POST: f"{number} Mill Lane\nWexmere\nWX1 2AB",
    }
    return wish_to_be_told(
        channel=channel,
        address=address or made_up[channel],
        language=language,
        survey_key=survey_key,
        code=code or make_code(),
    )


def build_translation(page: Page, language: str, *, live: bool = True, **words) -> Page:
    """The page in another language, below translated parents."""
    translated = page.copy_for_translation(build_locale(language), copy_parents=True)
    for name, text in words.items():
        setattr(translated, name, text)
    translated.save_revision()
    if live:
        ancestors = Page.objects.ancestor_of(translated, inclusive=True).filter(
            locale=translated.locale
        )
        ancestors.update(live=True)
        translated.save()
        type(translated).objects.filter(pk=translated.pk).update(live=True)
    return type(translated).objects.get(pk=translated.pk)


def build_release(
    *,
    owner: Partner,
    approved_by=None,
    is_public: bool = False,
    counts: dict | None = None,
    **given,
) -> Release:
    """Frozen figures of one question. A count of None was withheld."""
    counts = counts or {"Yes": 40, "No": 35, "Not sure": None, "Total": 80}
    rows = [
        {
            "answer": answer,
            "key": "total" if answer == "Total" else f"option-{answer}",
            "count": {"suppressed": True} if count is None else count,
            "suppressed": int(count is None),
        }
        for answer, count in counts.items()
    ]
    rule = {"minimum": 5, "base": 5}
    table = {"key": "answers:told:1", "title": "Told?", "columns": ["answer"], "rows": rows, **rule}
    release = Release(
        owner=owner,
        title=given.pop("title", f"Figures {next(_numbers)}"),
        figures={"people": 80, "tables": [table], **rule},
        engine="test",
        approved_by=approved_by or build_person(),
        is_public=is_public,
        **given,
    )
    release.seal_true_counts({})
    release.hash = release.expected_hash()
    release.save()
    return release


def build_board(*, clerk_partner: Partner, name: str = "") -> Board:
    return Board.objects.create(
        name=name or f"SEND board {next(_numbers)}", clerk_partner=clerk_partner
    )


def build_seat(*, board: Board, user=None, seat: str = "Headteacher", **given) -> BoardMember:
    """A seat held for years by somebody without any role, unless the test says who and when."""
    return BoardMember.objects.create(
        board=board,
        user=user or build_person(role_title=seat),
        seat=seat,
        starts_on=given.pop("starts_on", datetime.date(2024, 1, 1)),
        **given,
    )


def build_meeting(*, board: Board, held_on: datetime.date | None = None) -> Meeting:
    return Meeting.objects.create(
        board=board, held_on=held_on or in_days(-7), place="Riverside Hall"
    )


def build_point(*, meeting: Meeting, user, **given) -> BoardItem:
    """A point placed by whoever this is: a clerk, or a forum's coordinator."""
    words = {
        "title": f"Letters after reviews {next(_numbers)}",
        "question": "Shall we send a plain letter within five working days?",
        "families_say": "After reviews we hear nothing for weeks.",
    }
    return add_item(meeting=meeting, user=user, **words | given)


def build_decision(
    *, item: BoardItem, user, outcome: Outcome = Outcome.AGREED, **given
) -> Decision:
    words = {"words": "A plain letter goes out.", "decided_on": item.meeting.held_on}
    if outcome in NEEDS_REASON:
        words["reason"] = "There is no money for more."
    if outcome == Outcome.DEFERRED:
        words["waiting_means"] = "About 40 families a month ring instead."
    return record_decision(item=item, user=user, outcome=outcome, **words | given)


def build_plan(*, board: Board) -> Plan:
    return Plan.objects.create(board=board, title=f"Plan {next(_numbers)}")


def build_action(*, plan: Plan, user, lead=None, due_in: int = 30, **given) -> Action:
    """An action of the clerking partner that is due so many days from today."""
    words = {
        "title": f"Send a plain letter {next(_numbers)}",
        "lead": lead or build_person(role_title="Reviews manager"),
        "partner": plan.board.clerk_partner,
        "accountable_role": "Head of SEND",
        "measure": "41% to 70% told",
        "due_on": in_days(due_in),
        "on": in_days(min(due_in, 0) - 1),
    }
    return create_action(plan=plan, user=user, **words | given)


def build_terms(*, owner: Partner, language: str = "en", **given) -> AskingTerms:
    """What a partner promises whoever it asks; those that it has already, if it has."""
    words = {
        "who_may_answer": "Anybody in the area.",
        "lawful_basis": LawfulBasis.PUBLIC_TASK,
        "non_attribution": NonAttribution.REDACTED_QUOTES,
        "retention_months": 36,
        "safeguarding": "If we think that somebody is not safe, we tell a person who can help.",
        "consent_question": "Yes, you may use my words in public, without my name.",
    }
    terms, _created = AskingTerms.objects.get_or_create(
        partner=owner, locale=build_locale(language), defaults=words | given
    )
    return terms


def build_picture(*, title: str = "Phone", collection: str = "", colour: str = "teal"):
    """An uploaded picture of one colour, in the collection of this name."""
    content = BytesIO()
    Draw.new("RGB", (400, 300), colour).save(content, "PNG")
    root = Collection.get_first_root_node()
    return get_image_model().objects.create(
        title=title,
        file=ContentFile(content.getvalue(), name=f"picture-{next(_numbers)}.png"),
        collection=root.add_child(name=collection) if collection else root,
    )


def build_event(*, user, versions: list[QuestionnaireVersion], days: int = 0, **given):
    """An event so many days from today, of the partner whose coordinator this is, and its PIN."""
    return make_event(
        user=user,
        **{
            "partner": Partner.objects.where_user_is(user, Role.COORDINATOR).get(),
            "title": f"Drop-in {next(_numbers)}",
            "place_name": "Riverside Hall",
            "place_code": "RH26",
            "held_on": in_days(days),
            "survey_keys": [version.survey_key for version in versions],
            "languages": ["en", "ur"],
            **given,
        },
    )
