"""What a person typed, checked as a whole before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from oyez.domain.errors import NotAllowed, say
from oyez.domain.links import check_link, find_links
from oyez.domain.notice import Urgency
from oyez.domain.text import normalise, problems

HEADLINE, BODY, AREA = 200, 20_000, 200


@dataclass(frozen=True, slots=True)
class Words:
    """A text in one language."""

    language: str
    headline: str
    body: str

    def as_json(self) -> dict[str, str]:
        """As a revision stores it, normalised."""
        return {
            "language": self.language,
            "headline": normalise(self.headline).strip(),
            "body": normalise(self.body).strip(),
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice or a correction as typed. `by_hand` maps channel ids to texts edited there.

    `pictures` are ids of pictures already taken in, with their alternative texts.
    """

    texts: Sequence[Words]
    urgency: Urgency = Urgency.ROUTINE
    links: Sequence[str] = ()
    area: str = ""
    valid_until: datetime | None = None
    scheduled_at: datetime | None = None
    prepared: Sequence[Words] = ()
    by_hand: Mapping[int, str] = field(default_factory=dict)
    note: str = ""


def check(draft: Draft, now: datetime, *, first: bool = True) -> None:
    """NotAllowed with the field's name for the first thing that is wrong."""
    if not draft.texts:
        raise NotAllowed(say("Write the notice in at least one language."), "body")
    for words in draft.texts:
        _check_words(words, "")
    for words in draft.prepared:
        _check_words(words, "prepared_")
    _check_text("area", draft.area, AREA)
    _check_text("note", draft.note, 300)
    for link in draft.links:
        if refusal := check_link(link):
            raise NotAllowed(refusal, "links")
    for text in draft.by_hand.values():
        _check_text("variants", text, BODY)
    _check_times(draft, now)
    if first and draft.urgency is Urgency.CRITICAL and not draft.prepared:
        raise NotAllowed(
            say(
                "A critical notice needs a prepared correction: the words that go out if it "
                "turns out to be wrong."
            ),
            "prepared_body",
        )


def _check_words(words: Words, prefix: str) -> None:
    if not words.headline.strip():
        raise NotAllowed(say("Write a headline."), f"{prefix}headline")
    if not words.body.strip():
        raise NotAllowed(say("Write the text of the notice."), f"{prefix}body")
    if "\n" in words.headline.strip():
        raise NotAllowed(say("The headline is one line."), f"{prefix}headline")
    _check_text(f"{prefix}headline", words.headline, HEADLINE)
    _check_text(f"{prefix}body", words.body, BODY)
    for link in find_links(words.body):
        if refusal := check_link(link):
            raise NotAllowed(refusal, f"{prefix}body")


def _check_text(field_name: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise NotAllowed(
            say(
                "This is {length} characters long; at most {longest} are possible.",
                length=len(text),
                longest=longest,
            ),
            field_name,
        )
    if found := problems(text):
        raise NotAllowed(found[0], field_name)


def _check_times(draft: Draft, now: datetime) -> None:
    if draft.scheduled_at and draft.scheduled_at <= now:
        raise NotAllowed(say("The time to send lies in the past."), "scheduled_at")
    if draft.valid_until and draft.valid_until <= now:
        raise NotAllowed(say("The end of the notice lies in the past."), "valid_until")
    if draft.valid_until and draft.scheduled_at and draft.valid_until <= draft.scheduled_at:
        raise NotAllowed(say("The notice would end before it is sent."), "valid_until")
