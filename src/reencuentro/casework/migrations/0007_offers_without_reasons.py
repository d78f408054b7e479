from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_reasons_into_answers")]
    operations = [
        migrations.RemoveField(model_name="offer", name="decline_note"),
        migrations.RemoveField(model_name="offer", name="decline_reason"),
    ]
