"""What happened to a notice, as a person tells it: wordings, approvals, issue, withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oyez.publish.forms.acts import FORMS
from oyez.publish.models import Approval, Notice, Revision
from oyez.publish.views import words
from oyez.publish.views.revisions import Rows
from oyez.web.words import word

if TYPE_CHECKING:
    from oyez.publish.views.failed import Failed


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; an approval may carry the form that closes its review."""

    at: datetime
    what: str | Promise
    who: str = ""
    tone: str = ""
    said: str = ""
    revision: Revision | None = None
    kind: str | Promise = ""
    approval: Approval | None = None
    form: Form | None = None


def told(one: Notice, rows: Rows, failed: Failed | None) -> list[Event]:
    """Everything, the newest first."""
    found = [event for row in rows.all for event in _of(row, failed)]
    if one.retracted_at:
        who, why = word(one.retracted_name), one.retract_reason
        found.append(Event(one.retracted_at, _("Taken down"), who, "bad", why))
    return sorted(found, key=lambda event: event.at, reverse=True)


def _of(row: Revision, failed: Failed | None) -> Iterator[Event]:
    kind = words.KINDS[row.kind]
    who = row.created_by.name
    yield Event(row.created_at, _("Written"), who, said=row.note, revision=row, kind=kind)
    if row.submitted_at:
        yield Event(row.submitted_at, _("Submitted"), revision=row, kind=kind)
    if row.issued_at:
        yield Event(row.issued_at, _("Gone out"), tone="ok", revision=row, kind=kind)
    for given in row.approvals.all():
        yield Event(
            given.at,
            _("Sent without a second person") if given.break_glass else _("Approved"),
            given.by.name,
            "bad" if given.break_glass else "ok",
            given.reason,
            row,
            kind,
            given,
            _review(given, failed),
        )
        if given.voided_at:
            yield Event(given.voided_at, _("Approval void: the text was edited"), revision=row)
        if given.reviewed_at and given.reviewed_by:
            who, note = given.reviewed_by.name, given.review_note
            yield Event(given.reviewed_at, _("Reviewed"), who, said=note, revision=row)


def _review(given: Approval, failed: Failed | None) -> Form | None:
    """The form that closes the review of a broken glass, on the first wording only."""
    if not given.break_glass or given.reviewed_at or given.revision.kind != "first":
        return None
    form: Form = FORMS["close-review"](
        initial={"approval": given.pk}, auto_id=f"review{given.pk}_%s"
    )
    return failed.instead_of("close-review", form, given.pk) if failed else form
