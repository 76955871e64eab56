"""What stands around every public page and is the same for all readers of one language.

Asked of the database for each page it was a third of what a page costs, so it is kept in the
cache. It is forgotten when a page, a site, a language or the area's settings change, and in any
case after ``FURNITURE_SECONDS`` (0: nothing is kept, as in the tests).
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from wagtail.models import Locale, Page, PageViewRestriction, Site

from portal.partners.models import AreaSettings

KEY = "furniture"
#: Names under which browsers call this host; somebody may make up many.
MOST_HOSTS = 20
_CHANGES_IT = (Page, Site, Locale, PageViewRestriction, AreaSettings)


@dataclass(frozen=True)
class LinkedPage:
    slug: str
    title: str
    url: str
    in_menu: bool


@dataclass(frozen=True)
class SharedFurniture:
    """``homes`` are the addresses of the front page by language; ``children`` the pages below."""

    area: AreaSettings
    homes: dict[str, str]
    children: tuple[LinkedPage, ...]


def shared_furniture(
    request: HttpRequest, language: str | None, *, also: Collection[str]
) -> SharedFurniture:
    """The furniture for readers of this language. ``also`` are slugs that stand in no menu."""
    seconds = settings.FURNITURE_SECONDS
    place = (request.get_host(), language)
    kept = cache.get(KEY) if seconds else None
    if kept and place in kept:
        return kept[place]
    made = _make(request, language, also)
    if seconds:
        others = kept if kept and len(kept) < MOST_HOSTS * len(settings.LANGUAGES) else {}
        cache.set(KEY, {**others, place: made}, timeout=seconds)
    return made


def _make(request: HttpRequest, language: str | None, also: Collection[str]) -> SharedFurniture:
    area = AreaSettings.load(request_or_site=request)
    site = Site.find_for_request(request)
    homes = live_translations(site.root_page) if site else {}
    children: tuple[LinkedPage, ...] = ()
    if language in homes:
        below = homes[language].get_children().live().public()
        children = tuple(
            LinkedPage(page.slug, page.title, page.get_url(request), page.show_in_menus)
            for page in below.in_menu() | below.filter(slug__in=also)
        )
    addresses = {code: home.get_url(request) for code, home in homes.items()}
    return SharedFurniture(area, addresses, children)


def live_translations(page: Page) -> dict[str, Page]:
    """The page in every language in which it is published."""
    pages = (
        Page.objects.filter(translation_key=page.translation_key)
        .live()
        .select_related("locale")
        .order_by("locale_id")
    )
    return {page.locale.language_code: page for page in pages}


def forget_furniture(sender: type, **more: object) -> None:
    """A row was saved or deleted: if the furniture may show it, make it anew."""
    if issubclass(sender, _CHANGES_IT):
        cache.delete(KEY)
        # Somebody may have kept the old one again before this change can be seen.
        transaction.on_commit(partial(cache.delete, KEY))
