"""Which platforms an authority may use: the authority above decides, from day to day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from oyez.domain.day import Day
from oyez.domain.errors import Sentence, say
from oyez.domain.roles import lineage

# Our own page, feeds and warnings are no third party's platform, so nobody has to approve them.
OWN_OUTLETS = frozenset({"page", "feeds", "cap"})


@dataclass(frozen=True, slots=True)
class Approval:
    """A decision that has not been withdrawn; `decided_by` is the path of who decided."""

    platform: str
    decided_by: str
    starts_on: date
    ends_on: date | None = None

    def in_force(self, today: date) -> bool:
        """Whether it holds on this day; both ends belong to it."""
        return self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)


def deciders(authority: str) -> tuple[str, ...]:
    """The paths of those who may approve for the authority: all above it, or itself at the top."""
    above = lineage(authority)[1:-1]
    return above or (authority,)


def refusal(
    platform: str, authority: str, approvals: Iterable[Approval], today: date
) -> Sentence | None:
    """None if the authority at this path may use the platform today, or why it may not."""
    if platform in OWN_OUTLETS:
        return None
    those = set(deciders(authority))
    known = [a for a in approvals if a.platform == platform and a.decided_by in those]
    if any(approval.in_force(today) for approval in known):
        return None
    coming = [a.starts_on for a in known if a.starts_on > today]
    if coming:
        template = "{platform} is approved from {day} on, not before."
        return say(template, platform=platform, day=Day.of(min(coming)))
    ended = [a.ends_on for a in known if a.ends_on]
    if ended:
        template = "The approval of {platform} ended on {day}."
        return say(template, platform=platform, day=Day.of(max(ended)))
    template = "{platform} is not approved; the authority above has to approve it first."
    return say(template, platform=platform)


def approved_until(
    platform: str, authority: str, approvals: Iterable[Approval], today: date
) -> date | None:
    """The last day up to which one approval follows another without a gap.

    None where no end is in sight, and where nothing is approved today.
    """
    those = set(deciders(authority))
    known = [a for a in approvals if a.platform == platform and a.decided_by in those]
    last = today - timedelta(days=1)
    for one in sorted(known, key=lambda approval: approval.starts_on):
        if one.starts_on > last + timedelta(days=1):
            break
        if one.ends_on is None:
            return None
        last = max(last, one.ends_on)
    return last if last >= today else None
