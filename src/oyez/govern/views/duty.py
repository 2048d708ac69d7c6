"""Who is on call, this week and the next."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from oyez.accounts.gate import anywhere_or_404, sight_of
from oyez.accounts.models import Person
from oyez.accounts.sections import sections_of
from oyez.accounts.sight import Sight
from oyez.domain.duty import Span
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb, covers
from oyez.govern import rota
from oyez.govern.actions import end_duty, hand_over, plan_duty
from oyez.govern.forms_duty import DutyForm, HandOverForm
from oyez.govern.models import Duty
from oyez.govern.overview import places_in, touches
from oyez.web.pages import put_at_field, show

AHEAD = timedelta(days=14)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def on_call(request: HttpRequest) -> HttpResponse:
    """The rota from today on, and the form that adds to it."""
    by = sight_of(request)
    anywhere_or_404(by, Verb.SEE)
    form = _form(by, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            plan_duty(by.person, data.pop("path"), data.pop("person"), **data)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The duty is entered."))
            return redirect("/on-call/")
    return _page(request, form)


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a duty, or take one out that has not begun."""
    by, duty = sight_of(request), _known(request, pk)
    try:
        end_duty(by.person, duty)
    except NotAllowed as error:
        return _page(request, _only_says(HandOverForm({}, _people(by), pk), error), pk)
    messages.success(request, _("The duty is ended."))
    return redirect("/on-call/")


@login_required
@require_POST
def hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the rest of a duty over."""
    by, duty = sight_of(request), _known(request, pk)
    form = HandOverForm(request.POST, _people(by), pk)
    if form.is_valid():
        try:
            hand_over(by.person, duty, form.cleaned_data["to"], note=form.cleaned_data["note"])
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The duty is handed over."))
            return redirect("/on-call/")
    return _page(request, form, pk)


def _only_says(form: Form, error: NotAllowed) -> Form:
    form.errors.clear()
    put_at_field(form, error)
    return form


def _known(request: HttpRequest, pk: int) -> Duty:
    found, mine = rota.duty_by_id(pk), sight_of(request).scopes(Verb.SEE)
    if found is None or not touches(found.path, mine):
        raise Http404
    return found


def _people(by: Sight) -> list[Person]:
    return by.once(_callable_in, tuple(by.scopes(Verb.SEE)))


def _callable_in(paths: tuple[str, ...]) -> list[Person]:
    return list(rota.callable_in(paths))


def _form(by: Sight, data: object) -> DutyForm:
    begins = timezone.localtime().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    planned = by.scopes(Verb.PLAN_DUTY)
    places, people = places_in(planned), _people(by) if planned else []
    return DutyForm(data, places, people, begins_at=begins, ends_at=begins + timedelta(hours=12))


def _page(request: HttpRequest, form: Form, failed: int = 0) -> HttpResponse:
    by, now = sight_of(request), timezone.now()
    may_plan, mine = by.scopes(Verb.PLAN_DUTY), by.scopes(Verb.SEE)
    window = Span(now, _midnight(timezone.localdate()) + AHEAD)
    duties = rota.rota(mine, window)
    rows = [_row(one, by.person, may_plan, now) for one in duties]
    for row in rows:
        if row["may_hand"]:
            here = isinstance(form, HandOverForm) and row["pk"] == failed
            row["form"] = form if here else HandOverForm(None, _people(by), int(str(row["pk"])))
            row["open"] = here
    context = {
        "now_rows": [row for row in rows if row["running"]],
        "days": _by_day([row for row in rows if not row["running"]]),
        "holes": rota.holes(duties, window),
        "until": window.ends,
        "form": form,
        "duty_form": form if isinstance(form, DutyForm) else _form(by, None),
        "may_plan": bool(may_plan),
        "refused": bool(form.errors),
        "now": now,
        "sections": sections_of("on-call", by, now, mine),
    }
    return show(request, "govern/on_call.html", context, refused=bool(form.errors))


def _row(duty: Duty, by: Person, may_plan: list[str], now: datetime) -> dict[str, object]:
    free = any(covers(path, duty.path) for path in may_plan)
    running = duty.begins_at <= now
    return {
        "pk": duty.pk,
        "duty": duty,
        "running": running,
        "may_end": free,
        "may_hand": running and (free or duty.person_id == by.pk),
    }


def _by_day(rows: list[dict[str, object]]) -> list[tuple[date, list[dict[str, object]]]]:
    found: dict[date, list[dict[str, object]]] = {}
    for row in rows:
        day = timezone.localtime(getattr(row["duty"], "begins_at", None)).date()
        found.setdefault(day, []).append(row)
    return sorted(found.items())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
