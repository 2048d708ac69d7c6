from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import oyez.domain.budget

NUMBER = {"auto_created": True, "primary_key": True, "serialize": False, "verbose_name": "ID"}


class Migration(migrations.Migration):
    dependencies = [("govern", "0006_risk_acceptance")]

    operations = [
        migrations.CreateModel(
            name="Budget",
            fields=[
                ("id", models.BigAutoField(**NUMBER)),
                ("path", models.CharField(max_length=480)),
                ("platform", models.CharField(max_length=30)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("reserve", models.PositiveSmallIntegerField(default=30)),
            ],
            options={
                "ordering": ("path", "platform"),
                "constraints": [
                    models.UniqueConstraint(fields=("path", "platform"), name="budget_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0), ("reserve__lte", 100)),
                        name="budget_sound",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AllowanceTold",
            fields=[
                ("id", models.BigAutoField(**NUMBER)),
                ("about", models.CharField(max_length=120, unique=True)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "FINE"), (1, "WARN"), (2, "FULL")],
                        default=oyez.domain.budget.Level["FINE"],
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(**NUMBER)),
                ("day", models.DateField()),
                ("things", models.PositiveIntegerField(default=0)),
                ("amount", models.DecimalField(decimal_places=4, default=0, max_digits=12)),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="govern.channel",
                    ),
                ),
            ],
            options={
                "ordering": ("day",),
                "constraints": [
                    models.UniqueConstraint(fields=("channel", "day"), name="reading_once")
                ],
            },
        ),
    ]
