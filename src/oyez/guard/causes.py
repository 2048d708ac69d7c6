"""Alarms that no reply raises: what is linked has changed, and posts that are not in our books."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from oyez.domain.alarm import Cause
from oyez.domain.alarm.automatic import TWICE
from oyez.domain.drift import HARMLESS, DriftCode
from oyez.domain.errors import Sentence, say
from oyez.domain.freeze import frozen_by
from oyez.domain.notice import RETRACTABLE
from oyez.govern.actions import freeze
from oyez.govern.models import Channel
from oyez.govern.queries import freezes_in_force
from oyez.guard.actions.raise_alarm import MACHINE, Danger, Witness, raise_alarm
from oyez.guard.actions.take_down import take_down_drifted, take_down_stranger
from oyez.guard.models import Drift, Stranger
from oyez.guard.queries.watch import fresh_drift, fresh_strangers
from oyez.publish.models import Notice

FROZEN: Final = "A post that is not in our books stands there. The guard has frozen the channel."


def raise_due(now: datetime) -> int:
    """Make alarms of everything that was found since the last time; how many were found."""
    drifts, strangers = list(fresh_drift()), list(fresh_strangers())
    for drift in drifts:
        _drifted(drift, now)
    for stranger in strangers:
        _strange(stranger, now)
    for notice in _scored_twice():
        take_down_drifted(notice, now)
    return len(drifts) + len(strangers)


def _scored_twice() -> list[Notice]:
    """Notices with a picture behind a link that is over the bar again: the second look counts."""
    lasting = Drift.objects.filter(code=DriftCode.NUDITY, times__gte=TWICE, over_at=None)
    numbers = lasting.order_by().values("watch__notice")
    return list(
        Notice.objects.filter(pk__in=numbers, state__in=RETRACTABLE).select_related(
            "unit__authority"
        )
    )


@transaction.atomic
def _drifted(drift: Drift, now: datetime) -> None:
    """Loud where it may do harm now; and down, if the authority lets a machine do that."""
    if Drift.objects.filter(pk=drift.pk, handled_at=None).update(handled_at=now) != 1:
        return
    notice = drift.watch.notice
    if notice.state not in RETRACTABLE:
        return
    danger = Danger(
        about=f"notice:{notice.code}",
        cause=Cause.DRIFT,
        loud=drift.code not in HARMLESS,
        path=notice.unit.path,
        reason=Sentence(drift.template, dict(drift.values)),
        notice=notice,
        url=drift.watch.address[:500],
        first_sign_at=drift.at,
    )
    raise_alarm(danger, at=now, signs=[Witness(drift.code, drift.at)])
    take_down_drifted(notice, now)


@transaction.atomic
def _strange(stranger: Stranger, now: datetime) -> None:
    """Somebody else may have the account: its channel is frozen in the same moment."""
    if Stranger.objects.filter(pk=stranger.pk, handled_at=None).update(handled_at=now) != 1:
        return
    channel = stranger.channel
    freeze_channel(channel)
    danger = Danger(
        about=about(stranger),
        cause=Cause.STRANGER,
        loud=True,
        path=channel.unit.path,
        reason=say("A post that is not in our books stands on {channel}.", channel=channel.name),
        channel=channel,
        url=stranger.url,
        first_sign_at=stranger.at or stranger.first_seen,
    )
    raise_alarm(danger, at=now, signs=[Witness("stranger", stranger.first_seen)])
    take_down_stranger(stranger, now)


def about(stranger: Stranger) -> str:
    """How an alarm names a stranger's post."""
    return f"stranger:{stranger.pk}"


def freeze_channel(channel: Channel) -> None:
    """Stop the channel, unless it is stopped already."""
    if frozen_by(channel.path, freezes_in_force()) is None:
        freeze(None, channel.path, reason=FROZEN, machine=MACHINE)
