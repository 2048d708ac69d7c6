"""Doing something about an item: one address per verb, always by POST."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from oyez.accounts.gate import sight_of
from oyez.accounts.models import Person
from oyez.domain.errors import NotAllowed
from oyez.domain.inbox.house_rules import Breach
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.labels import Label
from oyez.listen import actions, queries
from oyez.listen.forms.item import (
    AnswerForm,
    AssignForm,
    DeedForm,
    LabelForm,
    MeasureForm,
    NoteForm,
    PlainForm,
)
from oyez.listen.models import Deed, InboxItem
from oyez.listen.views.inbox import filter_for, query_of
from oyez.listen.views.item import page, visible
from oyez.listen.views.sheet import Refused, Sheet
from oyez.publish.queries import Sight
from oyez.web.pages import put_at_field
from oyez.web.partial import signed_in

Data = dict[str, Any]
Run = Callable[[Person, InboxItem, Data, datetime], object]


def _label(by: Person, one: InboxItem, data: Data, at: datetime) -> object:
    return actions.label_item(by, one, Label(data["label"]), at=at)


def _assign(by: Person, one: InboxItem, data: Data, at: datetime) -> object:  # noqa: ARG001 (a row of the table)
    return actions.assign(by, one, data["to"])


def _mine(by: Person, one: InboxItem, data: Data, at: datetime) -> object:  # noqa: ARG001 (a row of the table)
    return actions.assign(by, one, by)


def _note(by: Person, one: InboxItem, data: Data, at: datetime) -> object:
    return actions.add_note(by, one, data["text"], at=at)


def _finish(by: Person, one: InboxItem, data: Data, at: datetime) -> object:  # noqa: ARG001 (a row of the table)
    return actions.finish_item(by, one, at=at)


def _reopen(by: Person, one: InboxItem, data: Data, at: datetime) -> object:  # noqa: ARG001 (a row of the table)
    return actions.reopen_item(by, one, at=at)


def _answer(by: Person, one: InboxItem, data: Data, at: datetime) -> object:
    known = {"seen": data["seen"] or 0, "form_key": data["form_key"]}
    return actions.answer(by, one, data["text"], at=at, **known)


def _measure(by: Person, one: InboxItem, data: Data, at: datetime) -> object:
    breach = Breach(data["breach"]) if data["breach"] else None
    ground = actions.Ground(breach, data["reason"])
    known = {"seen": data["seen"] or 0, "form_key": data["form_key"]}
    return actions.moderate(by, one, Kind(data["kind"]), ground, at=at, **known)


def _deed(one: InboxItem, data: Data) -> Deed:
    found = queries.deed_of(one, data["deed"])
    if found is None:
        raise Http404
    return found


def _agree(by: Person, one: InboxItem, data: Data, at: datetime) -> object:
    return actions.agree(by, _deed(one, data), at=at)


def _leave(by: Person, one: InboxItem, data: Data, at: datetime) -> object:  # noqa: ARG001 (a row of the table)
    return actions.leave(by, _deed(one, data))


def _stands(by: Person, one: InboxItem, data: Data, at: datetime) -> object:
    return actions.settle_deed(by, _deed(one, data), stands=True, at=at)


def _again(by: Person, one: InboxItem, data: Data, at: datetime) -> object:
    return actions.settle_deed(by, _deed(one, data), stands=False, at=at)


# What is done, its form, what the next page says, and whether that page is the next item's.
ACTS: dict[str, tuple[Run, type[Form], str | Promise, bool]] = {
    "label": (_label, LabelForm, _("The label is kept."), True),
    "assign": (_assign, AssignForm, _("It is known now who looks after it."), False),
    "mine": (_mine, PlainForm, _("You look after it now."), False),
    "note": (_note, NoteForm, _("The note is kept."), False),
    "finish": (_finish, PlainForm, _("It is done."), True),
    "reopen": (_reopen, PlainForm, _("It waits again."), False),
    "answer": (_answer, AnswerForm, _("The answer is under way."), False),
    "measure": (_measure, MeasureForm, _("It is under way."), False),
    "agree": (_agree, DeedForm, _("You agreed. It is under way."), False),
    "leave": (_leave, DeedForm, _("It was given up."), False),
    "stands": (_stands, DeedForm, _("Your word is kept as proof."), False),
    "again": (_again, DeedForm, _("It is tried again."), False),
}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Do it; where a rule says no, show the item again with the sentence and what was typed."""
    by = sight_of(request)
    one = visible(by, pk)
    if verb not in ACTS:
        raise Http404
    if request.method != "POST":  # somebody reloaded the answer to a refused form
        return _to(request, pk)
    run, _form, told, goes_on = ACTS[verb]
    form = _form_of(verb, request, one)
    if form.is_valid():
        try:
            run(by.person, one, form.cleaned_data, timezone.now())
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, str(told))
            return _to(request, _next(request, by, one) if goes_on else pk)
    return page(Sheet(request, by, visible(by, pk), Refused(verb, form)))


def _next(request: HttpRequest, by: Sight, one: InboxItem) -> int:
    """The item after this one in the list that the person came from; 0 at its end."""
    following = queries.next_after(by, filter_for(request, by).asked(), one)
    return following.pk if following else 0


def _to(request: HttpRequest, pk: int) -> HttpResponse:
    query = query_of(request)
    where = f"/inbox/{pk}/" if pk else "/inbox/"
    return redirect(f"{where}?{query}" if query else where)


def _form_of(verb: str, request: HttpRequest, one: InboxItem) -> Form:
    """The form as sent; its fields have the ids of the page, so that the summary leads to them."""
    if verb == "assign":
        return AssignForm(request.POST, people=queries.carers(one), auto_id="assign_%s")
    return ACTS[verb][1](request.POST, auto_id=f"{verb}_%s")
