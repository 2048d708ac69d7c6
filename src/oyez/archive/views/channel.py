"""The archive of one channel: runs, exports that were read in, holds, campaigns."""

from __future__ import annotations

import tempfile
from datetime import datetime, time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from oyez.accounts.gate import or_404, person_of, sight_of
from oyez.accounts.stepup import step_up
from oyez.archive import queries
from oyez.archive.actions import begin_archiving, hand_out, hold, lift_hold, propose_purge
from oyez.archive.forms import HoldForm, LiftForm, PurgeForm
from oyez.archive.words import KINDS, PARTS, STATES
from oyez.domain.errors import NotAllowed
from oyez.domain.purge import OPEN
from oyez.domain.roles import Verb
from oyez.govern.models import Channel
from oyez.platforms.registry import OWN
from oyez.web.pages import put_at_field, show

FEW = 10


@login_required
@require_GET
def channel(request: HttpRequest, pk: int) -> HttpResponse:
    """What is kept of a channel, since when, and what could not be had."""
    return _page(request, _known(request, pk))


@login_required
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a run."""
    one, form = _known(request, pk), Form({})
    try:
        begin_archiving(person_of(request), one, at=timezone.now())
    except NotAllowed as error:
        put_at_field(form, error)
        return _page(request, one, form)
    messages.success(request, _("It has begun. This page shows how far it is."))
    return redirect(f"/archive/{pk}/")


@login_required
@require_POST
def holding(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold everything of the channel."""
    one = _known(request, pk)
    form = HoldForm(request.POST, auto_id="hold_%s")
    if form.is_valid():
        try:
            hold(person_of(request), one, at=timezone.now(), **form.cleaned_data)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("Nothing of this channel is forgotten while it is held."))
            return redirect(f"/archive/{pk}/")
    return _page(request, one, form)


@login_required
@require_POST
def lift(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Lift a hold."""
    one = _known(request, pk)
    held = queries.holds_of(one).filter(pk=number).first()
    if held is None:
        raise Http404
    form = LiftForm(request.POST, auto_id=f"lift{number}_%s")
    if form.is_valid():
        try:
            lift_hold(person_of(request), held, form.cleaned_data["reason"], at=timezone.now())
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The hold is lifted."))
            return redirect(f"/archive/{pk}/")
    return _page(request, one, form, number)


@login_required
@require_POST
@step_up("purge")
def purge(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose that the channel's old posts are deleted."""
    one = _known(request, pk)
    form = PurgeForm(request.POST, auto_id="purge_%s")
    if form.is_valid():
        day, kept = form.cleaned_data["before"], form.cleaned_data["kept"]
        before = timezone.make_aware(datetime.combine(day, time()))
        try:
            made = propose_purge(
                person_of(request), one, before=before, at=timezone.now(), kept=kept
            )
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("It is proposed. A second governor has to confirm it."))
            return redirect(f"/archive/purges/{made.pk}/")
    return _page(request, one, form)


@login_required
@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """All records of the channel in one file that can be checked elsewhere."""
    one, now = _known(request, pk), timezone.now()
    or_404(sight_of(request), Verb.CHANGE_MODE, one.unit.path)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    hand_out(person_of(request), one, file, at=now)
    file.seek(0)
    name = f"archive-{one.pk}-{timezone.localdate(now):%Y-%m-%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name)


def _known(request: HttpRequest, pk: int) -> Channel:
    found = queries.channel_seen(sight_of(request), pk) if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, one: Channel, failed: Form | None = None, number: int = 0
) -> HttpResponse:
    by = sight_of(request)
    runs = list(queries.runs_of(one)[:FEW])
    purges = list(queries.purges_of(one)[:FEW])
    governs = by.may(Verb.CHANGE_MODE, one.unit.path)
    busy = any(row.state in OPEN for row in purges) or one.platform in OWN
    hold_form = failed if isinstance(failed, HoldForm) else HoldForm(auto_id="hold_%s")
    purge_form = failed if isinstance(failed, PurgeForm) else PurgeForm(auto_id="purge_%s")
    context = {
        "channel": one,
        "runs": [_run(row) for row in runs],
        "running": any(row.finished_at is None for row in runs),
        "imports": queries.imports_of(one)[:FEW],
        "holds": _holds(one, failed if isinstance(failed, LiftForm) else None, number),
        "purges": [{"purge": row, "word": STATES[row.state]} for row in purges],
        "governs": governs,
        "open_purge": busy,
        "may_purge": governs and not busy and queries.archived(one),
        "form": failed,
        "hold_form": hold_form,
        "purge_form": purge_form,
        "refused": failed is not None,
    }
    return show(request, "archive/channel.html", context, refused=failed is not None)


def _holds(one: Channel, failed: LiftForm | None, number: int) -> list[dict[str, object]]:
    """Each hold with the form that lifts it."""
    rows = []
    for row in queries.holds_of(one)[:FEW]:
        mine = failed if row.pk == number else None
        fresh = mine or LiftForm(auto_id=f"lift{row.pk}_%s")
        rows.append({"hold": row, "form": fresh, "open": mine is not None})
    return rows


def _run(row: object) -> dict[str, object]:
    counts = getattr(row, "counts", {})
    told = [(KINDS.get(kind, kind), number) for kind, number in counts.items()]
    return {"run": row, "counts": told, "part": PARTS[getattr(row, "part", "seal")]}
