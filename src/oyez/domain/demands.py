"""What a platform asks of a notice beyond the length of its text: said before approval.

Each finding is a code with a sentence. One that stops keeps the notice from going out on that
channel; any other tells the author what readers there will not get, or what it costs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from oyez.domain.errors import Sentence, say
from oyez.domain.fitting import GSM_BASIC, GSM_EXTENSION, segments

HASHTAG: Final = re.compile(r"#\w+")  # as Instagram counts, in addresses too
SHOWN: Final = 5  # characters that a sentence names


@dataclass(frozen=True, slots=True)
class Demands:
    """What one platform asks; 0 means that it asks nothing of the kind.

    `rule` names how it counts a text. `caption` is the room of a text below pictures. A platform
    of `one_paragraph` shows line breaks as spaces; `descriptions` says whether it has a place for
    the descriptions of pictures.
    """

    platform: str
    rule: str
    min_pictures: int = 0
    max_pictures: int = 0
    alt_limit: int = 0
    descriptions: bool = True
    hashtags: int = 0
    caption: int = 0
    one_paragraph: bool = False

    def room(self, limit: int | None, pictures: int) -> int | None:
        """The limit of a text with so many pictures; None where the rule's own holds."""
        if not self.caption or not pictures:
            return limit
        return self.caption if limit is None else min(self.caption, limit)


@dataclass(frozen=True, slots=True)
class Written:
    """A text for one platform, and the descriptions of its pictures in order.

    `answers` says that it stands below another post, where no picture is asked for.
    """

    text: str
    alts: Sequence[str] = ()
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit, or that somebody should know before it goes out."""

    code: str
    sentence: Sentence
    stops: bool = False


def findings(demands: Demands, written: Written) -> list[Finding]:
    """Everything that is found, what stops first."""
    found = [one for rule in RULES for one in rule(demands, written)]
    return sorted(found, key=lambda one: not one.stops)


def stopping(demands: Demands, written: Written) -> Sentence | None:
    """The first sentence that keeps it from going out there, or None."""
    return next((one.sentence for one in findings(demands, written) if one.stops), None)


def _pictures(demands: Demands, written: Written) -> Iterator[Finding]:
    number = len(written.alts)
    if number < demands.min_pictures and not written.answers:
        template = "{platform} takes nothing without a picture. Add one, or nothing goes out there."
        yield Finding("picture_needed", say(template, platform=demands.platform), stops=True)
    if number > demands.max_pictures:
        template = (
            "{platform} shows {most} of the {number} pictures; the others stand on the own page."
            if demands.max_pictures
            else "{platform} shows no pictures; they stand on the own page."
        )
        told = say(template, platform=demands.platform, most=demands.max_pictures, number=number)
        yield Finding("pictures_left_out", told)


def _descriptions(demands: Demands, written: Written) -> Iterator[Finding]:
    shown = written.alts[: demands.max_pictures]
    if shown and not demands.descriptions:
        template = "{platform} has no place for descriptions of pictures; the own page shows them."
        yield Finding("descriptions_left_out", say(template, platform=demands.platform))
    for number, alt in enumerate(shown, start=1):
        if demands.alt_limit and len(alt) > demands.alt_limit:
            told = say(
                "The description of picture {number} has {length} characters; {platform} takes "
                "{most}. Shorten it, or nothing goes out there.",
                number=number,
                length=len(alt),
                platform=demands.platform,
                most=demands.alt_limit,
            )
            yield Finding("description_too_long", told, stops=True)


def _hashtags(demands: Demands, written: Written) -> Iterator[Finding]:
    number = len(HASHTAG.findall(written.text))
    if demands.hashtags and number > demands.hashtags:
        told = say(
            "The text has {number} hashtags; {platform} takes {most}. Take some out, or nothing "
            "goes out there.",
            number=number,
            platform=demands.platform,
            most=demands.hashtags,
        )
        yield Finding("too_many_hashtags", told, stops=True)


def _paragraphs(demands: Demands, written: Written) -> Iterator[Finding]:
    if demands.one_paragraph and "\n" in written.text.strip():
        template = "{platform} shows the text as one paragraph, without line breaks."
        yield Finding("one_paragraph", say(template, platform=demands.platform))


def _alphabet(demands: Demands, written: Written) -> Iterator[Finding]:
    """One character outside the small alphabet halves the room of a short message."""
    odd = sorted(set(written.text) - GSM_BASIC - GSM_EXTENSION - {"\r"})
    if demands.rule != "sms" or not odd:
        return
    parts = len(segments(written.text))
    plain = "".join("?" if character in odd else character for character in written.text)
    fewer = len(segments(plain))
    if parts > fewer:
        told = say(
            "Because of {characters} the short message takes {parts} parts instead of {fewer}, "
            "and each part is charged.",
            characters=" ".join(odd[:SHOWN]),
            parts=parts,
            fewer=fewer,
        )
        yield Finding("dear_characters", told)


RULES: Final[tuple[Callable[[Demands, Written], Iterator[Finding]], ...]] = (
    _pictures,
    _descriptions,
    _hashtags,
    _paragraphs,
    _alphabet,
)
