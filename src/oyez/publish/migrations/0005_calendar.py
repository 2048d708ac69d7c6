"""Ways to what is planned, for the calendar."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publish", "0004_lists")]

    operations = [
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("scheduled_at__isnull", False)),
                fields=["state", "scheduled_at"],
                name="notice_scheduled",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("valid_until__isnull", False)),
                fields=["state", "valid_until"],
                name="notice_ends",
            ),
        ),
    ]
