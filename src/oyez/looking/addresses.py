"""One form of a foreign address, whatever way it was written, before anything is asked."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit

import idna

from oyez.domain.links import ipv4_meant, is_inside
from oyez.domain.looking import Failure

LONGEST: Final = 4096
USUAL: Final = {"http": 80, "https": 443}
_BROWSER_DROPS: Final = re.compile(r"[\t\n\r]")
_WEB: Final = re.compile(r"(https?):[/\\]*", re.IGNORECASE)
_OTHER_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))", re.IGNORECASE)
_HOST: Final = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_NUMERIC: Final = re.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|[0-9]+)")


class Unfollowable(Exception):
    """The address is not followed, and nothing was sent; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect and what to ask there; `host` is ASCII, an IPv6 host has no brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def address(self) -> str:
        """The address in its one form."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """What the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == USUAL[self.scheme] else f"{host}:{self.port}"


def normalise(address: str, ports: Collection[int] = (80, 443)) -> Target:
    """The target of an address as browsers read it, with or without scheme.

    Raises Unfollowable for what is no web address, holds a password, asks another port, or names
    a host of an internal network.
    """
    text = _BROWSER_DROPS.sub("", address.strip("\x00\x20\t\n\r"))
    if not text or len(text) > LONGEST or any(ord(c) < 32 or ord(c) == 127 for c in text):
        raise Unfollowable(Failure.BAD_ADDRESS)
    parts = urlsplit(_with_scheme(text))
    scheme = parts.scheme.lower()
    try:
        host, port = parts.hostname or "", parts.port or USUAL[scheme]
    except ValueError:
        raise Unfollowable(Failure.BAD_ADDRESS) from None
    if "@" in parts.netloc or port not in ports or parts.port == 0:
        raise Unfollowable(Failure.BAD_ADDRESS)
    query = f"?{_sendable(parts.query)}" if parts.query else ""
    path = urljoin("http://x/", "/" + parts.path.lstrip("/")).removeprefix("http://x")
    return Target(scheme, _host(host), port, _sendable(path) + query)


def follow(current: Target, location: str, ports: Collection[int] = (80, 443)) -> Target:
    """Where a redirect leads, read relative to the page that sent it."""
    text = _BROWSER_DROPS.sub("", location.strip())
    if not _WEB.match(text):
        if _OTHER_SCHEME.match(text):
            raise Unfollowable(Failure.BAD_ADDRESS)
        head, mark, rest = text.partition("?")
        try:
            text = urljoin(current.address, head.replace("\\", "/") + mark + rest)
        except ValueError:
            raise Unfollowable(Failure.BAD_ADDRESS) from None
    target = normalise(text, ports)
    if current.scheme == "https" and target.scheme == "http":
        raise Unfollowable(Failure.DOWNGRADE)
    return target


def _with_scheme(text: str) -> str:
    if found := _WEB.match(text):
        scheme, rest = found[1].lower(), text[found.end() :]
    elif _OTHER_SCHEME.match(text):
        raise Unfollowable(Failure.BAD_ADDRESS)
    else:
        scheme, rest = "http", text.lstrip("/\\")
    end = min((rest.find(mark) for mark in "?#" if mark in rest), default=len(rest))
    try:
        whole = f"{scheme}://{rest[:end].replace(chr(92), '/')}{rest[end:]}"
        urlsplit(whole)
    except ValueError:
        raise Unfollowable(Failure.BAD_ADDRESS) from None
    return whole


def _host(written: str) -> str:
    if ":" in written:
        return _ipv6(written)
    host = unicodedata.normalize("NFKC", unquote(written)).lower()
    host = re.sub("[。．｡]", ".", host).removesuffix(".")
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode()
        except idna.IDNAError:
            raise Unfollowable(Failure.BAD_ADDRESS) from None
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise Unfollowable(Failure.BAD_ADDRESS)
    if _NUMERIC.fullmatch(host):
        meant = ipv4_meant(host)
        if meant is None:
            raise Unfollowable(Failure.BAD_ADDRESS)
        return str(meant)
    if is_inside(host):
        raise Unfollowable(Failure.PRIVATE_ADDRESS)
    return host


def _ipv6(written: str) -> str:
    try:
        meant = ipaddress.IPv6Address(written)
    except ValueError:
        raise Unfollowable(Failure.BAD_ADDRESS) from None
    if meant.scope_id:
        raise Unfollowable(Failure.PRIVATE_ADDRESS)
    return str(meant)


def _sendable(text: str) -> str:
    """Percent-encoded where a request line cannot hold it; what was encoded stays as it is."""
    return quote(text, safe="/%:@!$&'()*+,;=~-._?[]|")
