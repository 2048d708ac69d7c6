"""Whether people read what comes in on a channel.

Inboxes lie in an app above this one, which offers what it knows when it is ready.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listened:
    """Whether replies can come to us at all, whether people read them, and when.

    `hours` are those of its unit by weekday, None where nobody has said any; none at all in a
    week means that somebody is always there.
    """

    hears: bool = False
    read: bool = True
    hours: Mapping[str, str] | None = None


# Number, platform and the path of its unit.
Asked = tuple[int, str, str]
Source = Callable[[Collection[Asked]], Mapping[int, Listened]]

_SOURCES: list[Source] = []


def offer(source: Source) -> None:
    """Let a function say of several channels at once how they are listened to."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def listened(channels: Collection[Asked]) -> dict[int, Listened]:
    """How each of the channels is listened to; one that nobody knows of hears nothing."""
    found: dict[int, Listened] = {}
    for source in _SOURCES:
        found |= source(channels)
    return found
