"""A legal hold."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from oyez.accounts.models import Person
from oyez.archive.models.record import Record
from oyez.domain.retention import Held
from oyez.govern.models import Channel


class Hold(models.Model):
    """Why records of a channel, or one of them, are not forgotten, and until when.

    `until` is the last day, NULL for until somebody lifts it.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="holds")
    record = models.ForeignKey(
        Record, on_delete=models.PROTECT, null=True, blank=True, related_name="holds"
    )
    reason = models.CharField(max_length=500)
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("channel",), condition=Q(lifted_at=None), name="hold_not_lifted"),
        )

    def __str__(self) -> str:
        return f"channel {self.channel_id} since {self.at}"

    @property
    def held(self) -> Held:
        """The row as the rules know it."""
        return Held(self.until, self.lifted_at is not None)
