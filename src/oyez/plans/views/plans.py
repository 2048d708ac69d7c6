"""The list of plans, a new one, and the page of one."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oyez.accounts.gate import anywhere_or_404, person_of, sight_of
from oyez.accounts.sight import Sight
from oyez.accounts.stepup import step_up
from oyez.domain.errors import NotAllowed
from oyez.domain.plan import After, Kind, PlanState
from oyez.domain.roles import Verb
from oyez.govern.models import Authority
from oyez.plans import queries
from oyez.plans.actions import Wish, agree_plan, draft_plan, propose_plan, return_plan, stop_plan
from oyez.plans.choosing import numbers_in, offered
from oyez.plans.dry_run import DryRun
from oyez.plans.forms import MOMENT, PlanForm, ReasonForm
from oyez.plans.models import Plan
from oyez.plans.showing import PlanRights, PlanRow, StepRow, rows_of
from oyez.plans.words import AFTERS, PLAN_STATES, mode_word
from oyez.web.pages import put_at_field, show
from oyez.web.paging import page_of

SOON = timedelta(days=60)
KEPT = ("review", "kind", "channel", "successor")  # what a link brought, kept while one looks
MORNING, WEEKS = time(10, 0), 4


@login_required
@require_GET
def plans(request: HttpRequest) -> HttpResponse:
    """Every plan that the person may see, and what comes in the next weeks."""
    by, now = sight_of(request), timezone.now()
    mine = anywhere_or_404(by, Verb.SEE)
    page = page_of(request, queries.plans_seen(by))
    coming = queries.planned(mine, now, now + SOON, 0)
    context = {
        "rows": [PlanRow.of(one) for one in page.rows],
        "page": page,
        "months": _by_month([StepRow.of(one, now) for one in coming]),
        "proposed": [PlanRow.of(one) for one in queries.proposed_to(by)],
        "may_plan": bool(by.scopes(Verb.CHANGE_MODE)),
    }
    return show(request, "plans/plans.html", context)


def _by_month(rows: list[StepRow]) -> list[tuple[datetime, list[StepRow]]]:
    found: dict[tuple[int, int], list[StepRow]] = {}
    for row in rows:
        local = timezone.localtime(row.step.at)
        found.setdefault((local.year, local.month), []).append(row)
    return [(part[0].step.at, part) for part in found.values()]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose what happens to which channels, and at which hour."""
    by = sight_of(request)
    anywhere_or_404(by, Verb.CHANGE_MODE)
    authorities = list(queries.authorities_for(by))
    authority = _authority(request, by, authorities)
    rows = queries.channels_to_plan(by).filter(unit__path__startswith=authority.path)
    sent = request.POST if request.method == "POST" else None
    offer = offered(rows, request.GET if sent is None else sent)
    form = PlanForm(sent, authority=authority, channels=offer.channels, initial=_initial(request))
    if form.is_valid() and (plan := _drafted(request, form, authority)):
        messages.success(request, _("This is the draft. Nothing happens before two have agreed."))
        return redirect(f"/plans/{plan.pk}/")
    context = {
        "form": form,
        "authorities": authorities,
        "authority": authority,
        "offer": offer,
        "kept": [(name, request.GET[name]) for name in KEPT if request.GET.get(name)],
    }
    return show(request, "plans/new.html", context, refused=bool(form.errors))


def _authority(request: HttpRequest, by: Sight, known: list[Authority]) -> Authority:
    """The one that was chosen, or that of the channel in question, or the only one."""
    asked = (request.POST if request.method == "POST" else request.GET).get("authority", "")
    found = next((one for one in known if str(one.pk) == asked), None)
    wanted = queries.channels_to_plan(by).filter(pk__in=numbers_in(request.GET, "channel")).first()
    if found is None and wanted is not None:
        found = next((one for one in known if one.pk == wanted.unit.authority_id), None)
    return found or known[-1]


def _initial(request: HttpRequest) -> dict[str, object]:
    """What a link from a review says already; anything that is no choice is left out."""
    day = timezone.localdate() + timedelta(weeks=WEEKS)
    hour = timezone.make_aware(datetime.combine(day, MORNING))
    kind = request.GET.get("kind", "")
    review = request.GET.get("review", "")
    found: dict[str, object] = {"hour": timezone.localtime(hour).strftime(MOMENT)}
    found["kind"] = kind if kind in set(Kind) else Kind.CLOSE
    if review.isdecimal() and len(review) < 18:
        found["review"] = int(review)
    chosen = numbers_in(request.GET, "channel")
    found |= {f"to_{pk}": request.GET.get("successor", "") for pk in chosen}
    return found | {f"leave_{pk}": True for pk in chosen}


def _drafted(request: HttpRequest, form: PlanForm, authority: Authority) -> Plan | None:
    data = form.cleaned_data
    wish = Wish(
        form.kind_chosen(),
        data["hour"],
        form.lines(),
        after=form.after_chosen(),
        why=data["why"],
        review=data["review"],
    )
    try:
        return draft_plan(person_of(request), authority, wish, at=timezone.now())
    except NotAllowed as error:
        put_at_field(form, error)
        return None


@login_required
@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan with its steps, what would come of them, and who has agreed."""
    return _page(request, _known(request, pk), ReasonForm())


@login_required
@require_POST
@step_up(by="what")
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Propose, agree, give back or stop."""
    one, by, now = _known(request, pk), person_of(request), timezone.now()
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form)
    reason = form.cleaned_data["reason"]
    try:
        if what == "propose":
            propose_plan(by, one, at=now)
        elif what == "agree-plan":
            agree_plan(by, one, at=now)
        elif what == "return":
            return_plan(by, one, reason, at=now)
        elif what == "stop-plan":
            stop_plan(by, one, reason, at=now)
        else:
            raise Http404
    except NotAllowed as error:
        one.refresh_from_db()
        put_at_field(form, error)
        return _page(request, one, form)
    messages.success(request, _told(what))
    return redirect(f"/plans/{pk}/")


def _told(what: str) -> str:
    return {
        "propose": _("It is proposed. Another person has to agree to it now."),
        "agree-plan": _("You have agreed. What the plan holds comes at its hours."),
        "return": _("It is a draft again, so it can be changed."),
        "stop-plan": _("The plan is stopped. What has come stays as it is."),
    }[what]


def _known(request: HttpRequest, pk: int) -> Plan:
    found = queries.plan_seen(sight_of(request), pk)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, one: Plan, form: ReasonForm) -> HttpResponse:
    by, now = sight_of(request), timezone.now()
    run = DryRun(one, now)
    context = {
        "plan": one,
        "row": PlanRow.of(one),
        "word": PLAN_STATES[PlanState(one.state)],
        "after": AFTERS[After(one.after)],
        "lines": [(line, mode_word(line.channel.mode)) for line in run.lines],
        "rows": rows_of(run.tried, now),
        "grave": run.grave,
        "rights": PlanRights.of(by, one),
        "own": one.proposed_by_id == by.person.pk,
        "form": form,
    }
    return show(request, "plans/plan.html", context, refused=bool(form.errors))
