"""Passkeys, the authenticator app and recovery codes of the person who looks."""

from __future__ import annotations

import base64
from urllib.parse import quote

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oyez.accounts import factors
from oyez.accounts.actions import (
    add_passkey,
    remove_factor,
    rename_passkey,
    renew_codes,
    set_up_app,
    store_codes,
)
from oyez.accounts.forms_account import AppForm, NameForm, PasskeyForm
from oyez.accounts.gate import person_of
from oyez.accounts.models import Person
from oyez.accounts.sealing import VaultError, seal_text, unseal_text
from oyez.accounts.stepup import step_up
from oyez.accounts.views.account import page
from oyez.domain.errors import NotAllowed
from oyez.web.pages import put_at_field, show


@login_required
@step_up("account", reading=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new_passkey(request: HttpRequest) -> HttpResponse:
    """Make a passkey with the browser and keep it."""
    person, form = (
        person_of(request),
        PasskeyForm(request.POST if request.method == "POST" else None),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = add_passkey(person, data["credential"], data["name"] or _("Passkey"))
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The passkey is added. Sign in with it from now on."))
            return redirect("/account/codes/" if made else "/account/")
    context = {"form": form, "refused": bool(form.errors)}
    return show(request, "accounts/new_passkey.html", context, refused=bool(form.errors))


@login_required
@step_up("account", reading=True)
@require_GET
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make one."""
    return JsonResponse(factors.registration_options(person_of(request)))


@login_required
@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a passkey another name."""
    form = NameForm(request.POST, auto_id=f"passkey{pk}_%s")
    if form.is_valid():
        try:
            rename_passkey(person_of(request), pk, form.cleaned_data["name"])
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            return redirect("/account/#factors")
    return page(request, failed=form)


@login_required
@step_up("account")
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a passkey or the app away."""
    try:
        remove_factor(person_of(request), pk)
    except NotAllowed as error:
        form = NameForm({})
        form.errors.clear()
        put_at_field(form, error)
        return page(request, failed=form)
    messages.success(request, _("It is removed. Nobody can sign in with it any longer."))
    return redirect("/account/#factors")


@login_required
@step_up("account", reading=True)
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator app: the secret as picture and text, then its first code."""
    person = person_of(request)
    form = AppForm(request.POST if request.method == "POST" else None)
    secret = _opened(person, request.POST.get("sealed", "")) or factors.new_app_secret()
    if request.method == "POST" and form.is_valid():
        try:
            made = set_up_app(person, secret, form.cleaned_data["code"])
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The authenticator app is set up."))
            return redirect("/account/codes/" if made else "/account/")
    address = get_adapter().build_totp_url(person, secret)
    picture = base64.b64encode(get_adapter().build_totp_svg(address).encode()).decode()
    context = {
        "form": form,
        "refused": bool(form.errors),
        "sealed": seal_text(secret, _bound_to(person)),
        "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        "address": address,
        "picture": f"data:image/svg+xml;base64,{quote(picture)}",
    }
    return show(request, "accounts/app.html", context, refused=bool(form.errors))


@login_required
@step_up("account", reading=True)
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Show new recovery codes until the person says that they are stored."""
    person = person_of(request)
    if request.method == "POST":
        store_codes(person)
        messages.success(request, _("Good. Nobody can see the codes here any longer."))
        return redirect("account")
    held = factors.of(person)
    if held.codes is None:
        return redirect("account")
    context = {"codes": held.codes_to_store, "left": held.codes_left}
    return show(request, "accounts/codes.html", context)


@login_required
@step_up("account", reading=True)
@require_GET
def codes_file(request: HttpRequest) -> HttpResponse:
    """The same as a text file."""
    held = factors.of(person_of(request)).codes_to_store
    if not held:
        return redirect("account")
    answer = HttpResponse("\n".join(held) + "\n", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="oyez-recovery-codes.txt"'
    return answer


@login_required
@step_up("account")
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """New recovery codes; the old ones are worth nothing."""
    try:
        renew_codes(person_of(request))
    except NotAllowed as error:
        form = NameForm({})
        form.errors.clear()
        put_at_field(form, error)
        return page(request, failed=form)
    return redirect("/account/codes/")


def _bound_to(person: Person) -> str:
    return f"new app of person {person.pk}"


def _opened(person: Person, sealed: str) -> str:
    """The secret the form carried, if it was made for this person."""
    try:
        return unseal_text(sealed, _bound_to(person)) if sealed else ""
    except VaultError:
        return ""
