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
from oyez.accounts.queries import may, scopes
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb
from oyez.govern.actions import freeze, lift_freeze
from oyez.govern.overview import freeze_by_id, freezes_seen, places_in, touches
from oyez.publish import queries
from oyez.publish.forms.freeze import FreezeForm
from oyez.web.pages import put_at_field, show
from oyez.web.translate import spoken


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
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
    allowed = scopes(person_of(request), Verb.FREEZE)
    return FreezeForm(data, places_in(allowed), everything="/" in allowed)


def _page(request: HttpRequest, form: FreezeForm) -> HttpResponse:
    by, now = person_of(request), timezone.now()
    mine = scopes(by, Verb.SEE)
    context = {
        "form": form,
        "may_freeze": bool(scopes(by, Verb.FREEZE)),
        "freezes": [
            {
                "freeze": one,
                "may_lift": may(by, Verb.LIFT_FREEZE, one.scope),
                "asked": one.first_lift_by_id == by.pk,
                "waiting": [
                    row
                    for row in queries.waiting_under(one.scope, now)
                    if any(row.notice.unit.path.startswith(path) for path in mine)
                ],
            }
            for one in freezes_seen(mine)
        ],
        "over": freezes_seen(mine, lifted=True),
        "refused": bool(form.errors),
    }
    return show(request, "publish/freeze.html", context, refused=bool(form.errors))
