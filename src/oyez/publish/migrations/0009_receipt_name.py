"""A way from a platform's name for something of ours to its receipt, for what people answer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publish", "0008_by_hand")]

    operations = [
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["remote_id"], name="receipt_name"),
        ),
    ]
