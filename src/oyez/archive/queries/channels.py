"""What was archived of a channel, and what holds it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from oyez.archive.forgetting import in_force
from oyez.archive.models import Archiving, Hold, Import, Record
from oyez.domain.roles import Verb
from oyez.govern.models import Channel
from oyez.publish.queries import Who, where


def archived(channel: Channel) -> bool:
    """Whether a run over the channel has come to its end."""
    return Archiving.objects.filter(channel=channel, finished_at__isnull=False).exists()


def channel_seen(who: Who, pk: int) -> Channel | None:
    """The channel, if the person may see it."""
    rows = Channel.objects.filter(where(who, Verb.SEE, "unit__path"), pk=pk)
    return rows.select_related("unit__authority").first()


def runs_of(channel: Channel) -> QuerySet[Archiving]:
    """The runs over a channel, the newest first."""
    return Archiving.objects.filter(channel=channel).select_related("begun_by")


def imports_of(channel: Channel) -> QuerySet[Import]:
    """The exports that were read in for it, the newest first."""
    return Import.objects.filter(channel=channel).select_related("by")


def holds_of(channel: Channel) -> QuerySet[Hold]:
    """Every hold on the channel or on a record of it, the newest first."""
    return Hold.objects.filter(channel=channel).select_related("by", "lifted_by", "record")


def holds_about(row: Record, now: datetime) -> QuerySet[Hold]:
    """What keeps a record now: holds on it, and on all of its channel."""
    mine = Q(record=row) | Q(record=None)
    return holds_of(row.channel).filter(mine, in_force(now))
