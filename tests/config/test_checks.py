"""A server that is not safe does not start, and says why in one sentence."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reencuentro.config import checks
from reencuentro.demo import marker
from reencuentro.vault import keyring

pytestmark = pytest.mark.django_db
SECRET = "q7Hn2-vJx8LwKpZ4sTgYb6RcMd0EaFuXo9iNlPkQhVtGzWySjB"


@pytest.fixture
def production(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Settings of a production server as it should be, on PostgreSQL; each test spoils one thing."""
    monkeypatch.setenv("REENCUENTRO_SECRET_KEY", SECRET)
    values = {
        "MODE": "production",
        "PRODUCTION": True,
        "DEMO": False,
        "DEBUG": False,
        "ALLOWED_HOSTS": ["cases.example.org"],
        "SITE_URL": "https://cases.example.org",
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "LANGUAGE_COOKIE_SECURE": True,
        "SECOND_FACTOR_REQUIRED": True,
        "RATE_LIMITS": {"requests": (5, 1)},
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_USE_TLS": True,
        "DATABASE_URL": "postgres://reencuentro@db/reencuentro",
        "DATA_DIR": tmp_path / "disk" / "data",
        "FILES_DIR": tmp_path / "disk" / "files",
        "KEYS_DIR": tmp_path / "safe" / "keys",
    }
    for name, value in values.items():
        setattr(settings, name, value)
    for name in ("DATA_DIR", "FILES_DIR", "KEYS_DIR"):
        values[name].mkdir(mode=0o700, parents=True)
    keyring._ring.cache_clear()
    keyring.ring().initialise()
    yield settings
    keyring._ring.cache_clear()


def told() -> list[str]:
    return [str(finding.msg) for finding in checks.start()]


def test_a_proper_server_has_no_findings(production: Any) -> None:
    assert told() == []
    checks.refuse_unsafe()  # and ends nothing


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("MODE", "prod", "REENCUENTRO_MODE must be one of demo, test, production."),
        ("DEBUG", True, "Debug mode is on. Remove REENCUENTRO_DEBUG."),
        ("SESSION_COOKIE_SECURE", False, "SESSION_COOKIE_SECURE is off: a cookie could travel unencrypted."),
        ("CSRF_COOKIE_SECURE", False, "CSRF_COOKIE_SECURE is off: a cookie could travel unencrypted."),
        ("SESSION_COOKIE_HTTPONLY", False, "SESSION_COOKIE_HTTPONLY is off: a script could read the cookie."),
        ("ALLOWED_HOSTS", [], "REENCUENTRO_HOSTS must name the hosts of this site, without *."),
        ("ALLOWED_HOSTS", ["*"], "REENCUENTRO_HOSTS must name the hosts of this site, without *."),
        (
            "ALLOWED_HOSTS",
            ["*.example.org"],
            "REENCUENTRO_HOSTS must name the hosts of this site, without *.",
        ),
        ("SITE_URL", "http://cases.example.org", "REENCUENTRO_SITE_URL must begin with https://."),
        ("SECURE_SSL_REDIRECT", False, "The redirect to https or HSTS is off."),
        ("SECURE_HSTS_SECONDS", 0, "The redirect to https or HSTS is off."),
        ("SECOND_FACTOR_REQUIRED", False, "The second factor is not required."),
        (
            "EMAIL_BACKEND",
            "django.core.mail.backends.filebased.EmailBackend",
            "Mails would be written to files instead of being sent. Set REENCUENTRO_SMTP_HOST.",
        ),
        ("EMAIL_USE_TLS", False, "Mails would travel unencrypted. Remove REENCUENTRO_SMTP_TLS=no."),
    ],
)
def test_an_unsafe_setting_ends_the_start(
    production: Any, capsys: pytest.CaptureFixture[str], name: str, value: object, sentence: str
) -> None:
    setattr(production, name, value)
    with pytest.raises(SystemExit) as ended:
        checks.refuse_unsafe()
    assert ended.value.code == 1
    assert capsys.readouterr().err == f"Reencuentro refuses to start: {sentence}\n"


@pytest.mark.parametrize(
    ("secret", "beginning"),
    [
        ("", "REENCUENTRO_SECRET_KEY is missing."),
        ("demo-and-test-only-never-in-production-0000000000000000", "REENCUENTRO_SECRET_KEY is a default"),
        ("django-insecure-" + SECRET, "REENCUENTRO_SECRET_KEY is a default"),
        (SECRET[:49], "REENCUENTRO_SECRET_KEY is too short"),
        ("ab" * 40, "REENCUENTRO_SECRET_KEY is too short"),
    ],
)
def test_a_weak_secret_key_ends_the_start(
    production: Any, monkeypatch: pytest.MonkeyPatch, secret: str, beginning: str
) -> None:
    monkeypatch.setenv("REENCUENTRO_SECRET_KEY", secret)
    [sentence] = told()
    assert sentence.startswith(beginning)


def test_no_key_encryption_key_ends_the_start(production: Any) -> None:
    (production.KEYS_DIR / "kek.json").unlink()
    keyring._ring.cache_clear()
    [sentence] = told()
    assert sentence.startswith("The key-encryption key file is missing.")


def test_keys_beside_the_database_end_the_start(production: Any, tmp_path: Path) -> None:
    production.DATA_DIR = tmp_path / "safe" / "data"
    [sentence] = told()
    assert sentence.startswith("KEYS_DIR must not lie in, around or beside DATA_DIR")


def test_folders_open_to_others_end_the_start(production: Any) -> None:
    production.FILES_DIR.chmod(0o750)
    assert told() == ["FILES_DIR can be read by other users of this machine (chmod 700)."]


def test_demo_data_in_a_production_database_ends_the_start(production: Any) -> None:
    marker.put()
    assert told() == ["This database holds the demo world. A production database begins empty."]


def test_sqlite_long_sessions_and_many_requests_are_only_told(production: Any) -> None:
    production.DATABASE_URL = ""
    production.RATE_LIMITS = {"requests": (6, 1)}
    production.SESSION_IDLE *= 2
    production.SESSION_ABSOLUTE *= 2
    assert [finding.id for finding in checks.start()] == [
        "start.idle",
        "start.session",
        "start.requests",
        "start.sqlite",
    ]
    checks.refuse_unsafe()


def test_the_demo_and_the_tests_are_not_held_to_the_rules_of_production() -> None:
    assert told() == []


# --- in real processes ---------------------------------------------------------------------------------------


def start(command: list[str], tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("REENCUENTRO_")}
    return subprocess.run(
        [sys.executable, *command],
        env={**clean, "PYTHONPATH": "src", "REENCUENTRO_HOME": str(tmp_path), **environment},
        capture_output=True,
        text=True,
    )


SERVE = ["-m", "reencuentro.cli.main", "serve", "--port", "0"]


def test_serve_refuses_an_empty_production_environment_and_makes_nothing(tmp_path: Path) -> None:
    done = start(SERVE, tmp_path, REENCUENTRO_MODE="production")
    assert done.returncode == 1
    assert done.stderr.startswith("Reencuentro cannot start: it would not be safe.\n")
    assert "REENCUENTRO_SECRET_KEY is missing" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_web_server_refuses_as_well(tmp_path: Path) -> None:
    command = ["-m", "gunicorn", "--config", "python:reencuentro.config.server", "--bind", "127.0.0.1:0"]
    done = start([*command, "reencuentro.config.wsgi"], tmp_path, REENCUENTRO_MODE="production")
    assert done.returncode != 0
    assert "Reencuentro refuses to start: REENCUENTRO_SECRET_KEY is missing" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("REENCUENTRO_MODE", "prod", "REENCUENTRO_MODE must be one of demo, test, production."),
        ("REENCUENTRO_DEBUG", "maybe", "REENCUENTRO_DEBUG must be yes or no, not 'maybe'."),
        ("REENCUENTRO_UPLOAD_MB", "many", "REENCUENTRO_UPLOAD_MB must be a whole number, not 'many'."),
        ("REENCUENTRO_DATABASE_URL", "mysql://x/y", "REENCUENTRO_DATABASE_URL must look like postgres://"),
    ],
)
def test_a_wrong_word_in_the_environment_is_named(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    done = start(SERVE, tmp_path, **{name: value})
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_what_a_command_writes_is_for_its_user_alone(tmp_path: Path) -> None:
    target = tmp_path / "export.jsonl"
    code = "import sys; sys.argv = ['reencuentro', 'version']; from reencuentro.cli.main import main; main()"
    start(["-c", f"{code}\nopen({str(target)!r}, 'w')"], tmp_path)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
