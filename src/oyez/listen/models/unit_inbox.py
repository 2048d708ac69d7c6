"""How a unit's inbox is kept."""

from __future__ import annotations

from django.db import models

from oyez.domain.inbox.hours import WEEKDAYS, Hours, hours_of
from oyez.domain.inbox.routes import Routes
from oyez.domain.inbox.waiting import USUAL, Limits, limits_of
from oyez.govern.models import Channel, Unit


def _minutes(name: str) -> int:
    return int(getattr(USUAL, name).total_seconds()) // 60


def urgent_minutes() -> int:
    """What is usual."""
    return _minutes("urgent")


def other_minutes() -> int:
    """What is usual."""
    return _minutes("other")


class UnitInbox(models.Model):
    """Limits, hours and official routes of a unit and of all below it that have none of their own.

    `hours` maps weekdays (`mon` to `sun`) to words like `08:00-16:00`; an empty mapping means that
    somebody is always there.
    """

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, primary_key=True, related_name="+")
    urgent_minutes = models.PositiveIntegerField(default=urgent_minutes)
    other_minutes = models.PositiveIntegerField(default=other_minutes)
    hours = models.JSONField(default=dict, blank=True)
    emergency = models.CharField(max_length=120, blank=True)
    non_emergency = models.CharField(max_length=120, blank=True)
    online = models.CharField(max_length=300, blank=True)
    chat = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"unit {self.unit_id}"

    @property
    def limits(self) -> Limits:
        """How long something may wait."""
        return limits_of(self.urgent_minutes, self.other_minutes)

    @property
    def staffed_hours(self) -> Hours | None:
        """When somebody is there; None means always."""
        typed = {day: str(self.hours.get(day, "")) for day in WEEKDAYS}
        return hours_of(typed) if any(typed.values()) else None

    @property
    def routes(self) -> Routes:
        """The official ways."""
        return Routes(self.emergency, self.non_emergency, self.online, self.chat)


class ChannelInbox(models.Model):
    """Whether people read a channel, and whether a machine answers where nobody does.

    Without a row people read it and no machine answers. `public_too` lets the machine answer what
    was not written to us alone.
    """

    channel = models.OneToOneField(
        Channel, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    staffed = models.BooleanField(default=True)
    automatic = models.BooleanField(default=False)
    public_too = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"channel {self.channel_id}"
