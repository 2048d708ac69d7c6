from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listen", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="inboxitem",
            name="forgotten_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="inboxitem",
            index=models.Index(
                condition=models.Q(("forgotten_at__isnull", True)),
                fields=["first_seen"],
                name="inbox_item_remembered",
            ),
        ),
    ]
