"""Shortening a notice for a platform without changing what it says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from oyez.domain.cutting import Cut, character_cuts, protected_spans, sentence_cuts, word_cuts
from oyez.domain.errors import NotAllowed, say
from oyez.domain.fitting import count
from oyez.domain.text import normalise


@dataclass(frozen=True, slots=True)
class Shortened:
    """The text for one platform; `cut` says that something of the notice was left out."""

    text: str
    cut: bool


@dataclass(frozen=True, slots=True)
class _Frame:
    """What surrounds the text and has to fit with it."""

    platform: str
    prefix: str
    marker: str
    limit: int | None

    def around(self, kept: str) -> str:
        """The whole text as it would be sent."""
        head = (self.prefix + kept).rstrip()
        return "\n\n".join(part for part in (head, self.marker) if part)

    def holds(self, kept: str) -> bool:
        """Whether the platform takes it."""
        return count(self.platform, self.around(kept), self.limit).fits


def compose(headline: str, body: str) -> str:
    """Headline and body as one text; a headline that already opens the body is not repeated."""
    headline, body = normalise(headline).strip(), normalise(body).strip()
    rest = body[len(headline) :]
    if body.startswith(headline) and not rest[:1].isalnum():
        return body
    return "\n\n".join(part for part in (headline, body) if part)


# While somebody types, most channels ask for the same text again, some ten times a second.
@lru_cache(maxsize=512)
def shorten(
    headline: str,
    body: str,
    marker_url: str,
    platform: str,
    *,
    prefix: str = "",
    limit: int | None = None,
) -> Shortened:
    """The notice as the platform takes it, always ending with the whole marker link.

    What does not fit is left out from the end: at the end of a sentence if one fits, otherwise
    at the end of a word, shown by an ellipsis.
    """
    frame = _Frame(platform, prefix, marker_url, limit)
    if not frame.holds(""):
        raise NotAllowed(
            say("Not even the link to the full notice fits on {platform}.", platform=platform)
        )
    whole = compose(headline, body)
    if frame.holds(whole):
        return Shortened(frame.around(whole), cut=False)
    for cuts in (sentence_cuts, word_cuts, character_cuts):
        kept = _longest(whole, cuts(whole), frame)
        if kept:
            return Shortened(frame.around(kept), cut=True)
    return Shortened(frame.around(""), cut=True)


def _longest(whole: str, cuts: Sequence[Cut], frame: _Frame) -> str:
    """The text up to the last cut that fits; a link can weigh less than its start, so look on."""
    ends = {end for _, end in protected_spans(whole)}
    written = partial(_written, whole, ends=ends, platform=frame.platform)
    first_too_long = bisect_left(cuts, 1, key=lambda cut: int(not frame.holds(written(cut))))
    for cut in reversed(cuts[:first_too_long]):
        kept = written(cut)
        if frame.holds(kept):
            return kept
    return ""


def _written(whole: str, cut: Cut, *, ends: set[int], platform: str) -> str:
    """The text up to a cut. A mark that touches a link would become part of it."""
    kept = whole[: cut.place].rstrip()
    if not cut.soft:
        return kept
    if len(kept) not in ends:
        kept = kept.rstrip(",;:–- ")
    if not kept:
        return ""
    # The sign … would force a short message out of its 7-bit alphabet and halve its room.
    mark = "..." if platform == "sms" else "…"
    return kept + (" " if len(kept) in ends else "") + mark
