"""The demonstration area itself: partners, people, pages, and what they say in each language."""

import datetime
import json
from functools import cache
from pathlib import Path

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
)
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from forum.consultations.models import ConsultationIndexPage, ConsultationPage
from forum.loop.models import LoopIndexPage
from home.demonstration import words
from home.demonstration.asking import body_of, make_bank, make_terms
from home.demonstration.easy_read import easy_read_of
from home.demonstration.logins import PARTNERS, PEOPLE
from home.demonstration.surveys import CONSULTATIONS, Consultation
from home.models import ContentPage, HelpPage, HomePage
from portal.partners.actions import EDITORS_GROUP, give_role
from portal.partners.enums import Role
from portal.partners.models import Membership, Partner
from portal.partners.permissions import needs_second_factor
from surveys.questionnaires.models import Question, SurveyPage

LANGUAGES = ("ur", "pa", "pl", "ro")
NO_PLACE = {"phone": "", "text": "", "address": "", "urgent": False}
TRANSLATIONS = Path(__file__).parent / "translations"


def day(offset: int) -> datetime.date:
    """The day that lies so many days from today; negative offsets lie in the past."""
    return timezone.localdate() + datetime.timedelta(days=offset)


def person(address: str):
    return get_user_model().objects.get(email=f"{address}@wexmere.example")


def partner(key: str) -> Partner:
    return Partner.objects.get(slug=key)


def member_of(key: str, role: Role):
    """Somebody of the demonstration who holds this role at this partner."""
    return (
        Membership.objects.in_force()
        .filter(partner__slug=key, role=role)
        .select_related("user")
        .earliest("pk")
        .user
    )


def make_partners() -> None:
    for each in PARTNERS:
        Partner.objects.get_or_create(
            slug=each.key,
            defaults={
                "name": each.name,
                "kind": each.kind,
                "reply_team": each.reply_team,
                "phone": each.phone,
                "description": each.description,
            },
        )


def make_people() -> None:
    users = get_user_model().objects
    for each in PEOPLE:
        account = users.filter(email=each.email).first() or users.create_user(
            each.email, role_title=each.role_title, is_superuser=each.superuser
        )
        for key, role in each.roles:
            give_role(user=account, partner=partner(key), role=role, by=None, starts_on=day(-800))
        if needs_second_factor(account) and not is_mfa_enabled(account):
            # Its codes are shown on the demonstration's own page, so that one person can be all.
            TOTP.activate(account, generate_totp_secret())


def make_editors() -> None:
    """Coordinators may write pages and add pictures; whose pages they change is guarded apart."""
    group, created = Group.objects.get_or_create(name=EDITORS_GROUP)
    if not created and group.page_permissions.exists():
        return
    home = HomePage.objects.get(locale__language_code="en")
    for name in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.get_or_create(
            group=group,
            page=home.get_parent(),
            permission=Permission.objects.get(content_type__app_label="wagtailcore", codename=name),
        )
    for name in ("add_image", "choose_image"):
        GroupCollectionPermission.objects.get_or_create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(
                content_type__app_label="wagtailimages", codename=name
            ),
        )
    group.permissions.add(
        Permission.objects.get(
            content_type__app_label="wagtail_localize", codename="submit_translation"
        )
    )


def make_locales() -> None:
    for code in ("en", *LANGUAGES):
        Locale.objects.get_or_create(language_code=code)


def make_pages() -> HomePage:
    """The English pages. Wagtail's own first page makes way for the home page."""
    home = HomePage.objects.filter(locale__language_code="en").first()
    if home:
        return home
    root = Page.objects.get(depth=1)
    english = Locale.objects.get(language_code="en")
    home = root.add_child(instance=HomePage(slug="wexmere-listens", locale=english, **words.HOME))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 8000, "root_page": home, "site_name": "Wexmere"},
    )
    Page.objects.filter(depth=2, slug="home").exclude(pk=home.pk).delete()
    home.add_child(
        instance=ConsultationIndexPage(
            title="Have your say",
            slug="have-your-say",
            show_in_menus=True,
            introduction=words.CONSULTATIONS_INTRODUCTION,
        )
    )
    home.add_child(
        instance=LoopIndexPage(
            title="You said, we did",
            slug="you-said-we-did",
            show_in_menus=True,
            introduction=words.LOOP_INTRODUCTION,
        )
    )
    home.add_child(
        instance=HelpPage(
            title=words.HELP["title"],
            slug="who-can-help-me-now",
            show_in_menus=True,
            introduction=words.HELP["introduction"],
            places=[("place", NO_PLACE | place) for place in words.HELP["places"]],
        )
    )
    for slug, page in (("privacy", words.PRIVACY), ("accessibility", words.ACCESSIBILITY)):
        home.add_child(instance=ContentPage(slug=slug, reviewed_on=day(-30), **page))
    return home


def make_consultation(each: Consultation, bank: dict[str, Question]) -> ConsultationPage:
    """The consultation and its survey as drafts, in English."""
    page = ConsultationPage.objects.filter(locale__language_code="en", slug=each.slug).first()
    if page:
        return page
    parent = ConsultationIndexPage.objects.get(locale__language_code="en")
    page = ConsultationPage(
        title=each.title,
        slug=each.slug,
        owner_partner=partner(each.owner),
        summary=each.summary,
        rung=each.rung,
        already_decided=each.already_decided,
        can_change=each.can_change,
        background=[("text", each.background)],
        who_decides=each.who_decides,
        opens_on=day(each.opens),
        closes_on=day(each.closes),
        answer_by=day(each.answer_by),
        live=False,
    )
    parent.add_child(instance=page)
    page.save_revision()
    survey = SurveyPage(
        title=each.survey_title,
        slug="survey",
        owner_partner=partner(each.owner),
        introduction=each.survey_introduction,
        who_may_answer=each.who_may_answer,
        audience=each.audience,
        opens_on=day(each.opens),
        closes_on=day(each.closes),
        body=body_of(each.questions, bank),
        easy_read=easy_read_of(each.slug, bank, answer_by=day(each.answer_by)),
        live=False,
    )
    page.add_child(instance=survey)
    survey.save_revision()
    return page


@cache
def dictionary(language: str) -> dict[str, str]:
    """English words → words in this language, as far as the demonstration has them."""
    path = TRANSLATIONS / f"{language}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def translate(instance: Model, *, publish: bool = True) -> None:
    """Make or refresh every translation of a page or a snippet through wagtail-localize.

    What the demonstration has no words for stays in English. Pages say that nobody has checked
    the translation, because nobody has.
    """
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    for language in LANGUAGES:
        known = dictionary(language)
        locale = Locale.objects.get(language_code=language)
        translation, _created = Translation.objects.get_or_create(
            source=source, target_locale=locale, defaults={"enabled": True}
        )
        for segment in source.stringsegment_set.select_related("string", "context"):
            target = known.get(segment.string.data)
            if target:
                StringTranslation.objects.update_or_create(
                    translation_of=segment.string,
                    locale=locale,
                    context=segment.context,
                    defaults={
                        "data": target,
                        "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
                    },
                )
        translation.save_target(publish=publish)


def make_area() -> None:
    """Everything that stands before the first answer. Doing it again changes nothing."""
    make_locales()
    make_partners()
    make_people()
    home = make_pages()
    make_editors()
    with transaction.atomic():
        bank = make_bank()
    for page in (home, *home.get_children().specific()):
        if not page.get_translations().exists():
            translate(page)
    with transaction.atomic():
        for snippet in (*bank.values(), *make_terms()):
            if not snippet.get_translations().exists():
                translate(snippet)
    for each in CONSULTATIONS:
        make_consultation(each, bank)
