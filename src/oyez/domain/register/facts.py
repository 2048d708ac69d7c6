"""All that the register knows about one channel, as the rules about gaps read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from oyez.domain.channel import Mode
from oyez.domain.errors import Sentence


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who looks after a channel; `there` while they may sign in and have a role there."""

    name: str
    there: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """One channel on one day.

    `ours` is an outlet of our own, which nobody has to approve. `unapproved` and `unaccepted` say
    why nothing goes out, or None; the days beside them are the last ones, None where no end is in
    sight. `hears` says that replies can come to us, `read` that people read them, `hours` that
    somebody has said when. `after` is the mode of the channel that came after this one, `instead`
    that the public is told where to turn without one.
    """

    mode: Mode
    ours: bool = False
    platform: str = ""
    purpose: bool = False
    audience: bool = False
    owner: Keeper | None = None
    deputy: Keeper | None = None
    unapproved: Sentence | None = None
    approved_until: date | None = None
    unaccepted: Sentence | None = None
    accepted_until: date | None = None
    legal_basis: bool = False
    assessed_on: date | None = None
    check_due: date | None = None
    hears: bool = False
    read: bool = True
    hours: bool = False
    after: Mode | None = None
    instead: bool = False
    reserved: bool = False
