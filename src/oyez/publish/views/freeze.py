"""The brake: freeze in one action, lift by two people."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from oyez.accounts.gate import anywhere_or_404, person_of
from oyez.accounts.models import Person
from oyez.accounts.queries import holders, scopes
from oyez.accounts.stepup import step_up
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb, covers
from oyez.govern.actions import freeze, lift_freeze
from oyez.govern.overview import Place, freeze_by_id, freezes_seen, places_found, reach_of, touches
from oyez.publish import queries
from oyez.publish.forms.freeze import FEW, FreezeForm
from oyez.web.pages import put_at_field, show
from oyez.web.partial import whole_or_part
from oyez.web.translate import spoken

MOST_NAMES = 6


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@step_up("freeze")
def freeze_page(request: HttpRequest) -> HttpResponse:
    """What is frozen, what waits behind it, and the form that freezes."""
    by = person_of(request)
    anywhere_or_404(by, Verb.SEE)
    form = _form(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            freeze(by, form.cleaned_data["scope"], reason=form.cleaned_data["reason"])
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(
                request, _("Frozen. Nothing more goes out there; taking back goes on.")
            )
            return redirect("/freeze/")
    return _page(request, form)


@login_required
@require_POST
@step_up("lift")
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to lift a freeze, or lift it as the second person."""
    by, one = person_of(request), freeze_by_id(pk)
    if one is None or not touches(one.scope, scopes(by, Verb.SEE)):
        raise Http404
    try:
        now = lift_freeze(by, one)
    except NotAllowed as error:
        form = _form(request, {})
        form.errors.clear()
        form.add_error(None, spoken(error.reason))
        return _page(request, form)
    told = _("Lifted. What waited goes out now.")
    if now.lifted_at is None:
        told = _("You asked to lift this freeze. A second person has to agree.")
    messages.success(request, told)
    return redirect("/freeze/")


def _form(request: HttpRequest, data: object) -> FreezeForm:
    return FreezeForm(data, _places(request), chosen=request.GET.get("scope", ""))


def _places(request: HttpRequest) -> list[Place]:
    """Where the person may freeze; a channel only where its page led here, or was sent."""
    allowed = scopes(person_of(request), Verb.FREEZE)
    wanted = request.POST.get("scope") or request.GET.get("scope", "")
    return places_found(allowed, words=request.GET.get("find", ""), also=wanted)


def _page(request: HttpRequest, form: FreezeForm) -> HttpResponse:
    by = person_of(request)
    mine, may_freeze = scopes(by, Verb.SEE), bool(scopes(by, Verb.FREEZE))
    chosen = str(form["scope"].value() or "")
    choices = [path for path, _name in form.fields["scope"].choices if path]  # type: ignore[attr-defined]
    if not chosen and len(choices) == 1:
        chosen = choices[0]
    context = {
        "form": form,
        "may_freeze": may_freeze,
        "many": len(choices) > FEW or "find" in request.GET,
        "find": request.GET.get("find", ""),
        "reach": reach_of(chosen) if may_freeze and chosen in choices else None,
        "freezes": _frozen(by, mine),
        "over": freezes_seen(mine, lifted=True),
        "refused": bool(form.errors),
    }
    if form.errors:
        return show(request, "publish/freeze.html", context, refused=True)
    return whole_or_part(request, "publish/freeze.html", "publish/freeze_reach.html", context)


def _frozen(by: Person, mine: list[str]) -> list[dict[str, object]]:
    """The freezes in force, who could lift each, and what waits behind it."""
    found = freezes_seen(mine)
    lifters, may_lift = holders(Verb.LIFT_FREEZE), scopes(by, Verb.LIFT_FREEZE)
    waiting = [
        row
        for row in queries.waiting_under([one.scope for one in found], timezone.now())
        if any(covers(path, row.notice.unit.path) for path in mine)
    ]
    return [
        {
            "freeze": one,
            "may_lift": any(covers(path, one.scope) for path in may_lift),
            "asked": one.first_lift_by_id == by.pk,
            "lifters": sorted(
                {
                    name
                    for pk, name, path in lifters
                    if covers(path, one.scope) and pk != one.first_lift_by_id
                }
            )[:MOST_NAMES],
            "waiting": [row for row in waiting if covers(one.scope, row.channel.path)],
        }
        for one in found
    ]
