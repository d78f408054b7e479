from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from reencuentro.accounts.passwords import Argon2id

NORA = SimpleNamespace(full_name="Nora Castellanos", email="nora.castellanos@example.org")


def code_of(password: str) -> str | None:
    try:
        validate_password(password, NORA)
    except ValidationError as refused:
        return refused.error_list[0].code
    return None


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("seven quiet herons", None),
        ("lluvia sobre el altiplano", None),
        ("Ṭz'utujil-k'iche'-ñ", None),
        ("k7#Pq2!vR9x&Lm", None),
        ("k7#Pq2!vR9x&L", "too_short"),
        ("x7#Pq2!vR9x&Lm" * 10, "too_long"),
        ("aaaaaaaaaaaaaaaa", "too_simple"),
        ("abcabcdabcabcdabcabcd", "too_simple"),
        ("brcdwxyzbrcdwxyz", "too_simple"),
        ("qwertyuiop-47-xz", "too_simple"),
        ("my 87654321 cats", "too_simple"),
        ("administrator!!!1", "too_common"),
        ("NoraCastellanos7!", "about_you"),
        ("reencuentro-2026", "about_you"),
    ],
)
def test_passwords(password: str, code: str | None) -> None:
    assert code_of(password) == code


def test_hash_is_argon2id_at_least_as_costly_as_the_figures_of_the_field() -> None:
    encoded = make_password("seven quiet herons", hasher=Argon2id())
    assert encoded.startswith("argon2$argon2id$v=19$m=131072,t=4,p=2$")
    securedrop = {"memory_cost": 64 * 1024, "time_cost": 4, "parallelism": 2}
    assert {name: getattr(Argon2id, name) >= least for name, least in securedrop.items()} == dict.fromkeys(
        securedrop, True
    )


def test_production_uses_no_other_hash() -> None:
    assert settings.PASSWORD_HASHERS[-1] == "reencuentro.accounts.passwords.Argon2id"
    assert len(settings.PASSWORD_HASHERS) == 2  # the first is the quick one of the tests
