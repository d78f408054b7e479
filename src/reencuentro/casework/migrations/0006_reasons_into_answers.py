"""The reasons that stood in clear beside offers move into the Defenders' own boxes; conflicts become blocks."""

from typing import Any
from uuid import uuid4

from django.db import migrations

from reencuentro.vault import blind
from reencuentro.vault.errors import BoxDestroyed


def move_reasons(apps: Any, _editor: Any) -> None:
    Offer, Answer = apps.get_model("casework", "Offer"), apps.get_model("casework", "Answer")
    answered = Offer.objects.filter(state="declined").exclude(answer__isnull=False)
    for offer in answered.select_related("defender", "case"):
        box = offer.defender.box_id
        try:
            Answer(
                id=uuid4(),
                box_id=box,
                offer=offer,
                reason=offer.decline_reason or "other",
                note=_note(offer),
            ).save()
            if offer.decline_reason == "conflict":
                _block(apps, offer, box)
        except BoxDestroyed:
            continue  # the Defender was erased: nobody is left to whom the reason could belong


def _note(offer: Any) -> str:
    try:
        return offer.decline_note or ""
    except BoxDestroyed:  # the case was erased, and its words with it
        return ""


def _block(apps: Any, offer: Any, box: Any) -> None:
    """The indexes as models/conflict.py makes them."""
    about = blind.index("conflict_about", offer.case.code)
    told_by = blind.index("conflict_told_by", str(offer.defender_id))
    Conflict = apps.get_model("casework", "Conflict")
    if Conflict.objects.filter(about=about, told_by=told_by).exists():
        return
    Conflict(
        id=uuid4(),
        box_id=box,
        defender_id=offer.defender_id,
        about=about,
        told_by=told_by,
        code=offer.case.code,
        at=(offer.answered_at or offer.made_at).isoformat(),
    ).save()


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_conflicts_and_answers")]
    operations = [migrations.RunPython(move_reasons, migrations.RunPython.noop)]
