"""Every address of the portal. Rooms are named by text, so that the kernel imports none."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.health import healthz
from portal.views import bare

# LOGIN_URL alone does not close Wagtail's own login forms: each address is taken over here.
to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/login/", to_login),
    path("admin/password_reset/", to_login),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # There are no passwords to set, and an address is changed by whoever gave the role.
    re_path(r"^accounts/(?:password|email|signup)/", to_login),
    path("accounts/", include("allauth.urls")),
    path("open-data/", include("surveys.results.urls")),
    # Without a language, so that it fits into a text.
    path("m/", include("surveys.contacts.short_urls")),
]

if settings.DEMONSTRATION:
    urlpatterns += [
        path("demonstration/", include("portal.mail.urls")),
        path("demonstration/phone/", include("portal.texts.urls")),
    ]

if settings.BENCH:
    urlpatterns += [path("bare/", bare)]

urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

urlpatterns += i18n_patterns(
    path("_util/login/", to_login),
    path("preferences/", include("portal.preferences.urls")),
    path("answer/", include("surveys.responding.urls")),
    path("p/", include("surveys.responding.paper.urls")),
    path("group/", include("surveys.responding.group_sessions.urls")),
    path("help/", include("surveys.responding.assisted.urls")),
    path("code/", include("forum.loop.urls")),
    path("messages/", include("surveys.contacts.urls")),
    path("board-papers/", include("forum.reports.urls")),
    path("", include(wagtail_urls)),
)

handler404 = "portal.views.page_not_found"
handler500 = "portal.views.server_error"
