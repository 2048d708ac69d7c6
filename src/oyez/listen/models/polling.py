"""How we ask a channel what is new."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from oyez.govern.models import Channel


class Polling(models.Model):
    """Up to where a channel was read, and whose turn it is.

    Whoever asks has moved `due_at` to the end of their lease; what comes back is written only
    where it still stands there. `failure` is the class of the last failure, `failures` how many
    there were in a row.
    """

    channel = models.OneToOneField(
        Channel, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    cursor = models.TextField(blank=True)
    due_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    found_at = models.DateTimeField(null=True, blank=True)
    found = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=80, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("due_at",), name="polling_due"),)

    def __str__(self) -> str:
        return f"channel {self.channel_id}"
