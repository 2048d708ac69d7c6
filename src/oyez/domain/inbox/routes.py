"""The official ways to reach the authority, and texts with places for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from oyez.domain.errors import NotAllowed, Sentence, say

PLACE: Final = re.compile(r"\{([^{}]*)\}")
PLACES: Final = ("emergency", "non_emergency", "online", "chat", "unit", "notice")


@dataclass(frozen=True, slots=True)
class Routes:
    """Numbers and addresses of one unit; empty where it has none."""

    emergency: str = ""
    non_emergency: str = ""
    online: str = ""
    chat: str = ""

    def known(self) -> dict[str, str]:
        """Those that there are, by name."""
        every = {name: getattr(self, name) for name in PLACES[:4]}
        return {name: value for name, value in every.items() if value}


def refuse_template(text: str) -> Sentence | None:
    """None for a text whose places we can fill, or the sentence that says what is wrong."""
    if not text.strip():
        return say("Write the answer.")
    unknown = next((name for name in PLACE.findall(text) if name not in PLACES), None)
    if unknown is not None:
        names = ", ".join(f"{{{name}}}" for name in PLACES)
        template = "There is nothing to put in the place of {place}. There are {places}."
        return say(template, place="{" + unknown + "}", places=names)
    return None


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled; NotAllowed names the first for which there is nothing."""
    missing = next((name for name in PLACE.findall(text) if not values.get(name)), None)
    if missing is not None:
        template = "There is nothing to put in the place of {place} here."
        raise NotAllowed(say(template, place="{" + missing + "}"), "text")
    return PLACE.sub(lambda found: values[found[1]], text)
