"""What has changed between two looks at the same address so much that a person must know.

Dates, counters, tracking parameters and small edits are no drift; the digits are gone from the
fingerprint, and only hosts are compared, not whole addresses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from oyez.domain.errors import Sentence, say
from oyez.domain.looking import Failure, Looked
from oyez.domain.simhash import distance

TEXT_BITS: Final = 16
PICTURE_BITS: Final = 11
NUDITY_RISE, NUDITY_HIGH = 0.3, 0.8
GONE: Final = frozenset({404, 410})
# What does not pass by itself: the address now leads where nobody should follow it.
TURNED_BAD: Final = frozenset(
    {
        Failure.PRIVATE_ADDRESS,
        Failure.TOO_MANY_REDIRECTS,
        Failure.TOO_BIG,
        Failure.BAD_TYPE,
        Failure.BAD_ADDRESS,
        Failure.DOWNGRADE,
        Failure.BAD_CERTIFICATE,
    }
)
SAME_PLACE: Final = ("www.", "m.", "mobile.", "amp.")


class DriftCode(StrEnum):
    """What kind of change it is."""

    NEWLY_LIVE = "newly_live"
    NEWLY_LABELLED = "newly_labelled"
    NEWLY_LISTED = "newly_listed"
    NUDITY = "nudity"
    OTHER_HOST = "other_host"
    REPLACED = "replaced"
    PICTURE = "picture"
    CERTIFICATE = "certificate"
    GONE = "gone"
    LOGIN_WALL = "login_wall"
    TURNED_BAD = "turned_bad"


# Our own look confirms a danger: the only codes on which an authority may let a notice be
# taken down without a person (guard.md 4).
CONFIRMED_DANGER: Final = frozenset(
    {DriftCode.NEWLY_LABELLED, DriftCode.NEWLY_LISTED, DriftCode.NUDITY}
)

# What is only gone wakes nobody: a dead link is to be mended in the morning.
HARMLESS: Final = frozenset({DriftCode.GONE, DriftCode.LOGIN_WALL, DriftCode.CERTIFICATE})


@dataclass(frozen=True, slots=True)
class Change:
    """One material change: a sentence for the person on call, and what it rests on."""

    code: DriftCode
    sentence: Sentence
    evidence: dict[str, object] = field(default_factory=dict, hash=False)


def drift(before: Looked, after: Looked) -> tuple[Change, ...]:
    """Every material change, the gravest first; none when nothing was seen this time."""
    return tuple(change for rule in RULES if (change := rule(before, after)))


def _live(before: Looked, after: Looked) -> Change | None:
    if before.live or not after.live:
        return None
    return Change(
        DriftCode.NEWLY_LIVE,
        say("The linked page is a live stream now ({what}).", what=after.live_as),
        {"live_as": after.live_as},
    )


def _labels(before: Looked, after: Looked) -> Change | None:
    new = sorted(set(after.labels) - set(before.labels))
    if not new:
        return None
    return Change(
        DriftCode.NEWLY_LABELLED,
        say("The linked page now calls itself adult content."),
        {"labels": new, "said": list(after.said)},
    )


def _listed(before: Looked, after: Looked) -> Change | None:
    new = sorted(set(after.listed) - set(before.listed))
    if not new:
        return None
    return Change(
        DriftCode.NEWLY_LISTED,
        say("The linked page is on a block-list now ({lists}).", lists=", ".join(new)),
        {"listed": new},
    )


def _nudity(before: Looked, after: Looked) -> Change | None:
    if after.nudity is None:
        return None
    was = before.nudity or 0.0
    risen = before.nudity is not None and after.nudity - was >= NUDITY_RISE
    high = after.nudity > NUDITY_HIGH >= was
    if not risen and not high:
        return None
    return Change(
        DriftCode.NUDITY,
        say("The picture of the linked page probably shows nudity now."),
        {"before": before.nudity, "after": after.nudity},
    )


def _host(before: Looked, after: Looked) -> Change | None:
    one, two = place(before.final_address), place(after.final_address)
    if not one or not two or one == two or after.failure in TURNED_BAD:
        return None
    return Change(
        DriftCode.OTHER_HOST,
        say("The link leads to {two} now and no longer to {one}.", one=one, two=two),
        {"before": one, "after": two},
    )


def place(address: str) -> str:
    """The host of an address, without the prefixes that name the same site for phones."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""
    return next((host.removeprefix(word) for word in SAME_PLACE if host.startswith(word)), host)


def _text(before: Looked, after: Looked) -> Change | None:
    if not (before.seen and after.seen) or not before.text_fingerprint:
        return None
    bits = distance(before.text_fingerprint, after.text_fingerprint)
    if bits < TEXT_BITS or after.login_wall:
        return None
    return Change(
        DriftCode.REPLACED,
        say("The linked page shows another text than before."),
        {"bits": bits, "title_before": before.title[:200], "title_after": after.title[:200]},
    )


def _picture(before: Looked, after: Looked) -> Change | None:
    if before.picture is None or after.picture is None or (before.live and after.live):
        return None  # the picture of a live stream is another one every time
    bits = distance(before.picture.perceptual, after.picture.perceptual)
    if before.picture.sha256 == after.picture.sha256 or bits < PICTURE_BITS:
        return None
    return Change(
        DriftCode.PICTURE,
        say("The linked page shows another picture than before."),
        {"bits": bits, "before": before.picture.sha256, "after": after.picture.sha256},
    )


def _certificate(before: Looked, after: Looked) -> Change | None:
    one, two = before.certificate_owner, after.certificate_owner
    if not one or not two or one == two:
        return None
    return Change(
        DriftCode.CERTIFICATE,
        say("The linked site belongs to {two} now and no longer to {one}.", one=one, two=two),
        {"before": one, "after": two},
    )


def _gone(before: Looked, after: Looked) -> Change | None:
    if not before.seen or after.status not in GONE or after.failure:
        return None
    return Change(
        DriftCode.GONE,
        say("The linked page is gone (answer {status}).", status=after.status),
        {"before": before.status, "after": after.status},
    )


def _wall(before: Looked, after: Looked) -> Change | None:
    walled = after.login_wall or after.status in (401, 403)
    if not before.seen or before.login_wall or not walled:
        return None
    return Change(
        DriftCode.LOGIN_WALL,
        say("The linked page asks for a password now."),
        {"before": before.status, "after": after.status},
    )


def _bad(before: Looked, after: Looked) -> Change | None:
    if before.failure or after.failure not in TURNED_BAD:
        return None
    return Change(
        DriftCode.TURNED_BAD,
        say(WORDS[after.failure]),
        {"failure": after.failure.value, "chain": [hop.address for hop in after.chain]},
    )


WORDS: Final[dict[Failure, str]] = {
    Failure.PRIVATE_ADDRESS: "The link leads into an internal network now.",
    Failure.TOO_MANY_REDIRECTS: "The link is passed on too many times now.",
    Failure.TOO_BIG: "The link leads to something too large to be examined now.",
    Failure.BAD_TYPE: "The link leads to a download instead of a page now.",
    Failure.BAD_ADDRESS: "The link leads to an address that cannot be followed now.",
    Failure.DOWNGRADE: "The link leads from an encrypted to an unencrypted page now.",
    Failure.BAD_CERTIFICATE: "The linked site can no longer prove who it is (its certificate).",
}
RULES: Final[tuple[Callable[[Looked, Looked], Change | None], ...]] = (
    _labels, _listed, _nudity, _live, _host, _bad, _text, _wall, _picture, _certificate, _gone
)  # fmt: skip

if TURNED_BAD - WORDS.keys():
    raise AssertionError("every lasting failure has a sentence")
