"""What the table of logins (`platforms.oauth`) is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


class Renews(StrEnum):
    """What keeps a connection alive after the first token."""

    NEVER_ENDS = "never_ends"
    ROTATES = "rotates"  # a refresh token that each use replaces
    EXCHANGES = "exchanges"  # a token that is exchanged for a longer one while it still holds
    PAGE = "page"  # a page's own token, made from the person's


@dataclass(frozen=True, slots=True)
class Right:
    """One right to ask for, and what cannot be done without it."""

    scope: str
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where to send the browser, and where to ask; what a platform lacks is empty."""

    authorize: str
    token: str
    register: str = ""
    exchange: str = ""
    accounts: str = ""
    permissions: str = ""


@dataclass(frozen=True, slots=True)
class Login:
    """How one platform connects an account.

    `home` is the address of its interface; without one, servers let anybody register an app.
    `method` is that of the code's exchange, `client` how the app proves itself there, and
    `exchange` the grant that makes a long token of a short one. `keeps` names what goes into the
    channel's secrets beside the tokens; `life` is how long each renewed token lives. Whether the
    login is for the channel's own account can be told by its name where `names` is true.
    """

    platform: str
    addresses: Addresses
    rights: tuple[Right, ...]
    renews: Renews
    source: str
    checked_on: str
    home: str = ""
    method: str = "POST"
    client: str = "client_secret_post"
    exchange: str = ""
    keeps: Mapping[str, str] = field(default_factory=dict)
    life: timedelta | None = None
    names: bool = False
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def registers(self) -> bool:
        """Whether each server gives an app to whoever asks."""
        return not self.home

    @property
    def scopes(self) -> tuple[str, ...]:
        """Everything that is asked for."""
        return tuple(right.scope for right in self.rights)
