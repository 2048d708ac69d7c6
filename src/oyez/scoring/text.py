"""What is scored, and the one preprocessing that training and scoring share.

`clean` is versioned: a change of its output is a new `PREPROCESSING`, and needs new training.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

PREPROCESSING = "1"
RAW_LIMIT = 20_000  # characters looked at before anything is collapsed
LIMIT = 600  # characters that are scored

_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}/\S*", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@])@[\w.-]*\w(?:@[\w.-]+\w)?")
_HANDLES = re.compile(r"(?:@user[\s,:]*){2,}")
_RETWEET = re.compile(r"^(?:RT\s+@user\s*:?\s*)+")
_HASHTAG = re.compile(r"#(?=\w)")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_FLOOD = re.compile(r"(.)\1{2,}", re.DOTALL)
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_]([ .*_\-]))(?:[^\W\d_]\1){2,}[^\W\d_](?!\w)")
_MASKED = re.compile(r"(?=[\w@$!*]*[^\W\d_])(?=[\w@$!*]*[0-9@$!])[\w@$!*]{4,}")
_LEET = str.maketrans("0134578@$!", "oieastbasi")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Text:
    """One reply or mention; `post` is what it answers, `lang` what the platform says: may be ''."""

    text: str
    post: str = ""
    lang: str = ""


def clean(raw: str) -> str:
    """The text without links, handles and tricks: at most `LIMIT` characters, case kept.

    Links become `<url>` and handles one `@user`; letters that were spaced out or written as
    digits come back.
    """
    text = html.unescape(raw[:RAW_LIMIT]).replace("|LBR|", " ")
    text = unicodedata.normalize("NFKC", text)
    text = "".join(map(_kept, text)) if not text.isascii() or not text.isprintable() else text
    text = _HANDLE.sub(" @user ", _LINK.sub(" <url> ", text))
    text = _FLOOD.sub(r"\1\1", _BLANKS.sub(" ", text).strip())
    text = _RETWEET.sub("", _HANDLES.sub("@user ", text))
    text = _SPACED.sub(lambda match: match[0].replace(match[1], ""), text)
    return _HASHTAG.sub("", _MASKED.sub(_unmasked, text))[:LIMIT].strip()


def without_numbers(cleaned: str) -> str:
    """A clean text with `#` for every number: only this is cut into n-grams and vectors."""
    return _NUMBER.sub("#", cleaned)


def _kept(character: str) -> str:
    """A character, a blank in its place, or nothing."""
    if character.isspace():
        return " "
    kind = unicodedata.category(character)
    if kind == "Cc":
        return " "
    return "" if kind[0] == "C" or kind in {"Mn", "Me"} else character


def _unmasked(match: re.Match[str]) -> str:
    """A word whose letters were replaced by look-alikes; other words stay as they are."""
    word = match[0]
    if word.endswith("!") or word.startswith("@user"):
        return word
    letters = sum(character.isalpha() for character in word)
    return word.translate(_LEET) if letters * 2 >= len(word) and letters < len(word) else word
