"""Who has a task in hand, who said the last thing, and what nobody else has looked at yet.

All columns may be NULL: SQLite then adds them in place (see 0007).
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("publish", "0007_staged"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="unseen",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="delivery",
            name="taken_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="said_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
