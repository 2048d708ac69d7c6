"""Addresses taken apart, and which of them belong to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from oyez.domain.screening.listed import listed

# Below these, names are given to owners one level further down.
SHARED: Final = listed(
    """
    co.uk org.uk gov.uk ac.uk police.uk nhs.uk me.uk net.uk sch.uk mod.uk ltd.uk plc.uk com.au
    net.au org.au gov.au co.nz co.za com.br com.tr com.pl co.jp com.cn co.in gouv.fr asso.fr
    com.fr github.io gitlab.io blogspot.com wordpress.com netlify.app vercel.app pages.dev
    web.app herokuapp.com
    """
)
OBFUSCATED: Final = re.compile(
    r"\s?[\[({<]\s?(?:\.|dot|punkt|point)\s?[\])}>]\s?|\sdot\s", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address as written and what it means. `host` is in small letters, IDN as letters; it is
    empty where the address names none. `user` is what stands before an @.
    """

    written: str
    url: str
    scheme: str
    host: str
    path: str
    query: str
    user: str = ""
    had_scheme: bool = True


@lru_cache(maxsize=1024)
def read_address(written: str) -> Address:
    """An address out of any spelling, with `[.]`, `hxxp`, backslashes or without a scheme."""
    url = OBFUSCATED.sub(".", written.strip()).replace("\\", "/")
    url = re.sub(r"^hxxp(s?)(?=:)|^h\*\*p(s?)(?=:)", r"http\1\2", url, flags=re.IGNORECASE)
    url = re.sub(r"[\t\r\n\u200b-\u200f\u2060\ufeff]", "", url)
    had_scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d{1,5}(?:/|$))", url) is not None
    if not had_scheme:
        url = "https://" + url.lstrip("/")
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").replace("。", ".")
    except ValueError:
        return Address(written, url, "", "", "", "", had_scheme=had_scheme)
    return _address(written, url, parts, (readable(host), had_scheme))


def _address(written: str, url: str, parts: SplitResult, more: tuple[str, bool]) -> Address:
    user = parts.netloc.rpartition("@")[0]
    return Address(
        written, url, parts.scheme.lower(), more[0], parts.path, parts.query, user, more[1]
    )


def readable(host: str) -> str:
    """A host in small letters, with the letters that its punycode stands for."""
    return ".".join(_label(label) for label in host.lower().split("."))


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").lower()
    except (UnicodeError, ValueError):
        return label


@lru_cache(maxsize=512)
def domain(entered: str) -> str:
    """A domain as an authority entered it: without scheme, www, port and path."""
    bare = entered.strip().lower().partition("://")[2] or entered.strip().lower()
    bare = re.split(r"[/:?#]", bare, maxsplit=1)[0].lstrip("*.@").rstrip(".")
    return readable(bare.removeprefix("www."))


def of_domains(host: str, domains: Iterable[str]) -> bool:
    """Whether a host is one of these domains or lies below one."""
    return any(
        name and (host == name or host.endswith("." + name)) for name in map(domain, domains)
    )


def of_accounts(address: Address, accounts: Iterable[str]) -> bool:
    """Whether an address is one of these accounts on a platform, or a post that stands below one.

    The rest of the platform belongs to others, so an account without a path has nothing below it.
    """
    return not address.user and any(_below(address, read_address(one)) for one in accounts)


def _below(address: Address, account: Address) -> bool:
    if address.host.removeprefix("www.") != account.host.removeprefix("www."):
        return False
    asked, ours = _steps(address.path), _steps(account.path)
    if account.query or len(ours) == 1:
        return (asked, address.query) == (ours, account.query)
    return asked[: len(ours)] == ours and not {".", ".."} & {*asked}


def _steps(path: str) -> list[str]:
    return unquote(path).rstrip("/").split("/")


def registrable(host: str) -> str:
    """The part of a host that somebody has registered: `a.b.example.co.uk` is `example.co.uk`."""
    labels = host.split(".")
    keep = 3 if ".".join(labels[-2:]) in SHARED else 2
    return ".".join(labels[-keep:])


def owner(host: str) -> str:
    """The label that names who registered a host: `example` of `www.example.co.uk`."""
    return registrable(host).partition(".")[0]
