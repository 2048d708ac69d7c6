"""What is known about the way in to a channel."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from oyez.domain.health import Way
from oyez.govern.models.channel import Channel


class ChannelHealth(models.Model):
    """What the last harmless probe found; it never decides whether something is sent.

    `state` has held since `since`; `ends_at` is when the way in ends unless a person acts, and
    `warned` the number of days before it at which people were told last. `declined` are rights
    that were asked for when the account was connected and not given. `due_at` is when the
    worker probes next.
    """

    channel = models.OneToOneField(
        Channel, on_delete=models.CASCADE, primary_key=True, related_name="health"
    )
    state = models.CharField(
        max_length=10, choices=[(way.value, way.value) for way in Way], default=Way.UNKNOWN
    )
    since = models.DateTimeField(default=timezone.now)
    probed_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    granted = models.JSONField(default=list, blank=True)
    missing = models.JSONField(default=list, blank=True)
    declined = models.JSONField(default=list, blank=True)
    limits = models.JSONField(default=dict, blank=True)
    failure = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=80, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    warned = models.PositiveSmallIntegerField(null=True, blank=True)
    due_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[way.value for way in Way]), name="channel_health_state"
            ),
        )
        indexes = (models.Index(fields=("due_at",), name="channel_health_due"),)

    def __str__(self) -> str:
        return f"{self.channel_id} {self.state}"
