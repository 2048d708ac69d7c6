"""Doing something about a notice: one address per verb, always by POST."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from oyez.accounts.gate import person_of
from oyez.accounts.models import Person
from oyez.accounts.stepup import step_up
from oyez.domain.errors import NotAllowed, say
from oyez.publish import actions, queries
from oyez.publish.forms.acts import FORMS
from oyez.publish.forms.deciding import ApproveForm, DropLinkForm, SetAsideForm
from oyez.publish.models import Finding, Notice, Revision
from oyez.publish.views import approval, notice, takedown
from oyez.publish.views.failed import Failed
from oyez.publish.views.progress import visible
from oyez.web.pages import put_at_field

Data = dict[str, Any]
Run = Callable[[Person, Notice, Data, datetime], object]
Page = Callable[[HttpRequest, Notice, Failed | None], HttpResponse]


def _revision(one: Notice, data: Data) -> Revision:
    found = queries.revision_of(one, data["revision"])
    if found is None:
        raise Http404
    return found


def _submit(by: Person, one: Notice, data: Data, at: datetime) -> object:
    return actions.submit(by, _revision(one, data), at=at)


def _approve(by: Person, one: Notice, data: Data, at: datetime) -> object:
    version, decisions = data["version"] or 0, data["decisions"]
    return actions.approve(by, _revision(one, data), version=version, at=at, decisions=decisions)


def _discard(by: Person, one: Notice, data: Data, at: datetime) -> object:  # noqa: ARG001 (a row of the table)
    return actions.discard(by, _revision(one, data), version=data["version"] or 0)


def _finding(one: Notice, data: Data) -> Finding:
    found = queries.finding_of(one, data["finding"])
    if found is None:
        raise NotAllowed(say("The text was changed, and what the rules found with it."))
    return found


def _set_aside(by: Person, one: Notice, data: Data, at: datetime) -> object:
    watching = actions.Watching(data.get("watcher"), data.get("minutes"))
    return actions.set_aside(by, _finding(one, data), data["reason"], at=at, watching=watching)


def _drop_link(by: Person, one: Notice, data: Data, at: datetime) -> object:
    return actions.drop_link(by, _finding(one, data), version=data["version"] or 0, at=at)


def _send_back(by: Person, one: Notice, data: Data, at: datetime) -> object:  # noqa: ARG001 (a row of the table)
    return actions.send_back(by, _revision(one, data), data["reason"])


def _break_glass(by: Person, one: Notice, data: Data, at: datetime) -> object:
    version = data["version"] or 0
    return actions.break_glass(by, _revision(one, data), data["reason"], version=version, at=at)


def _retract(by: Person, one: Notice, data: Data, at: datetime) -> object:
    return actions.retract(by, one, data["reason"], at=at, instead=data["instead"])


def _issue_prepared(by: Person, one: Notice, data: Data, at: datetime) -> object:  # noqa: ARG001 (a row of the table)
    return actions.issue_prepared(by, one, at=at)


def _settle(by: Person, one: Notice, data: Data, at: datetime) -> object:
    row = queries.delivery_of(one, data["delivery"])
    if row is None:
        raise Http404
    stands = data["outcome"] == "stands"
    return actions.settle(by, row, stands=stands, at=at, note=data["note"])


def _close_review(by: Person, one: Notice, data: Data, at: datetime) -> object:
    approval = queries.approval_of(one, data["approval"])
    if approval is None:
        raise Http404
    return actions.close_review(by, approval, data["note"], at=at)


# What is done, what the next page says, and which that is: one of the notice's, or `/`.
ACTS: dict[str, tuple[Run, str | Promise, str]] = {
    "submit": (_submit, _("The text waits for a second person now."), ""),
    "approve": (_approve, _("You approved the text. It goes out now."), "progress/"),
    "send-back": (_send_back, _("The text was sent back to its author."), ""),
    "break-glass": (_break_glass, _("The notice goes out. Everybody was told."), "progress/"),
    "set-aside": (_set_aside, _("It is set aside with your name."), "approve/"),
    "drop-link": (_drop_link, _("The link is taken out. Read it once more."), "approve/"),
    "retract": (_retract, _("The notice is being taken down everywhere."), "takedown/"),
    "issue-prepared": (_issue_prepared, _("The correction goes out now."), "progress/"),
    "settle": (_settle, _("Your answer is kept as proof."), ""),
    "close-review": (_close_review, _("The review is closed."), ""),
    "discard": (_discard, _("The draft is gone."), "/"),
}
OWN_FORMS: dict[str, type[Form]] = {"approve": ApproveForm, "drop-link": DropLinkForm}
# Where a refused form is shown again, and what its address shows by itself.
PAGES: dict[str, tuple[Page, str]] = {
    "approve": (approval.page, "approve/"),
    "send-back": (approval.page, "approve/#send-back"),
    "break-glass": (approval.page, "approve/#glass"),
    "set-aside": (approval.page, "approve/#screening"),
    "drop-link": (approval.page, "approve/#screening"),
    "retract": (takedown.page, "takedown/"),
}


@login_required
@step_up(by="verb")
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Do it; where a rule says no, show the notice again with the sentence."""
    one = visible(request, code)
    if verb not in ACTS:
        raise Http404
    page, where = PAGES.get(verb, (notice.page, ""))
    if request.method != "POST":
        # Somebody reloaded the answer to a refused form, or kept its address.
        return page(request, one, None) if verb == "approve" else _to(code, where)
    run, told, after = ACTS[verb]
    form = _form(verb, request, one)
    if form.is_valid():
        try:
            run(person_of(request), one, form.cleaned_data, timezone.now())
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, str(told))
            return _to(code, "takedown/" if request.POST.get("back") == "takedown" else after)
    one.refresh_from_db()
    return page(request, one, Failed(verb, form, _about(request)))


def _to(code: str, where: str) -> HttpResponse:
    return redirect(where if where == "/" else f"/notices/{code}/{where}")


def _about(request: HttpRequest) -> int:
    """The row that the form concerns, where there are several alike."""
    sent = (request.POST.get(name, "") for name in ("delivery", "approval", "finding"))
    about = next(filter(None, sent), "")
    return int(about) if about.isdecimal() else 0


def _form(verb: str, request: HttpRequest, one: Notice) -> Form:
    """The form as sent; its fields have the ids of the page, so that the summary leads to them."""
    if verb == "retract":
        return takedown.form_for(one, request.POST)
    if verb == "set-aside":
        known = queries.finding_of(one, _about(request))
        return SetAsideForm(request.POST, notice=one, finding=known)
    ids = {"settle": f"settle{_about(request)}_%s", "close-review": f"review{_about(request)}_%s"}
    return (FORMS | OWN_FORMS)[verb](request.POST, auto_id=ids.get(verb, f"{verb}_%s"))
