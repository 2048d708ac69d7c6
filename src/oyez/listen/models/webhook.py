"""The address under which a platform calls us."""

from __future__ import annotations

from django.db import models

from oyez.govern.models import Channel


class Webhook(models.Model):
    """One channel's address, of which only a digest is kept, and how it is used.

    `gap` is the usual time between two calls in seconds. `missed_at` is when polling last found
    something that a call should have brought; a call takes it back.
    """

    channel = models.OneToOneField(
        Channel, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    shaken_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    gap = models.FloatField(null=True, blank=True)
    calls = models.PositiveIntegerField(default=0)
    repeats = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    refused_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"channel {self.channel_id}"
