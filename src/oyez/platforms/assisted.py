"""Platforms that only a person can post to: profiles, and what an address of a post looks like.

There is no adapter here: what a machine would call, a named person is asked to do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from oyez.domain.delivery import Idempotency, Support
from oyez.platforms.profile import Ability, Profile, TextRule

CHECKED_ON: Final = "2026-11-21"
# What a person is guided through here; nobody is guided through answers and figures.
BY_HAND: Final[Mapping[Ability, Support]] = dict.fromkeys(
    (
        Ability.PUBLISH,
        Ability.FIND,
        Ability.LOOK,
        Ability.CORRECT,
        Ability.RETRACT,
        Ability.MEDIA,
    ),
    Support.MANUAL,
)


def _profile(
    platform: str,
    source: str,
    marks: Mapping[str, str],
    **more: object,
) -> Profile:
    text = TextRule(str(more.pop("rule", "manual")), int(str(more.pop("limit", 0))))
    return Profile(
        platform=platform,
        version="by hand",
        checked_on=CHECKED_ON,
        source=source,
        idempotency=Idempotency.PERSON,
        abilities=BY_HAND,
        text=text,
        settle=timedelta(),  # who acts, sees at once what became of it
        options=("deep_link",),
        marks=marks,
        **more,  # type: ignore[arg-type]
    )


WHATSAPP_CHANNEL: Final = _profile(
    "whatsapp_channel",
    "https://github.com/devlikeapro/waha/issues/2236",
    {
        "abilities": "documented",
        "text": "unverified",
        "correct_within": "unverified",
        "retract_within": "unverified",
    },
    correct_within=timedelta(days=30),
    retract_within=timedelta(days=30),
    max_pictures=10,
)
YOUTUBE: Final = _profile(
    "youtube",
    "https://support.google.com/youtube/answer/7124474",
    {"abilities": "documented", "text": "unverified"},
    max_pictures=5,
)
TIKTOK: Final = _profile(
    "tiktok",
    "https://developers.tiktok.com/doc/content-posting-api-reference-photo-post",
    {"abilities": "unverified", "text": "documented", "min_pictures": "third_party"},
    rule="tiktok",
    limit=4000,
    max_pictures=35,
    min_pictures=1,
)
NEXTDOOR: Final = _profile(
    "nextdoor",
    "https://developer.nextdoor.com/",
    {"abilities": "unverified", "text": "unverified"},
    max_pictures=10,
)
PROFILES: Final[dict[str, Profile]] = {
    one.platform: one for one in (WHATSAPP_CHANNEL, YOUTUBE, TIKTOK, NEXTDOOR)
}

# Where a post stands: its hosts, its path, and an address as an example for people. The group
# `of` names the account, where the address says it.
NEXTDOORS: Final = frozenset(
    f"{www}nextdoor.{land}"
    for www in ("", "www.", "de.", "fr.", "uk.")
    for land in ("com", "de", "fr", "co.uk", "it", "nl", "es", "ca", "com.au", "dk", "se")
)


@dataclass(frozen=True, slots=True)
class Place:
    """What the address of a post looks like on one platform."""

    hosts: frozenset[str]
    path: re.Pattern[str]
    example: str


PLACES: Final[dict[str, Place]] = {
    "whatsapp_channel": Place(
        frozenset({"whatsapp.com", "www.whatsapp.com"}),
        re.compile(r"/channel/(?P<of>[\w-]{10,60})/\d{1,12}"),
        "https://whatsapp.com/channel/0029Va…/123",
    ),
    "youtube": Place(
        frozenset({"youtube.com", "www.youtube.com", "m.youtube.com"}),
        re.compile(r"/post/[\w-]{8,80}"),
        "https://www.youtube.com/post/Ugkx…",
    ),
    "tiktok": Place(
        frozenset({"tiktok.com", "www.tiktok.com", "m.tiktok.com"}),
        re.compile(r"/@(?P<of>[\w.]{2,40})/(?:photo|video)/\d{5,25}|/t/[\w-]{5,20}"),
        "https://www.tiktok.com/@…/photo/74…",
    ),
    "nextdoor": Place(NEXTDOORS, re.compile(r"/p/[\w-]{6,40}"), "https://nextdoor.com/p/…"),
}
SHORT: Final = re.compile(r"https://v[mt]\.tiktok\.com/(?P<code>[\w-]{5,20})/?")


def post_address(platform: str, typed: str, account: str = "") -> str | None:
    """The address of a post without what a share button hangs on it; None where it is none.

    `account` is an address or a name of our account: a post that says it stands elsewhere is not
    ours.
    """
    text = typed.strip()
    if platform == "tiktok" and (short := SHORT.fullmatch(text.split("?")[0])):
        return f"https://vm.tiktok.com/{short['code']}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    place = PLACES[platform]
    if parts.scheme != "https" or parts.netloc.lower() not in place.hosts:
        return None
    found = place.path.fullmatch(parts.path.rstrip("/"))
    if found is None or not _ours(found.groupdict().get("of"), account):
        return None
    return f"https://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def _ours(named: str | None, account: str) -> bool:
    """Whether the account in an address may be ours; a channel entered without one is not held."""
    known = urlsplit(account).path.rstrip("/") if "://" in account else account
    known = known.rsplit("/", 1)[-1].removeprefix("@")
    return not named or not known or known.lower() == named.lower()
