"""One page to one address, as every way takes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from django.utils.functional import Promise

from oyez.domain.alarm import urgency_of
from oyez.govern.models import Channel
from oyez.platforms.port import Transport


@dataclass(frozen=True, slots=True)
class Call:
    """What is sent: the number of its row, where, the sentence, the link, and how loud.

    `key` is the same however often it is tried. `address` is the row of the address, None where
    it is that of the person's own entry.
    """

    page: int
    way: str
    to: str = field(repr=False)
    subject: str
    text: str
    link: str = field(repr=False)
    loud: bool
    key: str = ""
    language: str = "en"
    address: int | None = None

    @property
    def urgency(self) -> str:
        """The word that gateways are told."""
        return urgency_of(loud=self.loud)


class Way(Protocol):
    """How a page leaves the house. Everything but `send` touches no network."""

    @property
    def name(self) -> str:
        """The word that rows keep."""

    @property
    def label(self) -> str | Promise:
        """What people call it."""

    @property
    def hint(self) -> str | Promise:
        """How its addresses look."""

    def ready(self) -> bool:
        """Whether the installation has what it takes."""

    def hangs_on(self) -> str:
        """What fails together: two ways with the same word here are no two ways."""

    def concerns(self, channel: Channel) -> bool:
        """Whether it leads over this channel, so that whoever has taken it reads along."""

    def entered(self, typed: str) -> str:
        """The address as it is kept; raises NotAllowed for one that is none."""

    def shown(self, address: str) -> str:
        """So much of it that its owner knows which one it is."""

    def send(self, call: Call, door: Transport) -> str:
        """Send it; empty, or in a few words why it could not be handed over."""
