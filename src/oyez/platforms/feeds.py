"""RSS, Atom and JSON Feed: the same words as the page, for programs."""

from __future__ import annotations

from dataclasses import replace

from oyez.platforms import page

PROFILE = replace(
    page.PROFILE,
    platform="feeds",
    version="RSS 2.0, Atom 1.0, JSON Feed 1.1",
    source="https://www.rfc-editor.org/rfc/rfc4287",
)
