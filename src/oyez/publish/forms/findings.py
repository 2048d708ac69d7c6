"""All that is wrong with a draft, each at its field; the rules themselves stay in `draft.check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from oyez.domain.errors import NotAllowed, Sentence
from oyez.domain.notice import Urgency
from oyez.publish.draft import Draft, Words, check

GOOD = (Words("en", "x", "x"),)


@dataclass(frozen=True, slots=True)
class Block:
    """A language's texts as typed at one place of the form."""

    number: int
    words: Words
    prepared: Words | None


def findings(
    draft: Draft, blocks: Sequence[Block], now: datetime, *, first: bool
) -> Iterator[tuple[str, Sentence]]:
    """Field and sentence for everything the rules object to, found by asking them in parts."""
    for field, part, whole in _parts(draft, blocks):
        try:
            check(part, now, first=first and whole)
        except NotAllowed as error:
            yield field or error.field, error.reason


def _parts(draft: Draft, blocks: Sequence[Block]) -> Iterator[tuple[str, Draft, bool]]:
    for block in blocks:
        yield from _of_block(block)
    yield "area", Draft(GOOD, area=draft.area), False
    yield "note", Draft(GOOD, note=draft.note), False
    yield "links", Draft(GOOD, links=draft.links), False
    yield "", Draft(GOOD, valid_until=draft.valid_until, scheduled_at=draft.scheduled_at), False
    for channel, text in draft.by_hand.items():
        yield f"hand_{channel}", Draft(GOOD, by_hand={channel: text}), False
    if draft.urgency is Urgency.CRITICAL and not draft.prepared:
        yield "prepared_body_0", Draft(GOOD, urgency=draft.urgency), True


def _of_block(block: Block) -> Iterator[tuple[str, Draft, bool]]:
    words, number = block.words, block.number
    yield f"headline_{number}", Draft([Words("en", words.headline, "x")]), False
    yield f"body_{number}", Draft([Words("en", "x", words.body)]), False
    if (ready := block.prepared) is not None:
        headline = [Words("en", ready.headline, "x")]
        yield f"prepared_headline_{number}", Draft(GOOD, prepared=headline), False
        body = [Words("en", "x", ready.body)]
        yield f"prepared_body_{number}", Draft(GOOD, prepared=body), False
