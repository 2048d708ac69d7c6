"""A small site with every kind of notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from oyez.reach.content import (
    Edition,
    Outlet,
    Picture,
    PublicAuthority,
    PublicNotice,
    PublicUnit,
    Site,
    Text,
)

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SECRET = "The bridge will be blown up at eight."


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def edition(number: int = 1, kind: str = "first", **more: object) -> Edition:
    texts = (
        Text("en", f"Road closed {number}", f"The B51 is closed.\n\nUse the ring road ({number})."),
        Text("de", f"Straße gesperrt {number}", f"Die B51 ist gesperrt ({number})."),
    )
    return Edition(**{"number": number, "at": at(number), "kind": kind, "texts": texts} | more)


def notice(code: str = "7k2", **more: object) -> PublicNotice:
    first = edition()
    values = {
        "code": code,
        "authority_slug": "pd-os",
        "unit_slug": "leer",
        "urgency": "important",
        "state": "live",
        "editions": (first,),
        "published_at": first.at,
        "updated_at": first.at,
        "area": "District of Leer",
        "valid_until": at(300),
        "outlets": (Outlet("WhatsApp", "Polizei Leer", "https://chat.example/leer", "live"),),
    }
    return PublicNotice(**values | more)


def corrected(code: str = "8m4", **more: object) -> PublicNotice:
    second = edition(5, "correction", note="The detour was wrong.")
    return notice(
        code, state="corrected", editions=(second, edition()), updated_at=second.at, **more
    )


def retracted(code: str = "9x1", **more: object) -> PublicNotice:
    wrong = edition(texts=(Text("en", SECRET, SECRET),), pictures=(picture(),))
    return notice(
        code,
        state="retracted",
        urgency="critical",
        editions=(Edition(2, at(44), "withdrawal", note="The call was a hoax."), wrong),
        updated_at=at(44),
        retracted_at=at(44),
        reason="The call was a hoax.",
        instead="The bridge is open and safe.",
        **more,
    )


def picture(path: str = "/nowhere") -> Picture:
    return Picture("ab" * 32, "image/png", "A map", 640, 400, path)


AUTHORITIES = (
    PublicAuthority(
        "pd-os",
        "Osnabrück Police",
        non_emergency="0541 3270",
        online="https://report.example/",
        chat="https://chat.example/",
        area="Osnabrück and Emsland",
    ),
    PublicAuthority("fire", "Fire Service", emergency="112"),
)
UNITS = (
    PublicUnit("pd-os", "west", "West Division"),
    PublicUnit(
        "pd-os",
        "leer",
        "Leer Inspection",
        parent="west",
        channels=(
            Outlet("Mastodon", "@leer@news.example", "https://news.example/@leer", "active"),
        ),
    ),
)


def site(*notices: PublicNotice, **more: object) -> Site:
    plain = Site(
        public_url="https://news.example",
        name="Official notices",
        exercise=False,
        authorities=AUTHORITIES,
        units=UNITS,
        notices=notices or (notice(), corrected(), retracted(), expired()),
        languages=("en", "de"),
    )
    return replace(plain, **more)


def expired() -> PublicNotice:
    return notice("5a5", state="expired", urgency="routine", unit_slug="")


def many(count: int) -> tuple[PublicNotice, ...]:
    return tuple(
        corrected(f"n{number}", published_at=at(number)) if number % 3 else notice(f"n{number}")
        for number in range(count)
    )
