"""That somebody has taken a little trouble before writing to us, without asking a third party who they are.

A browser with scripts looks for a number (static/site/proof.js); one without is asked to press the button again a few
seconds later. Neither costs a person anything; both cost whoever wants to send ten thousand messages a day.
"""

import hashlib
import hmac
import time

from django.conf import settings
from django.core import signing

CHALLENGE_SECONDS = 3600  # a challenge is the same for everybody within the hour, so that pages can be kept
PATIENCE_SECONDS = 8
LATEST_SECONDS = 3600
SALT = "public.site.proof"


def challenge(now: float | None = None) -> str:
    """What the browser works on. Nobody can know those of later hours."""
    hour = int(time.time() if now is None else now) // CHALLENGE_SECONDS
    return hmac.new(settings.SECRET_KEY.encode(), f"{SALT}:{hour}".encode(), "sha256").hexdigest()[:32]


def is_worked(words: str, number: str, now: float | None = None) -> bool:
    """SHA-256 of challenge, words and number begins with enough zero bits. The last hour's challenge counts too."""
    moment = time.time() if now is None else now
    return any(
        _zeros(f"{challenge(then)}:{digest(words)}:{number}") >= settings.PROOF_OF_WORK_BITS
        for then in (moment, moment - CHALLENGE_SECONDS)
    )


def digest(words: str) -> str:
    """The work is for these words and cannot be used for others. Line ends differ between browser and form."""
    return hashlib.sha256(words.replace("\r\n", "\n").strip().encode()).hexdigest()


def _zeros(text: str) -> int:
    return 256 - int.from_bytes(hashlib.sha256(text.encode()).digest(), "big").bit_length()


def ticket(words: str) -> str:
    """For a browser without scripts: good for these words, from PATIENCE_SECONDS on."""
    return signing.dumps([digest(words), time.time()], salt=SALT)


def is_patient(words: str, given: str, now: float | None = None) -> bool:
    try:
        wanted, since = signing.loads(given, salt=SALT, max_age=LATEST_SECONDS)
    except signing.BadSignature:
        return False
    waited = (time.time() if now is None else now) - since
    return hmac.compare_digest(wanted, digest(words)) and waited >= PATIENCE_SECONDS
