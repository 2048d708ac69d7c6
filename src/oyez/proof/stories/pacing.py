"""A campaign that keeps most of its platform's deletions for incidents: hours, by the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.utils import timezone

from oyez.archive.actions import confirm_purge, propose_purge
from oyez.archive.models import Purge, RemovalCall
from oyez.archive.pacing import ends_by, limits_of, next_opening
from oyez.domain.delivery import Verb
from oyez.domain.purge import RemovalState, room
from oyez.govern.models import Channel
from oyez.proof.stories.player import Player
from oyez.proof.stories.purging import GONE_WITHIN, LEFT, forecast
from oyez.proof.stories.scene import Scene
from oyez.publish.actions import retract
from oyez.publish.models import Attempt, Delivery, Notice

MUCH_KEPT: Final = 94  # per cent of the deletions, so that few posts show the pace
MARGIN: Final = timedelta(seconds=2)
WHY: Final = "It names the wrong road."


@dataclass(slots=True)
class Campaign:
    """The posts of one account, as many a window as its share allows."""

    scene: Scene
    channel: Channel

    @property
    def player(self) -> Player:
        """Who tells it."""
        return self.scene.player

    def play(self, incident: Notice) -> None:
        """From the proposal to the last post."""
        purge = self._agreed()
        begun, end = timezone.now(), ends_by(purge, timezone.now())
        self._stops_at_its_share(purge)
        self._no_incident_waits(incident)
        self._goes_on(purge)
        self._kept_its_pace(purge, begun, end)

    def _agreed(self) -> Purge:
        governor, deputy = self.scene.cast.person("governor"), self.scene.cast.person("deputy")
        purge = self.player.act(
            f"{governor.name} proposes to delete the old posts, {MUCH_KEPT} % kept for incidents.",
            lambda: propose_purge(
                governor, self.channel, before=timezone.now(), at=timezone.now(), kept=MUCH_KEPT
            ),
        )
        self.player.act(
            f"{deputy.name} confirms it.", lambda: confirm_purge(deputy, purge, at=timezone.now())
        )
        forecast(self.player, purge)
        return purge

    def _share(self, purge: Purge) -> int:
        return room(limits_of(self.channel)[0], purge.kept)

    def _stops_at_its_share(self, purge: Purge) -> None:
        """So many go, each proved, and then the campaign waits for the window."""
        share, posts = self._share(purge), purge.removals.count()
        self.player.expect(
            f"{share} of {posts} posts are proved gone.",
            lambda: _gone(purge),
            share,
            within=GONE_WITHIN,
        )
        self.player.stays(
            "The rest waits until the window has room again.",
            lambda: _gone(purge),
            share,
            seconds=2.5,
        )

    def _no_incident_waits(self, incident: Notice) -> None:
        """The share that was kept is there for this."""
        duty = self.scene.cast.person("duty")
        self.player.act(
            f"{duty.name} has to take a notice back that stands there too.",
            lambda: retract(duty, incident, WHY, at=timezone.now()),
        )
        self.player.expect(
            "It is gone from X within 8 s, although the campaign waits.",
            lambda: self.scene.outside.accounts(LEFT, incident.code),
            set(),
            within=8.0,
        )
        self.player.expect(
            "Its absence is proved.",
            lambda: Delivery.objects.get(notice=incident, channel=self.channel).held,
            "gone",
        )

    def _goes_on(self, purge: Purge) -> None:
        """Window after window, until nothing waits."""
        per, posts = limits_of(self.channel)[0].per, purge.removals.count()
        while left := _waiting(purge):
            self.scene.calendar.until(timezone.now() + per + MARGIN)
            self.player.act("The window has room again.", lambda: None)
            self.player.expect(
                f"Of {left} that waited the next are proved gone, until it is full.",
                partial(_full, purge, left),
                within=GONE_WITHIN,
            )
            self.player.tell(f"{_gone(purge)} of {posts} are gone.")
            if _waiting(purge) >= left:
                break

    def _kept_its_pace(self, purge: Purge, begun: datetime, end: datetime | None) -> None:
        """Counted afterwards from what was written before each call."""
        limit, share = limits_of(self.channel)[0], self._share(purge)
        calls = RemovalCall.objects.filter(channel_id=self.channel.pk)
        tries = Attempt.objects.filter(channel_id=self.channel.pk, verb=Verb.RETRACT)
        own = sorted(calls.values_list("at", flat=True))
        everything = sorted([*own, *tries.values_list("at", flat=True)])
        most = [busiest(times, limit.per) for times in (own, everything)]
        self.player.expect(
            f"In no {limit.per.total_seconds() / 60:g} min were there more than {share} calls of "
            f"the campaign, or {limit.points} of all: {most[0]} and {most[1]}.",
            lambda: [0 < most[0] <= share, most[1] <= limit.points],
            [True, True],
        )
        took = timezone.now() - begun
        told = (end - begun).total_seconds() / 60 if end else 0.0
        self.player.expect(
            f"It took {took.total_seconds() / 60:.1f} min; {told:.1f} min at the least were told.",
            lambda: end is not None and timezone.now() >= end,
        )


def busiest(times: list[datetime], per: timedelta) -> int:
    """The most that fell into any stretch of this length."""
    return max((sum(at <= other < at + per for other in times) for at in times), default=0)


def _full(purge: Purge, left: int) -> bool:
    """Whether something went, nothing is under way, and the campaign may ask for no more."""
    waiting, opening = _waiting(purge), next_opening(purge, timezone.now())
    more = waiting and (opening is None or opening <= timezone.now())
    settled = _gone(purge) + waiting == purge.removals.count()
    return waiting < left and settled and not more


def _gone(purge: Purge) -> int:
    return purge.removals.filter(state=RemovalState.GONE).count()


def _waiting(purge: Purge) -> int:
    return purge.removals.filter(state=RemovalState.WAITING).count()
