"""The house's own sentences for incidents, by language; an authority may write others."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from oyez.domain.incident import Wish
from oyez.govern.models import Authority
from oyez.guard.queries.incidents import worded

LANGUAGES = ("en", "de", "fr")


@dataclass(frozen=True, slots=True)
class Words:
    """A headline and a body with places in braces."""

    headline: str
    body: str
    own: bool = False


@cache
def house_words(language: str) -> dict[str, Words]:
    """Every wish in one of the languages that ship."""
    text = files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    return {wish: Words(one["headline"], one["body"].strip()) for wish, one in told.items()}


def words_for(authority: Authority | None, wish: Wish, language: str) -> Words:
    """What the authority wrote; else the house's words, in English where there are none."""
    row = worded(authority, wish, language) if authority else None
    if row is not None:
        return Words(row.headline, row.body, own=True)
    return house_words(language if language in LANGUAGES else LANGUAGES[0])[wish]
