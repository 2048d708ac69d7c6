"""Which languages a notice can be written in, and in which order the form offers them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.conf.locale import LANG_INFO

from oyez.govern.models import Channel, Unit

LEAST, MOST = 3, 6


def name_of(code: str) -> str:
    """A language by its own name."""
    known = dict(settings.LANGUAGES).get(code)
    return str(known or LANG_INFO.get(code, {}).get("name_local", code))


def languages_of(unit: Unit | None, channels: Sequence[Channel], own: str) -> list[str]:
    """The languages of the channels, the most spoken first, then all others that are offered."""
    spoken = Counter(channel.language for channel in channels)
    ranked = sorted(spoken, key=lambda code: (-spoken[code], code != own, code))
    offered = list(unit.authority.languages) if unit else []
    house = [own, *(code for code, _ in settings.LANGUAGES)]
    return list(dict.fromkeys([*ranked, *offered, *house]))


def choices_of(codes: Iterable[str]) -> list[tuple[str, str]]:
    """The same for a list to choose from."""
    return [(code, name_of(code)) for code in codes]


def blocks_of(codes: Sequence[str]) -> int:
    """How many languages stand on the page."""
    return min(MOST, max(LEAST, len(codes)))
