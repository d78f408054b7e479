"""How passwords are kept and which are refused.

Hash: Argon2id with 128 MiB (GlobaLeaks' figure) and 4 passes (SecureDrop's); about 0.2 s on a small server.

Strength: of the two rules we know in the field, "14 characters of any kind" (SecureDrop) and "12 characters of four
classes" (GlobaLeaks' strong), we ask for the first. Classes make people write the same word with a capital and an
exclamation mark; length is what makes guessing expensive, and a sentence is easier to remember on a phone keyboard.
Refused besides: what is on lists of common passwords, what contains the person's own name or e-mail, and what has too
little in it (few different characters, one piece repeated, a row of the keyboard).
"""

import re
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .words import bare

MIN_LENGTH = 14
MAX_LENGTH = 128
MIN_DIFFERENT = 8
# A run this long of neighbours on the keyboard, the alphabet or the digits is no secret.
RUN = 7
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjklñ", "zxcvbnm")


class Argon2id(Argon2PasswordHasher):
    memory_cost = 128 * 1024  # KiB
    time_cost = 4
    parallelism = 2


class Length:
    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < MIN_LENGTH:
            raise ValidationError(self.get_help_text(), code="too_short")
        if len(password) > MAX_LENGTH:
            raise ValidationError(_("Use at most %(max)d characters.") % {"max": MAX_LENGTH}, code="too_long")

    def get_help_text(self) -> str:
        return _("Use at least %(min)d characters; four or five words that you will remember do well.") % {
            "min": MIN_LENGTH
        }


class Variety:
    """Refuses what is long and still easy: aaaaaaaaaaaaaa, abcabcabcabcabc, 12345678901234, qwertyuiop…"""

    def validate(self, password: str, user: Any = None) -> None:
        plain = password.casefold()
        if len(set(plain)) < MIN_DIFFERENT or _is_repetition(plain) or _has_run(plain):
            raise ValidationError(self.get_help_text(), code="too_simple")

    def get_help_text(self) -> str:
        return _("Do not repeat one piece, and do not follow the keyboard or the alphabet.")


class NotCommon(CommonPasswordValidator):
    """Refuses common passwords, and common ones with digits and signs hung on at the ends."""

    def validate(self, password: str, user: Any = None) -> None:
        core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password.casefold())
        if {password.casefold().strip(), core} & self.passwords:
            raise ValidationError(self.get_help_text(), code="too_common")

    def get_help_text(self) -> str:
        return _("Do not use a password that many people use.")


class NotAboutYou:
    """Refuses passwords with a part of the person's own name or e-mail in them."""

    def validate(self, password: str, user: Any = None) -> None:
        if user is None:
            return
        words = re.split(r"[\W_]+", bare(f"{user.full_name} {user.email} reencuentro"))
        without = bare(password)
        for word in sorted(set(words), key=len, reverse=True):
            if len(word) >= 4:
                without = without.replace(word, "")
        if len(without) < MIN_LENGTH and without != bare(password):
            raise ValidationError(self.get_help_text(), code="about_you")

    def get_help_text(self) -> str:
        return _("Do not build it from your name, your e-mail or the name of this site.")


def _is_repetition(text: str) -> bool:
    return text in (text + text)[1:-1]


def _has_run(text: str) -> bool:
    rows = [line for row in ROWS for line in (row, row[::-1])]
    return any(text[i : i + RUN] in row for i in range(len(text) - RUN + 1) for row in rows)
