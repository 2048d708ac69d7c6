"""What stood on a closing account becomes a record, and anybody can check what is handed out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from oyez.archive.actions import hand_out
from oyez.archive.models import Archiving, Record
from oyez.archive.verifying import Verified, verify
from oyez.govern.models import Channel
from oyez.proof.stories.cast import Cast
from oyez.proof.stories.player import Player

ARCHIVED_WITHIN: Final = 25.0


def archived(player: Player, cast: Cast, channels: Sequence[Channel], old: Sequence[str]) -> int:
    """Everything that is held of them is a record before anything goes; how many are ours."""
    player.expect(
        f"The plan has archived {_many(len(channels))} by itself.",
        lambda: runs(channels).count(),
        len(channels),
        within=player.seconds() + ARCHIVED_WITHIN,
    )
    for run in runs(channels):
        counts = ", ".join(f"{number} {kind}" for kind, number in sorted(run.counts.items()))
        player.tell(f"  {run.channel.name}: {run.records} records ({counts}),")
        player.tell(f"    the list of them has the digest {run.manifest[:16]}…")
    player.expect(
        f"All {len(old)} posts from before Oyez are among them, word for word, on each account.",
        lambda: [_kept(channel, old) for channel in channels],
        [len(old)] * len(channels),
    )
    handed_out(player, cast, channels[0])
    return own(channels)


def handed_out(player: Player, cast: Cast, channel: Channel) -> None:
    """A file that says without this installation whether it is whole."""
    governor = cast.person("governor")
    found = player.act(
        f"{governor.name} takes the records of {channel.name} out as a file.",
        lambda: _checked(cast, channel),
    )
    player.expect(
        f"Checked without the house, {found.records} records and {found.files} files are whole.",
        lambda: [found.problems, found.records > 0],
        [[], True],
    )
    player.expect(
        "The digest of its list is the one that the run has written into the ledger.",
        lambda: list(runs([channel]).values_list("manifest", flat=True)),
        [found.index],
    )


def runs(channels: Sequence[Channel]) -> QuerySet[Archiving]:
    """The runs that are over."""
    rows = Archiving.objects.filter(channel__in=channels, finished_at__isnull=False)
    return rows.select_related("channel").order_by("pk")


def own(channels: Sequence[Channel]) -> int:
    """How many records of what we said are there."""
    rows = Record.objects.filter(channel__in=channels, own=True, forgotten_at=None)
    return rows.exclude(text="").count()


def _checked(cast: Cast, channel: Channel) -> Verified:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "records.zip"
        with file.open("w+b") as out:
            hand_out(cast.person("governor"), channel, out, at=timezone.now())
        return verify(file)


def _kept(channel: Channel, old: Sequence[str]) -> int:
    rows = Record.objects.filter(channel=channel, own=True, text__in=old)
    return rows.values("text").distinct().count()


def _many(count: int) -> str:
    return "the account" if count == 1 else f"each of the {count} accounts"
