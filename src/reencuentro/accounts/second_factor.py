"""Second factors: allauth keeps them, we seal their secrets and let no code work twice."""

import base64
from typing import Any, cast
from uuid import UUID

import qrcode
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from reencuentro.vault import sealing

from .models import User

# What a passkey may be called: a free text would stand in clear in allauth's table and tend to hold a name.
PASSKEY_NAMES = {"phone": _("This phone"), "computer": _("This computer"), "key": _("A security key")}
PURPOSE = b"accounts|second factor"


class Adapter(DefaultMFAAdapter):
    """Secrets of apps and recovery codes are sealed in the box of their owner, and die with it."""

    def encrypt(self, text: str) -> str:
        return seal(text, cast(User, context.request.user))

    def decrypt(self, encrypted_text: str) -> str:
        box, sealed = encrypted_text.split(":")
        return sealing.unseal(base64.b64decode(sealed), box=UUID(hex=box), bound_to=PURPOSE).decode()

    def build_totp_svg(self, url: str) -> str:
        """As allauth's, on white: on a dark page no camera could read it."""
        picture = qrcode.make(url, image_factory=SvgPathFillImage)
        return str(picture.to_string(encoding="unicode"))

    def _get_user_identifier(self, user: Any) -> str:
        """What an app or a device shows beside the site: on a lost phone it must not say whose account it is."""
        return str(user.pk)[:8]

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        entity = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": self._get_user_identifier(user)}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return "key"


def seal(text: str, user: User) -> str:
    """The secret as it stands in allauth's table: the owner's box, and what only its key opens."""
    sealed = sealing.seal(text.encode(), box=user.box_id, bound_to=PURPOSE)
    return f"{user.box_id.hex}:{base64.b64encode(sealed).decode()}"


def steps_of(authenticator: Authenticator, code: str) -> list[int]:
    """The time steps, within the tolerance, for which the app shows this code; usually one or none."""
    return _steps(decrypt(authenticator.data["secret"]), code)


def _steps(secret: str, code: str) -> list[int]:
    shown = {step: totp.format_hotp_value(totp.hotp_value(secret, step)) for step in _now_steps()}
    return [step for step, expected in shown.items() if compare_user_code(actual=code, expected=expected)]


def _now_steps() -> list[int]:
    return list(totp.yield_hotp_counters_from_time())


def spend(user: User, authenticator: Authenticator, code: str) -> bool:
    """Uses up the step of an accepted code: False if it, or a later one, was used before (RFC 6238, 5.2).

    allauth remembers a used code for 30 s in the cache; with a tolerance of one step a code lives for 90 s.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return True
    fresh = [step for step in steps_of(authenticator, code) if _advance(user, step)]
    return bool(fresh)


def spend_first(user: User, secret: str, code: str) -> None:
    """The code shown at enrolment is used up too."""
    User.objects.filter(pk=user.pk).update(totp_step=max(_steps(secret, code), default=F("totp_step")))


def _advance(user: User, step: int) -> bool:
    return bool(User.objects.filter(pk=user.pk, totp_step__lt=step).update(totp_step=step))
