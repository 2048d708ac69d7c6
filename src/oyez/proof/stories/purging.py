"""Old posts go: confirmed by a second person, each proved gone, and no record with them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from oyez.archive.actions import confirm_purge
from oyez.archive.models import Purge, Removal, RemovalCall
from oyez.archive.pacing import ends_by, limits_of
from oyez.domain.purge import LOOKS, SETTLE, PurgeState, RemovalState, room
from oyez.govern.models import Channel
from oyez.proof.stories import archiving
from oyez.proof.stories.calendar import Calendar
from oyez.proof.stories.cast import Cast
from oyez.proof.stories.outside import Outside
from oyez.proof.stories.player import Player

LEFT: Final = "x"
LISTED_WITHIN: Final = 20.0
GONE_WITHIN: Final = 20.0
AT_ONCE: Final = 1.0
SEEN_TO: Final = (RemovalState.AGREED.value, RemovalState.GONE.value)
ALONE: Final = "You have proposed this yourself. A second governor has to confirm it."


def confirmed(player: Player, cast: Cast, channels: Sequence[Channel]) -> list[Purge]:
    """The plan has listed the posts; a second person confirms that they go."""
    governor, deputy = cast.person("governor"), cast.person("deputy")
    rows = Purge.objects.filter(channel__in=channels, state=PurgeState.PROPOSED)
    player.expect(
        "The plan has listed the old posts of each, and nothing is deleted yet.",
        lambda: [rows.count(), RemovalCall.objects.count()],
        [len(channels), 0],
        within=player.seconds() + LISTED_WITHIN,
    )
    found = list(rows.select_related("channel__unit"))
    player.refused(
        f"{governor.name}, in whose name they are proposed, tries to confirm.",
        lambda: [confirm_purge(governor, one, at=timezone.now()) for one in found[:1]],
        ALONE,
    )
    player.act(
        f"{deputy.name} confirms them.",
        lambda: [confirm_purge(deputy, one, at=timezone.now()) for one in found],
    )
    for one in found:
        forecast(player, one)
    return found


def forecast(player: Player, purge: Purge) -> None:
    """The window of the platform, the share that is kept, and the end that is forecast."""
    limit, now = limits_of(purge.channel)[0], timezone.now()
    end = ends_by(purge, now) or now
    left = purge.removals.filter(state=RemovalState.WAITING).count()
    player.tell(
        f"  {purge.channel.name}: {left} posts; {room(limit, purge.kept)} of {limit.points} "
        f"deletions in {limit.per.total_seconds() / 60:g} min, "
        f"forecast {(end - now).total_seconds() / 60:.1f} min."
    )


def believes_nothing(player: Player, outside: Outside, channel: Channel) -> None:
    """A yes of the platform is no proof."""
    outside.simulator.fault(LEFT, "retract", "delete_ignored", account=channel.account, times=1)
    player.tell(f"On {channel.name} X will say yes to the first deletion and remove nothing.")


def looked_again(player: Player, calendar: Calendar, channel: Channel) -> None:
    """It is looked at some times, a minute apart, and asked for again."""
    rows = Removal.objects.filter(purge__channel=channel)
    player.expect(
        "Each was asked for, and none waits.",
        lambda: set(rows.values_list("state", flat=True)) <= {*SEEN_TO},
        within=GONE_WITHIN,
    )
    player.expect(
        "All but that one are proved gone; it is not taken for gone.",
        lambda: rows.exclude(state=RemovalState.GONE).count(),
        1,
        within=player.seconds() + AT_ONCE,
    )
    looks = 1
    while rows.exclude(state=RemovalState.GONE).exists() and looks <= LOOKS:
        calendar.until(timezone.now() + SETTLE)
        player.act("A minute later it is looked at again.", lambda: None)
        player.expect("It stands there still, or is gone.", partial(_looked, rows), within=10.0)
        looks += 1
    calls = RemovalCall.objects.filter(removal__in=rows)
    player.expect(
        "One post was asked for twice, every other once.",
        lambda: calls.count() - calls.values("removal").distinct().count(),
        1,
    )


def _looked(rows: QuerySet[Removal]) -> bool:
    """Whether nothing is being asked or looked at now; whoever does it has a longer lease."""
    now = timezone.now()
    later = rows.filter(state=RemovalState.AGREED, due_at__gt=now, due_at__lte=now + SETTLE)
    return later.count() + rows.filter(state=RemovalState.GONE).count() == rows.count()


def proved(player: Player, outside: Outside, channels: Sequence[Channel], records: int) -> None:
    """Nothing stands there any more, each post has its proof, and every record is kept."""
    player.expect(
        "No post is left on the accounts, read from outside.",
        lambda: [len(_standing(outside, one, answers=False)) for one in channels],
        [0] * len(channels),
        within=GONE_WITHIN,
    )
    player.expect(
        "The campaigns have ended by themselves.",
        lambda: set(Purge.objects.filter(channel__in=channels).values_list("state", flat=True)),
        {PurgeState.DONE.value},
        within=GONE_WITHIN,
    )
    answers = sum(len(_standing(outside, one, answers=True)) for one in channels)
    player.tell(
        f"Of answers after the hour, which name the other ways, {answers} stand there still."
    )
    evidence(player, channels)
    player.expect(
        f"No record went with them: {records} records of ours, with their words.",
        lambda: [archiving.own(channels), records > 0],
        [records, True],
    )


def _standing(outside: Outside, channel: Channel, *, answers: bool) -> list[str]:
    found = outside.simulator.live(LEFT, channel.account)
    return [one["id"] for one in found if bool(one["reply_to"]) is answers]


def evidence(player: Player, channels: Sequence[Channel]) -> None:
    """A line for each post, with what was read where it had stood."""
    removals = Removal.objects.filter(purge__channel__in=channels).order_by("gone_at")
    player.expect(
        f"Every one of {removals.count()} posts is proved gone, each with what was read there.",
        lambda: [
            removals.count() > 0,
            removals.exclude(state=RemovalState.GONE).count(),
            removals.filter(evidence="").count(),
        ],
        [True, 0, 0],
    )
    for one in removals.select_related("record", "purge__channel")[:3]:
        when = timezone.localtime(one.gone_at).strftime("%H:%M:%S") if one.gone_at else "-"
        words = " ".join(one.record.text.split())[:40]
        player.tell(f"  {one.purge.channel.name} “{words}…”: gone {when} ({one.evidence})")
