"""Which language a text is in: en, de, fr, or other."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

LANGUAGES = ("en", "de", "fr")
OTHER = "other"
# Told apart so that a text in none of ours is not forced into one of them.
NEIGHBOURS = (
    "ar", "bg", "cs", "da", "el", "es", "et", "fa", "fi", "he", "hi", "hr", "hu", "it", "ja", "ko",
    "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "th", "tr", "uk",
    "ur", "vi", "zh",
)  # fmt: skip
SHORT = 20  # letters below which the words around a text know better than the text
CLEAR = 40  # letters from which a text knows better than what came with it
# Small words that no neighbour writes like this: two of one language, and none of another, decide.
SMALL = {
    "en": "the and you of to that it for with are this what my your they have from there would "
    "could should been being because about when where who which their our these those don isn",
    "de": "der das und ist nicht ich ihr euch mit auf ein eine einen wir auch für wenn aber habt "
    "sich bei noch nur schon oder wird sind habe euer eure warum weil doch mal zum zur vom dass",
    "fr": "les est vous pas une des pour dans sur avec votre qui nous sont ont cette mais plus "
    "fait être aux cela ça où donc aussi très chez leur vos ils elle quand même depuis",
}
_KNOWN = {word: lang for lang, listed in SMALL.items() for word in listed.split()}
_WORD = re.compile(r"[^\W\d_]+")
_NOISE = re.compile(r"<url>|@user|[\W\d_]+")


@cache
def _identifier() -> Any:
    from py3langid.langid import LanguageIdentifier  # noqa: PLC0415  (only when needed)

    identifier = LanguageIdentifier.from_model_file("data/model.npz.xz")
    identifier.set_languages([*LANGUAGES, *NEIGHBOURS])
    return identifier


def base(lang: str) -> str:
    """`de-AT` and `DE_ch` are `de`."""
    return re.split(r"[-_]", lang.strip().lower(), maxsplit=1)[0]


def language_of(text: str, post: str = "", lang: str = "") -> str:
    """The language of a clean text; short ones are in the language around them.

    `lang` is what the platform said. It holds unless the text is long and clearly in another.
    """
    words = _NOISE.sub(" ", text).strip()
    told = base(lang)
    if told in LANGUAGES and len(words) < CLEAR:
        return told
    if len(words) < SHORT:
        around = _NOISE.sub(" ", post).strip()
        if len(around) >= SHORT:
            words = around
    return _by_small_words(words) or _seen(words)


def _by_small_words(words: str) -> str:
    """The language whose small words decide, or nothing."""
    found = {word: _KNOWN[word] for word in _WORD.findall(words.lower()) if word in _KNOWN}
    langs = set(found.values())
    return langs.pop() if len(found) >= 2 and len(langs) == 1 else ""


def _seen(words: str) -> str:
    if not any(character.isalpha() for character in words):
        return OTHER
    found = str(_identifier().classify(words)[0])
    if found in LANGUAGES:
        return found
    latin = sum("a" <= character <= "ÿ" for character in words.lower())
    letters = sum(character.isalpha() for character in words)
    if latin * 2 < letters or len(words) >= CLEAR:
        return OTHER
    return next(str(one) for one, _ in _identifier().rank(words) if one in LANGUAGES)
