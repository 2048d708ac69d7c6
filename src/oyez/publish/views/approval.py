"""Saying yes or no: exactly what goes out on each channel, and what changed since last time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from oyez.accounts.gate import sight_of
from oyez.domain.notice import RevisionState
from oyez.publish import queries
from oyez.publish.forms.acts import FORMS
from oyez.publish.models import Notice, Revision, Variant
from oyez.publish.preview import Preview
from oyez.publish.views import words
from oyez.publish.views.difference import Piece, between, difference
from oyez.publish.views.failed import Failed
from oyez.publish.views.found import screened
from oyez.publish.views.notes import Note, money, notes
from oyez.publish.views.notice import seen, texts
from oyez.publish.views.revisions import Rows
from oyez.publish.views.rights import rights
from oyez.web.pages import show

VERBS = ("approve", "send-back", "break-glass")


@dataclass(frozen=True, slots=True)
class Since:
    """What the second person saw before: the words, and the text of each channel."""

    kind: str
    texts: list[dict[str, str]]
    variants: dict[str, str]


def page(request: HttpRequest, one: Notice, failed: Failed | None = None) -> HttpResponse:
    """The page of one decision. A refused one comes back with the sentence and what was typed."""
    by, now, rows = sight_of(request), timezone.now(), Rows.of(one)
    current = rows.open or rows.issued
    read = texts(by, current)
    before = since(rows)
    allowed = rights(by, one, rows)
    context = {
        "notice": one,
        "screened": screened(one, current, now, may=allowed, failed=failed),
        "word": words.REVISIONS[current.state] if current else words.of_notice(one, now),
        "urgency": words.URGENCIES[one.urgency],
        "rows": rows,
        "may": allowed,
        "given": queries.approval_in_force(current) if current else None,
        "forms": forms_for(rows.open, failed),
        "form": failed.form if failed else None,
        "refused": failed is not None,
        "before": before,
        "changes": between(before.texts, current.texts) if before and current else [],
        "notes": told(one, current, read, now),
        "later": one.scheduled_at is not None and one.scheduled_at > now,
        **read,
        "previews": [
            {"one": shown, "pieces": _pieces(shown, before)} for shown in read["previews"]
        ],
    }
    return show(request, "publish/approve.html", context, refused=failed is not None)


def told(
    one: Notice, current: Revision | None, read: Mapping[str, Any], now: datetime
) -> list[Note]:
    """What to know first; money only of what has not gone out."""
    if current is None:
        return []
    return [*notes(one, current, read["variants"], now), *money(read["previews"])]


def since(rows: Rows) -> Since | None:
    """What to compare with: what was judged before this edit, else what is out now."""
    current = rows.open
    if current is None:
        return None
    if current.judged:
        kind = "returned" if current.judged["state"] == RevisionState.RETURNED else "judged"
        return Since(kind, current.judged["texts"], current.judged["variants"])
    if rows.issued is None:
        return None
    return Since("issued", rows.issued.texts, _texts(queries.variants_of(rows.issued)))


def _texts(variants: Iterable[Variant]) -> dict[str, str]:
    return {str(variant.channel_id): variant.text for variant in variants}


def _pieces(shown: Preview, before: Since | None) -> list[Piece]:
    """What changed on this channel; nothing where it is new or the same."""
    old = before.variants.get(str(shown.channel.pk)) if before else None
    if old is None or old == shown.text:
        return []
    return difference(old, shown.text)


def forms_for(revision: Revision | None, failed: Failed | None) -> dict[str, Form]:
    """The forms of the page, each with ids of its own; the refused one as it was sent."""
    found: dict[str, Form] = {}
    for verb in VERBS:
        form: Form = FORMS[verb](initial=seen(revision), auto_id=f"{verb}_%s")
        name = verb.replace("-", "_")
        found[name] = failed.form if failed and failed.verb == verb else form
        # What was sent named the wording that was read then; the page shows the one of now.
        if found[name].is_bound and revision is not None:
            found[name].data = {**found[name].data.dict(), **seen(revision)}  # type: ignore[attr-defined]
    return found
