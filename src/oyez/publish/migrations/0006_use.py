"""A way to what went live on a channel, for its chart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publish", "0005_calendar")]

    operations = [
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("live_at__isnull", False)),
                fields=["channel", "live_at"],
                name="delivery_live_on",
            ),
        ),
    ]
