"""What tracing compares lies on cards now (cardindex). They are made by `serve` or `index_rebuild`, from the persons."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_tracing")]
    operations = [migrations.RemoveField(model_name="person", name="match_features")]
