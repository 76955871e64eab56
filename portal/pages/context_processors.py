"""What the frame of every public page needs: the area, languages, navigation, preferences."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.pages.shared_furniture import (
    LinkedPage,
    SharedFurniture,
    live_translations,
    shared_furniture,
)
from portal.preferences.choices import COOKIE_NAME, Preferences

ADMIN = "/admin/"
#: Pages that the footer names, by the address they have in every language.
HELP_SLUG, ACCESSIBILITY_SLUG, PRIVACY_SLUG = "who-can-help-me-now", "accessibility", "privacy"
FOOTER_SLUGS = (HELP_SLUG, ACCESSIBILITY_SLUG, PRIVACY_SLUG)
#: Where a receipt code is typed in, and where a call-back is asked for.
CODE_ROUTE = "loop:code"
RING_ME_ROUTE = "contacts:ring_me"


def page_furniture(request: HttpRequest) -> dict[str, Any]:
    """Return the furniture, each piece fetched when a template first asks for it.

    ``area``, ``preferences``, ``easy_read``, ``languages`` (code, name, url, absolute_url, dir,
    current, translated), ``navigation`` and ``footer_links`` (title, url, current), ``home_url``,
    ``ring_me_url``. Wagtail's admin has its own frame and gets nothing.
    """
    if request.path.startswith(ADMIN):
        return {}
    furniture = Furniture(request)
    return {
        "area": SimpleLazyObject(lambda: furniture.shared.area),
        "preferences": furniture.preferences,
        "easy_read": furniture.preferences.easy_read,
        "languages": SimpleLazyObject(lambda: furniture.languages),
        "navigation": SimpleLazyObject(lambda: furniture.navigation),
        "footer_links": SimpleLazyObject(lambda: furniture.footer_links),
        "home_url": SimpleLazyObject(lambda: furniture.home_url),
        "ring_me_url": SimpleLazyObject(lambda: furniture.ring_me_url),
    }


class Furniture:
    """The furniture of one request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def shared(self) -> SharedFurniture:
        """What is the same for every reader of this language."""
        return shared_furniture(self.request, get_language(), also=FOOTER_SLUGS)

    @property
    def preferences(self) -> Preferences:
        """How the reader wants pages to look."""
        chosen = getattr(self.request, "preferences", None)
        return chosen or Preferences.from_cookie(self.request.COOKIES.get(COOKIE_NAME, ""))

    @cached_property
    def languages(self) -> list[dict[str, Any]]:
        """Every language of the portal, with the address of this page in it."""
        current = get_language()
        translations = self._translations
        listed = []
        for code, name in settings.LANGUAGES:
            page = translations.get(code)
            url = page.get_url(self.request) if page else self._other_address(code, current)
            listed.append(
                {
                    "code": code,
                    "name": name,
                    "dir": "rtl" if get_language_info(code)["bidi"] else "ltr",
                    "url": url,
                    "absolute_url": f"{settings.PUBLIC_URL}{url}",
                    "current": code == current,
                    "translated": page is not None,
                }
            )
        return listed

    @cached_property
    def navigation(self) -> list[dict[str, Any]]:
        """The pages of the menu, in the order of the page tree."""
        return [self._link(page) for page in self.shared.children if page.in_menu]

    @cached_property
    def footer_links(self) -> list[dict[str, Any]]:
        """Help, receipt code, accessibility, privacy: each as far as it is published."""
        by_slug = {page.slug: page for page in self.shared.children}
        links = [self._link(by_slug[HELP_SLUG])] if HELP_SLUG in by_slug else []
        if address := _address(CODE_ROUTE):
            links.append(
                {
                    "title": _("What happened to what I said"),
                    "url": address,
                    "current": "page" if address == self.request.path else "",
                }
            )
        links += [
            self._link(by_slug[slug])
            for slug in (ACCESSIBILITY_SLUG, PRIVACY_SLUG)
            if slug in by_slug
        ]
        return links

    @property
    def ring_me_url(self) -> str:
        """Where a call is asked for; from within a survey it goes to the partner that asks it."""
        address = _address(RING_ME_ROUTE)
        match = self.request.resolver_match
        survey_key = match.kwargs.get("survey_key") if match else None
        return f"{address}?survey={survey_key}" if address and survey_key else address

    @cached_property
    def home_url(self) -> str:
        """The front page in the reader's language."""
        return self._home_address(get_language())

    @cached_property
    def _page(self) -> Page | None:
        match = self.request.resolver_match
        if not match or match.view_name != "wagtail_serve":
            return None
        path = match.args[0] if match.args else match.kwargs.get("path", "")
        return Page.find_for_request(self.request, path)

    @cached_property
    def _translations(self) -> dict[str, Page]:
        return live_translations(self._page) if self._page else {}

    def _link(self, page: LinkedPage) -> dict[str, Any]:
        url, path = page.url, self.request.path
        current = "page" if path == url else "true" if path.startswith(url) else ""
        return {"title": page.title, "url": url, "current": current}

    def _other_address(self, code: str, current: str) -> str:
        """Return this page's address in a language in which no Wagtail page carries it."""
        address = self.request.get_full_path()
        if code == current and self.request.method == "GET":
            return address
        if self._page is None and not _is_page_address(self.request):
            translated = translate_url(address, code)
            if translated != address:
                return translated
        return self._home_address(code)

    def _home_address(self, code: str | None) -> str:
        return self.shared.homes.get(code or settings.LANGUAGE_CODE) or f"/{code}/"


def _is_page_address(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is None or match.view_name == "wagtail_serve"


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
