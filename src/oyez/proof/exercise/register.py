"""What the register of the exercise world says: what channels are for, and who looks after them.

Some of it is missing on purpose, so that a newcomer sees what the register asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from oyez.accounts.models import Person
from oyez.domain.approved_platforms import OWN_OUTLETS
from oyez.domain.roles import Role
from oyez.govern.actions import change_register_entry, record_basis
from oyez.govern.models import Authority, Channel
from oyez.govern.register.basis import Basis

ASSESSED, CHECKED = timedelta(days=90), timedelta(days=275)
PURPOSES: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "email": "Meldungen an Redaktionen, die hier angemeldet sind.",
        "mastodon": "Einsätze, Warnungen und Aufrufe, ohne Anmeldung lesbar.",
        "bluesky": "Einsätze, Warnungen und Aufrufe.",
        "x": "Laufende Einsätze und Veranstaltungen in Echtzeit.",
        "facebook": "Öffentlichkeitsarbeit und Vorbeugung für die Menschen im Landkreis.",
        "instagram": "Einblicke in den Beruf, Vorbeugung und Nachwuchs.",
        "whatsapp_channel": "Wichtige Mitteilungen aufs Telefon, ohne Rückfrage.",
    },
    "en": {
        "email": "Notices to the newsrooms that have signed up.",
        "mastodon": "Incidents, warnings and appeals, public and readable without an account.",
        "bluesky": "Incidents, warnings and appeals.",
        "x": "Incidents and events as they happen.",
        "facebook": "Local news, prevention and appeals for the people who live here.",
        "instagram": "A look at the job, prevention and recruiting.",
        "whatsapp_channel": "Important notices on the phone, without a way to answer.",
    },
}
AUDIENCES: Final = {"de": "Menschen im Zuständigkeitsbereich", "en": "People who live here"}
BASES: Final = {
    "de": Basis(
        legal_basis="Übung: Artikel 6 Absatz 1 Buchstabe e DSGVO, öffentliche Aufgabe",
        assessed_by="Datenschutzbeauftragte",
    ),
    "en": Basis(
        legal_basis="Exercise: UK GDPR Article 6(1)(e), public task",
        assessed_by="Data protection officer",
    ),
}


def enter_register(
    channels: Iterable[Channel], language: str, people: Mapping[Role, Person]
) -> None:
    """The entries of one authority's channels; those without a purpose here keep their gaps."""
    for channel in channels:
        purpose = PURPOSES[language].get(channel.platform)
        if purpose and channel.platform not in OWN_OUTLETS:
            change_register_entry(
                None,
                channel,
                purpose=purpose,
                audience=AUDIENCES[language],
                owner=people[Role.AUTHOR],
                deputy=people[Role.DUTY_OFFICER],
            )


def enter_bases(authority: Authority, language: str, today: date) -> None:
    """On what the use of these platforms rests, for the authority and all below it."""
    made, due = today - ASSESSED, today + CHECKED
    for platform in PURPOSES[language]:
        basis = replace(BASES[language], assessed_on=made, check_due=due)
        record_basis(None, authority, platform, basis)
