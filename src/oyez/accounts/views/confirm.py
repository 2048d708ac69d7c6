"""Who one is, shown again on the way to something grave."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from oyez.accounts import factors, kept
from oyez.accounts import stepup as steps
from oyez.accounts.actions import confirm
from oyez.accounts.entering import ours
from oyez.accounts.forms_account import CodeForm, CredentialForm, PasswordOnlyForm
from oyez.accounts.gate import person_of
from oyez.domain.errors import NotAllowed
from oyez.web.pages import put_at_field, show


@sensitive_post_parameters("password", "code")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str = "") -> HttpResponse:
    """Ask for the proof and say what comes next; with it, do exactly that."""
    person = person_of(request)
    waiting = kept.look(person, token) if token else None
    if token and waiting is None:
        return show(request, "accounts/confirm_gone.html", {}, refused=request.method == "POST")
    form = _form(request)
    if request.method == "POST":
        proved = bool(waiting and steps.fresh(request, waiting.deed)) or _proved(request, form)
        if proved and waiting:
            taken = kept.take(person, token)
            if taken is None:
                return show(request, "accounts/confirm_gone.html", {}, refused=True)
            return steps.carry_out(request, taken)
        if proved:
            return redirect(ours(request, request.GET.get("next", "")))
    return _page(request, waiting, form)


@login_required
@require_GET
def passkey(request: HttpRequest) -> HttpResponse:
    """What the browser needs to show one of the person's own passkeys."""
    return JsonResponse(factors.request_options(person_of(request)))


def _form(request: HttpRequest) -> Form:
    data = request.POST if request.method == "POST" else None
    if data is not None and data.get("credential"):
        return CredentialForm(data)
    kind = CodeForm if factors.of(person_of(request)).any else PasswordOnlyForm
    return kind(data)


def _proved(request: HttpRequest, form: Form) -> bool:
    if not form.is_valid():
        return False
    try:
        confirm(request, person_of(request), **form.cleaned_data)
    except NotAllowed as error:
        put_at_field(form, error)
        return False
    return True


def _page(request: HttpRequest, waiting: kept.Kept | None, form: Form) -> HttpResponse:
    person = person_of(request)
    own = factors.of(person)
    shown = (CodeForm if own.any else PasswordOnlyForm)() if "credential" in form.fields else form
    context = {
        "then": steps.DEEDS[waiting.deed].then if waiting else "",
        "fresh": bool(waiting and steps.fresh(request, waiting.deed)),
        "back": waiting.path if waiting else ours(request, request.GET.get("next", "")),
        "lost": "lost" in request.GET,
        "here": request.get_full_path(),
        "form": form,
        "shown": shown,
        "factors": own,
        "typing": bool(own.app or own.codes_left) if own.any else person.has_usable_password(),
        "refused": bool(form.errors),
    }
    return show(request, "accounts/confirm.html", context, refused=bool(form.errors))
