"""How long a text is, exactly as each platform counts it.

Only X composes characters (NFC) before it counts; the others count what they are given. A CRLF
is one line end everywhere. The text is otherwise counted as it stands; `text.normalise` is the
caller's step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import regex
from twitter_text.regexp.valid_domain import valid_domain

from oyez.domain.errors import NotAllowed, say
from oyez.domain.fitting_x import weigh

URL_COST: Final = 23
GSM_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENSION: Final = frozenset("\f^{}\\[~]|€")
SMS_PARTS: Final = 255  # the part number of a joined short message is one byte
SMS_ROOM: Final = {"gsm7": (160, 153), "ucs2": (70, 67)}  # alone, and as one part of several

_GRAPHEME = regex.compile(r"\X")
_EMOJI = regex.compile(
    r"\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F\u200D\p{Extended_Pictographic}]*"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """How a platform counts; a limit of None means there is room for everything."""

    name: str
    unit: str
    limit: int | None
    byte_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A text measured for a platform."""

    platform: str
    count: int
    limit: int | None
    unit: str
    fits: bool


RULES: Final = {
    rule.name: rule
    for rule in (
        Rule("x", "weighted", 280),
        Rule("bluesky", "graphemes", 300, byte_limit=3000),
        Rule("mastodon", "graphemes", 500),
        Rule("telegram", "utf16", 4096),
        Rule("facebook", "codepoints", 63_206),
        Rule("instagram", "codepoints", 2_200),
        Rule("threads", "codepoints", 500),
        Rule("linkedin", "codepoints", 3_000),
        Rule("whatsapp", "codepoints", 1_024),
        Rule("matrix", "codepoints", None, byte_limit=48_000),
        Rule("webpush", "codepoints", None, byte_limit=2_900),
        Rule("manual", "codepoints", None),
        Rule("tiktok", "utf16", 4_000),
        Rule("sms", "gsm7", None),
        Rule("email", "codepoints", None),
        Rule("page", "codepoints", None),
    )
}


def rule_of(platform: str) -> Rule:
    """The platform's rule, or NotAllowed when Oyez does not know how it counts."""
    rule = RULES.get(platform)
    if rule is None:
        raise NotAllowed(
            say("Oyez does not know how {platform} counts a text.", platform=platform), "platform"
        )
    return rule


def count(platform: str, text: str, limit: int | None = None) -> Count:
    """Measure a text; `limit` replaces the default where a server has its own.

    For a short message the unit says which alphabet it needs, and without an own limit the
    limit is the room of as many parts as the text fills.
    """
    rule = rule_of(platform)
    text = text.replace("\r\n", "\n")
    if platform == "sms":
        return _count_sms(text, limit)
    number = _COUNTERS[platform](text)
    most = rule.limit if limit is None else limit
    fits = most is None or number <= most
    if rule.byte_limit is not None:
        fits = fits and len(text.encode("utf-8", "surrogatepass")) <= rule.byte_limit
    return Count(platform, number, most, rule.unit, fits)


def graphemes(text: str) -> list[str]:
    """The characters as a reader sees them: extended grapheme clusters."""
    return list(_GRAPHEME.findall(text))


# Mastodon: a link counts only with http(s) and a known top-level domain, and its path may hold
# any script. A mention keeps `@user`. What remains is counted as grapheme clusters.

_STEP = r"[^\p{White_Space}<>()?]"
_PAIR = rf"\((?:{_STEP}++|{_STEP}*+\({_STEP}++\){_STEP}*+)\)"
_STEP_LAST = r"""[^\p{White_Space}<>()?!*"'「」;:=,.$%\[\]~&|@]"""
_WIDE = r"\u00A0-\uD7FF\uE000-\uFDCF\uFDF0-\uFFEF\U00010000-\U0010FFFD"
_QUERY = rf"[a-z0-9!?*'();:&=+$/%#\[\]\-_.,~|@\^{_WIDE}]*[a-z0-9_&=#/\-{_WIDE}]"
_LINK = (
    r"(?<![a-z0-9@＠$#＃\ufffe\ufeff\uffff])https?://"
    rf"(?:{valid_domain.pattern})(?::[0-9]+)?"
    rf"(?:/(?:(?:{_STEP}|{_PAIR})*(?:{_STEP_LAST}|{_PAIR}))?)?(?:\?{_QUERY})?"
)
_ACCENTS = (
    r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268"
    r"\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
_MENTION = (
    r"(?<![=/\w])(?P<user>@[a-z0-9_]++(?:[.-]++[a-z0-9_]++)*+)(?>@\w++(?:[.-]++\w++)*+)"
    rf"(?![@＠{_ACCENTS}]|://)"
)
_ENTITY = regex.compile(f"(?P<link>{_LINK})|{_MENTION}", regex.IGNORECASE)


def _count_mastodon(text: str) -> int:
    counted = _ENTITY.sub(lambda found: found["user"] or "x" * URL_COST, text)
    return len(graphemes(counted))


def _utf16(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _with_emoji_bytes(text: str) -> int:
    """Threads counts an emoji as its bytes in UTF-8, all else as code points."""
    emoji = (found.group() for found in _EMOJI.finditer(text))
    return len(text) + sum(len(one.encode()) - len(one) for one in emoji)


_COUNTERS: Final[dict[str, Callable[[str], int]]] = {
    "x": weigh,
    "bluesky": lambda text: len(graphemes(text)),
    "mastodon": _count_mastodon,
    "telegram": _utf16,
    "tiktok": _utf16,
    "threads": _with_emoji_bytes,
    **dict.fromkeys(
        (
            "facebook",
            "instagram",
            "linkedin",
            "whatsapp",
            "matrix",
            "webpush",
            "manual",
            "email",
            "page",
        ),
        len,
    ),
}


# Short messages: the 7-bit alphabet with its extension (an escape and a character, cost 2), or
# UCS-2 as soon as one character is outside. Neither pair is ever split over two parts.


def sms_alphabet(text: str) -> str:
    """The alphabet a short message needs: `gsm7` or `ucs2`."""
    return "gsm7" if set(text) <= GSM_BASIC | GSM_EXTENSION else "ucs2"


def _sms_cost(character: str, alphabet: str) -> int:
    pair = character in GSM_EXTENSION if alphabet == "gsm7" else character > "\uffff"
    return 2 if pair else 1


def segments(text: str) -> list[str]:
    """The parts a short message is sent in, in order; an empty text is one empty part."""
    text = text.replace("\r\n", "\n")
    alphabet = sms_alphabet(text)
    alone, joined = SMS_ROOM[alphabet]
    if sum(_sms_cost(character, alphabet) for character in text) <= alone:
        return [text]
    parts, start, used = [], 0, 0
    for place, character in enumerate(text):
        cost = _sms_cost(character, alphabet)
        if used + cost > joined:
            parts.append(text[start:place])
            start, used = place, 0
        used += cost
    return [*parts, text[start:]]


def _count_sms(text: str, limit: int | None) -> Count:
    alphabet = sms_alphabet(text)
    alone, joined = SMS_ROOM[alphabet]
    number = sum(_sms_cost(character, alphabet) for character in text)
    parts = len(segments(text))
    room = alone if parts == 1 else parts * joined
    fits = parts <= SMS_PARTS and (limit is None or number <= limit)
    return Count("sms", number, room if limit is None else limit, alphabet, fits)
