"""By what a channel is found again in another file: its unit, its platform and its account."""

from __future__ import annotations


def key(unit: str, platform: str, account: str, name: str = "") -> str:
    """`/nds/os/emsland/ mastodon polizei_emsland`; without an account the name stands there."""
    handle = account.strip().lstrip("@").strip() or name.strip()
    return f"{unit.strip()} {platform.strip().lower()} {handle.casefold()}"
