"""How an authority looks: crest, colours, and the languages of its public pages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("govern", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="authority",
            name="crest",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="authority",
            name="colours",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="authority",
            name="languages",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
