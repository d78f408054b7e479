"""What time alone brings: nobody clicks, and still something ends. The worker and `clock_tick` call it."""

from datetime import datetime

from reencuentro.accounts import kept, sessions
from reencuentro.casework.actions import offers


def tick(now: datetime) -> dict[str, int]:
    """Safe to run twice, and at any time. Returns how many of each came to their end."""
    return {
        "sessions": sessions.sweep(now),
        "kept_texts": kept.sweep(now),
        "offers": offers.expire_late_offers(),
    }
