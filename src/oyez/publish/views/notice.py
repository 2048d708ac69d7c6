"""One notice: its state, what may be done about it, every delivery with its proof."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from oyez.accounts.gate import sight_of
from oyez.accounts.sections import sections_of
from oyez.accounts.sight import Sight
from oyez.domain.notice import RevisionState
from oyez.domain.roles import Verb
from oyez.govern.queries import freezes_in_force, standings
from oyez.publish import queries
from oyez.publish.forms.acts import FORMS
from oyez.publish.forms.slots import seal
from oyez.publish.models import Notice, Revision, Variant
from oyez.publish.preview import Preview, of_variant, with_money
from oyez.publish.purse import Purse
from oyez.publish.variants import address_of
from oyez.publish.views import words
from oyez.publish.views.failed import Failed
from oyez.publish.views.found import screened
from oyez.publish.views.history import told
from oyez.publish.views.lines import Line, following
from oyez.publish.views.progress import visible
from oyez.publish.views.revisions import Rows
from oyez.publish.views.rights import rights
from oyez.web.pages import show


@login_required
@require_GET
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """The notice's page. It never reloads as a whole, so nothing that is typed gets lost."""
    return page(request, visible(request, code))


def page(request: HttpRequest, one: Notice, failed: Failed | None = None) -> HttpResponse:
    """The whole page; with a refused form it says why, and keeps what was typed."""
    by, now = sight_of(request), timezone.now()
    follow, rows = following(one, now), Rows.of(one)
    context = {
        "notice": one,
        "word": words.of_notice(one, now),
        "urgency": words.URGENCIES[one.urgency],
        "address": address_of(one.code),
        "follow": follow,
        "proof": True,
        "may": rights(by, one, rows),
        "rows": rows,
        "tasks": tasks(by, one, follow.lines, failed),
        "screened": screened(one, rows.open, now),
        "history": told(one, rows, failed),
        "submit": FORMS["submit"](initial=seen(rows.open)),
        "discard": FORMS["discard"](initial=seen(rows.open), auto_id="discard_%s"),
        "form": failed.form if failed else None,
        "refused": failed is not None,
        "sections": sections_of("notice", by, now, one),
        "watched": sections_of("notice-links", by, now, one),
        **texts(by, rows.open or rows.issued),
    }
    return show(request, "publish/notice.html", context, refused=failed is not None)


def texts(by: Sight, current: Revision | None) -> dict[str, Any]:
    """The words of a revision, its pictures, and what each channel shows of it."""
    if current is None:
        return {"current": None, "pictures": [], "variants": [], "previews": []}
    variants = list(queries.variants_of(current))
    return {
        "current": current,
        "pictures": [(seal(picture), picture) for picture in current.pictures.all()],
        "variants": variants,
        "previews": shown(by, current, variants),
    }


def shown(by: Sight, current: Revision, variants: Sequence[Variant]) -> list[Preview]:
    """What each channel shows of it, against what is known of the channel now."""
    alts = [picture.alt for picture in current.pictures.all()]
    if current.state == RevisionState.ISSUED:
        return [of_variant(variant, current, alts) for variant in variants]
    now, freezes = timezone.now(), by.once(freezes_in_force)
    known = standings([variant.channel_id for variant in variants], now, freezes)
    purse = Purse.load([variant.channel for variant in variants], now)
    found = (
        of_variant(variant, current, alts, standing=known[variant.channel_id])
        for variant in variants
    )
    return [with_money(one, purse, current) for one in found]


def seen(revision: Revision | None) -> dict[str, int]:
    """Which wording a form is about."""
    return {"revision": revision.pk, "version": revision.version} if revision else {}


def tasks(
    by: Sight, one: Notice, lines: Sequence[Line], failed: Failed | None
) -> list[dict[str, object]]:
    """What only a person can settle, with the form for their answer."""
    persons = [line for line in lines if line.person and not line.by_hand]
    if not persons or not by.may(Verb.RETRACT, one.unit.path):
        return []
    found = []
    for line in persons:
        pk = line.row.pk
        form: Form = FORMS["settle"](initial={"delivery": pk}, auto_id=f"settle{pk}_%s")
        form = failed.instead_of("settle", form, pk) if failed else form
        found.append({"line": line, "row": line.row, "form": form})
    return found
