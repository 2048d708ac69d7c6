"""Tell those who look after a channel that the way in is shut, or will be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from oyez.accounts.queries import people_who_may
from oyez.domain.day import Day
from oyez.domain.errors import Sentence, say
from oyez.domain.health import days_left
from oyez.domain.roles import Verb
from oyez.govern.models import Channel, ChannelHealth
from oyez.govern.risks import Ending
from oyez.platforms.registry import LABELS
from oyez.publish.tell import tell


def tell_about(channel: Channel, row: ChannelHealth, news: Iterable[str], now: datetime) -> None:
    """Leave each piece of news on the desks of those who may manage the channel."""
    for one in news:
        sentence = _refused(channel, row) if one == "refused" else _ends(channel, row, now)
        tell(people_who_may(Verb.MANAGE_CHANNELS, channel.unit.path), sentence)


def tell_of_risk(ending: Ending) -> None:
    """Leave it on the desks of the governors, who can accept the risk anew, that it ends."""
    channel = ending.risk.channel
    governors = people_who_may(Verb.APPROVE_PLATFORM, channel.unit.path)
    tell(governors, _risk_ends(channel, ending))


def _risk_ends(channel: Channel, ending: Ending) -> Sentence:
    if ending.days <= 1:
        template = (
            "The accepted risk of {channel} ends today. From tomorrow nothing goes out there by "
            "the gateway unless two governors accept it anew."
        )
        return say(template, channel=channel.name)
    return say(
        "The accepted risk of {channel} ends in {left} days, after {day}. Two governors decide on "
        "the page of the channel whether they accept it anew.",
        channel=channel.name,
        left=ending.days,
        day=Day.of(ending.risk.ends_on),
    )


def _refused(channel: Channel, row: ChannelHealth) -> Sentence:
    return say(
        "{platform} no longer lets {channel} in ({reply}). Connect the account again on the "
        "page of the channel; until then nothing goes out there.",
        platform=LABELS.get(channel.platform, channel.platform),
        channel=channel.name,
        reply=row.code or "-",
    )


def _ends(channel: Channel, row: ChannelHealth, now: datetime) -> Sentence:
    left = days_left(row.ends_at, now) if row.ends_at else 0
    if row.ends_at is None or left <= 0:
        template = "The way in to {channel} has ended. Connect the account again."
        return say(template, channel=channel.name)
    if left == 1:
        template = "The way in to {channel} ends within a day. Connect the account again now."
        return say(template, channel=channel.name)
    return say(
        "The way in to {channel} ends in {left} days, on {day}. Connect the account again on "
        "the page of the channel before then.",
        channel=channel.name,
        left=left,
        day=Day.of(timezone.localtime(row.ends_at, timezone.get_default_timezone()).date()),
    )
