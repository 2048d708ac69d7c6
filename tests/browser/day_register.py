"""The register of the day: one entry is whole, others lack something, one account was given up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import time_machine
from day_time import NOW

from oyez.domain.channel import Mode
from oyez.govern.actions import change_mode, change_register_entry, create_channel, record_basis
from oyez.govern.register.basis import Basis

if TYPE_CHECKING:
    from day import Day

# What a channel is for, whom, the law, who assessed it, and why an account was given up.
SAID = {
    "en": (
        "Warnings, road closures and appeals for witnesses",
        "everybody in the county",
        "Police Act 1996, section 6",
        "Data protection officer",
        "Too few reports arrive there.",
    ),
    "de": (
        "Warnungen, Sperrungen und Zeugenaufrufe",
        "alle im Bezirk",
        "§ 4 NPOG",
        "Datenschutzbeauftragte",
        "Dort kommen zu wenige Hinweise an.",
    ),
    "fr": (
        "Alertes, routes fermées et appels à témoins",
        "tout le monde dans le district",
        "Article 4 de la loi sur la police",
        "Délégué à la protection des données",
        "Trop peu de signalements y arrivent.",
    ),
}


def register(day: Day) -> None:
    """All of it."""
    purpose, audience, law, office, why = SAID[day.language]
    people, above = day.people, day.cast.authority()
    main = day.cast.channel(day.slug, "mastodon")
    with time_machine.travel(NOW - timedelta(days=3), tick=False):
        change_register_entry(
            people["governor"], main, purpose=purpose, audience=audience,
            owner=people["author"], deputy=people["approver"],
        )  # fmt: skip
        second = day.cast.channel(day.slug, "bluesky")
        change_register_entry(people["governor"], second, owner=people["duty"], purpose=purpose)
        for platform, days in (("mastodon", 19), ("bluesky", 300)):
            due = NOW.date() + timedelta(days=days)
            basis = Basis(law, date(2026, 1, 15), office, due, "2026/4711")
            record_basis(None, above, platform, basis)
        gone = create_channel(
            None, day.cast.unit(day.slug), platform="nextdoor", name="Nextdoor", position=99,
            language=day.cast.body.language, account="@police",
        )  # fmt: skip
        change_register_entry(people["governor"], gone, replaced_by=main, reserved=True)
        for mode in (Mode.CLOSING, Mode.CLOSED):
            change_mode(people["governor"], gone, mode, reason=why)
