"""One way in for staff: a code by e-mail, and a second factor where raw words can be read."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model
from django.core import mail
from django.urls import get_resolver

from portal.partners.enums import Role
from tests.builders import build_member, build_person, sign_in

SECRET = "JBSWY3DPEHPK3PXP"
PASSWORD = "a right password, long enough"
CODE = re.compile(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", re.MULTILINE)


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def current_code() -> str:
    counter = next(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(SECRET, counter))


def enter_by_email_code(client, user, *, next_address: str = ""):
    client.post("/accounts/login/", {"login": user.email, "next": next_address})
    code = CODE.search(mail.outbox[-1].body).group(1)
    return client.post("/accounts/login/code/confirm/", {"code": code})


def somebody_with_a_password():
    user = build_person(superuser=True)
    user.set_password(PASSWORD)
    user.save()
    return user


LOGIN_FORMS = [
    "/admin/login/",
    "/accounts/login/",
    "/django-admin/login/",
    *(f"/{language}/_util/login/" for language, _name in settings.LANGUAGES),
    "/_util/login/",
]


@pytest.mark.parametrize("address", LOGIN_FORMS)
def test_no_login_form_takes_a_right_password(client, home_page, address):
    user = somebody_with_a_password()
    for names in ({"username": user.email}, {"login": user.email}):
        client.post(address, {**names, "password": PASSWORD}, follow=True)
        assert not is_signed_in(client)


def test_no_backend_takes_a_right_password(db):
    user = somebody_with_a_password()
    assert authenticate(None, username=user.email, password=PASSWORD) is None
    assert authenticate(None, email=user.email, password=PASSWORD) is None


def test_passwords_can_be_neither_set_nor_reset(client, home_page):
    user = somebody_with_a_password()
    client.post("/admin/password_reset/", {"email": user.email}, follow=True)
    client.post("/accounts/password/reset/", {"email": user.email}, follow=True)
    assert not [message for message in mail.outbox if "reset" in message.body.lower()]


def test_strangers_cannot_sign_up(client, home_page):
    client.post("/accounts/signup/", {"email": "stranger@wexmere.example"})
    assert not get_user_model().objects.filter(email="stranger@wexmere.example").exists()


def test_somebody_unknown_gets_no_mail_and_the_same_page(client, home_page):
    known = build_person()
    to_known = client.post("/accounts/login/", {"login": known.email})
    mail.outbox.clear()
    client.logout()
    to_stranger = client.post("/accounts/login/", {"login": "stranger@wexmere.example"})
    assert not mail.outbox
    assert to_stranger.status_code == to_known.status_code
    assert to_stranger.url == to_known.url


def test_a_coder_enters_with_an_email_code_alone(client, home_page, forum_coder):
    enter_by_email_code(client, forum_coder)
    assert client.get("/admin/").status_code == 200


def test_a_wrong_code_does_not_open(client, home_page, forum_coder):
    client.post("/accounts/login/", {"login": forum_coder.email})
    client.post("/accounts/login/code/confirm/", {"code": "AAA-AAA"})
    assert not is_signed_in(client)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SAFEGUARDING_LEAD])
def test_whoever_reads_raw_words_must_set_up_a_second_factor(client, home_page, forum, role):
    enter_by_email_code(client, build_member(partner=forum, role=role))
    answer = client.get("/admin/")
    assert answer.status_code == 302
    assert answer.url == "/accounts/2fa/"


def test_a_moderator_enters_with_both_factors(client, home_page, forum_moderator):
    TOTP.activate(forum_moderator, SECRET)
    answer = enter_by_email_code(client, forum_moderator)
    assert "2fa" in answer.url
    assert not is_signed_in(client)
    client.post(answer.url, {"code": current_code()})
    assert client.get("/admin/").status_code == 200


def test_a_session_that_skipped_the_second_factor_is_asked_for_it(
    client, home_page, forum_moderator
):
    sign_in(client, forum_moderator)
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": 1}]
    session.save()
    answer = client.get("/admin/")
    assert answer.status_code == 302
    assert "reauthenticate" in answer.url


def test_somebody_without_any_role_cannot_enter_the_admin(client, home_page):
    sign_in(client, build_person())
    assert client.get("/admin/").status_code in (302, 403)


def test_the_secret_of_the_second_factor_is_sealed_at_rest(forum_moderator):
    TOTP.activate(forum_moderator, SECRET)
    assert SECRET not in str(Authenticator.objects.get(user=forum_moderator).data)


def test_passkeys_are_offered(client, home_page, forum_moderator):
    page = sign_in(client, forum_moderator).get("/accounts/2fa/").content.decode()
    assert "/accounts/2fa/webauthn/" in page


def test_the_stock_django_admin_does_not_exist():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert not [
        pattern for pattern in get_resolver().url_patterns if "django-admin" in str(pattern.pattern)
    ]
