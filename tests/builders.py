"""Plain builders: each makes one thing, with the least that it needs.

Arguments are keyword-only. What a test does not name gets an unremarkable value.
"""

import datetime
import itertools

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from portal.partners.enums import PartnerKind, Role
from portal.partners.models import Membership, Partner
from surveys.questionnaires.enums import Audience, LawfulBasis, NonAttribution, QuestionType
from surveys.questionnaires.models import Question, SurveyPage

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
