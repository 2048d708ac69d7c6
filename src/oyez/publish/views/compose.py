"""Writing: a new notice, an edit, a correction. One page, one form, three verbs."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from oyez.accounts.gate import anywhere_or_404, or_404, person_of
from oyez.accounts.models import Person
from oyez.domain.errors import NotAllowed
from oyez.domain.notice import EDITABLE, RevisionKind
from oyez.domain.roles import Verb
from oyez.govern.models import Unit
from oyez.govern.queries import units_for
from oyez.publish import queries
from oyez.publish.actions import throw_away
from oyez.publish.forms.slots import Slots, receive
from oyez.publish.models import Notice
from oyez.publish.queries import composer
from oyez.publish.views.bench import Bench, offer
from oyez.publish.views.jottings import given_back, keeping, put_aside
from oyez.publish.views.parts import part_of
from oyez.publish.views.saving import Stale, digest_of, save
from oyez.publish.views.table import go, page
from oyez.publish.views.units import FEW
from oyez.web.pages import put_at_field

METHODS = ["GET", "HEAD", "POST"]


@keeping
@login_required
@require_http_methods(METHODS)
@vary_on_headers("HX-Request")
def new(request: HttpRequest) -> HttpResponse:
    """Begin a notice."""
    by = person_of(request)
    anywhere_or_404(by, Verb.COMPOSE)
    begun = queries.notice_by_form(by, request.POST.get("form_key", ""))
    if begun is not None and (found := queries.notice_by_code(begun.code)):
        # The clock, or the other click, has begun it already: this is the same text further on.
        return _work(request, _editing(by, found))
    units = units_for(by, Verb.COMPOSE)
    jotting = given_back(request)
    unit = _unit(request, by, jotting.data if jotting else "")
    if unit is None and request.method != "POST":
        return redirect("/notices/new/unit/")
    return _work(request, Bench(by, unit=unit, units=units, jotting=jotting))


@keeping
@login_required
@require_http_methods(METHODS)
@vary_on_headers("HX-Request")
def edit_page(request: HttpRequest, code: str) -> HttpResponse:
    """Change a text that has not gone out."""
    bench = _editing(person_of(request), writable(request, code))
    if bench.revision is None or bench.revision.state not in EDITABLE:
        return go(request, f"/notices/{code}/")
    return _work(request, replace(bench, jotting=given_back(request)))


@keeping
@login_required
@require_http_methods(METHODS)
@vary_on_headers("HX-Request")
def correct_page(request: HttpRequest, code: str) -> HttpResponse:
    """Write a correction of a notice that is out; one that is begun already is gone on with."""
    by, notice = person_of(request), writable(request, code)
    open_one = queries.open_revision(notice)
    if open_one is not None and open_one.kind == RevisionKind.CORRECTION:
        return _gone_on(request, _editing(by, notice))
    before = queries.issued_revision(notice) or open_one
    if before is None or notice.state not in queries.OUT:
        return go(request, f"/notices/{code}/")
    bench = Bench(
        by,
        unit=notice.unit,
        units=units_for(by, Verb.COMPOSE),
        notice=notice,
        before=before,
        correcting=True,
        jotting=given_back(request),
    )
    return _work(request, bench)


def writable(request: HttpRequest, code: str) -> Notice:
    """The notice, if the person may write for its unit."""
    found = queries.notice_by_code(code)
    if found is None:
        raise Http404
    or_404(person_of(request), Verb.COMPOSE, found.unit.path)
    return found


def _editing(by: Person, notice: Notice) -> Bench:
    revision = queries.open_revision(notice)
    if revision is not None:
        revision.notice = notice
    return Bench(
        by,
        unit=notice.unit,
        units=units_for(by, Verb.COMPOSE),
        notice=notice,
        revision=revision,
        correcting=revision is not None and revision.kind == RevisionKind.CORRECTION,
    )


def _gone_on(request: HttpRequest, bench: Bench) -> HttpResponse:
    """To the correction that somebody began meanwhile; what was typed here comes along."""
    if request.method == "POST":
        sent = request.POST.copy()
        bench = replace(bench, data=sent)
        if not bench.same_texts and (kept := put_aside(bench, sent)):
            return go(request, f"{bench.address}?jotting={kept.key}")
    return go(request, bench.address)


def _unit(request: HttpRequest, by: Person, typed: str) -> Unit | None:
    """Who speaks: as asked, as typed before, as last time, or the first of a few."""
    asked = request.POST.get("unit") or request.GET.get("unit") or QueryDict(typed).get("unit")
    found = queries.unit_of(by, Verb.COMPOSE, asked or "") or composer.last_unit(by)
    if found is not None:
        return found
    units = list(units_for(by, Verb.COMPOSE)[: FEW + 1])
    return units[0] if units and len(units) <= FEW else None


def _work(request: HttpRequest, bench: Bench) -> HttpResponse:
    if request.method != "POST":
        return page(request, bench, first=True)
    data, digest = request.POST.copy(), digest_of(request.POST)
    slots = receive(data, request.FILES)
    if channel := data.get("rule", ""):
        data[f"hand_{channel}"] = ""
    bench = replace(bench, data=data, digest=digest)
    form = bench.form
    form.is_valid()
    if "pulse" not in data:
        bench.judge(timezone.now(), slots)
    if part := part_of(request, bench, slots):
        return part
    return _sent(request, bench, slots)


def _sent(request: HttpRequest, bench: Bench, slots: Slots) -> HttpResponse:
    sent, form = request.POST, bench.form
    if "choose" in sent:
        kept = put_aside(bench, sent)
        return go(request, f"/notices/new/unit/?jotting={kept.key if kept else ''}")
    looking = "check" in sent or "rule" in sent
    if not form.errors and not looking and (done := _save(request, bench, slots)):
        throw_away(bench.by, bench.address, bench.form_key)
        return go(request, f"/notices/{done.code}/")
    if bench.data is not None:
        offer(bench, bench.data)
    return page(request, bench)


def _save(request: HttpRequest, bench: Bench, slots: Slots) -> Notice | None:
    """The notice as saved; None where a rule said no, which the form then says."""
    try:
        revision = save(bench, tuple(slots.taken), submitting="submit" in request.POST)
    except Stale as error:
        bench.stand_beside(error.revision)
        put_at_field(bench.form, error)
    except NotAllowed as error:
        put_at_field(bench.form, error)
    else:
        return revision.notice
    return None
