"""What a translation must keep of its original, and how each language writes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.messages.catalog import Message

PLACE = re.compile(r"\{\w*\}|%\(\w+\)[sd]|%[sd]")
MARKUP = re.compile(r"</?\w+[^<>]*>")
ADDRESS = re.compile(r"\b[a-z]+://\S*")
NARROW, FIXED = "\u202f", "\u00a0"

# Each rule: what must not stand in a translation, and the sentence that says so.
EVERYWHERE = (
    (r"[\"']", "straight quotes or apostrophes"),
    (r"\.\.\.", "three dots instead of …"),
    (r"!", "an exclamation mark"),
    (r"  ", "two spaces"),
)
RULES = {
    "de": (
        (r"”|[«»‹›]", "quotes that are not „…“"),
        (r"„\s|\s“", "a space inside quotes"),
        (r"\b(?i:fehler)\b", "the word Fehler: say what happened"),
    ),
    "fr": (
        (r"[“”„]", "quotes that are not « … »"),
        (rf"«(?!{NARROW})|(?<!{NARROW})»", "no narrow space inside quotes"),
        (rf"(?<!{NARROW})[;?]", "no narrow space before ; or ?"),
        (rf"(?<![{FIXED}\d]):(?=\s|$)", "no fixed space before a colon"),
        (r"\b(?i:erreur)\b", "the word erreur: say what happened"),
    ),
}


def forms(message: Message) -> list[str]:
    """The translation, one text for each form of the plural."""
    string = message.string
    return list(string) if isinstance(string, tuple | list) else [string]


def unfinished(message: Message) -> bool:
    """Whether somebody still has to translate it or to look at a guess."""
    return message.fuzzy or not all(forms(message))


def lost(message: Message) -> list[str]:
    """Places for values, markup and outer spaces that the translation has not kept."""
    originals = message.id if isinstance(message.id, tuple) else (message.id,)
    found = []
    for place, text in enumerate(forms(message)):
        # One may be said as a word, but only in the form that means exactly one.
        fitting = originals if place == 0 else originals[-1:]
        if all(_kept(text) != _kept(original) for original in fitting):
            found.append(f"{text!r} differs from {originals[-1]!r} in its places or markup")
    return found


def _kept(text: str) -> tuple[object, ...]:
    edges = (text[:1].isspace(), text[-1:].isspace())
    return sorted(PLACE.findall(text)), sorted(MARKUP.findall(text)), edges


def miswritten(message: Message, language: str) -> Iterator[str]:
    """What the language writes in another way."""
    if (message.context or "").startswith("format"):
        return
    for text in forms(message):
        plain = ADDRESS.sub("x", MARKUP.sub("", text))
        for pattern, what in (*EVERYWHERE, *RULES[language]):
            if re.search(pattern, plain):
                yield f"{what} in {text!r}"
        if plain.count("„") != plain.count("“") or plain.count("«") != plain.count("»"):
            yield f"quotes that do not close in {text!r}"
