"""One file of the public tree, ready to be written."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Class = Literal["page", "list", "feed", "alert", "live", "media", "asset", "widget"]

HTML = "text/html; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
JSON_FEED = "application/feed+json; charset=utf-8"
CAP = "application/cap+xml; charset=utf-8"
JSON = "application/json; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes with their type, cache class and status.

    A picture names its file in `source` and its digest in `declared`, so that its bytes are
    read only when they have to be written.
    """

    data: bytes
    media_type: str
    cls: Class
    status: int = 200
    source: str = ""
    declared: str = ""

    @property
    def sha256(self) -> str:
        """The digest of the content."""
        return self.declared or hashlib.sha256(self.data).hexdigest()

    def content(self) -> bytes:
        """The bytes themselves; a picture that is not the declared one is refused."""
        data = Path(self.source).read_bytes() if self.source else self.data
        if self.declared and hashlib.sha256(data).hexdigest() != self.declared:
            raise ValueError(f"{self.source} is not the picture that was approved.")
        return data


def as_json(value: object) -> bytes:
    """Sorted, compact JSON: the same value gives the same bytes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"
