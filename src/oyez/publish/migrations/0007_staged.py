"""What stands invisibly prepared on a platform, until it is published.

All columns may be NULL: SQLite then adds them in place. For anything else it rebuilds the table,
and the triggers that demand an approval would be gone.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publish", "0006_use")]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="staged",
            field=models.CharField(max_length=400, null=True),
        ),
        migrations.AddField(
            model_name="delivery",
            name="staged_for",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="delivery",
            name="ready_at",
            field=models.DateTimeField(null=True),
        ),
    ]
