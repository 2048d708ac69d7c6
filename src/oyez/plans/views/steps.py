"""One step of a plan: its time, its owner, what is done about it, and its way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from oyez.accounts.gate import sight_of
from oyez.accounts.models import Person
from oyez.accounts.queries import people_who_may
from oyez.accounts.sight import Sight
from oyez.accounts.stepup import step_up
from oyez.domain.errors import NotAllowed, say
from oyez.domain.roles import Verb
from oyez.plans import queries
from oyez.plans.actions import (
    attach_announcement,
    change_step,
    confirm_step,
    finish_step,
    skip_step,
    undo_step,
    write_announcement,
)
from oyez.plans.dry_run import DryRun
from oyez.plans.forms import MOMENT, CodeForm, NoteForm, StepForm
from oyez.plans.models import Plan, PlanStep
from oyez.plans.showing import PlanRow, StepRights, StepRow
from oyez.plans.wording import texts_of
from oyez.web.pages import put_at_field, show

UNKNOWN = say("This unit has no notice with this code.")


@dataclass
class Desk:
    """A step with whoever looks at it, and the forms as they were sent."""

    sight: Sight
    plan: Plan
    step: PlanStep
    forms: dict[str, Form] = field(default_factory=dict)

    @property
    def by(self) -> Person:
        """The person."""
        return self.sight.person

    @property
    def path(self) -> str:
        """Where whoever looks after the step has a role."""
        about = self.step.unit or (self.step.channel.unit if self.step.channel else None)
        return about.path if about else self.plan.authority.path

    def step_form(self, data: object = None) -> StepForm:
        """The form of the step itself."""
        at = timezone.localtime(self.step.at).strftime(MOMENT)
        initial = {"at": at, "owner": self.step.owner_id, "text": self.step.text}
        return StepForm(data, people=people_who_may(Verb.SEE, self.path), initial=initial)


@login_required
@require_GET
def step(request: HttpRequest, number: int) -> HttpResponse:
    """The step's page."""
    return _page(request, _desk(request, number))


@login_required
@require_POST
@step_up(by="what")
def act(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Do one thing about the step."""
    desk, now = _desk(request, number), timezone.now()
    doing = DOING.get(what)
    if doing is None:
        raise Http404
    form = doing[0](request, desk)
    desk.forms[what] = form
    if form.is_valid():
        try:
            where = doing[1](desk, form, now)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("Done."))
            return redirect(where or f"/plans/steps/{number}/")
    desk.step = queries.step_by_id(number) or desk.step
    return _page(request, desk)


def _desk(request: HttpRequest, number: int) -> Desk:
    sight, found = sight_of(request), queries.step_by_id(number)
    plan = queries.plan_seen(sight, found.plan_id) if found else None
    if plan is None or found is None:
        raise Http404
    return Desk(sight, plan, found)


def _change(desk: Desk, form: Form, now: datetime) -> str:
    data = form.cleaned_data
    when = data["at"]
    if when.replace(second=0, microsecond=0) == desk.step.at.replace(second=0, microsecond=0):
        when = desk.step.at  # the field has no seconds, so it was not touched
    change_step(desk.by, desk.step, when=when, owner=data["owner"], text=data["text"], at=now)
    return f"/plans/{desk.plan.pk}/"


def _write(desk: Desk, form: Form, now: datetime) -> str:  # noqa: ARG001 (a row of the table)
    texts = texts_of(desk.plan, desk.step, queries.lines_of(desk.plan))
    notice = write_announcement(desk.by, desk.step, texts, at=now)
    return f"/notices/{notice.code}/edit/"


def _attach(desk: Desk, form: Form, now: datetime) -> str:
    code, unit = form.cleaned_data["code"], desk.step.unit
    notice = queries.notice_coded(unit, code) if unit else None
    if notice is None:
        raise NotAllowed(UNKNOWN, "code")
    attach_announcement(desk.by, desk.step, notice, at=now)
    return ""


def _done(desk: Desk, form: Form, now: datetime) -> str:
    finish_step(desk.by, desk.step, form.cleaned_data["note"], at=now)
    return f"/plans/{desk.plan.pk}/"


def _yes(desk: Desk, form: Form, now: datetime) -> str:  # noqa: ARG001 (as above)
    confirm_step(desk.by, desk.step, at=now)
    return ""


def _skip(desk: Desk, form: Form, now: datetime) -> str:
    skip_step(desk.by, desk.step, form.cleaned_data["note"], at=now)
    return f"/plans/{desk.plan.pk}/"


def _undo(desk: Desk, form: Form, now: datetime) -> str:
    undo_step(desk.by, desk.step, form.cleaned_data["note"], at=now)
    return f"/plans/{desk.plan.pk}/"


Made = Callable[[HttpRequest, Desk], Form]
Does = Callable[[Desk, Form, datetime], str]


def _note(what: str, *, asks_why: bool = False) -> Made:
    auto_id = f"{what}_%s"
    return lambda request, desk: NoteForm(request.POST, auto_id=auto_id, asks_why=asks_why)  # noqa: ARG005


DOING: dict[str, tuple[Made, Does]] = {
    "change": (lambda request, desk: desk.step_form(request.POST), _change),
    "write": (lambda request, desk: Form({}), _write),  # noqa: ARG005
    "attach": (lambda request, desk: CodeForm(request.POST, auto_id="attach_%s"), _attach),  # noqa: ARG005
    "done": (_note("done"), _done),
    "yes-step": (lambda request, desk: Form({}), _yes),  # noqa: ARG005
    "skip": (_note("skip", asks_why=True), _skip),
    "undo-step": (_note("undo", asks_why=True), _undo),
}


def _page(request: HttpRequest, desk: Desk) -> HttpResponse:
    now = timezone.now()
    tried = next((one for one in DryRun(desk.plan, now).tried if one.step.pk == desk.step.pk), None)
    sent = next(iter(desk.forms.values()), None)
    context = {
        "plan": desk.plan,
        "whole": PlanRow.of(desk.plan),
        "row": StepRow.of(desk.step, now, tried),
        "rights": StepRights.of(desk.sight, desk.plan, desk.step),
        "step_form": desk.forms.get("change") or desk.step_form(),
        "attach": desk.forms.get("attach") or CodeForm(auto_id="attach_%s"),
        "done": desk.forms.get("done") or NoteForm(auto_id="done_%s"),
        "skip": desk.forms.get("skip") or NoteForm(auto_id="skip_%s", asks_why=True),
        "undo": desk.forms.get("undo-step") or NoteForm(auto_id="undo_%s", asks_why=True),
        "form": sent,
    }
    refused = sent is not None and bool(sent.errors)
    return show(request, "plans/step.html", context, refused=refused)
