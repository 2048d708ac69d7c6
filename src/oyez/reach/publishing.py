"""From a change of rows to files: first what people wait for, then all that goes with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from oyez.reach import later, manifest
from oyez.reach.bring import Change, bring, pressing
from oyez.reach.content import Site
from oyez.reach.queries import begun_codes, carried_since, site_for, under_way, unit_ids
from oyez.reach.render import Scope, documents, pictures, withdrawn_cards, withdrawn_media
from oyez.work.snapshot import one_moment

NOTICE, UNIT, COMMON = "n-", "u-", "common-0"
AT_ONCE = 8  # documents in one go
SLACK = timedelta(seconds=5)


def root() -> Path:
    """The public tree."""
    return Path(settings.SITE_ROOT)


def read(codes: Collection[str], units: Collection[int] = (), *, common: bool = False) -> Site:
    """The rows as of one moment."""
    with one_moment():
        return site_for(codes, units=units, every_channel=common)


def publish_first(codes: Collection[str]) -> None:
    """The notices in every language, the lists in their first one, feeds and alerts.

    The rest follows by a note that is written before, so no kill can lose it.
    """

    def change() -> Change:
        site = read(codes)
        found = documents(site, scope=Scope(codes, early=True))
        return found, (*withdrawn_media(site, codes), *withdrawn_cards(site, codes))

    with pressing.here():
        later.note(root(), [f"{NOTICE}{code}" for code in codes])
        bring(root(), change)


def publish_rest(notes: Mapping[str, int]) -> None:
    """Everything that taken notes name: other languages, frames for others, drawn pictures."""
    rounds = {name.removeprefix(NOTICE): n for name, n in notes.items() if name.startswith(NOTICE)}
    going = under_way(rounds)
    for code in going:
        later.note(root(), [f"{NOTICE}{code}"], rounds=rounds[code] + 1)
    codes = [code for code, n in rounds.items() if n == 0 or code not in going or news(code, n)]
    units = [int(name.removeprefix(UNIT)) for name in notes if name.startswith(UNIT)]
    if codes or units or COMMON in notes:
        publish_all(codes, units, common=COMMON in notes)
    later.done(root(), notes)


def news(code: str, rounds: int) -> bool:
    """Whether a channel has taken the notice since it was last rendered."""
    last = timezone.now() - timedelta(seconds=later.WAITS[rounds]) - SLACK
    return carried_since(code, last)


def publish_all(codes: Collection[str], units: Collection[int] = (), *, common: bool) -> None:
    """Every document that a change of these touches, its pictures too."""

    def change() -> Change:
        site = read(codes, units, common=common)
        places = {(unit.authority_slug, unit.slug) for unit in site.units if unit.key in units}
        found = documents(site, scope=Scope(codes, places, common=common))
        pressing.give_way()
        return found | pictures(site, codes), withdrawn_media(site, codes)

    bring(root(), change, at_once=AT_ONCE)


def open_house() -> None:
    """Bring the pages of the whole site up to date; the worker does the rest, piece by piece."""
    fresh = not (root() / manifest.GENERATION).exists()
    later.note(root(), [f"{UNIT}{unit}" for unit in unit_ids()])
    if fresh:
        later.note(root(), [f"{NOTICE}{code}" for code in begun_codes()])
    publish_all((), (), common=True)


def mark_places(units: Collection[int]) -> None:
    """Have the pages of units and the ones about the whole site rendered anew."""
    later.note(root(), [COMMON, *(f"{UNIT}{unit}" for unit in units)])
