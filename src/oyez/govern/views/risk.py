"""The accepted risk of a channel, and everything that was ever decided about it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from oyez.accounts.gate import or_404, person_of
from oyez.accounts.models import Person
from oyez.accounts.queries import may
from oyez.accounts.stepup import step_up
from oyez.domain.errors import NotAllowed
from oyez.domain.risk import Acceptance, last_day
from oyez.domain.roles import Verb
from oyez.govern.actions import accept_risk, confirm_risk, withdraw_risk
from oyez.govern.forms_risk import RiskForm, WithdrawRiskForm
from oyez.govern.models import Channel, RiskAcceptance
from oyez.govern.overview import channel_by_id
from oyez.govern.queries import standings
from oyez.govern.risks import RISKY, acceptance, day_of, endings, risk_of, risks_of
from oyez.web.pages import put_at_field, show


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@step_up("risk")
def risk(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided, and the form with which a governor accepts the risk."""
    by, channel = person_of(request), _channel(request, pk)
    form = RiskForm(request.POST if request.method == "POST" else None, auto_id="risk_%s")
    if form.is_valid():
        try:
            accept_risk(by, channel, **form.cleaned_data)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("Your word is kept. A second governor has to confirm it."))
            return redirect(f"/channels/{pk}/risk/")
    return _page(request, channel, form)


@login_required
@require_POST
@step_up("risk")
def confirm(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The second governor's yes."""
    channel, one = _decided(request, pk, number)
    form = Form({})
    try:
        confirm_risk(person_of(request), one)
    except NotAllowed as error:
        put_at_field(form, error)
        return _page(request, channel, form, number)
    messages.success(request, _("The risk is accepted. Notices go out there from now on."))
    return redirect(f"/channels/{pk}/risk/")


@login_required
@require_POST
@step_up("risk")
def withdraw(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """End an acceptance; nothing new goes out from this moment on."""
    channel, one = _decided(request, pk, number)
    form = WithdrawRiskForm(request.POST, auto_id=f"withdraw{number}_%s")
    if form.is_valid():
        try:
            withdraw_risk(person_of(request), one, reason=form.cleaned_data["reason"])
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The acceptance is withdrawn."))
            return redirect(f"/channels/{pk}/risk/")
    return _page(request, channel, form, number)


def _channel(request: HttpRequest, pk: int) -> Channel:
    found = channel_by_id(pk)
    if found is None or found.platform not in RISKY:
        raise Http404
    or_404(person_of(request), Verb.SEE, found.unit.path)
    return found


def _decided(request: HttpRequest, pk: int, number: int) -> tuple[Channel, RiskAcceptance]:
    channel = _channel(request, pk)
    found = risk_of(channel, number)
    if found is None:
        raise Http404
    return channel, found


def _page(request: HttpRequest, channel: Channel, form: Form, failed: int = 0) -> HttpResponse:
    by, now = person_of(request), timezone.now()
    decides = may(by, Verb.APPROVE_PLATFORM, channel.unit.path)
    rows = list(risks_of(channel))
    waiting = any(acceptance(row).waits(day_of(now)) for row in rows)
    context = {
        "channel": channel,
        "standing": standings([channel.pk], now)[channel.pk],
        "ending": endings([channel], now).get(channel.pk),
        "rows": [_row(row, by, form if row.pk == failed else None) for row in rows]
        if decides
        else [_row(row, None, None) for row in rows],
        "form": form,
        "risk_form": form if isinstance(form, RiskForm) else RiskForm(auto_id="risk_%s"),
        "may_accept": decides and not waiting,
        "decides": decides,
        "last_day": last_day(day_of(now)),
        "refused": bool(form.errors),
    }
    return show(request, "govern/risk.html", context, refused=bool(form.errors))


def _row(row: RiskAcceptance, by: Person | None, form: Form | None) -> dict[str, object]:
    """One decision; `by` may act on it where it is open."""
    one, today = acceptance(row), day_of(timezone.now())
    open_still = one.in_force(today) or one.waits(today)
    withdrawing = isinstance(form, WithdrawRiskForm)
    fresh = WithdrawRiskForm(auto_id=f"withdraw{row.pk}_%s")
    return {
        "risk": row,
        "state": _state(one),
        "may_confirm": by is not None and one.waits(today) and row.accepted_by_id != by.pk,
        "own": by is not None and one.waits(today) and row.accepted_by_id == by.pk,
        "form": (form if withdrawing else fresh) if by is not None and open_still else None,
        "open": withdrawing,
    }


def _state(one: Acceptance) -> str:
    today = day_of(timezone.now())
    if one.withdrawn_on is not None:
        return "withdrawn"
    if one.waits(today):
        return "waits"
    return "in_force" if one.in_force(today) else "ended"
