"""The parts of a foreign page that rules read: labels, live streams, login walls.

The parts are what a parser found, in the page's own words and not yet believed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from oyez.domain.live_streams import live_stream

ADULT: Final = "adult"
RTA: Final = "rta-5042-1996-1400-1577-rta"
ADULT_RATINGS: Final = frozenset({"adult", "mature", "restricted", RTA})
AGE_NAMES: Final = frozenset({"og:restrictions:age", "video:restrictions:age"})
RATING_NAMES: Final = frozenset({"rating", "rta", "voluntary-content-rating"})
PLAYER_FLAG: Final = re.compile(
    r"""["']?(?:isLive|isLiveNow|is_live|isLiveBroadcast|hlsManifestUrl|liveStreamability)["']?"""
    r"""\s*:\s*(?:true|"http|\{)"""
)
LIVE_TYPES: Final = ("mpegurl", "dash+xml")
LIVE_KINDS: Final = frozenset({"BroadcastEvent"})
DEEPEST: Final = 12
WALL_PATH: Final = re.compile(
    r"/(?:log-?in|sign-?in|signon|sso|authenticate|anmelden|connexion)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PageParts:
    """One page, taken apart. `metas` are (name, content), names in lower case.

    `properties` are microdata as (itemprop or itemtype, value); `embedded` are the addresses of
    players, frames and the page's own statement where it stands; `data` is JSON-LD as written.
    """

    title: str = ""
    description: str = ""
    text: str = ""
    metas: tuple[tuple[str, str], ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    data: tuple[str, ...] = ()
    embedded: tuple[str, ...] = ()
    scripts: str = ""
    picture: str = ""
    asks_password: bool = False


def adult_words(parts: PageParts, ratings: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The words with which a page calls itself adult; `ratings` are its `Rating` headers."""
    found = [f"Rating: {value}" for value in ratings if _is_adult(value)]
    found += [
        f"{name}: {content.strip()}"
        for name, content in parts.metas
        if (name in RATING_NAMES and _is_adult(content))
        or (name in AGE_NAMES and content.strip().startswith(("18", "21")))
    ]
    said = [*parts.properties, *_statements(parts)]
    if any(name == "isFamilyFriendly" and value.lower() == "false" for name, value in said):
        found.append("isFamilyFriendly: false")
    return tuple(dict.fromkeys(word[:200] for word in found))


def _is_adult(rating: str) -> bool:
    words = {word.strip().lower() for word in re.split(r"[,;]", rating)}
    return bool(words & ADULT_RATINGS)


def live_words(
    addresses: tuple[str, ...], parts: PageParts, at: datetime, content_type: str = ""
) -> str:
    """What says that this is a live stream: a service, a stream file or a statement; '' if none.

    `addresses` are all hops; a broadcast whose stated end lies before `at` is a recording.
    """
    for address in (*addresses, *parts.embedded):
        if service := live_stream(address):
            return service
    if any(kind in content_type for kind in LIVE_TYPES):
        return "a stream file"
    if stated := _stated(parts, at):
        return stated
    flag = PLAYER_FLAG.search(parts.scripts)
    return f"the page's player says {flag.group()[:60]}" if flag else ""


def manifest_is_live(text: str) -> bool:
    """True for a list of stream parts that does not say that it is complete."""
    if text.lstrip("\ufeff \r\n").startswith("#EXTM3U"):
        return "#EXT-X-ENDLIST" not in text
    return "<MPD" in text[:2000] and 'type="dynamic"' in text


def _stated(parts: PageParts, at: datetime) -> str:
    said = [*parts.properties, *_statements(parts)]
    if any(name == "endDate" and _is_past(value, at) for name, value in said):
        return ""
    for name, value in said:
        if name == "isLiveBroadcast" and value.lower() in ("true", "1"):
            return "schema.org isLiveBroadcast"
        if name in ("@type", "itemtype") and value.rsplit("/", 1)[-1] in LIVE_KINDS:
            return "schema.org BroadcastEvent"
    return ""


def _is_past(text: str, at: datetime) -> bool:
    try:
        end = datetime.fromisoformat(text.strip())
    except ValueError:
        return False
    return (end if end.tzinfo else end.replace(tzinfo=UTC)) <= at


def _statements(parts: PageParts) -> Iterator[tuple[str, str]]:
    """Every name and plain value anywhere in the page's JSON-LD."""
    for text in parts.data:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            continue
        yield from _pairs(found, 0)


def _pairs(found: Any, depth: int) -> Iterator[tuple[str, str]]:
    if depth > DEEPEST:
        return
    if isinstance(found, list):
        for item in found:
            yield from _pairs(item, depth + 1)
    elif isinstance(found, dict):
        for name, value in found.items():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, str | int | float | bool):
                    yield str(name), str(one)
                else:
                    yield from _pairs(one, depth + 1)


def is_login_wall(address: str, parts: PageParts) -> bool:
    """True where the page asks for a password and shows hardly anything else."""
    return parts.asks_password and (len(parts.text) < 600 or WALL_PATH.search(address) is not None)
