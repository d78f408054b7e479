"""What a coordinator saw when choosing lay in clear beside the offer; it goes into the box of the case."""

from typing import Any

from django.db import migrations

from reencuentro.vault.errors import BoxDestroyed
from reencuentro.vault.fields import SealedJSONField


def seal(apps: Any, _editor: Any) -> None:
    for offer in apps.get_model("casework", "Offer").objects.all():
        offer.ranking = offer.ranking_in_clear
        try:
            offer.save(update_fields=["ranking"])
        except BoxDestroyed:
            continue  # the case was erased, and what was seen of it goes as well


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_offers_without_reasons")]
    operations = [
        migrations.RenameField(model_name="offer", old_name="ranking", new_name="ranking_in_clear"),
        migrations.AddField(
            model_name="offer",
            name="ranking",
            field=SealedJSONField(blank=True, default=None, null=True),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
