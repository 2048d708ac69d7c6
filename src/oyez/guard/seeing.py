"""Writing down what looks brought, and what of it a person must know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from oyez.audit.actions import record
from oyez.domain.drift import Change, drift
from oyez.domain.looking import Looked, from_json, to_json
from oyez.domain.watching import closer, next_look
from oyez.guard.models import Drift, Look, Watch
from oyez.guard.watching import Turn

MACHINE = "guard"


@transaction.atomic
def write_looks(results: Sequence[tuple[Turn, Looked]], now: datetime) -> list[Drift]:
    """Keep what was seen; returns the changes that are new.

    What comes back after its lease, or after somebody asked for a newer look, is dropped.
    """
    new: list[Drift] = []
    for turn, looked in results:
        rows = Watch.objects.select_for_update(of=("self",)).select_related("notice")
        watch = rows.filter(pk=turn.watch, next_at=turn.until).first()
        if watch is not None:
            new += _write(watch, looked, now)
    return new


def _write(watch: Watch, looked: Looked, now: datetime) -> list[Drift]:
    before = baseline_of(watch)
    changes = drift(before, looked)
    new = _keep_changes(watch, changes, looked, now)
    _keep_look(watch, looked)
    if watch.baseline is None and looked.seen:
        watch.baseline = to_json(looked)
    watch.looks += 1
    watch.misses = 0 if looked.seen or changes else watch.misses + 1
    watch.seen_at, watch.asked_at = now, None
    if new:
        known = watch.quick_until, watch.quick_every
        watch.quick_until, watch.quick_every = closer(now, *known)
    number = int(watch.key[:8], 16)
    watch.next_at = next_look(
        number,
        watch.begun_at,
        now,
        quick_until=watch.quick_until,
        quick_every=watch.quick_every,
    )
    watch.save()
    return new


def baseline_of(watch: Watch) -> Looked:
    """What looks are compared with; before the first one, a page of which nothing bad is known."""
    if watch.baseline is not None:
        return from_json(watch.baseline)
    return Looked(watch.address, watch.begun_at)


def _keep_look(watch: Watch, looked: Looked) -> None:
    """A look like the one before it makes no new row."""
    seen = to_json(looked)
    last = Look.objects.filter(watch=watch).first()
    if last is not None and last.looked | {"at": seen["at"]} == seen:
        last.last_at, last.times = looked.at, last.times + 1
        last.save(update_fields=("last_at", "times"))
    else:
        Look.objects.create(watch=watch, at=looked.at, last_at=looked.at, looked=seen)


def _keep_changes(
    watch: Watch, changes: Sequence[Change], looked: Looked, now: datetime
) -> list[Drift]:
    """A change lasts until a look shows the page without it; an outage shows nothing."""
    open_ones = {row.code: row for row in Drift.objects.filter(watch=watch, over_at=None)}
    new = []
    for change in changes:
        known = open_ones.pop(change.code, None)
        if known is None:
            new.append(_enter(watch, change, now))
        else:
            known.times += 1
            known.save(update_fields=("times",))
    if looked.seen:
        over = [row.pk for row in open_ones.values()]
        Drift.objects.filter(pk__in=over).update(over_at=now)
    return new


def _enter(watch: Watch, change: Change, now: datetime) -> Drift:
    record(
        MACHINE, "guard.see_drift", f"notice:{watch.notice.code}", code=change.code.value,
        address=watch.host,
    )  # fmt: skip
    return Drift.objects.create(
        watch=watch,
        code=change.code,
        template=change.sentence.template,
        values={name: str(value) for name, value in change.sentence.values.items()},
        evidence=change.evidence,
        at=now,
    )
