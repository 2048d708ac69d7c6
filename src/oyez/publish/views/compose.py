"""Writing: a new notice, an edit, a correction. One page, one form, three verbs."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from oyez.accounts.gate import anywhere_or_404, or_404, person_of
from oyez.domain.errors import NotAllowed
from oyez.domain.notice import EDITABLE, RevisionKind
from oyez.domain.roles import Verb
from oyez.govern.queries import units_for
from oyez.publish import queries
from oyez.publish.forms.slots import Slots, receive
from oyez.publish.models import Notice
from oyez.publish.views.bench import Bench, offer
from oyez.publish.views.saving import Stale, save
from oyez.web.pages import put_at_field, show
from oyez.web.translate import spoken

METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a notice."""
    by = person_of(request)
    anywhere_or_404(by, Verb.COMPOSE)
    units = units_for(by, Verb.COMPOSE)
    asked = request.POST.get("unit") or request.GET.get("unit", "")
    unit = queries.unit_of(by, Verb.COMPOSE, asked) or units.first()
    return _work(request, Bench(by, unit=unit, units=units))


@login_required
@require_http_methods(METHODS)
def edit_page(request: HttpRequest, code: str) -> HttpResponse:
    """Change a text that has not gone out."""
    notice = writable(request, code)
    revision = queries.open_revision(notice)
    if revision is None or revision.state not in EDITABLE:
        return redirect(f"/notices/{code}/")
    revision.notice = notice
    units = units_for(person_of(request), Verb.COMPOSE)
    correcting = revision.kind == RevisionKind.CORRECTION
    return _work(
        request,
        Bench(
            person_of(request),
            unit=notice.unit,
            units=units,
            notice=notice,
            revision=revision,
            correcting=correcting,
        ),
    )


@login_required
@require_http_methods(METHODS)
def correct_page(request: HttpRequest, code: str) -> HttpResponse:
    """Write a correction of a notice that is out; one that is begun already is gone on with."""
    notice = writable(request, code)
    open_one = queries.open_revision(notice)
    if open_one is not None and open_one.kind == RevisionKind.CORRECTION:
        return redirect(f"/notices/{code}/edit/")
    before = queries.issued_revision(notice) or open_one
    if before is None or notice.state not in queries.OUT:
        return redirect(f"/notices/{code}/")
    by = person_of(request)
    bench = Bench(
        by,
        unit=notice.unit,
        units=units_for(by, Verb.COMPOSE),
        notice=notice,
        before=before,
        correcting=True,
    )
    return _work(request, bench)


def writable(request: HttpRequest, code: str) -> Notice:
    """The notice, if the person may write for its unit."""
    found = queries.notice_by_code(code)
    if found is None:
        raise Http404
    or_404(person_of(request), Verb.COMPOSE, found.unit.path)
    return found


def _work(request: HttpRequest, bench: Bench) -> HttpResponse:
    if request.method != "POST":
        return _page(request, bench, first=True)
    data = request.POST.copy()
    slots = receive(data, request.FILES)
    bench = replace(bench, data=data)
    form = bench.form
    form.is_valid()
    draft = form.find(timezone.now())
    for field, sentence in slots.errors.items():
        form.say_at(field, spoken(sentence))
    for preview in bench.previews():
        if preview.error:
            form.say_at(f"hand_{preview.channel.pk}", spoken(preview.error))
    if not form.errors and "check" not in request.POST and (done := _save(request, bench, slots)):
        return redirect(f"/notices/{done.code}/")
    offer(bench, draft, data)
    return _page(request, bench)


def _save(request: HttpRequest, bench: Bench, slots: Slots) -> Notice | None:
    """The notice as saved; None where a rule said no, which the form then says."""
    data = request.POST
    try:
        revision = save(bench, tuple(slots.taken), submitting="submit" in data)
    except Stale as error:
        bench.theirs = error.revision
        if bench.data is not None:
            bench.data["version"] = str(error.revision.version)
        put_at_field(bench.form, error)
    except NotAllowed as error:
        put_at_field(bench.form, error)
    else:
        return revision.notice
    return None


def _page(request: HttpRequest, bench: Bench, *, first: bool = False) -> HttpResponse:
    form = bench.form
    refused = bool(form.is_bound and form.errors)
    context = {
        "bench": bench,
        "form": form,
        "languages": form.language_blocks(),
        "slots": form.slots(),
        "pictures": sum(1 for slot in form.slots() if slot["has"]),
        "previews": bench.shown(),
        "checked": not first and not refused and "check" in request.POST,
        "difference": bench.difference(),
        "refused": refused,
    }
    return show(request, "publish/compose.html", context, refused=refused)
