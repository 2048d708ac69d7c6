from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

NUMBER = {"auto_created": True, "primary_key": True, "serialize": False, "verbose_name": "ID"}
MODES = ["active", "reduced", "critical-only", "closing", "closed"]


class Migration(migrations.Migration):
    dependencies = [("govern", "0008_register")]

    operations = [
        migrations.CreateModel(
            name="ModeChange",
            fields=[
                ("id", models.BigAutoField(**NUMBER)),
                ("to_mode", models.CharField(max_length=20)),
                ("from_mode", models.CharField(blank=True, max_length=20)),
                ("at", models.DateTimeField()),
                ("about", models.CharField(max_length=60)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mode_changes",
                        to="govern.channel",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(to_mode__in=MODES), name="mode_change_mode"
                    ),
                    models.CheckConstraint(
                        condition=Q(done_at=None) | Q(done_at__gte=F("at"), cancelled_at=None),
                        name="mode_change_not_early",
                    ),
                    models.UniqueConstraint(
                        fields=("channel", "at"),
                        condition=Q(done_at=None, cancelled_at=None),
                        name="mode_change_one_a_moment",
                    ),
                ],
            },
        ),
    ]
