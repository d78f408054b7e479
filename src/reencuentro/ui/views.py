from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


@login_not_required
@require_POST
def switch_language(request: HttpRequest) -> HttpResponseBase:
    """Keeps the choice in a cookie and returns to the same page (only ever a page of this site)."""
    return set_language(request)
