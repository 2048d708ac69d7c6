from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

NUMBER = {"auto_created": True, "primary_key": True, "serialize": False, "verbose_name": "ID"}
PERSON = {
    "blank": True,
    "null": True,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": settings.AUTH_USER_MODEL,
}


class Migration(migrations.Migration):
    dependencies = [
        ("govern", "0007_budgets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlatformBasis",
            fields=[
                ("id", models.BigAutoField(**NUMBER)),
                ("platform", models.CharField(max_length=30)),
                ("legal_basis", models.CharField(blank=True, max_length=500)),
                ("assessed_on", models.DateField(blank=True, null=True)),
                ("assessed_by", models.CharField(blank=True, max_length=120)),
                ("check_due", models.DateField(blank=True, null=True)),
                ("reference", models.CharField(blank=True, max_length=300)),
                ("entered_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bases",
                        to="govern.authority",
                    ),
                ),
                ("entered_by", models.ForeignKey(**PERSON)),
            ],
            options={
                "ordering": ("authority__path", "platform"),
                "constraints": [
                    models.UniqueConstraint(fields=("authority", "platform"), name="basis_once"),
                    models.CheckConstraint(
                        condition=Q(check_due=None) | Q(check_due__gt=F("assessed_on")),
                        name="basis_checked_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                (
                    "channel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="register",
                        serialize=False,
                        to="govern.channel",
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=500)),
                ("audience", models.CharField(blank=True, max_length=200)),
                ("hours", models.JSONField(blank=True, default=dict)),
                ("instead", models.CharField(blank=True, max_length=300)),
                ("reserved", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=0)),
                ("owner", models.ForeignKey(**PERSON)),
                ("deputy", models.ForeignKey(**PERSON)),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="govern.channel",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(owner=None) | Q(deputy=None) | ~Q(owner=F("deputy")),
                        name="register_two_people",
                    ),
                    models.CheckConstraint(
                        condition=Q(replaced_by=None) | ~Q(replaced_by=F("channel")),
                        name="register_another_channel",
                    ),
                ],
            },
        ),
    ]
