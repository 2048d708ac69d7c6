"""A change of a channel's mode that is planned for a moment."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from oyez.domain.channel import Mode
from oyez.govern.models.channel import Channel

PENDING = Q(done_at=None, cancelled_at=None)


class ModeChange(models.Model):
    """In force from `at` on, whoever works then; `done_at` is when the channel's row followed.

    `about` names in the ledger's words what planned it, such as `plan:7`. One that was called off,
    or could not happen any more, is `cancelled_at`, and `reason` says why. `from_mode` is what the
    channel was when the change was written.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="mode_changes")
    to_mode = models.CharField(max_length=20)
    from_mode = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    about = models.CharField(max_length=60)
    done_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(to_mode__in=[mode.value for mode in Mode]), name="mode_change_mode"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(done_at__gte=F("at"), cancelled_at=None),
                name="mode_change_not_early",
            ),
            models.UniqueConstraint(
                fields=("channel", "at"), condition=PENDING, name="mode_change_one_a_moment"
            ),
        )

    def __str__(self) -> str:
        return f"channel {self.channel_id} becomes {self.to_mode}"

    @property
    def waits(self) -> bool:
        """Whether nobody has written it or called it off."""
        return self.done_at is None and self.cancelled_at is None
