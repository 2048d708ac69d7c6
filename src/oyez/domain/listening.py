"""When a channel is asked what is new, and when a silent webhook is a worry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from oyez.domain.errors import Sentence, say

# Warnings come soon after a notice went out, and somebody is to be paged within a minute of them.
FRESH = timedelta(seconds=30)
FRESH_FOR = timedelta(hours=1)
LIVELY = timedelta(seconds=60)  # while a notice of the last day stands there
LIVELY_FOR = timedelta(hours=24)
QUIET = timedelta(minutes=10)
AGAIN = timedelta(seconds=1)  # when there was too much for one answer
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
SPREAD = 0.25  # share of the time by which channels differ, so that they do not ask together
GOLDEN = 0.6180339887498949
NEWEST = 0.2  # how much the newest gap counts in the usual one
SHORTEST_SILENCE = timedelta(minutes=2)
NEVER_CALLED = timedelta(hours=1)  # how long a new address may wait for its first call
LONGEST_PACE = timedelta(days=1)
MINUTES = "poll_minutes"  # the option of a channel with its own minutes between two questions


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a channel is asked: never sooner than `least` after the last time.

    `lively` holds while a notice of the last day stands there, `quiet` otherwise, and `fresh`, if
    there is one, for the first hour of a notice.
    """

    least: timedelta = timedelta(seconds=20)
    lively: timedelta = LIVELY
    quiet: timedelta = QUIET
    fresh: timedelta | None = None

    def wait(self, live_for: timedelta | None) -> timedelta:
        """The time between two questions when the newest notice has stood there for so long."""
        if live_for is None or live_for > LIVELY_FOR:
            return self.quiet
        return self.fresh if self.fresh and live_for <= FRESH_FOR else self.lively

    def at(self, minutes: int | None) -> Pace:
        """The same with a channel's own minutes for lively times; quiet ones are no shorter."""
        if minutes is None:
            return self
        lively = min(max(timedelta(minutes=minutes), self.least), LONGEST_PACE)
        return Pace(self.least, lively, max(lively, self.quiet))


USUAL = Pace(fresh=FRESH)


def refuse_minutes(typed: object, pace: Pace) -> Sentence | None:
    """The sentence for what is no number of minutes that the platform allows; empty is none."""
    minute = timedelta(minutes=1)
    least, most = -(-pace.least // minute), LONGEST_PACE // minute
    number = minutes_of(typed)
    if not str(typed or "").strip() or (number is not None and number >= least):
        return None
    template = "Write whole minutes from {least} to {most}, or leave it empty."
    return say(template, least=least, most=most)


def minutes_of(typed: object) -> int | None:
    """A channel's own minutes between two questions; None for what is no whole number of them."""
    text = str(typed or "").strip()
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
    return number if 0 < number <= LONGEST_PACE // timedelta(minutes=1) else None


def spread(channel: int) -> float:
    """A channel's own place between 0 and 1, the same every time."""
    return channel * GOLDEN % 1.0


def first_poll(channel: int, now: datetime) -> datetime:
    """When a channel is asked for the first time: within a minute, each at its own second."""
    return now + LIVELY * spread(channel)


def next_poll(
    channel: int,
    now: datetime,
    *,
    live_for: timedelta | None,
    more: bool = False,
    pace: Pace = USUAL,
) -> datetime:
    """When a channel that answered is asked again; with `more` there is more to read at once.

    The rest of one answer is no new question, so that it waits for nothing.
    """
    if more:
        return now + AGAIN
    wait = pace.wait(live_for) * (1 - SPREAD * spread(channel))
    return now + max(wait, pace.least)


def after_failure(
    failures: int, now: datetime, retry_at: datetime | None, pace: Pace = USUAL
) -> datetime:
    """When a channel is asked again that has failed so often in a row: later every time."""
    doubled: int = 2 ** min(max(failures - 1, 0), 10)
    wait = max(min(FIRST_WAIT * doubled, LONGEST_WAIT), pace.least)
    return max(now + wait, min(retry_at or now, now + LONGEST_WAIT))


def usual_gap(gap: float | None, seconds: float) -> float:
    """The usual time between two calls in seconds, after one more gap."""
    seconds = max(0.0, seconds)
    return seconds if gap is None else gap + NEWEST * (seconds - gap)


def silent(
    *, made_at: datetime, called_at: datetime | None, gap: float | None, now: datetime
) -> bool:
    """Whether a webhook has been silent for so long that something new should have called.

    Longer than twice its usual gap; one that has never called gets an hour.
    """
    if called_at is None:
        return now > made_at + NEVER_CALLED
    usual = NEVER_CALLED if gap is None else timedelta(seconds=2 * gap)
    return now > called_at + max(usual, SHORTEST_SILENCE)
