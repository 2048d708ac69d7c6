"""One notice: its state, what may be done about it, every delivery with its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from oyez.accounts.gate import or_404, person_of
from oyez.accounts.models import Person
from oyez.accounts.queries import may
from oyez.domain.approval import refusal_to_approve
from oyez.domain.delivery import Held
from oyez.domain.notice import (
    EDITABLE,
    RETRACTABLE,
    NoticeState,
    RevisionState,
)
from oyez.domain.roles import Verb
from oyez.publish import queries
from oyez.publish.forms.acts import FORMS
from oyez.publish.forms.slots import seal
from oyez.publish.models import Delivery, Notice, Revision
from oyez.publish.preview import label, of_variant
from oyez.publish.variants import address_of
from oyez.publish.views import words
from oyez.publish.views.difference import of_revisions
from oyez.publish.views.revisions import Rows
from oyez.web.pages import show

SOON = "3"  # seconds until a page that follows deliveries asks again


@dataclass(frozen=True, slots=True)
class Failed:
    """A form of the page that was refused; `about` is the row it concerns."""

    verb: str
    form: Form
    about: int = 0


@login_required
@require_GET
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """The notice's page. It never reloads by itself, so nothing that is typed gets lost."""
    return page(request, visible(request, code))


@login_required
@require_GET
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """The deliveries alone; asks again every few seconds while something is under way."""
    one, now = visible(request, code), timezone.now()
    lines = delivery_lines(one, now)
    under_way = any(line["moving"] for line in lines)
    context = {
        "notice": one,
        "word": words.of_notice(one, now),
        "lines": lines,
        "under_way": under_way,
        "done": sum(1 for line in lines if line["done"]),
        "may_retract": _may_retract(person_of(request), one),
        "title": _title(one),
    }
    response = show(request, "publish/progress.html", context)
    if under_way:
        response["Refresh"] = SOON
    return response


def visible(request: HttpRequest, code: str) -> Notice:
    """The notice, if the person may see its unit; otherwise it does not exist."""
    found = queries.notice_by_code(code)
    if found is None:
        raise Http404
    or_404(person_of(request), Verb.SEE, found.unit.path)
    return found


def page(request: HttpRequest, one: Notice, failed: Failed | None = None) -> HttpResponse:
    """The whole page; with a refused form it says why, and keeps what was typed."""
    by, now = person_of(request), timezone.now()
    lines = delivery_lines(one, now)
    rows = Rows.of(one)
    revision, current = rows.open, rows.open or rows.issued
    context = {
        "notice": one,
        "title": _title(one),
        "word": words.of_notice(one, now),
        "urgency": words.URGENCIES[one.urgency],
        "address": address_of(one.code),
        "lines": lines,
        "under_way": any(line["moving"] for line in lines),
        "standing": one.deliveries.filter(wanted__isnull=False).count(),
        "tasks": _tasks(by, one, lines, failed),
        "history": [_told(row, failed) for row in rows.all],
        "revision": revision,
        "current": current,
        "pictures": [(seal(p), p) for p in current.pictures.all()] if current else [],
        "previews": [of_variant(v, one.code) for v in queries.variants_of(current)]
        if current
        else [],
        "form": failed.form if failed else None,
        "refused": failed is not None,
        **_may(by, one, rows),
        **_forms(rows, failed),
    }
    return show(request, "publish/notice.html", context, refused=failed is not None)


def delivery_lines(one: Notice, now: datetime) -> list[dict[str, object]]:
    """Every delivery as the page shows it."""
    return [_line(row, one, now) for row in queries.deliveries_of(one)]


def _line(row: Delivery, one: Notice, now: datetime) -> dict[str, object]:
    receipts = list(row.receipts.all())
    urls = [receipt.url for receipt in receipts if receipt.url and receipt.gone_at is None]
    settled = Held.GONE if row.wanted is None else Held.LIVE
    return {
        "row": row,
        "platform": label(row.channel),
        "word": words.of_delivery(row, now),
        "moving": words.moving(row, now),
        "done": row.held == settled and row.wanted in (None, row.revision),
        "seconds": words.seconds(row, one),
        "since": (now - row.wanted_at).total_seconds(),
        "url": urls[-1] if urls else "",
        "receipts": receipts,
    }


def _may_retract(by: Person, one: Notice) -> bool:
    return one.state in RETRACTABLE and may(by, Verb.RETRACT, one.unit.path)


def _may(by: Person, one: Notice, rows: Rows) -> dict[str, object]:
    """What this person may do about the notice as it is now."""
    path = one.unit.path
    verbs = {verb: may(by, verb, path) for verb in (Verb.COMPOSE, Verb.APPROVE, Verb.CORRECT)}
    state = rows.open.state if rows.open else ""
    writers = rows.writers()
    submitted = state == RevisionState.SUBMITTED and one.state != NoticeState.RETRACTED
    unsent = state in {RevisionState.DRAFT, RevisionState.SUBMITTED, RevisionState.RETURNED}
    return {
        "submitted": submitted,
        "may_review": verbs[Verb.APPROVE],
        "writers": writers,
        "why_not_approve": refusal_to_approve(by.pk, {person.pk for person in writers})
        if verbs[Verb.APPROVE]
        else None,
        "may_approve": submitted and verbs[Verb.APPROVE],
        "may_break": unsent
        and one.urgency == "critical"
        and one.state != NoticeState.RETRACTED
        and may(by, Verb.BREAK_GLASS, path),
        "may_edit": verbs[Verb.COMPOSE] and state in EDITABLE and one.state != "retracted",
        "may_submit": verbs[Verb.COMPOSE] and state in {"draft", "returned"},
        "may_retract": _may_retract(by, one),
        **_may_correct(
            one, rows.prepared, writes=verbs[Verb.COMPOSE], corrects=verbs[Verb.CORRECT]
        ),
    }


def _may_correct(
    one: Notice, ready: Revision | None, *, writes: bool, corrects: bool
) -> dict[str, object]:
    out = one.state in queries.OUT
    approved = ready is not None and ready.state == RevisionState.APPROVED
    return {
        "prepared": ready,
        "may_correct": out and writes,
        "may_issue": out and corrects and approved,
    }


def _forms(rows: Rows, failed: Failed | None) -> dict[str, object]:
    """The page's forms, each with ids of its own; the refused one as it was sent."""
    revision, before = rows.open, rows.issued
    seen = {"revision": revision.pk, "version": revision.version} if revision else {}
    forms: dict[str, Form] = {}
    for verb in ("submit", "approve", "send-back", "break-glass", "retract", "issue-prepared"):
        forms[verb.replace("-", "_")] = FORMS[verb](initial=seen, auto_id=f"{verb}_%s")
    if failed and failed.verb.replace("-", "_") in forms:
        forms[failed.verb.replace("-", "_")] = failed.form
    return {
        "forms": forms,
        "failed": failed.verb if failed else "",
        "changes": of_revisions(before, revision) if before and revision else [],
        "before": before,
    }


def _tasks(
    by: Person, one: Notice, lines: list[dict[str, object]], failed: Failed | None
) -> list[dict[str, object]]:
    if not may(by, Verb.RETRACT, one.unit.path):
        return []
    found = []
    for line in lines:
        row = line["row"]
        if not isinstance(row, Delivery) or row.held != Held.NEEDS_PERSON:
            continue
        form: Form = FORMS["settle"](initial={"delivery": row.pk}, auto_id=f"settle{row.pk}_%s")
        if failed and failed.verb == "settle" and failed.about == row.pk:
            form = failed.form
        found.append({**line, "form": form})
    return found


def _told(revision: Revision, failed: Failed | None) -> dict[str, object]:
    return {
        "revision": revision,
        "word": words.REVISIONS[revision.state],
        "kind": words.KINDS[revision.kind],
        "approvals": [
            {"approval": approval, "form": _review_form(approval.pk, failed)}
            for approval in revision.approvals.all()
        ],
    }


def _review_form(approval: int, failed: Failed | None) -> Form:
    if failed and failed.verb == "close-review" and failed.about == approval:
        return failed.form
    return FORMS["close-review"](initial={"approval": approval}, auto_id=f"review{approval}_%s")


def _title(one: Notice) -> str:
    first = one.revisions.first()
    return str(first.texts[0]["headline"]) if first else one.code
