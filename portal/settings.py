"""Settings, read from the environment so that one build serves every area.

The README lists every variable. Development needs none: missing secrets are made once and kept in
an ignored file under ``var/``. Production (``PORTAL_MODE=production``) stops at the start, with
the name of what is missing, rather than run with a guessable secret.
"""

import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal.secrets import development_secrets, missing_in_production
from portal.texts.gateways import known_gateway

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(environ.Env().str("PORTAL_VAR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

env = environ.Env()
MODE = env.str("PORTAL_MODE", default="development")
PRODUCTION = MODE == "production"
DEBUG = env.bool("DEBUG", default=False) and not PRODUCTION
#: The demonstration mailbox and its accounts exist only where nobody real is served.
DEMONSTRATION = env.bool("DEMONSTRATION", default=not PRODUCTION) and not PRODUCTION
#: Opens /bare/, the one-kilobyte page that ``make bench`` compares with.
BENCH = env.bool("BENCH", default=False) and not PRODUCTION
TESTING = "pytest" in sys.modules

if PRODUCTION:
    missing_in_production(
        env,
        "SECRET_KEY",
        "FIELD_ENCRYPTION_KEYS",
        "LOOKUP_KEY",
        "DATABASE_URL",
        "ALLOWED_HOSTS",
        "PUBLIC_URL",
        "EMAIL_URL",
    )
    _generated = {}
else:
    _generated = development_secrets(VAR_DIR / "development-secrets.json")

SECRET_KEY = env.str("SECRET_KEY", default=_generated.get("SECRET_KEY"))
#: ``id:base64`` pairs; the first encrypts, every one decrypts.
FIELD_ENCRYPTION_KEYS = env.list(
    "FIELD_ENCRYPTION_KEYS", default=[_generated.get("FIELD_ENCRYPTION_KEYS")]
)
#: The key of the hashes by which receipt codes and contact details are found.
LOOKUP_KEY = env.str("LOOKUP_KEY", default=_generated.get("LOOKUP_KEY"))

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
#: The address people type; e-mails and printed slips are built from it, never from a Host header.
PUBLIC_URL = env.str("PUBLIC_URL", default="http://localhost:8000").rstrip("/")
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_SITE_NAME = env.str("SITE_NAME", default="Wexmere Listens")

INSTALLED_APPS = [
    "home",
    "forum.reports",
    "forum.loop",
    "forum.plan",
    "forum.board",
    "forum.consultations",
    "surveys.results",
    "surveys.themes",
    "surveys.comments",
    "surveys.responding",
    "surveys.responding.paper",
    "surveys.responding.assisted",
    "surveys.responding.group_sessions",
    "surveys.responding.importing",
    "surveys.contacts",
    "surveys.questionnaires",
    "portal.accounts",
    "portal.partners",
    "portal.audit",
    "portal.pages",
    "portal.preferences",
    "portal.mail",
    "portal.texts",
    "portal.jobs",
    "portal.catalogues",
    "portal",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.accounts.wagtail_apps.StaffUsersAppConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_q",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.media.MediaMiddleware",
    # Pages are half their size on an old phone. Django pads them against guessing by size (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "portal.health.DatabaseTroubleMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.language_prefix.LanguagePrefixMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.RequireSecondFactorMiddleware",
    "portal.preferences.middleware.PreferencesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "portal.pages.context_processors.page_furniture",
            ],
        },
    },
]
FORM_RENDERER = "portal.pages.rendering.PortalFormRenderer"

# Databases. SQLite keeps what families said through a power cut (synchronous=FULL) and takes the
# write lock at the start of a transaction: a read lock that is upgraded later fails under load.
DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728; "
            "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-20000;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Between processes, because tries are counted in it; each test process keeps to itself.
    "default": env.cache_url(
        "CACHE_URL", default="locmemcache://" if TESTING else f"filecache://{VAR_DIR / 'cache'}"
    ),
    "queue": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# Accounts. One login for staff, the board and Wagtail's admin: a code by e-mail, and a second
# factor where raw words can be read. Families never need an account.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["portal.partners.backends.MembershipBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/admin/"
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
ACCOUNT_ADAPTER = "portal.accounts.adapters.StaffAccountAdapter"
MFA_ADAPTER = "portal.accounts.adapters.SealedMFAAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = WAGTAIL_SITE_NAME
MFA_TOTP_TOLERANCE = 1  # people type slowly: RFC 6238 advises one step of delay
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# Languages. Names are written in the language itself, as people look for them.
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", "English"),
    ("ur", "اردو"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "Polski"),
    ("ro", "Română"),
]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
USE_I18N = WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

# Files.
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "portal" / "assets" / "build"]
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Board packs and other documents that open for named people only. No address leads here.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if TESTING
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        ),
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_MAX_AGE = 31536000 if PRODUCTION else 600

# E-mail. The demonstration writes it to files that its mailbox page shows; nothing leaves.
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
if "EMAIL_URL" not in env.ENVIRON:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Wexmere Listens <listens@wexmere.example>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Text messages. The local gateway shows them on the demonstration's phone; nothing leaves.
TEXT_GATEWAY = known_gateway(env.str("TEXT_GATEWAY", default="local"))

# Who reads surveys out where no person has recorded them; empty switches it off. Tests that need a
# voice name their own.
COMPUTER_VOICE = env.str(
    "COMPUTER_VOICE",
    default="" if TESTING else "surveys.questionnaires.voices.EspeakVoice",
)

# The queue: at least once, under portal.jobs.supervisor. Every task claims a row of ours first.
Q_CLUSTER = {
    "name": "portal",
    # One stays free of long jobs (portal.jobs.actions), so there are never fewer than two.
    "workers": max(2, env.int("QUEUE_WORKERS", default=2)),
    # Long jobs name a longer one. The supervisor waits this long for a sign of life.
    "timeout": 30,
    # More than timeout * (queue_limit / workers + 2): the clock runs from the fetching of a task.
    "retry": 120,
    "queue_limit": 2,
    "bulk": 1,
    "max_attempts": 3,
    "ack_failures": False,
    # Keeps failures only: what succeeded shows in our own rows, and each row kept costs time.
    "save_limit": -1,
    "catch_up": False,
    "poll": 0.5,
    "recycle": 500,
    # The statistics, written twice a second, that nobody reads: they stay in memory.
    "cache": "queue",
    "label": _("Queue"),
}
if env.str("QUEUE_BROKER", default=""):
    Q_CLUSTER["redis"] = env.str("QUEUE_BROKER")
else:
    Q_CLUSTER["orm"] = "default"

# Security. Public pages run without any inline script or style; Wagtail's admin needs its own.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# Wagtail shows previews in a frame of its own admin. Public pages may be framed by nobody: the
# policy above says so, which browsers heed before this header.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

# Log lines carry no words that a person wrote and no address they came from.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}

# Wagtail.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS = []
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_HANDLERS = [
    "portal.uploads.CappedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
#: How long menus and addresses around public pages are kept; a change of theirs shows at once.
FURNITURE_SECONDS = 0 if TESTING else env.int("FURNITURE_SECONDS", default=60)
#: clamd as ``host:port`` or the path of its socket; empty: files of contributors are not scanned.
VIRUS_SCANNER = env.str("VIRUS_SCANNER", default="")
#: So many answers begun in one minute, in the whole area, are taken for an attack.
GUARD_STARTS_PER_MINUTE = env.int("GUARD_STARTS_PER_MINUTE", default=120)
if BENCH:
    # All of its visitors come from one address.
    TRIES_IN_TEN_MINUTES = {"start": 1_000_000}
