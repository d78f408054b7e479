"""Which leads there are for anybody at all."""

from django.db.models import QuerySet

from reencuentro.tracing.models import Lead


def shown_leads() -> QuerySet[Lead]:
    """Without those towards somebody who may not be traced, and without those of a case that was erased on either side.

    Every list and look-up of leads begins here; what the reader may see of them is asked afterwards.
    """
    return Lead.objects.filter(hidden=False, case__erased_at=None, found__case__erased_at=None)
