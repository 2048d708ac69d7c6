"""The deliveries of a notice as pages show them: state, seconds, link and proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from oyez.domain.delivery import HANDS, Held, Shown
from oyez.platforms.sentences import sentence
from oyez.publish import queries
from oyez.publish.facts import shown_in
from oyez.publish.missed import LISTED, missed_by
from oyez.publish.models import Delivery, Notice, Receipt
from oyez.publish.preview import label
from oyez.publish.views import words
from oyez.publish.views.missed import sentences
from oyez.web.charts import Bar
from oyez.web.times import span
from oyez.web.translate import spoken

PLATFORM = "api"  # a receipt that is the platform's word alone; everything else was looked at


@dataclass(frozen=True, slots=True)
class Line:
    """One channel's delivery."""

    row: Delivery
    platform: str
    word: words.Word
    moving: bool
    done: bool
    proven: bool
    seconds: float | None
    since: float
    url: str
    receipts: list[Receipt]
    missed: list[str]

    @property
    def failure(self) -> str:
        """What the platform answered last time, in words; nothing after a good answer."""
        found = sentence(self.row.platform, self.row.code)
        return spoken(found) if found else ""

    @property
    def unseen(self) -> bool:
        """It stands by the platform's word, and nobody has looked from outside."""
        return self.done and not self.proven and not self.row.unseen

    @property
    def person(self) -> bool:
        """No machine can go on."""
        return self.row.held == Held.NEEDS_PERSON or self.by_hand

    @property
    def by_hand(self) -> bool:
        """It has a page of its own, on which a person does it."""
        return self.row.task in HANDS


@dataclass(frozen=True, slots=True)
class Following:
    """All lines of a notice, and whether a page that shows them has something to wait for."""

    notice: Notice
    lines: Sequence[Line]

    @property
    def total(self) -> int:
        """How many channels."""
        return len(self.lines)

    @property
    def done(self) -> int:
        """How many are as wished."""
        return sum(1 for line in self.lines if line.done)

    @property
    def under_way(self) -> bool:
        """Whether something moves by itself."""
        return any(line.moving for line in self.lines)

    @property
    def persons(self) -> int:
        """How many wait for a person."""
        return sum(1 for line in self.lines if line.person)

    @property
    def unseen(self) -> bool:
        """Whether some stand by the platform's word alone."""
        return any(line.unseen for line in self.lines)

    @property
    def seconds(self) -> float | None:
        """Until the last one was as wished, where all are."""
        known = [line.seconds for line in self.lines if line.seconds is not None]
        return max(known) if known and self.done == self.total else None

    @property
    def bars(self) -> list[Bar]:
        """The time of each channel that is as wished, where there is something to compare."""
        done = [(line.row.channel.name, line.seconds) for line in self.lines]
        bars = [Bar(name, value, span(value)) for name, value in done if value is not None]
        return bars if len(bars) > 1 else []


def following(one: Notice, now: datetime) -> Following:
    """The notice's deliveries, read once."""
    return Following(one, [line(row, one, now) for row in queries.deliveries_of(one)])


def line(row: Delivery, one: Notice, now: datetime) -> Line:
    """One delivery with its receipts, as read by `deliveries_of`."""
    receipts = list(row.receipts.all())
    standing = [receipt for receipt in receipts if receipt.gone_at is None]
    urls = [receipt.url for receipt in standing if receipt.url]
    seen = any(one.seen_from != PLATFORM or one.evidence for one in standing[-1:])
    seen = seen and not row.unseen
    settled = Held.GONE if row.wanted is None else Held.LIVE
    otherwise = any(shown_in(one.version) is Shown.CUT for one in standing[-1:])
    done = row.held == settled and row.wanted in (None, row.revision)
    done = done and not (otherwise and row.wanted)
    return Line(
        row=row,
        platform=label(row.channel),
        word=words.of_delivery(row, now, seen=seen, otherwise=otherwise),
        moving=words.moving(row, now) or (otherwise and row.due_at is not None),
        done=done,
        proven=done and (seen or row.wanted is None),
        seconds=words.seconds(row, one),
        since=(now - row.wanted_at).total_seconds(),
        url=urls[-1] if urls else "",
        receipts=receipts,
        missed=sentences(missed_by(receipts)) if row.platform in LISTED else [],
    )
