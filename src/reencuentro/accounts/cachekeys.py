"""Cache keys carry no address in clear: rate limits count by IP and by e-mail index, a stolen cache shows neither."""

import hmac

from django.conf import settings


def keyed(key: str, key_prefix: str, version: int) -> str:
    """Django's KEY_FUNCTION: a keyed hash of the whole key."""
    name = f"{key_prefix}:{version}:{key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), b"cache key:" + name, "sha256").hexdigest()
