"""Read interactions in from an export, for the years before Oyez."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.review.facts import Metric, Source
from oyez.domain.roles import Verb
from oyez.govern.models import Authority, Channel
from oyez.review.analytics import files
from oyez.review.analytics.engine import duck
from oyez.review.analytics.evidence import rows_of
from oyez.review.analytics.merging import Merge, people_in, quarters_in
from oyez.review.analytics.reading import COLUMNS, Told, Wish, header_of, stage
from oyez.review.analytics.store import Part, store
from oyez.review.exported import channels_of, demand_file, names_of
from oyez.review.gathering.people import keep_salts, salts_to_use
from oyez.review.models import Fact, ImportedCrowd
from oyez.review.opening import today

AT_ONCE = 5000


def import_facts(
    by: Person | None,
    authority: Authority,
    path: Path,
    *,
    at: datetime,
    channel: Channel | None = None,
) -> Told:
    """Bring every sound line into the store, once however often, and its days into the facts.

    A file that was read in half is read in again: what is known already is told and not doubled.
    """
    demand(by, Verb.HOLD_REVIEW, authority.path)
    demand_file(path)
    told, known = Told(), channels_of(authority, channel)
    with duck() as engine, files.as_utf8(path) as (text, told.encoding):
        told.left_alone = _left_alone(engine, text)
        parts, quarters = _merged(engine, text, names_of(known), channel, told=told, at=at)
        found = _days(engine, parts)
        crowds = people_in(engine, store(), [one.pk for one in known], quarters)
    _write(by, authority, path, told, found=found, crowds=crowds)
    return told


def _merged(
    engine: Any,
    text: Path,
    names: Mapping[str, int],
    channel: Channel | None,
    *,
    told: Told,
    at: datetime,
) -> tuple[Sequence[Part], Sequence[str]]:
    """The parts and quarters of the store into which the file was brought."""
    salts, own = salts_to_use(today(at)), store()
    number, zone = channel.pk if channel else None, settings.TIME_ZONE
    with tempfile.TemporaryDirectory(prefix="oyez-facts-") as folder:
        staged = Path(folder) / "staged"
        stage(engine, Wish(text, names, number, salts, own.secret(), zone), staged, told)
        quarters = quarters_in(engine, staged)
        keep_salts({name: salts[name] for name in quarters})
        return Merge(engine, own, staged, told).all(), quarters


def _left_alone(engine: Any, path: Path) -> list[str]:
    """Columns of a table that we do not know; a line of JSON may have what it likes."""
    if files.shape(path) != "csv":
        return []
    return [name for name in header_of(engine, path) if name not in COLUMNS]


def _days(engine: Any, parts: Sequence[Part]) -> list[dict[str, Any]]:
    """What every day of the years of these parts has, by label."""
    years = sorted({(part.channel, part.month[:4]) for part in parts})
    names = [str(store().sums("days", channel, year)) for channel, year in years]
    if not names:
        return []
    table = engine.read_parquet(names, hive_partitioning=False)
    return rows_of(table.order_by(["channel", "day", "label"]))


@transaction.atomic
def _write(
    by: Person | None,
    authority: Authority,
    path: Path,
    told: Told,
    *,
    found: Sequence[Mapping[str, Any]],
    crowds: Sequence[Mapping[str, Any]],
) -> None:
    actor = demand(by, Verb.HOLD_REVIEW, authority.path)
    Fact.objects.bulk_create(
        _facts(found),
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=("channel", "day", "metric", "source"),
        update_fields=("value",),
    )
    ImportedCrowd.objects.bulk_create(
        (
            ImportedCrowd(channel_id=one["channel"], quarter=one["quarter"],
                          people=one["people"], only_here=one["only_here"])
            for one in crowds
        ),
        update_conflicts=True,
        unique_fields=("channel", "quarter"),
        update_fields=("people", "only_here"),
    )  # fmt: skip
    told_numbers = {name: value for name, value in asdict(told).items() if isinstance(value, int)}
    record(actor, "review.import_facts", f"authority:{authority.pk}", file=path.name[:200],
           rows=told_numbers)  # fmt: skip


def _facts(found: Sequence[Mapping[str, Any]]) -> Iterator[Fact]:
    """How many there were each day; what they were stays in the store, by label."""
    sums: dict[tuple[int, date], float] = {}
    for row in found:
        day = row["day"].date() if hasattr(row["day"], "date") else row["day"]
        key = row["channel"], day
        sums[key] = sums.get(key, 0.0) + row["many"]
    for (channel, day), value in sums.items():
        yield Fact(channel_id=channel, day=day, metric=Metric.INTERACTIONS,
                   source=Source.IMPORTED, value=value)  # fmt: skip
