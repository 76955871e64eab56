"""Plain builders: each makes one thing, with the least that it needs.

Arguments are keyword-only. What a test does not name gets an unremarkable value.
"""

import datetime
import itertools
import uuid

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from portal.encryption import make_code
from portal.partners.enums import PartnerKind, Role
from portal.partners.models import Membership, Partner
from surveys.comments.actions import pass_comment
from surveys.comments.marking import from_rows
from surveys.comments.models import Comment
from surveys.questionnaires.actions import open_survey
from surveys.questionnaires.enums import Audience, LawfulBasis, NonAttribution, QuestionType
from surveys.questionnaires.models import (
    PlacedQuestion,
    Question,
    QuestionnaireVersion,
    SurveyPage,
)
from surveys.responding.actions import record_response
from surveys.responding.enums import Channel
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
) -> Question:
    question = Question(
        code=code or f"Q{next(_numbers)}",
        text=text,
        type=type,
        locale=Locale.objects.get_or_create(language_code="en")[0],
    )
    for words in options or []:
        question.options.append(("option", words))
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
    *, owner: Partner | None = None, words: str, version: QuestionnaireVersion | None = None, **given
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
    survey = build_survey_page(owner=owner, questions=questions, required=required, **page)
    return open_survey(page=survey, user=coordinator)
