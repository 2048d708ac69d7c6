"""The door."""

from __future__ import annotations

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from oyez.accounts import factors
from oyez.accounts.actions import show_second_factor, sign_in, sign_in_by_passkey, sign_out
from oyez.accounts.entering import REFUSED, brief, half, ours, second_factor_page
from oyez.accounts.forms import SignInForm
from oyez.accounts.forms_account import CodeForm, CredentialForm
from oyez.domain.errors import NotAllowed
from oyez.web.pages import put_at_field, show


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for address and password; what was typed as a password is never sent back."""
    if request.method != "POST":
        form = SignInForm(initial={"next": request.GET.get("next", "")})
        if sentence := request.session.pop(REFUSED, ""):
            form = _refused(form, sentence)
        return _door(request, form)
    form = SignInForm(request.POST)
    if form.is_valid():
        wanted = ours(request, form.cleaned_data["next"])
        try:
            sign_in(request, form.cleaned_data["email"], form.cleaned_data["password"])
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            return redirect(second_factor_page(wanted) if half(request) else wanted)
    return _door(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask whoever has shown a password for a code or a passkey."""
    held = half(request)
    if held is None:
        return redirect("sign-in")
    wanted = ours(request, request.GET.get("next", ""))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            person = show_second_factor(request, form.cleaned_data["code"])
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            few = factors.of(person)
            return redirect(wanted if few.codes_left > 2 or few.codes is None else "/account/")
    own = factors.of(held[0])
    context = {"form": form, "next": wanted, "passkeys": own.passkeys, "app": own.app}
    context["refused"] = bool(form.errors)
    return show(request, "accounts/second_factor.html", context, refused=bool(form.errors))


@require_http_methods(["GET", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """Ask the browser for any passkey of ours (GET), and sign in with it (POST)."""
    if request.method != "POST":
        brief(request)
        return JsonResponse(factors.request_options())
    answer = CredentialForm(request.POST)
    wanted = ours(request, request.POST.get("next", ""))
    if answer.is_valid():
        try:
            sign_in_by_passkey(request, answer.cleaned_data["credential"])
        except NotAllowed as error:
            put_at_field(answer, error)
        else:
            return redirect(wanted)
    sentences = [str(one) for errors in answer.errors.values() for one in errors]
    return _door(request, _refused(SignInForm(initial={"next": wanted}), " ".join(sentences)))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the session."""
    sign_out(request)
    return redirect("/sign-in/")


def _refused(empty: SignInForm, sentence: str) -> SignInForm:
    """A form with nothing typed into it that says what was refused elsewhere."""
    form = SignInForm({"next": empty.initial.get("next", "")})
    form.errors.clear()
    form.add_error(None, sentence)
    return form


def _door(request: HttpRequest, form: Form) -> HttpResponse:
    directory = settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID
    context = {
        "form": form,
        "next": ours(request, str(form["next"].value() or "")),
        "directory": (settings.OIDC_NAME or _("the directory")) if directory else "",
        "refused": bool(form.errors),
    }
    return show(request, "accounts/sign_in.html", context, refused=bool(form.errors))
