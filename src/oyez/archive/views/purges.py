"""Campaigns that delete old posts: the list, and one with its forecast and its proofs."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from oyez.accounts.gate import anywhere_or_404, or_404, person_of, sight_of
from oyez.accounts.models import Person
from oyez.accounts.stepup import step_up
from oyez.archive import queries
from oyez.archive.actions import confirm_purge, pause_purge, resume_purge, stop_purge
from oyez.archive.models import Purge
from oyez.archive.pacing import ends_by, limits_of
from oyez.archive.words import STATES
from oyez.domain.errors import NotAllowed
from oyez.domain.purge import PURGE_MOVES, PurgeState, room
from oyez.domain.roles import Verb
from oyez.web.pages import put_at_field, show
from oyez.web.paging import page_of

NEWEST = 20
SOON = "10"  # seconds until the page of a running campaign asks again where no script does
DEEDS: dict[str, Callable[[Person, Purge], object]] = {
    "confirm": lambda by, one: confirm_purge(by, one, at=timezone.now()),
    "pause": pause_purge,
    "resume": lambda by, one: resume_purge(by, one, at=timezone.now()),
    "stop": lambda by, one: stop_purge(by, one, at=timezone.now()),
}


@login_required
@require_GET
def purges(request: HttpRequest) -> HttpResponse:
    """Every campaign on the channels that one sees, the newest first."""
    by = sight_of(request)
    anywhere_or_404(by, Verb.SEE)
    page = page_of(request, queries.purges_seen(by))
    counts = queries.counts_of([row.pk for row in page.rows])
    rows = [
        {"purge": row, "word": STATES[row.state], "counts": _counted(counts[row.pk])}
        for row in page.rows
    ]
    return show(request, "archive/purges.html", {"rows": rows, "page": page})


@login_required
@require_GET
def purge(request: HttpRequest, pk: int) -> HttpResponse:
    """One campaign: what it would delete, until when it takes, what is proved gone, what stays."""
    return _page(request, _known(request, pk))


@login_required
@require_POST
@step_up("purge")
def act(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Confirm a campaign, let it pause or go on, or end it."""
    one, do = _known(request, pk), DEEDS.get(deed)
    if do is None:
        raise Http404
    form = Form({})
    try:
        do(person_of(request), one)
    except NotAllowed as error:
        put_at_field(form, error)
        one.refresh_from_db()
        return _page(request, one, form)
    told = {
        "confirm": _("It has begun. You may leave this page."),
        "pause": _("It pauses. What is gone stays gone."),
        "resume": _("It goes on."),
        "stop": _("It has ended. What is gone stays gone, and the records stay too."),
    }
    messages.success(request, told[deed])
    return redirect(f"/archive/purges/{pk}/")


def _known(request: HttpRequest, pk: int) -> Purge:
    found = queries.purge_by_id(pk)
    if found is None:
        raise Http404
    or_404(sight_of(request), Verb.SEE, found.channel.unit.path)
    return found


def _page(request: HttpRequest, one: Purge, failed: Form | None = None) -> HttpResponse:
    by, now = sight_of(request), timezone.now()
    counts = _counted(queries.counts_of([one.pk])[one.pk])
    state = PurgeState(one.state)
    moves = PURGE_MOVES[state]
    governs = by.may(Verb.CHANGE_MODE, one.channel.unit.path)
    limits = [(room(limit, one.kept), limit) for limit in limits_of(one.channel)]
    context = {
        "purge": one,
        "word": STATES[state],
        "counts": counts,
        "ends": ends_by(one, now) if moves and counts["left"] else None,
        "limits": [
            {"room": free, "points": limit.points, "seconds": limit.per.total_seconds()}
            for free, limit in limits
        ],
        "soon": SOON if state is PurgeState.RUNNING else "",
        "reasons": queries.reasons_of(one),
        "newest": queries.newest_removals(one, NEWEST),
        "kept": page_of(request, queries.kept_of(one)),
        "may_confirm": governs and state is PurgeState.PROPOSED and one.proposed_by != by.person,
        "own": governs and state is PurgeState.PROPOSED and one.proposed_by == by.person,
        "may_pause": governs and PurgeState.PAUSED in moves,
        "may_resume": governs and state is PurgeState.PAUSED,
        "may_stop": governs and PurgeState.STOPPED in moves,
        "form": failed,
        "refused": failed is not None,
    }
    return show(request, "archive/purge.html", context, refused=failed is not None)


def _counted(counts: dict[str, int]) -> dict[str, int]:
    """By state, and in sums that people ask for."""
    left = counts["waiting"] + counts["asked"] + counts["agreed"]
    return counts | {"left": left, "all": sum(counts.values()), "going": counts["gone"] + left}
