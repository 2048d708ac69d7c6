"""What an authority says in an incident: its own sentences with places that are filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

PLACE: Final = re.compile(r"\{([a-z_]*)\}")


class Wish(StrEnum):
    """What is to be said."""

    CORRECTION = "correction"  # what is true instead
    APOLOGY = "apology"
    STATEMENT = "statement"  # our accounts are not ours at the moment
    ALL_CLEAR = "all_clear"  # they are ours again; also the prepared correction of a statement


# What can be filled in. A place of which nothing is known takes its whole line away.
PLACES: Final = ("authority", "notice", "since", "until", "seen", "done", "channels", "contact")


def unknown_places(text: str) -> list[str]:
    """Places in braces that nothing could fill."""
    return [name for name in PLACE.findall(text) if name not in PLACES]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled in; a line with one of which nothing is known is left out."""
    lines = []
    for line in text.split("\n"):
        wanted = PLACE.findall(line)
        if any(not values.get(name, "") for name in wanted):
            continue
        lines.append(PLACE.sub(lambda found: values[found.group(1)], line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
