"""From rows to the authorities, units and accounts that the public pages show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from PIL import Image

from oyez.domain.channel import Mode
from oyez.govern.crest import crest_path
from oyez.govern.models import Authority, Channel, Freeze, RegisterEntry, Unit
from oyez.platforms.registry import LABELS, OWN
from oyez.reach import content

ROUTES = ("emergency", "non_emergency", "online", "chat")
HOUSE = "Oyez"
NOT_PUBLIC = (*OWN, "email")  # the own outlets are this site; a mailing list is nobody's account


@dataclass(frozen=True, slots=True)
class Places:
    """Who speaks here, and what the site as a whole is called and speaks."""

    authorities: tuple[content.PublicAuthority, ...]
    units: tuple[content.PublicUnit, ...]
    languages: tuple[str, ...]
    lead: str
    name: str

    @classmethod
    def load(cls, units: Collection[int] | None) -> Places:
        """Everybody; accounts only of `units` and of the units above them, None for all."""
        rows = list(Authority.objects.order_by("path"))
        spoken = _spoken(rows)
        people = tuple(_authority(row, spoken[row.pk]) for row in rows)
        tops = [row for row in rows if row.superior_id is None]
        lead = tops[0] if len(tops) == 1 else None
        usual = Counter(one.languages[0] for one in people).most_common(1)
        first = spoken[lead.pk] if lead else _from(usual[0][0] if usual else "")
        others = [code for one in people for code in one.languages]
        return cls(
            authorities=people,
            units=_units(units),
            languages=tuple(dict.fromkeys([*first, *others])),
            lead=lead.slug if lead else "",
            name=lead.name if lead else HOUSE,
        )


def stops() -> tuple[content.Stop, ...]:
    """The freezes in force; why somebody froze is not for the public."""
    rows = Freeze.objects.filter(lifted_at=None).order_by("at", "pk")
    return tuple(content.Stop(row.scope_name, row.at) for row in rows)


def _from(first: str) -> tuple[str, ...]:
    """The languages of the house, beginning with one of them."""
    known = [code for code, _ in settings.LANGUAGES]
    return tuple(sorted(known, key=lambda code: (code != first, known.index(code))))


def _spoken(rows: Iterable[Authority]) -> dict[int, tuple[str, ...]]:
    """The languages of each authority's pages.

    Where it has chosen none, they open in the language of its own page's channel.
    """
    found: dict[int, str] = {}
    own = Channel.objects.filter(platform="page").order_by("position", "pk")
    for authority, language in own.values_list("unit__authority", "language"):
        found.setdefault(authority, language)
    usual = Counter(found.values()).most_common(1)
    other = usual[0][0] if usual else settings.LANGUAGE_CODE
    return {row.pk: tuple(row.languages) or _from(found.get(row.pk, other)) for row in rows}


def _authority(row: Authority, languages: tuple[str, ...]) -> content.PublicAuthority:
    contact: dict[str, str] = {key: str(row.contact[key]) for key in ROUTES if row.contact.get(key)}
    return content.PublicAuthority(
        slug=row.slug,
        name=row.name,
        languages=languages,
        crest=_crest(row.crest),
        bar=row.colours.get("bar", ""),
        accent=row.colours.get("accent", ""),
        **contact,
    )


def _crest(digest: str) -> content.Picture | None:
    """The crest, if its file is there."""
    path = crest_path(digest) if digest else None
    if path is None or not path.is_file():
        return None
    width, height = _size(str(path))
    return content.Picture(digest, "image/png", "", width, height, str(path))


@cache
def _size(path: str) -> tuple[int, int]:
    with Image.open(path) as found:
        return found.size


def _units(wanted: Collection[int] | None) -> tuple[content.PublicUnit, ...]:
    rows = list(Unit.objects.select_related("authority", "parent").order_by("path"))
    channels = _channels(_with_those_above(rows, wanted))
    return tuple(
        content.PublicUnit(
            authority_slug=row.authority.slug,
            slug=row.slug,
            name=row.name,
            parent=row.parent.slug if row.parent else "",
            channels=channels.get(row.pk, ()),
            key=row.pk,
        )
        for row in rows
    )


def _with_those_above(rows: Iterable[Unit], wanted: Collection[int] | None) -> set[int] | None:
    if wanted is None:
        return None
    parents: Mapping[int, int | None] = {row.pk: row.parent_id for row in rows}
    found: set[int] = set()
    for start in wanted:
        unit: int | None = start
        while unit is not None and unit not in found:
            found.add(unit)
            unit = parents.get(unit)
    return found


def _channels(units: set[int] | None) -> dict[int, tuple[content.Outlet, ...]]:
    found: dict[int, list[content.Outlet]] = {}
    rows = Channel.objects.exclude(platform__in=NOT_PUBLIC).order_by("position", "pk")
    if units is not None:
        rows = rows.filter(unit__in=units)
    for one in rows.defer("secrets").select_related("register__replaced_by__unit__authority"):
        found.setdefault(one.unit_id, []).append(_outlet(one))
    return {unit: tuple(outlets) for unit, outlets in found.items()}


def _outlet(one: Channel) -> content.Outlet:
    """A channel as the public knows it; what comes after it is told once it is given up."""
    entry = getattr(one, "register", None) or RegisterEntry(channel=one)
    given_up = one.mode in (Mode.CLOSING, Mode.CLOSED)
    after = entry.replaced_by if given_up else None
    return content.Outlet(
        LABELS[one.platform],
        one.name,
        one.public_url,
        one.mode,
        one.account,
        one.mode_changed_at,
        _called(after) if after else str(one.options.get("successor", "")),
        _address(after) if after else "",
        entry.instead if given_up else "",
        one.language,
        entry.purpose,
    )


def _called(after: Channel) -> str:
    """The successor in words: a name says little without its platform."""
    if after.platform in OWN:
        return after.unit.name
    label = LABELS[after.platform]
    return after.name if label.casefold() in after.name.casefold() else f"{label}: {after.name}"


def _address(after: Channel) -> str:
    """Where the successor is read; an outlet of our own is the page of its unit here."""
    if after.platform not in OWN:
        return after.public_url
    unit = after.unit
    return f"{settings.PUBLIC_URL}/u/{unit.authority.slug}/{unit.slug}/"
