"""Which platforms authorities may use."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from oyez.accounts.gate import anywhere_or_404, or_404, person_of
from oyez.accounts.queries import scopes
from oyez.accounts.stepup import step_up
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb, covers
from oyez.govern.actions import approve_platform, withdraw_platform
from oyez.govern.forms import ApproveForm, WithdrawForm
from oyez.govern.models import PlatformApproval
from oyez.govern.overview import approval_by_id, approvals_for, authorities_about, authorities_in
from oyez.platforms.registry import LABELS
from oyez.web.pages import put_at_field, show

SOON = timedelta(days=30)


@login_required
@step_up("platform")
@require_http_methods(["GET", "HEAD", "POST"])
@step_up("platform")
def platforms(request: HttpRequest) -> HttpResponse:
    """All approvals the person may see, and the form for another one."""
    by = person_of(request)
    anywhere_or_404(by, Verb.SEE)
    form = ApproveForm(request.POST or None, authorities_in(scopes(by, Verb.APPROVE_PLATFORM)))
    if request.method == "POST" and form.is_valid():
        try:
            approve_platform(by, **form.cleaned_data)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The platform is approved."))
            return redirect("/platforms/")
    return _page(request, form)


@login_required
@step_up("platform")
@require_POST
@step_up("platform")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """End an approval; nothing new goes out from this moment on."""
    by, approval = person_of(request), approval_by_id(pk)
    if approval is None:
        raise Http404
    or_404(by, Verb.SEE, approval.authority.path)
    form = WithdrawForm(request.POST, auto_id=f"withdraw{pk}_%s")
    if form.is_valid():
        try:
            withdraw_platform(by, approval, reason=form.cleaned_data["reason"])
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The approval is withdrawn."))
            return redirect("/platforms/")
    return _page(request, form, withdrawing=pk)


def _page(request: HttpRequest, form: Form, withdrawing: int = 0) -> HttpResponse:
    by = person_of(request)
    deciding = authorities_in(scopes(by, Verb.APPROVE_PLATFORM))
    own = scopes(by, Verb.APPROVE_PLATFORM)
    rows = [
        _row(own, approval, form if approval.pk == withdrawing else None)
        for approval in approvals_for(authorities_about(scopes(by, Verb.SEE)))
    ]
    refused = bool(form.errors)
    context = {
        "rows": rows,
        "form": form,
        "approve_form": ApproveForm(None, deciding) if withdrawing else form,
        "may_approve": deciding.exists(),
        "today": timezone.localdate(),
        "refused": refused,
    }
    return show(request, "govern/platforms.html", context, refused=refused)


def _row(own: list[str], approval: PlatformApproval, form: Form | None) -> dict[str, object]:
    mine = any(covers(path, approval.authority.path) for path in own)
    today, over = timezone.localdate(), approval.withdrawn_at is not None
    ends = approval.ends_on
    return {
        "approval": approval,
        "platform": LABELS.get(approval.platform, approval.platform),
        "form": (form or WithdrawForm(auto_id=f"withdraw{approval.pk}_%s"))
        if mine and not over
        else None,
        "ends_soon": bool(ends and today <= ends <= today + SOON),
        "open": form is not None,
    }
