"""All rules over one draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from oyez.domain.looking import Looked
from oyez.domain.screening.contact import contacts
from oyez.domain.screening.date import past_dates
from oyez.domain.screening.link_places import LinkPlace, link_places
from oyez.domain.screening.links import links
from oyez.domain.screening.media import media
from oyez.domain.screening.personal_data import personal_data
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.repost import reposts
from oyez.domain.screening.shapes import Context, Draft, Finding, Level
from oyez.domain.screening.wording import wording

NO_LOOKS: Final[Mapping[str, Looked]] = {}
ORDER: Final = (Level.BLOCK, Level.ASK, Level.INFO)


def screen(
    draft: Draft, context: Context, looked: Mapping[str, Looked] = NO_LOOKS
) -> list[Finding]:
    """Everything the rules find in a draft, the gravest first, then in the order of the text.

    `looked` holds looks by address as written or normalised; without a look a link is judged by
    its address alone. Pure and quick: nothing is fetched.
    """
    reading = Reading(draft.text)
    places = list(link_places(reading, draft))
    of_links = list(links(reading, places, context, looked))
    of_text = [
        *personal_data(reading, draft, context),
        *contacts(reading, draft, context),
        *past_dates(reading, draft, context),
        *wording(reading, draft),
    ]
    everything = [
        *of_links,
        *reposts(reading, draft, context, (places, of_links)),
        *media(draft),
        *_outside(of_text, places),
    ]
    unique = {(one.code, one.start, one.end, one.field, one.evidence): one for one in everything}
    return sorted(unique.values(), key=_order)


def addresses_of(draft: Draft) -> list[str]:
    """The addresses a look is worth at, normalised, each once and in the order of the text."""
    found = (one.address for one in link_places(Reading(draft.text), draft))
    return list(dict.fromkeys(one.url for one in found if one.host))


def _outside(findings: Iterable[Finding], places: list[LinkPlace]) -> list[Finding]:
    """What is not part of an address: digits and dates in a link are no telephone number."""
    spans = [(one.place.start, one.place.end) for one in places]
    return [one for one in findings if not any(_within(one, start, end) for start, end in spans)]


def _within(one: Finding, start: int | None, end: int | None) -> bool:
    if None in (start, end, one.start, one.end):
        return False
    return start <= one.start and one.end <= end  # type: ignore[operator]


def _order(one: Finding) -> tuple[int, int, str]:
    start = one.start if one.start is not None else 1 << 30
    return ORDER.index(one.level), start, one.code
