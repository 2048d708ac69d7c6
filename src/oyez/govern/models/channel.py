"""An account or presence on a platform."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from oyez.domain.channel import CorrectionPolicy, Mode
from oyez.govern.models.unit import Unit


class Channel(models.Model):
    """Where a unit speaks. `secrets` is sealed for this row by `govern.vault`."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="channels")
    platform = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    account = models.CharField(max_length=200, blank=True)
    base_url = models.CharField(max_length=300, blank=True)
    public_url = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=10, default="de")
    position = models.PositiveIntegerField(default=100)
    mode = models.CharField(
        max_length=20, choices=[(mode.value, mode.value) for mode in Mode], default=Mode.ACTIVE
    )
    mode_changed_at = models.DateTimeField(default=timezone.now)
    correction_policy = models.CharField(
        max_length=20,
        choices=[(policy.value, policy.value) for policy in CorrectionPolicy],
        default=CorrectionPolicy.IN_PLACE,
    )
    options = models.JSONField(default=dict, blank=True)
    needs_secrets = models.BooleanField(default=True)
    secrets = models.BinaryField(default=b"", blank=True)
    settle_ms = models.PositiveIntegerField(null=True, blank=True)
    timeout_ms = models.PositiveIntegerField(null=True, blank=True)
    text_limit = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(mode__in=[mode.value for mode in Mode]), name="channel_mode"
            ),
            models.CheckConstraint(
                condition=models.Q(correction_policy__in=[p.value for p in CorrectionPolicy]),
                name="channel_correction_policy",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """The channel's own scope, below its unit; `@` keeps it apart from the units' slugs."""
        return f"{self.unit.path}@{self.pk}/"
