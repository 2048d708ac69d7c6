"""Scratch paper for whoever writes, and who sits at which draft."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables."""

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("publish", "0002_four_eyes"),
    ]

    operations = [
        migrations.CreateModel(
            "Jotting",
            [
                ("key", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("origin", models.CharField(blank=True, max_length=64)),
                ("address", models.CharField(max_length=200)),
                ("form_key", models.CharField(blank=True, max_length=64)),
                ("data", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "address"], name="jotting_of_person"),
                    models.Index(fields=["at"], name="jotting_age"),
                ]
            },
        ),
        migrations.CreateModel(
            "Seat",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form_key", models.CharField(max_length=64)),
                ("since", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("wrote", models.PositiveIntegerField(null=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="publish.notice",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["seen_at"], name="seat_age")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("notice", "person", "form_key"), name="seat_once"
                    )
                ],
            },
        ),
    ]
