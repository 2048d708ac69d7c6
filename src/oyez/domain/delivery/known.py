"""Naming what is held by what is known."""

from __future__ import annotations

from dataclasses import replace

from oyez.domain.delivery.facts import Facts, Held


def known(facts: Facts) -> Facts:
    """Name what is held by what is known."""
    if facts.doubt is not None:
        return replace(facts, held=Held.UNKNOWN)
    if facts.placements and not facts.confirm:
        return replace(facts, held=Held.LIVE)
    return replace(facts, held=Held.GONE if facts.wanted is None else Held.NOTHING)


def quiet(facts: Facts) -> Facts:
    """A clear answer ends the back-off."""
    return known(replace(facts, failures=0, retry_at=None, task=None))
