"""How each unit's inbox is kept: its own entry, else that of the nearest unit above it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from django.utils import timezone

from oyez.domain.inbox.waiting import Limits
from oyez.domain.roles import lineage
from oyez.govern.models import Channel, Unit
from oyez.listen.models import ChannelInbox, UnitInbox


class Keeping:
    """All entries, read once for a page or a round of the worker."""

    @cached_property
    def by_path(self) -> dict[str, UnitInbox]:
        """The entries by the paths of their units."""
        return {row.unit.path: row for row in UnitInbox.objects.select_related("unit")}

    def of(self, path: str) -> UnitInbox:
        """How the inbox of this unit is kept; what is usual where nobody has entered anything."""
        known = [self.by_path[part] for part in lineage(path) if part in self.by_path]
        return known[-1] if known else UnitInbox()

    def limits(self, path: str) -> Limits:
        """How long something may wait there."""
        return self.of(path).limits

    def staffed(self, path: str, now: datetime) -> bool:
        """Whether somebody is there to read it."""
        hours = self.of(path).staffed_hours
        return hours is None or hours.staffed(timezone.localtime(now))

    def next_staffed(self, path: str, now: datetime) -> datetime | None:
        """When somebody comes, where nobody is there now."""
        hours = self.of(path).staffed_hours
        return hours.next_staffed(timezone.localtime(now)) if hours else None


def channel_inbox(channel: Channel) -> ChannelInbox:
    """Whether people read the channel, and whether a machine answers on it."""
    return ChannelInbox.objects.filter(channel=channel).first() or ChannelInbox(channel=channel)


def own_entry(unit: Unit) -> UnitInbox | None:
    """What was entered for this very unit."""
    return UnitInbox.objects.filter(unit=unit).first()
