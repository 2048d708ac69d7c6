"""Addresses that look like one of an authority's own and are another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from oyez.domain.screening.hosts import Address, domain, of_domains, owner, registrable

# Letters of other scripts, and rows of letters, that a reader takes for these.
SAME: Final = str.maketrans(
    {
        **dict(zip("аеорсухіїјѕһԁԛԝӏєтмнквгзьпдлб", "aeopcyxiijshdqwletmhkbrзbndлb", strict=True)),
        **dict(zip("αβγεικνορτυχωη", "abyeiknoptuxwn", strict=True)),
        **dict(zip("ıɩłøđħŧſßæœ0135", "iilodhtsbaeolss", strict=True)),
        "1": "l", "0": "o", "3": "e", "5": "s", "|": "l",
    }
)  # fmt: skip
PAIRS: Final = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("ii", "u"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
)
SHORTEST: Final = 5
GLUE: Final = ("-", "")
ADDED: Final = [
    "online",
    "official",
    "offiziell",
    "officiel",
    "info",
    "news",
    "portal",
    "service",
    "secure",
    "login",
    "aktuell",
    "help",
    "support",
    "verify",
    "alert",
    "alerts",
    "uk",
    "de",
    "fr",
    "eu",
    "gov",
    "police",
    "polizei",
    "web",
    "site",
    "pay",
    "recovery",
]


def skeleton(host: str) -> str:
    """A host as an eye reads it: accents gone, look-alike letters made the same."""
    plain = unicodedata.normalize("NFKD", host.lower())
    plain = "".join(one for one in plain if not unicodedata.combining(one)).translate(SAME)
    for pair, one in PAIRS:
        plain = plain.replace(pair, one)
    return plain


def mixed(host: str) -> bool:
    """Whether one label mixes letters of two scripts."""
    return any(len(_scripts(label)) > 1 for label in host.split("."))


def _scripts(label: str) -> set[str]:
    return {unicodedata.name(one, "?").split(" ")[0] for one in label if one.isalpha()} - {"?"}


def foreign(host: str) -> bool:
    """Whether a label is written in letters that are not Latin."""
    return any(_scripts(label) - {"LATIN"} for label in host.split("."))


def poses(address: Address, official: Iterable[str], trusted: Iterable[str]) -> str:
    """The official domain an address may be taken for, '' when for none."""
    host = address.host
    if not host or of_domains(host, [*official, *trusted]):
        return ""
    pretended = address.user.lower() if "." in address.user else ""
    for name in map(domain, official):
        if name and (_like(host, name) or (pretended and _within(pretended, name))):
            return name
    return pretended


def _like(host: str, name: str) -> bool:
    tail = ".".join(host.removeprefix("www.").split(".")[-(name.count(".") + 1) :])
    if _within(host, name):  # police.example.evil.com, police-example.com
        return True
    one, two = skeleton(tail), skeleton(name)
    if one == two:
        return True
    if len(owner(name)) < SHORTEST:
        return False
    if near(tail, name) or near(one, two):
        return True
    if _elsewhere(host, name):
        return True
    return _dressed(owner(host), owner(name)) and registrable(host) != registrable(name)


def _elsewhere(host: str, name: str) -> bool:
    """The same name under another ending: `polizei-nds.com` for `polizei-nds.de`."""
    one, two = registrable(host), registrable(name)
    short = one.count(".") == two.count(".") == 1
    return short and one != two and owner(host) == owner(name)


def _within(host: str, name: str) -> bool:
    """The official name stands whole inside another host."""
    if host == name:
        return False
    dotted = f".{host}."
    return f".{name}." in dotted or (
        f"{name.replace('.', '-')}" in host.replace(".", "-").split("_")[0]
        and ("." in name and len(owner(name)) >= SHORTEST)
    )


def _dressed(label: str, name: str) -> bool:
    """The official name with a word added: `polizei-osnabrueck-login`."""
    if len(name) < 2 * SHORTEST - 2 or label == name:
        return False
    forms = {f"{name}{glue}{word}" for glue in GLUE for word in ADDED}
    forms |= {f"{word}{glue}{name}" for glue in GLUE for word in ADDED}
    return label in forms


def near(one: str, two: str) -> bool:
    """Whether one letter is missing, too many, another, or changed places with its neighbour."""
    if one == two or abs(len(one) - len(two)) > 1:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    left, right = one[start:], two[start:]
    if len(one) != len(two):
        return left[1:] == right or left == right[1:]
    return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
