"""What was noted about a picture when it came in; NULL because of the triggers, see 0007."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publish", "0010_screening")]

    operations = [
        migrations.AddField("picture", "location", models.BooleanField(null=True)),
        migrations.AddField("picture", "nudity", models.FloatField(null=True)),
    ]
