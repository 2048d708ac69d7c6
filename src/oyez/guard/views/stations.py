"""What stands behind the rota: places that are always staffed, and the head of press."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from oyez.accounts.gate import anywhere_or_404, person_of, sight_of
from oyez.accounts.sight import Sight
from oyez.domain.alarm import Station
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb, covers
from oyez.govern.overview import Place, places_in
from oyez.govern.rota import callable_in
from oyez.guard.actions import enter_way, remove_way, station, try_ways, unstation
from oyez.guard.addresses import labels
from oyez.guard.forms import WayForm
from oyez.guard.forms_station import HeadForm, PlaceForm
from oyez.guard.models import Stationed, Trial
from oyez.guard.queries import reaching
from oyez.guard.ways import WAYS
from oyez.guard.words import station as word_of
from oyez.web.pages import put_at_field, show
from oyez.web.translate import spoken

HERE = "/on-call/stations/"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def stations(request: HttpRequest) -> HttpResponse:
    """Everything that is entered, and the forms that add to it."""
    by = sight_of(request)
    anywhere_or_404(by, Verb.SEE)
    if request.method != "POST":
        return _page(request)
    wanted = Station.HEAD if request.POST.get("station") == Station.HEAD else Station.FINAL
    form = _head(by, request.POST) if wanted is Station.HEAD else _place(by, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            station(by.person, said.pop("path"), wanted, **said)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("It is entered."))
            return redirect(HERE)
    return _page(request, form)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a place or a person out."""
    return _do(request, lambda: unstation(person_of(request), _known(request, pk)), _("It is out."))


@login_required
@require_POST
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a test page to a place."""
    one, now = _known(request, pk), timezone.now()
    told = _("A test page is on its way.")
    return _do(request, lambda: try_ways(person_of(request), one, at=now), told)


@login_required
@require_POST
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter an address of a place."""
    one = _known(request, pk)
    form = WayForm(request.POST, _ways(), auto_id=f"way{pk}_%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            enter_way(person_of(request), one, said["way"], said["address"], at=timezone.now())
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("It is entered. Try it now."))
            return redirect(HERE)
    return _page(request, form, pk)


@login_required
@require_POST
def remove_address(request: HttpRequest, pk: int, way: int) -> HttpResponse:
    """Take an address of a place out."""
    row = reaching.way_by_id(way)
    if row is None or row.stationed_id != _known(request, pk).pk:
        raise Http404
    told = _("Nobody is paged there any more.")
    return _do(request, lambda: remove_way(person_of(request), row), told)


def _do(request: HttpRequest, deed: Callable[[], object], told: str) -> HttpResponse:
    try:
        deed()
    except NotAllowed as error:
        form = Form({})
        form.is_valid()
        form.add_error(None, spoken(error.reason))
        return _page(request, form)
    messages.success(request, told)
    return redirect(HERE)


def _known(request: HttpRequest, pk: int) -> Stationed:
    found, mine = reaching.station_by_id(pk), sight_of(request).scopes(Verb.SEE)
    if found is None or not any(covers(p, found.path) or covers(found.path, p) for p in mine):
        raise Http404
    return found


def _ways() -> list[tuple[str, object]]:
    return [(name, word) for name, word in labels().items() if name != "push"]


def _place(by: Sight, data: object) -> PlaceForm:
    return PlaceForm(data, _places(by))


def _head(by: Sight, data: object) -> HeadForm:
    return HeadForm(data, _places(by), callable_in(by.scopes(Verb.PLAN_DUTY)))


def _places(by: Sight) -> list[Place]:
    return by.once(places_in, tuple(by.scopes(Verb.PLAN_DUTY)))


def _page(request: HttpRequest, failed: Form | None = None, about: int = 0) -> HttpResponse:
    by = sight_of(request)
    planned, seen = by.scopes(Verb.PLAN_DUTY), by.scopes(Verb.SEE)
    rows = reaching.stations_in(seen)
    context = {
        "rows": [_row(one, planned, failed if one.pk == about else None) for one in rows],
        "trials": [_trial(one) for one in reaching.daily_trials(seen)],
        "hints": [WAYS[name].hint for name, _word in _ways()],
        "may_plan": bool(planned),
        "place_form": failed if isinstance(failed, PlaceForm) else _place(by, None),
        "head_form": failed if isinstance(failed, HeadForm) else _head(by, None),
        "form": failed,
        "refused": failed is not None,
    }
    return show(request, "guard/stations.html", context, refused=failed is not None)


def _row(one: Stationed, planned: list[str], failed: Form | None) -> dict[str, object]:
    form = failed if isinstance(failed, WayForm) else None
    ways = [{"row": row, "label": _label(row.way)} for row in one.paging_ways.all()]
    return {
        "row": one,
        "station": word_of(one.station),
        "ways": ways,
        "may": any(covers(path, one.path) for path in planned),
        "form": form or WayForm(None, _ways(), auto_id=f"way{one.pk}_%s"),
        "open": form is not None,
    }


def _trial(one: Trial) -> dict[str, object]:
    return {"row": one, "who": one.person or one.stationed, "station": word_of(one.station)}


def _label(way: str) -> str:
    return str(WAYS[way].label) if way in WAYS else way
