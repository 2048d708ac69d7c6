"""The one door to addresses that strangers chose; only adapters have another."""

from __future__ import annotations

import socket
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from oyez.domain.looking import Failure, Hop
from oyez.looking.addresses import Target, Unfollowable, follow, normalise
from oyez.looking.asking import Answered, OneWire, ask, failure_of
from oyez.looking.guarding import PlayedGuard, StrictGuard
from oyez.platforms.guard import Guard, Resolver, tls_context
from oyez.platforms.http import FAILURES

SECONDS: Final = 8.0
MOST_HOPS: Final = 5
AGENT: Final = "Oyez link check"
ACCEPT: Final = "text/html,application/xhtml+xml,image/*;q=0.8,text/*;q=0.7,*/*;q=0.1"
NOTHING: Final = Answered(0)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came. `chain` has every request in order, made or refused; `address` is the last."""

    chain: tuple[Hop, ...]
    answered: Answered = NOTHING
    failure: Failure = Failure.NONE

    @property
    def address(self) -> str:
        """Where the answer came from; '' when nothing was asked."""
        return self.chain[-1].address if self.chain else ""


class Door:
    """Fetches an address with all its redirects, each hop judged anew; nothing is ever cached.

    It never raises for what the other side does. `allowed_networks` names private networks that
    may be reached all the same; `agent` is how it introduces itself.
    """

    def __init__(
        self,
        allowed_networks: Sequence[str] = (),
        *,
        ports: Collection[int] = (80, 443),
        resolver: Resolver = socket.getaddrinfo,
        agent: str = AGENT,
        ca_file: str | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self.guard: Guard = StrictGuard(allowed_networks, resolver=resolver)
        self.ports, self.agent, self.seconds = frozenset(ports), agent, seconds
        self.tls = tls_context(ca_file)
        self.played = False

    @classmethod
    def to_stand_in(cls, place: tuple[str, int] | None, agent: str = AGENT) -> Door:
        """The door of an exercise: every name is played at one place of this machine, or nowhere.

        The stand-in speaks plain HTTP, whatever the address says.
        """
        door = cls(agent=agent)
        door.guard, door.played = PlayedGuard(place), True
        return door

    def fetch(self, address: str, deadline: float | None = None) -> Fetched:
        """The page or picture at the address, before the deadline (in monotonic seconds)."""
        deadline = deadline or time.monotonic() + self.seconds
        chain: list[Hop] = []
        try:
            target = normalise(address, self.ports)
            while True:
                answered = self.ask(target, deadline, chain)
                onward = self.onward(target, answered)
                if onward is None or answered.failure:
                    return Fetched(tuple(chain), answered, answered.failure)
                if len(chain) > MOST_HOPS:
                    return Fetched(tuple(chain), failure=Failure.TOO_MANY_REDIRECTS)
                target = onward
        except Unfollowable as error:
            return Fetched(tuple(chain), failure=error.failure)
        except FAILURES as error:
            return Fetched(tuple(chain), failure=failure_of(error))

    def ask(self, target: Target, deadline: float, chain: list[Hop]) -> Answered:
        """One hop: noted before it is tried, so that a refused one is seen as well."""
        chain.append(Hop(target.address))
        wire = OneWire(target, self.guard, self.tls, deadline)
        if self.played:
            wire.tls = None
        answered = ask(target, wire, self.headers(target))
        chain[-1] = Hop(target.address, answered.status)
        return answered

    def onward(self, target: Target, answered: Answered) -> Target | None:
        """Where the answer sends us; a page that only loads itself anew sends us nowhere."""
        if not answered.onward:
            return None
        onward = follow(target, answered.onward, self.ports)
        return None if answered.kind is not None and onward == target else onward

    def headers(self, target: Target) -> dict[str, str]:
        """What every request says: who asks, and that only a fresh answer counts."""
        return {
            "Host": target.authority,
            "User-Agent": self.agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
            "Cache-Control": "no-cache",
            "Pragma": "no-cache",
            "Connection": "close",
        }
