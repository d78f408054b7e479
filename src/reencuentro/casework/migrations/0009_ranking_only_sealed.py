from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_ranking_sealed")]
    operations = [migrations.RemoveField(model_name="offer", name="ranking_in_clear")]
