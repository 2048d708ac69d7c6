"""What one look at a foreign address brought back, and the rules that read it.

Fetching and parsing happen outside (`oyez.looking`); what arrives here are parts of a page.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any


class Failure(StrEnum):
    """Why a look brought nothing, or not all; the empty word is a look that brought a page."""

    NONE = ""
    PRIVATE_ADDRESS = "private_address"
    UNREACHABLE = "unreachable"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    TOO_BIG = "too_big"
    TIMEOUT = "timeout"
    BAD_TYPE = "bad_type"
    BAD_ADDRESS = "bad_address"
    DOWNGRADE = "downgrade"
    BAD_CERTIFICATE = "bad_certificate"


@dataclass(frozen=True, slots=True)
class Hop:
    """One request of a chain: where it went and with which status it was answered (0: not)."""

    address: str
    status: int = 0


@dataclass(frozen=True, slots=True)
class PictureSeen:
    """A picture by its digests: of its pixels, and a perceptual one of 64 bits."""

    sha256: str
    perceptual: int


@dataclass(frozen=True, slots=True)
class Looked:
    """One look. `text_fingerprint` is 0 where there was no text; `nudity` None: not examined.

    `live_as` and `said` are the evidence for `live` and `labels`, in the words of the page or
    the name of the service; `listed` are categories of block-lists; `login_wall` means that the
    page asks for a password instead of showing itself.
    """

    address: str
    at: datetime
    final_address: str = ""
    chain: tuple[Hop, ...] = ()
    status: int = 0
    title: str = ""
    description: str = ""
    content_type: str = ""
    text_fingerprint: int = 0
    labels: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    live: bool = False
    live_as: str = ""
    listed: tuple[str, ...] = ()
    picture: PictureSeen | None = None
    nudity: float | None = None
    login_wall: bool = False
    failure: Failure = Failure.NONE
    certificate_owner: str = ""

    @property
    def seen(self) -> bool:
        """True when a page or picture was read."""
        return self.failure is Failure.NONE and 200 <= self.status < 300


def to_json(looked: Looked) -> dict[str, Any]:
    """The look as JSON can hold it; `from_json` gives the same look back."""
    found = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(looked).items()
    }
    return found | {"at": looked.at.isoformat()}


def from_json(found: dict[str, Any]) -> Looked:
    """A look out of what `to_json` made; fields that are not known are left out."""
    known = {field.name for field in fields(Looked)}
    kept = {name: value for name, value in found.items() if name in known}
    picture = kept.get("picture")
    kept |= {
        "at": datetime.fromisoformat(kept["at"]),
        "chain": tuple(Hop(**hop) for hop in kept.get("chain", ())),
        "picture": PictureSeen(**picture) if picture else None,
        "failure": Failure(kept.get("failure", "")),
        **{name: tuple(kept.get(name, ())) for name in ("labels", "said", "listed")},
    }
    return Looked(**kept)


def digest(looked: Looked) -> str:
    """One hash over everything that was seen, in hexadecimal; an approval binds to it."""
    text = json.dumps(to_json(looked), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
