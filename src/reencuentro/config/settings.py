"""One settings file for demo, test and production; what differs comes from the environment."""

import secrets
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE

from . import database, env, logs

PACKAGE = Path(__file__).resolve().parent.parent

MODE = env.text("REENCUENTRO_MODE", "demo")  # demo | test | production; checks.py refuses anything else
DEMO = MODE == "demo"
PRODUCTION = MODE == "production"
DEBUG = env.flag("REENCUENTRO_DEBUG", False)

# Three folders that may lie on three disks. The keys must never lie beside the database (checks.py).
HOME = env.folder("REENCUENTRO_HOME", Path.cwd() / "var")
DATA_DIR = env.folder("REENCUENTRO_DATA_DIR", HOME / "data")
FILES_DIR = env.folder("REENCUENTRO_FILES_DIR", HOME / "files")
KEYS_DIR = env.folder("REENCUENTRO_KEYS_DIR", HOME / "keys")
# Pictures and downloads of the public site: in clear, because everybody may see them, and never in the vault.
PUBLIC_DIR = env.folder("REENCUENTRO_PUBLIC_DIR", HOME / "public")
# Where the key-encryption key is: file | environment | service:<dotted path of a function giving an Aead>.
KEK_SOURCE = env.text("REENCUENTRO_KEK_SOURCE", "file")

# A production server refuses to start without its own; a random one lets `doctor` and `keys_new` run until then.
SECRET_KEY = env.text("REENCUENTRO_SECRET_KEY") or (
    secrets.token_urlsafe(64) if PRODUCTION else "demo-and-test-only-never-in-production-0000000000000000"
)
ALLOWED_HOSTS = env.listing("REENCUENTRO_HOSTS") or ([] if PRODUCTION else ["*"])
SITE_URL = env.text("REENCUENTRO_SITE_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

DATABASE_URL = env.text("REENCUENTRO_DATABASE_URL")
DATABASES = {
    "default": database.from_url(DATABASE_URL)
    if DATABASE_URL
    else database.sqlite(DATA_DIR / "reencuentro.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "reencuentro.ui",
    "reencuentro.reference",
    "reencuentro.audit",
    "reencuentro.vault",
    "reencuentro.cardindex",
    "reencuentro.accounts",
    "reencuentro.notify",
    "reencuentro.public.site",
    "reencuentro.network",
    "reencuentro.tracing",
    "reencuentro.casework",
    "reencuentro.web",
    "reencuentro.demo",
    "reencuentro.cli",
    "reencuentro.config",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "reencuentro.public.site.apps.QuietAdminConfig",  # wagtail.admin
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "reencuentro.config.headers.Gate",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "reencuentro.config.languages.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "reencuentro.config.headers.RateLimits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "reencuentro.accounts.middleware.KeepTypedText",
    "reencuentro.accounts.middleware.ClosedUnlessNamed",
    "reencuentro.accounts.middleware.SecondFactorRequired",
    "reencuentro.public.site.middleware.EditorsDoor",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "reencuentro.web.middleware.Menu",
]

ROOT_URLCONF = "reencuentro.config.urls"
WSGI_APPLICATION = "reencuentro.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "reencuentro.ui.context.page",
                "reencuentro.notify.context.unread",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- languages ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
# The words of web and public lie in one catalogue for each area of pages.
LOCALE_PATHS = sorted(
    path for door in ("web", "public") for path in (PACKAGE / door / "locale").iterdir() if path.name != "es"
)
FORMAT_MODULE_PATH = "reencuentro.config.formats"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
USE_TZ = True
TIME_ZONE = env.text("REENCUENTRO_TIME_ZONE", "America/New_York")

# --- people and sessions ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["reencuentro.accounts.passwords.Argon2id"]
if DEMO:
    PASSWORD_HASHERS = ["reencuentro.demo.passwords.OnceArgon2id"]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"reencuentro.accounts.passwords.{name}"}
    for name in ("Length", "Variety", "NotCommon", "NotAboutYou")
]
# The public site. Below these paths nobody is known: no cookie is read or set (config/headers.py: Gate).
PUBLIC_PATHS = ("/en/", "/es/", "/pictures/", "/downloads/", "/sitemap.xml", "/robots.txt")
PUBLIC_NAMES = (
    "wagtail_serve", "site_search", "news_feed", "picture", "wagtaildocs_serve", "sitemap", "robots",
)  # fmt: skip
EDITORS_PATH = "/editors/"
# The only pages for people who have not signed in (accounts/middleware.py: ClosedUnlessNamed).
OPEN_NAMES = (
    "account_login",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "forgotten",
    "link",
    "open_link",
    "set_language",
    "look",
    "join",
    "join_country",
    "join_thanks",
    "home",  # sends a visitor to the public site
    *PUBLIC_NAMES,
)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "reencuentro.notify.adapter.TellingAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}  # the keyed index of the e-mail, made by the sign-in form
ACCOUNT_SIGNUP_FIELDS = [
    "username*",
    "password1*",
]  # nobody signs up; allauth wants the two settings to agree
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {
    "login": "reencuentro.accounts.forms.SignIn",
    "reauthenticate": "reencuentro.accounts.forms.Again",
}
# SecureDrop's 5 failures a minute, and not more than 20 an hour for one person from wherever they come.
ACCOUNT_RATE_LIMITS = {
    "login": "20/m/ip",
    "login_failed": "5/m/ip,5/m/key,20/h/key",
    "reauthenticate": "5/m/user",
    "change_password": "5/m/user",
    "reset_password": "5/m/ip,3/h/key",
    "apply_to_join": "10/h/ip,3/d/key",
    "write_to_us": "5/h/ip,300/d/key",
}
# A message to us has cost its sender some work of their machine: so many leading zero bits of SHA-256.
PROOF_OF_WORK_BITS = 14
MFA_ADAPTER = "reencuentro.accounts.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = env.text("REENCUENTRO_TOTP_ISSUER", "Reencuentro")
MFA_TOTP_TOLERANCE = 1  # one step of 30 s earlier or later, for clocks that are off; no code works twice
MFA_RECOVERY_CODE_DIGITS = 10
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_FORMS = {
    "authenticate": "reencuentro.accounts.forms.SecondFactor",
    "reauthenticate": "reencuentro.accounts.forms.SecondFactorAgain",
    "activate_totp": "reencuentro.accounts.forms.EnrolApp",
    "add_webauthn": "reencuentro.accounts.forms.EnrolPasskey",
}
SESSION_ENGINE = "reencuentro.accounts.sessions"
SESSION_COOKIE_NAME = "reencuentro"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "reencuentro.ui.errors.csrf_failure"
SESSION_IDLE = timedelta(minutes=env.number("REENCUENTRO_SESSION_IDLE_MINUTES", 30))
SESSION_ABSOLUTE = timedelta(hours=env.number("REENCUENTRO_SESSION_HOURS", 10))
SECOND_FACTOR_REQUIRED = not DEMO
MESSAGE_STORAGE = (
    "django.contrib.messages.storage.session.SessionStorage"  # the cookie storage would not be sealed
)
CACHES = {
    "default": {  # rate limits must be the same for all workers
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "KEY_FUNCTION": "reencuentro.accounts.cachekeys.keyed",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # with Django's 300 a flood of addresses would push limits out
    }
}

# --- what the browser may do --------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# Wagtail's editing pages, for Editors alone. Their templates and scripts carry style attributes, and a preview of a
# page stands in a frame beside it; scripts still come from our own files only (docs/decisions/0009-wagtail.md).
EDITORS_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
# "no-referrer" would make browsers send "Origin: null" with every form, and none would pass the CSRF check.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
BEHIND_PROXY = env.flag("REENCUENTRO_BEHIND_PROXY")
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # or all visitors would share the rate limit of one address
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

ALLOWED_METHODS = ("GET", "HEAD", "POST")
BROWSER_FEATURES = [
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "clipboard-read",
    "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
    "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "storage-access", "usb", "web-share", "window-management",
    "xr-spatial-tracking",
]  # fmt: skip
# Passkeys and the copy button need two features for our own pages; everything else is off. (A phone's camera
# is opened by the file field of the browser, which needs no permission of ours.)
OWN_FEATURES = ("publickey-credentials-create", "publickey-credentials-get", "clipboard-write")
STATIC_HEADERS = {"Cross-Origin-Resource-Policy": "same-origin"}
PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        [*(f"{name}=()" for name in BROWSER_FEATURES), *(f"{name}=(self)" for name in OWN_FEATURES)]
    ),
    "X-Frame-Options": X_FRAME_OPTIONS,
    "X-Robots-Tag": "noindex, noarchive",
}
# A page of the public site: the same for everybody, so it may be kept, but not for longer than a withdrawal may take.
PUBLIC_SECONDS = 60
PUBLIC_HEADERS = {name: value for name, value in PAGE_HEADERS.items() if name != "X-Robots-Tag"} | {
    "Cache-Control": f"public, max-age={PUBLIC_SECONDS}"
}
EDITORS_HEADERS = PAGE_HEADERS | {"X-Frame-Options": "SAMEORIGIN"}

# --- how often: (times, seconds) ----------------------------------------------------------------------------
REQUESTS_PER_SECOND = env.number("REENCUENTRO_REQUESTS_PER_SECOND", 0 if MODE == "test" else 5)  # 0: no limit
RATE_LIMITS = {
    "requests": (REQUESTS_PER_SECOND, 1),  # of one session
    "strangers": (
        REQUESTS_PER_SECOND * 4,
        1,
    ),  # of one address: an office behind one address signs in together
    "uploads": (120, 3600),  # of one session or address
    "visitors": (REQUESTS_PER_SECOND * 20, 1),  # of one address on the public site, pictures included
    "editing": (
        REQUESTS_PER_SECOND * 4,
        1,
    ),  # of one Editor's session: a page being edited asks for its preview
}
if not REQUESTS_PER_SECOND:
    RATE_LIMITS = {}

# --- uploads ------------------------------------------------------------------------------------------------
UPLOAD_LIMIT = env.number("REENCUENTRO_UPLOAD_MB", 25) * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "reencuentro.vault.uploads.SealedUploadHandler"
]  # never plaintext in a temporary file
BODY_LIMIT = DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # everything but files
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    2_000  # a long page of the public site has several fields for each of its blocks
)

# --- tracing ------------------------------------------------------------------------------------------------
# Where cards are searched: sealed = opened in memory by one process; stored = shelves in the database;
# auto = stored as soon as shelves were built, which `index_rebuild` does above a number of cards.
INDEX = env.one_of("REENCUENTRO_INDEX", ("auto", "sealed", "stored"))
# Whether that process is one of its own (`reencuentro tracing_index`), or the one that asks.
INDEX_PROCESS = env.flag("REENCUENTRO_INDEX_PROCESS", MODE != "test")

# --- telling people -----------------------------------------------------------------------------------------
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.text("REENCUENTRO_SMTP_HOST")
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST = env.text("REENCUENTRO_SMTP_HOST")
EMAIL_PORT = env.number("REENCUENTRO_SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("REENCUENTRO_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("REENCUENTRO_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("REENCUENTRO_SMTP_TLS", True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("REENCUENTRO_MAIL_FROM", "reencuentro@localhost")

# --- static files -------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.InMemoryStorage"
    },  # nothing may be stored past the vault
    "public": {"BACKEND": "reencuentro.public.site.storage.PublicFiles"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    if MODE != "test"
    else {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- Wagtail, the editing of the public site (docs/decisions/0009-wagtail.md) --------------------------------
WAGTAIL_SITE_NAME = "Reencuentro"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_FRONTEND_LOGIN_URL = "/account/sign-in/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # nobody outside learns who works here
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_COMMENTS_ENABLED = False  # they send mails of their own
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = True
WAGTAILIMAGES_IMAGE_MODEL = "public_site.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "reencuentro.public.site.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = UPLOAD_LIMIT
WAGTAILIMAGES_RENDITION_STORAGE = "public"
WAGTAILDOCS_DOCUMENT_MODEL = "public_site.Download"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "reencuentro.public.site.forms.DownloadForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "csv", "txt", "ics"]  # office files carry the name of who wrote them
# Editors' own search: by plain comparison, without an index. SQLite's full-text index works through triggers on a
# virtual table, which `trusted_schema = OFF` forbids. Visitors search with public.site's own (queries/search.py).
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database.fallback"}}
TAGGIT_CASE_INSENSITIVE = True

# --- logs: what happened, never to whom (config/logs.py strips the rest) ------------------------------------
LOGGING = logs.configuration(env.text("REENCUENTRO_LOG_LEVEL", "WARNING").upper())
DEFAULT_EXCEPTION_REPORTER = "reencuentro.config.logs.SilentReporter"
