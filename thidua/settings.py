"""The one settings file. Everything that differs between machines comes from the environment."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from thidua import environment
from thidua.environment import env

BASE_DIR = Path(__file__).resolve().parent.parent
if (BASE_DIR / ".env").is_file():
    env.read_env(BASE_DIR / ".env")

DJANGO_ENV = environment.choice("DJANGO_ENV", ("development", "production"), "development")
PRODUCTION = DJANGO_ENV == "production"
DEBUG = environment.switch("DEBUG")
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG phải tắt khi chạy thật (DJANGO_ENV=production). Bỏ biến DEBUG rồi chạy lại.")
SECRET_KEY = environment.secret_key(PRODUCTION)
SECRET_KEY_FALLBACKS = env.list("DJANGO_SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = environment.hosts(PRODUCTION)
DATA_DIR = environment.folder("DATA_DIR", BASE_DIR / "var")
FILES_DIR = environment.folder("FILES_DIR", DATA_DIR / "files")
# Printed in QR codes and e-mails; the web server cannot know its own public name.
PORT = environment.whole_number("PORT", 8000, 1, 65535)
PUBLIC_URL = environment.address("PUBLIC_URL", f"http://127.0.0.1:{PORT}")
if PRODUCTION and not PUBLIC_URL.startswith("https://"):
    raise ImproperlyConfigured("PUBLIC_URL phải là địa chỉ https://… khi chạy thật: địa chỉ này được in trong mã QR.")
WORKERS = environment.whole_number("WORKERS", 1, 0, 16)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its templates, of which this site has some of its own
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "workflow",
    "organizations",
    "documents",
    "campaigns",
    "awards",
    "reports",
    "thidua",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "thidua.middleware.RequestSizeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "thidua.middleware.NoStoreMiddleware",
    "thidua.sessions.SessionRenewalMiddleware",
    "thidua.menu_counts.MenuCountsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organizations.middleware.AccountGate",
    "axes.middleware.AxesMiddleware",
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
ROOT_URLCONF = "thidua.urls"
WSGI_APPLICATION = "thidua.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.context_processors.site",
            ],
        },
    }
]

DATABASES = {"default": environment.database(f"sqlite:///{DATA_DIR / 'thidua.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Log-in: one answer for unknown user and wrong password; five failures per account and address lock both together.
AUTH_USER_MODEL = "organizations.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "organizations.backends.OfficeBackend"]
PASSWORD_HASHERS = [
    "organizations.hashers.BoundedArgon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "organizations.hashers.NotLikeTheName"},
    {"NAME": "organizations.hashers.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "organizations.hashers.NotCommon"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "inbox"
LOGOUT_REDIRECT_URL = "login"
# Web servers in front that append to X-Forwarded-For; without the right count the lock would hit everybody behind them.
PROXIES = environment.whole_number("PROXIES", 1 if PRODUCTION else 0, 0, 5)
AXES_CLIENT_IP_CALLABLE = "organizations.backends.client_address"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_USERNAME_CALLABLE = "organizations.backends.attempted_username"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "organizations.views.login.locked_out"
AXES_SENSITIVE_PARAMETERS: list[str] = []
AXES_VERBOSE = False

# allauth: log-in by user name, codes of an authenticator app, recovery codes, sessions. Its limits count in a cache
# that each process has for itself, so they are off: wrong codes count where wrong passwords do (axes, in the database).
ACCOUNT_ADAPTER = "organizations.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "organizations.forms.login.LoginForm",
    "reauthenticate": "organizations.forms.login.AskPasswordForm",
}
MFA_ADAPTER = "organizations.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Thi đua - Khen thưởng"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_FORMS = {
    "authenticate": "organizations.forms.login.CodeForm",
    "reauthenticate": "organizations.forms.login.AskCodeForm",
    "activate_totp": "organizations.forms.login.SetUpForm",
}
REQUIRE_SECOND_FACTOR = environment.switch("REQUIRE_SECOND_FACTOR", default=PRODUCTION)

# Nothing on a page's path needs Redis: sessions and the log-in lock live in the database.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
IDLE_SECONDS = 15 * 60
# A page that is only read writes nothing: the session's end is moved on once a minute (thidua/sessions.py), so that it
# ends 15 to 16 minutes after the last click; the page itself ends it after 15.
SESSION_RENEW_SECONDS = 60
SESSION_COOKIE_AGE = IDLE_SECONDS + SESSION_RENEW_SECONDS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "thidua.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked over plain HTTP inside the machine
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

MESSAGE_STORAGE = "thidua.messages.RememberingStorage"

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "thidua.formats"

STATIC_URL = "static/"
STATIC_ROOT = environment.folder("STATIC_ROOT", DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
# The demo serves files where they lie; hashed names need collectstatic, which belongs to building an image.
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False
if PRODUCTION:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# A province divides a target among some 1,200 units; a plan has up to 2,000 items, and several readings in one.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
MAX_UPLOAD_BYTES = 10 * 1024 * 1024
# One batch of papers to be read. Its request has to pass thidua.middleware.MAX_REQUEST_BYTES and the proxy in front.
MAX_BATCH_FILES = 100
MAX_BATCH_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 3 * MAX_BATCH_FILES  # so that too many files are told beside the field

REDIS_URL = environment.broker()
CELERY_BROKER_URL = REDIS_URL or None
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 300_000  # KiB
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    "documents.render": {"queue": "pdf"},
    "campaigns.board": {"queue": "pdf"},
    "documents.read": {"queue": "import"},
    "organizations.import": {"queue": "import"},
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Without ack_emulation Redis keeps no list of unfinished messages. The database does that better, and with the list
# a worker that is at work when Redis goes away ends (kombu 5.7: "'NoneType' object has no attribute 'hostname'").
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 5, "ack_emulation": False}
CELERY_TIMEZONE = TIME_ZONE
# Jobs: a worker that is silent for a lease is taken for dead; the sweep hands its job to another one.
JOB_LEASE_SECONDS = environment.whole_number("JOB_LEASE_SECONDS", 20, 3, 3600)
JOB_SWEEP_SECONDS = environment.whole_number("JOB_SWEEP_SECONDS", 15, 1, 3600)
FILES_TIDY_SECONDS = 3600
MAIL_SECONDS = 60
REMIND_SECONDS = 1800
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {
        "task": "workflow.sweep",
        "schedule": float(JOB_SWEEP_SECONDS),
        "options": {"expires": JOB_SWEEP_SECONDS},  # none of them pile up while no worker runs
    },
    "tidy-files": {
        "task": "documents.tidy_files",
        "schedule": float(FILES_TIDY_SECONDS),
        "options": {"expires": FILES_TIDY_SECONDS},
    },
    "tidy-boards": {
        "task": "campaigns.tidy_boards",
        "schedule": float(FILES_TIDY_SECONDS),
        "options": {"expires": FILES_TIDY_SECONDS},
    },
    "send-mail": {
        "task": "organizations.send_mail",
        "schedule": float(MAIL_SECONDS),
        "options": {"expires": MAIL_SECONDS},
    },
    "remind": {
        "task": "campaigns.remind",
        "schedule": float(REMIND_SECONDS),
        "options": {"expires": REMIND_SECONDS},
    },
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")

# Notices by e-mail. Without EMAIL_URL they are printed where the worker prints.
_mail = environment.mail("EMAIL_URL")
EMAIL_BACKEND = _mail.backend
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.starttls, _mail.ssl
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.sender("DEFAULT_FROM_EMAIL", "thidua@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
