"""Passing on what somebody else has said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from oyez.domain.screening.hosts import of_accounts, of_domains
from oyez.domain.screening.link_places import LinkPlace
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Context, Draft, Finding, Kind, Place, span
from oyez.domain.screening.words import found

SAYS: Final = re.compile(
    r"(?:(?:^|\n|\s)(?:RT|MT|🔁|♻️)\s?:?\s?@[\w.@-]+|\b(?:[Rr]e-?post(?:ed)?|[Rr]etweet(?:ed)?|"
    r"[Ss]hared|[Gg]eteilt|[Pp]artagé)"
    r"\s+(?:from|of|von|de|by)\s*:?\s+@[\w.@-]+|\bvia @[\w.@-]+)"
)


def reposts(
    reading: Reading,
    draft: Draft,
    context: Context,
    more: tuple[Sequence[LinkPlace], Sequence[Finding]],
) -> Iterator[Finding]:
    """A finding where something of others is passed on; `more` are the links and what they have."""
    places, judged = more
    said = SAYS.search(reading.text)
    if draft.kind is not Kind.REPOST and said is None:
        return
    others = [one for one in places if not _ours(one, context)]
    if places and not others and said is None:
        return
    where = _evidence(reading, said, others)
    yield found("repost:third_party", where)
    for one in judged:
        if one.code == "link:live_stream":
            yield found("repost:live", Place(one.evidence, one.start, one.end, one.field))


def _ours(link: LinkPlace, context: Context) -> bool:
    own_site = of_domains(link.address.host, context.official_domains)
    return own_site or of_accounts(link.address, context.own_accounts)


def _evidence(reading: Reading, said: re.Match[str] | None, others: Sequence[LinkPlace]) -> Place:
    if others:
        return others[0].place
    if said is not None:
        return span(reading.text, *said.span())
    return span(reading.text, 0, reading.sentence(0)[1])
