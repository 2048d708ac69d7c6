"""How each unit's inbox is kept: its own entry, else that of the nearest unit above it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from django.utils import timezone

from oyez.domain.inbox.hours import Hours, hours_of
from oyez.domain.inbox.waiting import Limits
from oyez.domain.roles import lineage
from oyez.govern.models import Channel, RegisterEntry, Unit
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

    def entered(self, path: str) -> dict[str, str] | None:
        """The hours that somebody has said for this unit; None where nobody has said any."""
        known = any(part in self.by_path for part in lineage(path))
        return dict(self.of(path).hours) if known else None

    def limits(self, path: str) -> Limits:
        """How long something may wait there."""
        return self.of(path).limits

    @cached_property
    def by_channel(self) -> dict[int, Hours]:
        """The hours that channels have of their own, as the register says."""
        rows = RegisterEntry.objects.exclude(hours={}).values_list("channel_id", "hours")
        return {pk: hours_of(typed) for pk, typed in rows}

    def hours(self, channel: Channel) -> Hours | None:
        """When somebody is there for a channel: at its own hours, else at those of its unit."""
        return self.by_channel.get(channel.pk) or self.of(channel.unit.path).staffed_hours

    def staffed(self, channel: Channel, now: datetime) -> bool:
        """Whether somebody is there to read it."""
        hours = self.hours(channel)
        return hours is None or hours.staffed(timezone.localtime(now))

    def next_staffed(self, channel: Channel, now: datetime) -> datetime | None:
        """When somebody comes, where nobody is there now."""
        hours = self.hours(channel)
        return hours.next_staffed(timezone.localtime(now)) if hours else None


def channel_inbox(channel: Channel) -> ChannelInbox:
    """Whether people read the channel, and whether a machine answers on it."""
    return ChannelInbox.objects.filter(channel=channel).first() or ChannelInbox(channel=channel)


def own_entry(unit: Unit) -> UnitInbox | None:
    """What was entered for this very unit."""
    return UnitInbox.objects.filter(unit=unit).first()
