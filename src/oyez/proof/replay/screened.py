"""What screening would have said to a post of a timeline before it went out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from oyez.domain.screening import Context, Draft, Kind, screen
from oyez.proof.replay.timeline import Spoken, Timeline
from oyez.proof.replay.world import links_of


def codes_of(post: Spoken, timeline: Timeline, now: datetime) -> list[str]:
    """The codes of its findings, each once."""
    kinds = {kind.value for kind in Kind}
    draft = Draft(
        text=post.text,
        lang=post.lang,
        kind=Kind(post.kind) if post.kind in kinds else Kind.NEWS,
        links=tuple(links_of(post)),
    )
    context = Context(
        now=now,
        official_domains=_words(timeline.context, "official_domains"),
        approved_external_domains=_words(timeline.context, "approved_external_domains"),
        known_numbers=_words(timeline.context, "known_numbers"),
    )
    return list(dict.fromkeys(one.code for one in screen(draft, context)))


def _words(context: Any, name: str) -> tuple[str, ...]:
    found = context.get(name, ())
    return tuple(map(str, found)) if isinstance(found, list) else ()
