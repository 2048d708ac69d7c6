"""The trainer's pages: begin a drill, follow it, end it, and read what came of it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oyez.accounts.gate import anywhere_or_404, or_404, person_of
from oyez.accounts.queries import may
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb
from oyez.exercise import queries, wording
from oyez.exercise.actions import start_drill, stop_drill
from oyez.exercise.figures import report
from oyez.exercise.forms import StartForm
from oyez.exercise.models import Drill
from oyez.exercise.permission import refusal
from oyez.exercise.scenario import Kind, ScenarioError, read
from oyez.exercise.shipped import shipped, shipped_as
from oyez.govern.queries import units_for
from oyez.web.pages import put_at_field, show

SOON = "5"  # seconds until the page of a running drill asks again where no script does


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Choose a scenario and begin; the drill that runs, and those that are over."""
    by = person_of(request)
    anywhere_or_404(by, Verb.RUN_DRILL)
    slugs = [(one.slug, one.scenario.title) for one in shipped()]
    units = units_for(by, Verb.RUN_DRILL)
    sent = request.POST if request.method == "POST" else None
    form = StartForm(sent, request.FILES or None, units=units, slugs=slugs)
    if form.is_valid() and (begun := _begin(request, form)):
        messages.success(request, _("The drill runs. Everything is in its own time from now on."))
        return redirect(f"/exercise/{begun.pk}/")
    running = queries.running_drill()
    past = Paginator(queries.drills_of(by), queries.PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "refused": bool(form.errors),
        "no": refusal(),
        "shipped": queries.with_units(shipped()),
        "running": running if running and may(by, Verb.RUN_DRILL, running.unit.path) else None,
        "past": past,
        "page": {
            "before": past.previous_page_number() if past.has_previous() else None,
            "after": past.next_page_number() if past.has_next() else None,
        },
    }
    return show(request, "exercise/home.html", context, refused=bool(form.errors))


def _begin(request: HttpRequest, form: StartForm) -> Drill | None:
    """The drill, or nothing where the form says why not."""
    data = form.cleaned_data
    try:
        return start_drill(
            person_of(request),
            data["text"],
            at=timezone.now(),
            unit=data["unit"],
            acted=data["acted"],
        )
    except ScenarioError as error:
        form.refuse(error.problems)
    except NotAllowed as error:
        put_at_field(form, error)
    return None


@login_required
@require_GET
def drill(request: HttpRequest, pk: int) -> HttpResponse:
    """A drill with its goals, figures and timeline; it asks again while the drill runs."""
    one = _visible(request, pk)
    small = request.headers.get("HX-Request") == "true"
    response = show(request, "exercise/live.html" if small else "exercise/drill.html", _told(one))
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_required
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """End the drill."""
    one = _visible(request, pk)
    try:
        stop_drill(person_of(request), one, at=timezone.now())
    except NotAllowed as error:
        context = _told(one) | {"no": error.reason, "refused": True}
        return show(request, "exercise/drill.html", context, refused=True)
    messages.success(request, _("The drill has ended. These are its figures."))
    return redirect(f"/exercise/{pk}/")


@login_required
@require_GET
def scenario(request: HttpRequest, slug: str) -> HttpResponse:
    """A shipped scenario as a file, to read and to write one's own after."""
    anywhere_or_404(person_of(request), Verb.RUN_DRILL)
    found = shipped_as(slug)
    if found is None:
        raise Http404
    response = HttpResponse(found.source, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.toml"'
    return response


def _visible(request: HttpRequest, pk: int) -> Drill:
    found = queries.drill_by_id(pk)
    if found is None:
        raise Http404
    or_404(person_of(request), Verb.RUN_DRILL, found.unit.path)
    return found


def _told(one: Drill) -> dict[str, object]:
    now = timezone.now()
    found = report(one, now)
    names = {
        event.name: str(event.data["headline"])
        for event in found.events
        if event.kind == Kind.NOTICE
    }
    begun = (one.stopped_at or now) - one.started_at
    lines = [wording.event(event, running=one.running) for event in found.events]
    done = [line for line in lines if line["row"].done_at]  # type: ignore[attr-defined]
    goals = [wording.goal(each, names) for each in found.goals]
    return {
        "drill": one,
        "scenario": read(one.source),
        "soon": SOON,
        "wall": f"{settings.SIMULATOR_URL}/wall",
        "passed": begun.total_seconds() * one.speed,
        "counts": found.counts,
        "goals": goals,
        "bars": [wording.bar(each) for each in goals if each["seconds"] is not None],
        "notices": [
            {"facts": facts, "figures": [wording.figure(each) for each in figures]}
            for facts, figures in found.notices
        ],
        "faults": [wording.event(each, running=one.running) for each in found.faults],
        "done": done[::-1] if one.running else done,  # the newest first while it is followed
        "coming": [line for line in lines if not line["row"].done_at],  # type: ignore[attr-defined]
    }
