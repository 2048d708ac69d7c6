"""One's own account: entry, password, sessions, and what one may do where."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from oyez.accounts import factors, reads
from oyez.accounts.actions import (
    change_own_entry,
    choose_language,
    end_sessions,
    set_password,
)
from oyez.accounts.forms_account import EntryForm, NameForm, NewPasswordForm
from oyez.accounts.gate import person_of, sight_of
from oyez.accounts.role_words import ROLES
from oyez.accounts.sections import sections_of
from oyez.accounts.stepup import step_up
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Role
from oyez.web.pages import put_at_field, show


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Everything about the person who looks, and the form for name and language."""
    person = person_of(request)
    start = {"name": person.name, "language": person.language}
    form = EntryForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            change_own_entry(person, name=form.cleaned_data["name"])
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            choose_language(person, form.cleaned_data["language"])
            with override(form.cleaned_data["language"]):
                messages.success(request, _("Your entry is changed."))
            return redirect("account")
    return page(request, form)


@sensitive_post_parameters()
@login_required
@step_up("account")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Another password; every other session ends with the old one."""
    person, form = (
        person_of(request),
        NewPasswordForm(request.POST if request.method == "POST" else None),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            set_password(person, person, data["password"], current=data["current"])
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            update_session_auth_hash(request, person)
            messages.success(request, _("The password is changed. All other sessions have ended."))
            return redirect("account")
    context = {"form": form, "refused": bool(form.errors)}
    return show(request, "accounts/password.html", context, refused=bool(form.errors))


@login_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End one of the person's other sessions, or all of them."""
    person, handle = person_of(request), request.POST.get("handle", "")
    others = reads.other_sessions(person, str(request.session.session_key))
    keys = [one.session_key for one in others if handle in {"others", one.handle}]
    ended = end_sessions(person, keys)
    told = ngettext("{n} session has ended.", "{n} sessions have ended.", ended).format(n=ended)
    messages.success(request, told)
    return redirect("/account/#sessions")


def page(
    request: HttpRequest, form: Form | None = None, failed: Form | None = None
) -> HttpResponse:
    """The account, with what was refused on it."""
    person = person_of(request)
    own = factors.of(person)
    wrong = failed or form
    refused = bool(wrong and wrong.errors)
    context = {
        "person": person,
        "entry": form or EntryForm(initial={"name": person.name, "language": person.language}),
        "form": wrong,
        "refused": refused,
        "factors": own,
        "passkeys": [
            {"key": key, "name": NameForm(initial=key.data, auto_id=f"passkey{key.pk}_%s")}
            for key in own.passkeys
        ],
        "sessions": reads.sessions_of(person, str(request.session.session_key)),
        "sections": sections_of("account", sight_of(request), timezone.now()),
        "roles": [
            {"word": ROLES[Role(held.role)], "scope": held.scope}
            for held in person.memberships.order_by("scope", "role")
        ],
    }
    return show(request, "accounts/account.html", context, refused=refused)
