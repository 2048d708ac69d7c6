"""What a person typed, checked as a whole before anything is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.conf import settings

from oyez.domain.errors import NotAllowed, say
from oyez.domain.links import check_link, find_links
from oyez.domain.notice import Urgency
from oyez.domain.screening import Kind
from oyez.domain.text import normalise, problems

HEADLINE, BODY, AREA, NOTE = 200, 20_000, 200, 300
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


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
    """A notice or a correction as typed. `by_hand` maps channel ids to texts edited there."""

    texts: Sequence[Words]
    urgency: Urgency = Urgency.ROUTINE
    links: Sequence[str] = ()
    area: str = ""
    valid_until: datetime | None = None
    scheduled_at: datetime | None = None
    prepared: Sequence[Words] = ()
    by_hand: Mapping[int, str] = field(default_factory=dict)
    note: str = ""
    kind: Kind = Kind.NEWS


def check(draft: Draft, now: datetime, *, first: bool = True) -> None:
    """NotAllowed with the field's name for the first thing that is wrong."""
    if not draft.texts:
        raise NotAllowed(say("Write the notice in at least one language."), "body")
    _check_texts(draft.texts, "")
    _check_texts(draft.prepared, "prepared_")
    typed("area", draft.area, AREA, public=True)
    typed("note", draft.note, NOTE, public=True)
    for link in draft.links:
        if refusal := check_link(link):
            raise NotAllowed(refusal, "links")
    for text in draft.by_hand.values():
        typed("variants", text, BODY, public=True)
    _check_times(draft, now)
    if first and draft.urgency is Urgency.CRITICAL and not draft.prepared:
        raise NotAllowed(
            say(
                "A critical notice needs a prepared correction: the words that go out if it "
                "turns out to be wrong."
            ),
            "prepared_body",
        )


def check_correction(draft: Draft, now: datetime) -> None:
    """The same for a correction, which also says what it corrects."""
    if not draft.note.strip():
        raise NotAllowed(
            say("Write in a few words what is corrected; the public reads it."), "note"
        )
    check(draft, now, first=False)


def typed(field_name: str, text: str, longest: int, *, public: bool = False) -> str:
    """A person's words as they are kept; NotAllowed at their field where they cannot be.

    Nothing is cut: what is too long is told. In what the public reads, addresses are checked too.
    """
    kept = normalise(text).strip()
    if len(kept) > longest:
        raise NotAllowed(
            say(
                "This is {length} characters long; at most {longest} are possible.",
                length=len(kept),
                longest=longest,
            ),
            field_name,
        )
    if found := problems(text):
        raise NotAllowed(found[0], field_name)
    if public:
        _check_addresses(field_name, text)
    return kept


def _check_addresses(field_name: str, text: str) -> None:
    for link in find_links(text):
        own = link.startswith(f"{settings.PUBLIC_URL}/")  # every variant carries the notice's
        if not own and (refusal := check_link(link)):
            raise NotAllowed(refusal, field_name)


def _check_texts(texts: Sequence[Words], prefix: str) -> None:
    seen: set[str] = set()
    for words in texts:
        if not LANGUAGE.fullmatch(words.language):
            raise NotAllowed(
                say("A language is written like de or pt-BR."),
                f"{prefix}language",
            )
        if words.language in seen:
            raise NotAllowed(
                say("This language is there already; each language stands once."),
                f"{prefix}language",
            )
        seen.add(words.language)
        _check_words(words, prefix)


def _check_words(words: Words, prefix: str) -> None:
    headline = normalise(words.headline).strip()
    if not headline:
        raise NotAllowed(say("Write a headline."), f"{prefix}headline")
    if not words.body.strip():
        raise NotAllowed(say("Write the text of the notice."), f"{prefix}body")
    if "\n" in headline:
        raise NotAllowed(say("The headline is one line."), f"{prefix}headline")
    typed(f"{prefix}headline", words.headline, HEADLINE, public=True)
    typed(f"{prefix}body", words.body, BODY, public=True)


def _check_times(draft: Draft, now: datetime) -> None:
    if draft.scheduled_at and draft.scheduled_at <= now:
        raise NotAllowed(say("The time to send lies in the past."), "scheduled_at")
    if draft.valid_until and draft.valid_until <= now:
        raise NotAllowed(say("The end of the notice lies in the past."), "valid_until")
    if draft.valid_until and draft.scheduled_at and draft.valid_until <= draft.scheduled_at:
        raise NotAllowed(say("The notice would end before it is sent."), "valid_until")
