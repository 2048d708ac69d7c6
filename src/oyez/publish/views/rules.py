"""What the rules find in a text while it is written; nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from oyez.domain.errors import Sentence
from oyez.domain.screening import Draft as Read
from oyez.domain.screening import Finding
from oyez.publish import queries
from oyez.publish.screened import (
    Text,
    as_media,
    context_of,
    found_in,
    key_of,
    looks_at,
    strange,
    whole,
)
from oyez.publish.views.bench import Bench
from oyez.publish.views.found import DECIDED, LEVELS, TONES


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that was found, for the page."""

    sentence: Sentence
    clears: Sentence
    tone: str
    level: str


def rules_for(bench: Bench) -> list[Rule]:
    """Everything the rules find in what is written now, the gravest first."""
    if bench.unit is None:
        return []
    texts = list(_texts(bench))
    context = context_of(bench.unit.authority, texts, timezone.now())
    looked = looks_at(strange(texts, context))
    decided = queries.decided_keys(bench.revision)
    found = found_in(texts, context, looked, looking=False)
    return [_rule(one, decided=key_of(one) in decided) for one in found]


def _rule(one: Finding, *, decided: bool) -> Rule:
    if decided:
        return Rule(one.sentence, one.clears, "ok", str(DECIDED))
    return Rule(one.sentence, one.clears, TONES[one.level], str(LEVELS[one.level]))


def _texts(bench: Bench) -> list[Text]:
    draft = bench.draft
    pictures = tuple(as_media(one) for one in bench.pictures)
    links = tuple(draft.links)
    found = []
    for words in (*draft.texts, *draft.prepared):
        text = whole({"headline": words.headline, "body": words.body})
        found.append(Text("text", Read(text, words.language, draft.kind, links, pictures)))
    found += [Text("hand", Read(text, "", draft.kind)) for text in draft.by_hand.values()]
    return found
