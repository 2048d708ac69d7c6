"""Reads of how inboxes are kept."""

from __future__ import annotations

from django.db.models import QuerySet

from oyez.domain.channel import Mode
from oyez.domain.roles import Verb
from oyez.govern.models import Channel, Unit
from oyez.listen.models import ChannelInbox, SavedAnswer
from oyez.publish.queries import Sight, where


def kept_units(who: Sight) -> QuerySet[Unit]:
    """The units whose inbox the person keeps."""
    rows = Unit.objects.filter(where(who, Verb.MANAGE_INBOX, "path"))
    return rows.select_related("authority").order_by("path")


def saved_of(unit: Unit) -> QuerySet[SavedAnswer]:
    """The saved answers of this very unit."""
    rows = SavedAnswer.objects.filter(unit=unit, ended_at=None)
    return rows.select_related("unit", "made_by").order_by("name", "pk")


def ways_of_channels(unit: Unit) -> list[tuple[Channel, ChannelInbox]]:
    """The unit's channels that are not closed, each with how it is read."""
    rows = Channel.objects.filter(unit=unit).exclude(mode=Mode.CLOSED).order_by("position", "pk")
    channels = list(rows.select_related("unit"))
    known = ChannelInbox.objects.in_bulk([row.pk for row in channels])
    return [(row, known.get(row.pk) or ChannelInbox(channel=row)) for row in channels]
