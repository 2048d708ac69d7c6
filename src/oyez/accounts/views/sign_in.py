"""The door."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from oyez.accounts.actions import sign_in, sign_out
from oyez.accounts.forms import SignInForm
from oyez.domain.errors import NotAllowed
from oyez.web.pages import put_at_field, show

PAGE = "accounts/sign_in.html"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for address and password; what was typed as a password is never sent back."""
    if request.method != "POST":
        form = SignInForm(initial={"next": request.GET.get("next", "")})
        return show(request, PAGE, {"form": form})
    form = SignInForm(request.POST)
    if form.is_valid():
        try:
            sign_in(request, form.cleaned_data["email"], form.cleaned_data["password"])
            return redirect(_where(request, form.cleaned_data["next"]))
        except NotAllowed as error:
            put_at_field(form, error)
    return show(request, PAGE, {"form": form, "refused": True}, refused=True)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the session."""
    sign_out(request)
    return redirect("/sign-in/")


def _where(request: HttpRequest, wanted: str) -> str:
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if wanted.startswith("/") and ours else "/"
