"""Every address in a text and beside it, also those without scheme and in other spellings."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from oyez.domain.links import link_spans
from oyez.domain.screening.hosts import Address, read_address
from oyez.domain.screening.listed import listed
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Draft, Place

# A word after a dot is a host only with an ending that exists; `gesperrt.Bitte` is a slip.
ENDINGS: Final = listed(
    """
    com org net info biz name pro mobi int edu gov mil eu uk de fr at ch be nl lu ie es pt it
    dk se no fi pl cz sk hu ro bg gr hr si rs ba al mk me lt lv ee ua ru by tr il ae sa in cn
    jp kr tw hk sg my th vn id ph au nz us ca mx br ar cl co pe ve za ng ke eg ma tn dz is mt
    cy li mc sm ad gi im je gg fo gl io ai tv fm ly gd cc ws to tk ml ga cf gq pw su st sh ac
    la vc ms nu cx bz ag sc lc am as app dev page site online website web shop store blog news
    live stream video media press link click top xyz club vip win bet bid fun icu one world
    today life team group agency company services solutions support help chat social network
    email events tickets tube cam sex sexy adult porn xxx dating games game football sport
    tech cloud digital host space art music film movie show radio studio photo photos pictures
    gallery jobs work academy school university college education church charity foundation
    ngo police security london berlin hamburg koeln cologne bayern nrw ruhr saarland tirol
    wien paris bzh alsace corsica scot wales cymru cat example test invalid localhost local
    internal lan intranet onion zip mov
    """
)
LABEL: Final = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
SEPARATOR: Final = r"(?:\.|\s?[\[({]\s?(?:\.|dot|punkt|point)\s?[\])}]\s?|\s[dD][oO][tT]\s)"
BARE: Final = re.compile(
    rf"(?<![\w@./:\[-])(?:(?:{LABEL}){SEPARATOR}){{1,5}}(?P<ending>[^\W\d_][^\W_]{{1,23}}|"
    rf"xn--[\w-]+)"
    r"(?![\w@]|-\w|\.\w+@)(?::\d{1,5}(?=/|\b))?(?:[/?#][^\s<>\"„“”«»]*)?"
)
NUMERIC: Final = re.compile(
    r"(?<![\w./:-])(?:(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?(?:/[^\s<>\"„“”«»]*)?|"
    r"localhost(?::\d{1,5})?"
    r"(?:/[^\s<>\"„“”«»]*)?)(?![\w-]|\.\d)"
)
AFTER: Final = re.compile(r"(?:[.,;:!?'’…\])}*~])+$")
CODES: Final = re.compile(r"\b(?:rtmps?|rtsp|mms|hxxps?|h\*\*ps?)://[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """An address and where it stands."""

    address: Address
    place: Place


def link_places(reading: Reading, draft: Draft) -> Iterator[LinkPlace]:
    """The addresses of the text in order, then those beside it that the text does not hold."""
    held = set()
    for start, end in _spans(reading.text):
        written = reading.text[start:end]
        address = read_address(written)
        held |= {written, address.url}
        yield LinkPlace(address, Place(written, start, end))
    for number, written in enumerate(draft.links):
        address = read_address(written)
        if written not in held and address.url not in held:
            held.add(written)
            yield LinkPlace(address, Place(written, field=f"links[{number}]"))


def _spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every address."""
    spans: list[tuple[int, int]] = []
    taken: list[tuple[int, int]] = []
    for start, end in [*link_spans(text), *_matches(CODES, text), *_bare(text)]:
        if not any(start < last and end > first for first, last in taken):
            taken.append((start, end))
            spans.append((start, end))
    return sorted(spans)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        yield match.start(), match.start() + len(_trimmed(match.group()))


def _trimmed(written: str) -> str:
    cut = AFTER.sub("", written)
    if written[len(cut) :].startswith(")") and cut.count("(") > cut.count(")"):
        return cut + ")"
    return cut or written


def _bare(text: str) -> Iterator[tuple[int, int]]:
    for match in BARE.finditer(text):
        ending = match.group("ending")
        host = match.group()[: match.end("ending") - match.start()]
        if _is_ending(ending, host):
            yield match.start(), match.start() + len(_trimmed(match.group()))
    for match in NUMERIC.finditer(text):
        if _is_machine(match.group()):
            yield match.start(), match.start() + len(_trimmed(match.group()))


def _is_ending(ending: str, host: str) -> bool:
    """Whether the last part is an ending; `Donnerstag.In` and `Nr.1` are none."""
    low = ending.lower()
    if low not in ENDINGS and not low.startswith("xn--"):
        return False
    if ending != low and host != host.upper() and not host[:1].isupper():
        return False
    if ending[:1].isupper() and host != host.upper():
        return False
    return (
        len(low) > 2
        or not host[0].isupper()
        or host.count(".") > 1
        or host[1:2].islower() is False
        or (low in ("uk", "de", "fr", "eu", "ch", "io", "tv", "me", "ly", "co"))
    )


def _is_machine(written: str) -> bool:
    """A row of four numbers is a machine's address where all of them fit in a byte."""
    host = re.split(r"[:/]", written, maxsplit=1)[0]
    if host == "localhost":
        return ":" in written or "/" in written
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True
