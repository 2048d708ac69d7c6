"""What a platform told us, byte by byte."""

from __future__ import annotations

from django.db import models

from oyez.govern.models import Channel


class How(models.TextChoices):
    """Whether the platform called us or we asked it."""

    WEBHOOK = "webhook"
    POLL = "poll"


class Event(models.Model):
    """One call of a platform, or one answer to ours, kept as it came for `OYEZ_HEARD_DAYS`.

    `raw` holds personal data and is sealed for its channel (see `listen.raw`). The same bytes a
    second time are the same row: `repeats` counts them. `unread` says that nobody could read it.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices)
    received_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    raw = models.BinaryField()
    items = models.PositiveIntegerField(default=0)
    unread = models.BooleanField(default=False)
    repeats = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("channel", "digest"), name="event_once"),
            models.CheckConstraint(
                condition=models.Q(how__in=[how.value for how in How]), name="event_how"
            ),
        )
        indexes = (models.Index(fields=("received_at",), name="event_age"),)

    def __str__(self) -> str:
        return f"{self.how} {self.digest[:12]}"
