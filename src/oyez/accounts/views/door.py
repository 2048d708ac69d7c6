"""Help for somebody who cannot sign in any more."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from oyez.accounts import factors, reads
from oyez.accounts.actions import forget_factors, set_password
from oyez.accounts.forms_account import LentPasswordForm
from oyez.accounts.gate import anywhere_or_404, person_of
from oyez.accounts.stepup import step_up
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb
from oyez.web.pages import put_at_field, show


@sensitive_post_parameters("password")
@login_required
@step_up("door")
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """Lend a password, or forget the second factors of somebody who has lost them."""
    by = person_of(request)
    mine = anywhere_or_404(by, Verb.MANAGE_PEOPLE)
    somebody = reads.people_in(mine).filter(pk=pk).first()
    if somebody is None:
        raise Http404
    sent = request.method == "POST"
    form = LentPasswordForm(request.POST if sent else None)
    forget = sent and "forget" in request.POST
    if forget:
        form.errors.clear()
    if forget or (sent and form.is_valid()):
        try:
            if forget:
                forget_factors(by, somebody)
            else:
                set_password(by, somebody, form.cleaned_data["password"])
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("Done. All sessions of this person have ended."))
            return redirect(f"/people/{pk}/")
    context = {"person": somebody, "form": form, "factors": factors.of(somebody)}
    context["refused"] = bool(form.errors)
    return show(request, "accounts/door.html", context, refused=bool(form.errors))
