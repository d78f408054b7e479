"""What somebody typed when their session had just run out is not lost.

The middleware KeepTypedText calls `keep`; a form view calls `restore` for its initial data when it shows the page
again. Files are not kept (a browser cannot be given a file back); the page says so.
"""

from datetime import datetime, timedelta

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from .models import KeptForm, User

LIFETIME = timedelta(hours=24)
# Secrets are never kept, nor what belongs to the lost session only.
NEVER_KEPT = ("password", "csrfmiddlewaretoken", "code", "credential")


def keep(user: User, path: str, typed: QueryDict) -> bool:
    """Seals the fields in the user's own box, replacing what was kept for the same page. False: nothing to keep."""
    fields = typed.copy()
    for name in list(fields):
        if any(word in name.lower() for word in NEVER_KEPT):
            del fields[name]
    if not any(value.strip() for values in fields.lists() for value in values[1]):
        return False
    kept = KeptForm.objects.filter(user=user, path=path).first() or KeptForm(
        box=user.box, user=user, path=path
    )
    kept.data, kept.expires = fields.urlencode(), timezone.now() + LIFETIME
    kept.save()
    return True


def restore(request: HttpRequest) -> QueryDict | None:
    """What this person had typed on this page, once; None if nothing was kept. Only on GET."""
    if request.method != "GET" or not isinstance(request.user, User):
        return None
    kept = KeptForm.objects.filter(user=request.user, path=request.path, expires__gt=timezone.now()).first()
    if kept is None:
        return None
    typed = QueryDict(kept.data, mutable=False)
    kept.delete()
    return typed


def sweep(now: datetime) -> int:
    """Deletes what nobody came back for. Returns how many."""
    return KeptForm.objects.filter(expires__lt=now).delete()[0]
