"""Which addresses a text holds, and which of them may be published."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import Final
from urllib.parse import SplitResult, urlsplit

from oyez.domain.errors import Sentence, say

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_LINK = re.compile(r"(?<![A-Za-z0-9@])(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.)[^\s<>\"„“”«»]+")
_TRAILING: Final = ".,;:!?'’…)]}*_~。、，！？）」』"
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_INSIDE: Final = (
    "localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa", "localdomain"
)  # fmt: skip
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")


def link_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every address in a text, without the punctuation that follows it."""
    return [
        (found.start(), found.start() + len(_trimmed(found.group())))
        for found in _LINK.finditer(text)
    ]


def find_links(text: str) -> list[str]:
    """Every address in a text, in order, as written."""
    return [text[start:end] for start, end in link_spans(text)]


def _trimmed(link: str) -> str:
    while link[-1] in _TRAILING:
        opener = _PAIRS.get(link[-1])
        if opener and link.count(opener) >= link.count(link[-1]):
            break
        link = link[:-1]
    return link


def check_link(url: str) -> Sentence | None:
    """Why this address may not be published, or None when nothing speaks against its form."""
    if any(character.isspace() or unicodedata.category(character)[0] == "C" for character in url):
        return say("The address holds a space or an invisible character.")
    if "\\" in url:
        return say("The address holds a backslash; addresses are written with /.")
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # reading it is what checks it
    except ValueError:
        return say("The address {url} is not complete.", url=url)
    return _check_parts(url, parts)


def _check_parts(url: str, parts: SplitResult) -> Sentence | None:
    if parts.scheme not in ("http", "https"):
        return say("The address {url} must start with https:// or http://.", url=url)
    if "@" in parts.netloc:
        return say("The address must not hold a user name or a password.")
    host = unicodedata.normalize("NFKC", parts.hostname or "").replace("。", ".").lower()
    host = host.removesuffix(".")
    if not host or "%" in host or ".." in host or host.startswith("."):
        return say("The address {url} names no website.", url=url)
    if not public_host(host):
        return say(
            "The address {url} leads into an internal network, not to a public website.", url=url
        )
    return None


def public_host(host: str) -> bool:
    """Whether a host, a name or an address in any spelling, is one of the open internet."""
    if ":" in host:
        return _public_address(ipaddress.IPv6Address(host))
    if _NUMBER.fullmatch(host.rsplit(".", 1)[-1]):
        address = ipv4_meant(host)
        return address is not None and _public_address(address)
    return not is_inside(host)


def is_inside(host: str) -> bool:
    """True for a name that only an internal network knows, in lower case and without end dot."""
    return "." not in host or any(host.endswith("." + name) for name in _INSIDE)


def ipv4_meant(host: str) -> Address | None:
    """The address meant by any spelling browsers accept: short, decimal, octal, hexadecimal."""
    parts = host.split(".")
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    try:
        numbers = [_number(part) for part in parts]
    except ValueError:
        return None
    *heads, last = numbers
    if any(head > 255 for head in heads) or last >= 256 ** (4 - len(heads)):
        return None
    total = last
    for place, head in enumerate(heads):
        total += head * 256 ** (3 - place)
    return ipaddress.IPv4Address(total)


def _number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") and len(part) > 1 else 10)


def _public_address(address: Address) -> bool:
    """Global unicast, also after unwrapping the IPv4 address an IPv6 address may carry."""
    if isinstance(address, ipaddress.IPv6Address):
        nat64 = address in ipaddress.IPv6Network("64:ff9b::/96")
        carried = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if nat64 else None
        carried = address.ipv4_mapped or address.sixtofour or carried
        if carried is not None:
            return _public_address(carried)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved
