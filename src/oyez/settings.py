"""Django's settings, read from the environment. docs/settings.md names every variable."""

from __future__ import annotations

from pathlib import Path

from oyez.environment import Environment, database

env = Environment()

HOME = Path(env.text("OYEZ_HOME", "var")).resolve()
DEBUG = False
EXERCISE = env.flag("OYEZ_EXERCISE")
SECRET_KEY = env.text("OYEZ_SECRET_KEY")
VAULT_KEY = env.text("OYEZ_VAULT_KEY")
VAULT_KEY_OLD = env.words("OYEZ_VAULT_KEY_OLD")
LEDGER_KEY = env.text("OYEZ_LEDGER_KEY")
PUBLIC_URL = env.address("OYEZ_PUBLIC_URL", "http://127.0.0.1:8001")
CONSOLE_URL = env.address("OYEZ_CONSOLE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = env.words("OYEZ_ALLOWED_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = [CONSOLE_URL]
CSRF_FAILURE_VIEW = "oyez.publish.views.jottings.out_of_date"
PRIVATE_NETWORKS = env.words("OYEZ_PRIVATE_NETWORKS")
LOOK_NETWORKS = env.words("OYEZ_LOOK_NETWORKS")
LOOK_SCREENSHOTS = env.flag("OYEZ_LOOK_SCREENSHOTS")
STAND_IN = env.stand_in("OYEZ_STAND_IN")
SITE_ROOT = HOME / "site"
MEDIA_ROOT = HOME / "media"
SIMULATOR_URL = env.text("OYEZ_SIMULATOR_URL", "").rstrip("/")
STAFF_RELAY = env.text("OYEZ_STAFF_RELAY", "")
STAFF_SENDER = env.text("OYEZ_STAFF_SENDER", "oyez@localhost")
PAGE_SMS_URL = env.text("OYEZ_PAGE_SMS_URL", "").rstrip("/")
PAGE_SMS_TOKEN = env.text("OYEZ_PAGE_SMS_TOKEN", "")
PAGE_SMS_SENDER = env.text("OYEZ_PAGE_SMS_SENDER", "")
PAGE_SMS_OPTIONS = env.words("OYEZ_PAGE_SMS_OPTIONS")
PAGE_MATRIX_URL = env.text("OYEZ_PAGE_MATRIX_URL", "").rstrip("/")
PAGE_MATRIX_TOKEN = env.text("OYEZ_PAGE_MATRIX_TOKEN", "")
PAGE_PHONE_URL = env.text("OYEZ_PAGE_PHONE_URL", "")
PAGE_PHONE_TOKEN = env.text("OYEZ_PAGE_PHONE_TOKEN", "")
PAGE_TEST_HOUR = env.number("OYEZ_PAGE_TEST_HOUR", 10)
PAGE_SILENCE_MINUTES = env.number("OYEZ_PAGE_SILENCE_MINUTES", 30)
WORKER_SLOTS = env.number("OYEZ_WORKER_SLOTS", 64)
HEARD_DAYS = env.number("OYEZ_HEARD_DAYS", 30)
REPLY_DAYS = env.number("OYEZ_REPLY_DAYS", 365)
SCORER = env.text("OYEZ_SCORER", "fast")
SIGN_IN_TRIES = env.number("OYEZ_SIGN_IN_TRIES", 5)
STEP_UP_MINUTES = env.number("OYEZ_STEP_UP_MINUTES", 15)
STEP_UP_RETRACT_MINUTES = env.number("OYEZ_STEP_UP_RETRACT_MINUTES", 720)
OIDC_ISSUER = env.text("OYEZ_OIDC_ISSUER", "").rstrip("/")
OIDC_CLIENT_ID = env.text("OYEZ_OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.text("OYEZ_OIDC_CLIENT_SECRET", "")
OIDC_NAME = env.text("OYEZ_OIDC_NAME", "")

DATABASES = {"default": database(env.text("OYEZ_DATABASE_URL", f"sqlite:///{HOME}/oyez.sqlite3"))}
DATABASES["default"]["CONN_MAX_AGE"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "oyez.web",
    "oyez.work",
    "oyez.audit",
    "oyez.accounts",
    "oyez.govern",
    "oyez.publish",
    "oyez.listen",
    "oyez.archive",
    "oyez.plans",
    "oyez.guard",
    "oyez.review",
    "oyez.reach",
    "oyez.exercise",
]
MIDDLEWARE = [
    "oyez.web.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "oyez.web.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "oyez.accounts.language.language",
    "oyez.accounts.middleware.presence",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "oyez.urls"
WSGI_APPLICATION = "oyez.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "oyez.web.components.frame",
                "oyez.accounts.views.frame.menu",
                "oyez.govern.views.frame.frame",
                "oyez.guard.views.frame.frame",
            ]
        },
    }
]

AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "oyez.accounts.sessions"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# What allauth is used for, and what of it is left out: docs/decisions/0009.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "oyez.accounts.allauth_door.SealedFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "required"
SOCIALACCOUNT_ADAPTER = "oyez.accounts.allauth_door.OwnDirectory"

HTTPS = CONSOLE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
LANGUAGE_COOKIE_NAME = "oyez_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_HTTPONLY = HTTPS, True
USE_TZ = True
TIME_ZONE = env.text("OYEZ_TIME_ZONE", "Europe/Berlin")
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "oyez.web.static_files.Digested"},
}
WHITENOISE_USE_FINDERS = True
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("OYEZ_LOG_LEVEL", "WARNING")},
}
