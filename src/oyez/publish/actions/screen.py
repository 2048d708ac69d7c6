"""Have the rules read a text, and keep what they found."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from oyez.audit.actions import record
from oyez.domain.notice import RevisionKind
from oyez.domain.screening import Finding as Judged
from oyez.domain.screening import Level
from oyez.domain.screening.deciding import FRESH
from oyez.domain.screening.shapes import VERSION
from oyez.publish.models import Finding, LinkLook, Revision, Screening
from oyez.publish.queries import prepared_revision
from oyez.publish.screened import (
    context_of,
    found_in,
    key_of,
    link_key,
    looks_at,
    strange,
    texts_of,
)
from oyez.publish.variants import stored

MACHINE, MINUTE = "screening", timedelta(minutes=1)


def just_screened(revision: Revision, at: datetime) -> bool:
    """Whether the rules of today have read this very wording within the last minute."""
    known = Screening.objects.filter(revision=revision, version=revision.version, rules=VERSION)
    return known.filter(at__gt=at - MINUTE, at__lte=at).exists()


@transaction.atomic
def screen(revision: Revision, *, at: datetime) -> Screening:
    """Write every finding of a revision as it is now; what was decided about the same one stays.

    Links are asked to be looked at. The ledger gets an entry where something new was found.
    """
    notice = revision.notice
    first = revision.kind == RevisionKind.FIRST
    texts = texts_of(revision, prepared_revision(notice) if first else None)
    context = context_of(notice.unit.authority, texts, at)
    addresses = strange(texts, context)
    judged = found_in(texts, context, looks_at(addresses))
    values = {"version": revision.version, "at": at, "rules": VERSION}
    row, _new = Screening.objects.update_or_create(revision=revision, defaults=values)
    new = _keep(row, judged, at)
    _ask_for_looks(revision, addresses, at)
    if new:
        counts = {level.value: sum(one.level is level for one in judged) for level in Level}
        what = {"revision": revision.number, "findings": counts}
        record(MACHINE, "publish.screen", f"notice:{notice.code}", **what)
    return row


def _keep(row: Screening, judged: list[Judged], at: datetime) -> bool:
    """Bring the rows to what was found now; whether something is new."""
    known = {one.key: one for one in row.findings.all()}
    wanted = {key_of(one): one for one in judged}
    gone = [one.pk for key, one in known.items() if key not in wanted]
    row.findings.filter(pk__in=gone).delete()
    for key, one in wanted.items():
        if key in known and _place(known[key]) != _place(one):
            row.findings.filter(key=key).update(**_place(one))
    fresh = [_row(row, key, one, at) for key, one in wanted.items() if key not in known]
    Finding.objects.bulk_create(fresh)
    return bool(fresh)


def _place(one: Judged | Finding) -> dict[str, object]:
    """Where it stands, which an edit before it moves; its sentence may say the place as well."""
    says = one.sentence if isinstance(one, Finding) else stored(one.sentence)
    return {"field": one.field, "start": one.start, "end": one.end, "sentence": says}


def _row(row: Screening, key: str, one: Judged, at: datetime) -> Finding:
    return Finding(
        screening=row,
        key=key,
        code=one.code,
        level=one.level.value,
        field=one.field,
        evidence=one.evidence,
        start=one.start,
        end=one.end,
        sentence=stored(one.sentence),
        clears=stored(one.clears),
        details={name: value for name, value in one.details.items() if value},
        rule_version=one.version,
        found_at=at,
    )


def _ask_for_looks(revision: Revision, addresses: list[str], at: datetime) -> None:
    """Each foreign address is looked at by the worker; what the text no longer links is let go."""
    keys = {link_key(address): address for address in addresses}
    held = {row.key: row for row in LinkLook.objects.filter(key__in=keys)}
    missing = [
        LinkLook(key=key, address=address, asked_at=at, due_at=at)
        for key, address in keys.items()
        if key not in held
    ]
    LinkLook.objects.bulk_create(missing, ignore_conflicts=True)
    idle = LinkLook.objects.filter(key__in=keys, due_at=None)
    idle.filter(Q(seen_at=None) | Q(seen_at__lt=at - FRESH)).update(due_at=at, asked_at=at)
    if keys or revision.link_looks.exists():
        revision.link_looks.set(LinkLook.objects.filter(key__in=keys))
