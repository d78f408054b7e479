from datetime import datetime, timedelta

from django.conf import settings
from django.db import models


class Session(models.Model):
    """One browser. Stealing this table gives no session: the cookie's key is kept only as SHA-256, and `data` is
    sealed with a key derived from the cookie itself. No IP address, no user agent, only a coarse device label.
    """

    key_hash = models.CharField(primary_key=True, max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    data = models.BinaryField()
    device = models.CharField(max_length=40, blank=True)
    created = models.DateTimeField()
    last_seen = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)  # the absolute limit

    class Meta:
        ordering = ["-last_seen"]

    def __str__(self) -> str:
        return f"session of user:{self.user_id}"

    @property
    def ends(self) -> datetime:
        """When it ends if nobody touches it: the idle limit or the absolute one, whichever comes first."""
        idle: timedelta = settings.SESSION_IDLE
        return min(self.last_seen + idle, self.expires)

    def is_over(self, now: datetime) -> bool:
        return self.ends <= now

    @property
    def handle(self) -> str:
        """What pages use to name this session; too short to be of use against the table."""
        return self.key_hash[:16]
