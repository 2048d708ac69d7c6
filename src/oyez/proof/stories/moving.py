"""The hour of a plan: no worker runs then, and yet nothing goes out against the new modes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from oyez.audit.models import Entry
from oyez.audit.queries import entries_about
from oyez.domain.channel import Mode
from oyez.govern.models import Channel, ModeChange
from oyez.govern.queries import standings
from oyez.proof.stories.calendar import day_and_hour
from oyez.proof.stories.cast import Cast, draft
from oyez.proof.stories.outside import OUTLETS, Outside
from oyez.proof.stories.player import Player
from oyez.proof.stories.scene import Scene
from oyez.publish.draft import Words
from oyez.publish.models import Delivery, Revision

LEFT: Final = "x"
WRITTEN, WRITTEN_WITHIN = "govern.change_mode", 15.0
BEFORE, AFTER = timedelta(hours=20), timedelta(minutes=2)
FOUND_AFTER: Final = timedelta(minutes=10)  # until somebody notices that no worker runs


@dataclass(frozen=True, slots=True)
class Hour:
    """The hour, and the mode that each channel is to have from then on."""

    at: datetime
    wanted: Mapping[Channel, Mode]

    def comes(self, scene: Scene, made: tuple[Revision, Revision]) -> None:
        """A notice for the evening before goes out, one for just after the hour must not."""
        player, outside, calendar = scene.player, scene.outside, scene.calendar
        before, after = (one.notice.code for one in made)
        calendar.until(self.at - BEFORE)
        player.act(f"The last notice is due, {BEFORE.seconds // 3600} h before the hour.", _nothing)
        player.expect(
            "It is read on the account on X, and we have the receipt.",
            lambda: [len(outside.shown(LEFT, before)), _held(made[0])],
            [1, "live"],
        )
        with calendar.nobody_works():
            calendar.until(self.at + FOUND_AFTER)
            changing = self._nobody_wrote(player)
            player.act("A worker is started again.", _nothing)
        player.act(f"It begins {FOUND_AFTER.seconds // 60} min after the hour.", _nothing)
        self._written(player, changing)
        self._kept(player, outside, after)

    def _nobody_wrote(self, player: Player) -> int:
        """Rows are behind, and whoever asks is told the right mode; how many are to change."""
        names = ", ".join(sorted(set(self.wanted.values())))
        player.act("The worker was killed before. The hour has come without it.", _nothing)
        rows = self._changes()
        changing = rows.filter(done_at=None).count()
        player.expect(
            f"None of {changing} changes has been written to the rows of channels.",
            lambda: [changing > 0, rows.exclude(done_at=None).count()],
            [True, 0],
        )
        player.expect(
            f"Whoever would send is told the new modes all the same: {names}.",
            lambda: [standings([one.pk], self.at)[one.pk].mode for one in self.wanted],
            list(self.wanted.values()),
        )
        return changing

    def _written(self, player: Player, changing: int) -> None:
        """Once each, dated at its hour."""
        player.expect(
            "The rows follow.",
            lambda: modes(self.wanted),
            list(self.wanted.values()),
            within=player.seconds() + WRITTEN_WITHIN,
        )
        late = [(one.done_at - one.at).total_seconds() for one in self._changes() if one.done_at]
        told = [one for channel in self.wanted for one in self._entries(channel)]
        player.expect(
            f"Each of {changing} changes is written once, dated {day_and_hour(self.at)}, and the "
            "ledger tells it once.",
            lambda: [len(late), all(seconds >= 0 for seconds in late), len(told)],
            [changing, True, changing],
        )

    def _changes(self) -> QuerySet[ModeChange]:
        return ModeChange.objects.filter(channel__in=list(self.wanted), at=self.at)

    def _entries(self, channel: Channel) -> list[Entry]:
        about = entries_about(f"channel:{channel.pk}")
        return [one for one in about if one.action == WRITTEN and one.at >= self.at]

    def _kept(self, player: Player, outside: Outside, code: str) -> None:
        """The send path asks for the mode in the very moment."""
        player.expect(
            f"The notice that was due {AFTER.seconds // 60} min after the hour stands on the "
            f"{len(OUTLETS)} other channels.",
            lambda: outside.carriers(code) - {LEFT},
            OUTLETS,
            within=player.seconds() + 15.0,
        )
        player.stays(
            "Nothing of it appears on X.", lambda: outside.accounts(LEFT, code), set(), seconds=0.5
        )


def around(
    cast: Cast, slug: str, hour: datetime, words: tuple[Words, Words]
) -> tuple[Revision, Revision]:
    """Two approved notices: one goes out before the hour, one is due just after it."""
    last, late = words
    return (
        cast.publish(slug, draft(last, at=hour - BEFORE)),
        cast.publish(slug, draft(late, at=hour + AFTER)),
    )


def modes(channels: Iterable[Channel]) -> list[str]:
    """As their rows say it now."""
    wanted = [one.pk for one in channels]
    found = dict(Channel.objects.filter(pk__in=wanted).values_list("pk", "mode"))
    return [found[pk] for pk in wanted]


def _held(revision: Revision) -> str:
    return Delivery.objects.get(notice=revision.notice, channel__platform=LEFT).held


def _nothing() -> None:
    """Nobody does anything."""
