"""The register as a file: which columns there are, and what stands in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from django.db.models import Prefetch

from oyez.domain.register.keys import key
from oyez.domain.register.sheet import table
from oyez.domain.register.week import line as hours_line
from oyez.govern.models import Channel, PlatformBasis, RegisterEntry
from oyez.govern.overview import authorities_in
from oyez.govern.register.rows import Line
from oyez.govern.risks import day_of

FORMS: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}
NEEDED: Final = ("unit", "platform")
# What a file may change, in words that a spreadsheet shows.
CHANNEL: Final = ("name", "account", "public_url", "language")
ENTRY: Final = ("purpose", "audience", "hours", "owner", "deputy", "replaced_by", "instead")
# What a file only tells; on the way in it is not read.
TOLD: Final = ("since", "approved_until", "gaps")
COLUMNS: Final = ("key", *NEEDED, *CHANNEL, "mode", *ENTRY, "reserved", *TOLD)
BASIS: Final = ("legal_basis", "assessed_on", "assessed_by", "check_due", "reference")
BASIS_COLUMNS: Final = ("authority", "platform", *BASIS)

Cells = dict[str, str]


def key_of(channel: Channel) -> str:
    """By what the channel is found again."""
    return key(channel.unit.path, channel.platform, channel.account, channel.name)


def cells_of(lines: Iterable[Line]) -> list[Cells]:
    """The channels of these lines as rows of a table, in their order."""
    known = {line.pk: line for line in lines}
    entries = RegisterEntry.objects.select_related("owner", "deputy", "replaced_by__unit")
    rows = Channel.objects.filter(pk__in=known).select_related("unit")
    rows = rows.defer("secrets", "options").prefetch_related(Prefetch("register", entries))
    found = {row.pk: row for row in rows}
    return [_cells(found[pk], line) for pk, line in known.items() if pk in found]


def _cells(channel: Channel, line: Line) -> Cells:
    entry = getattr(channel, "register", None) or RegisterEntry(channel=channel)
    until = line.facts.approved_until
    return {
        "key": key_of(channel),
        "unit": channel.unit.path,
        "platform": channel.platform,
        **{name: getattr(channel, name) for name in CHANNEL},
        "mode": line.facts.mode.value,
        "purpose": entry.purpose,
        "audience": entry.audience,
        "hours": hours_line(entry.hours),
        "owner": entry.owner.email if entry.owner else "",
        "deputy": entry.deputy.email if entry.deputy else "",
        "replaced_by": key_of(entry.replaced_by) if entry.replaced_by else "",
        "instead": entry.instead,
        "reserved": "yes" if entry.reserved else "no",
        "since": day_of(line.since).isoformat(),
        "approved_until": until.isoformat() if until else "",
        "gaps": " ".join(str(gap.sentence) for gap in line.gaps),
    }


def bases_of(scopes: Iterable[str]) -> list[Cells]:
    """The legal bases and assessments that authorities of these places have entered."""
    rows = PlatformBasis.objects.filter(authority__in=authorities_in(scopes))
    return [
        {
            "authority": row.authority.path,
            "platform": row.platform,
            "legal_basis": row.legal_basis,
            "assessed_on": row.assessed_on.isoformat() if row.assessed_on else "",
            "assessed_by": row.assessed_by,
            "check_due": row.check_due.isoformat() if row.check_due else "",
            "reference": row.reference,
        }
        for row in rows.select_related("authority").order_by("authority__path", "platform")
    ]


def written(form: str, rows: Sequence[Cells], bases: Sequence[Cells]) -> Iterator[str]:
    """The file in parts. A table holds the channels only, JSON the legal bases as well."""
    if form == "csv":
        yield from table(COLUMNS, rows)
        return
    data: Mapping[str, object] = {"channels": [_typed(row) for row in rows], "bases": bases}
    yield json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _typed(row: Cells) -> dict[str, object]:
    return {**row, "reserved": row["reserved"] == "yes"}
