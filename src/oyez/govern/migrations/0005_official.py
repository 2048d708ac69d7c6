"""What belongs to an authority or is trusted by it: sites and telephone numbers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("govern", "0004_channel_health")]

    operations = [
        migrations.AddField(
            model_name="authority",
            name=name,
            field=models.JSONField(blank=True, default=list),
        )
        for name in ("official_domains", "approved_domains", "known_numbers")
    ]
