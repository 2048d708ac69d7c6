"""Begin a notice."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from oyez.accounts.models import Person
from oyez.accounts.queries import demand
from oyez.audit.actions import record
from oyez.domain.roles import Verb
from oyez.domain.text import normalise
from oyez.govern.models import Unit
from oyez.publish.draft import Draft, check
from oyez.publish.models import Notice
from oyez.publish.pictures import Taken
from oyez.publish.writing import write_prepared, write_revision


@transaction.atomic
def compose(
    by: Person,
    unit: Unit,
    draft: Draft,
    *,
    at: datetime,
    pictures: tuple[Taken, ...] = (),
    form_key: str | None = None,
) -> Notice:
    """A draft with its first revision, a variant per channel, and the prepared correction.

    The same `form_key` again returns the notice of the first time: a double click writes once.
    """
    actor = demand(by, Verb.COMPOSE, unit.path)
    if known := _known(by, form_key):
        return known
    check(draft, at)
    try:
        with transaction.atomic():
            notice = _begin(by, unit, draft, at=at, form_key=form_key)
    except IntegrityError:
        if known := _known(by, form_key):  # the other click was faster
            return known
        raise
    write_revision(notice, by, draft, at=at, pictures=pictures)
    write_prepared(notice, by, draft, at=at)
    record(actor, "publish.compose", f"notice:{notice.code}", unit=unit.path, urgency=draft.urgency)
    return notice


def _known(by: Person, form_key: str | None) -> Notice | None:
    return Notice.objects.filter(form_key=form_key, created_by=by).first() if form_key else None


def _begin(by: Person, unit: Unit, draft: Draft, *, at: datetime, form_key: str | None) -> Notice:
    return Notice.objects.create(
        unit=unit,
        headline=draft.texts[0].headline[:300],
        urgency=draft.urgency,
        kind=draft.kind,
        area=normalise(draft.area).strip(),
        valid_until=draft.valid_until,
        scheduled_at=draft.scheduled_at,
        created_by=by,
        created_at=at,
        form_key=form_key,
    )
