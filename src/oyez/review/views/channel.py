"""One channel of a review: every figure with what it rests on, and the decision."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from oyez.accounts.gate import person_of, sight_of
from oyez.accounts.sight import Sight
from oyez.domain.review.life import Stage
from oyez.domain.review.rules import Advice
from oyez.domain.roles import Verb
from oyez.plans.queries import plans_after
from oyez.plans.showing import PlanRow
from oyez.review import queries
from oyez.review.forms import CircumstancesForm, CommentForm, DecideForm
from oyez.review.models import Reviewed
from oyez.review.report import ChannelTold, report_of
from oyez.review.views.frame import May, may
from oyez.web.charts import Column
from oyez.web.pages import show
from oyez.web.times import short_day

SHARES = ("noise", "abuse", "spam", "useful", "community")


@login_required
@require_GET
def channel(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one channel."""
    return page(request, found(request, pk))


def found(request: HttpRequest, pk: int) -> Reviewed:
    """The channel in its review, if the person sees them."""
    row = queries.reviewed_for(sight_of(request), pk)
    if row is None:
        raise Http404
    return row


def page(request: HttpRequest, row: Reviewed, failed: Form | None = None) -> HttpResponse:
    """The whole page; with a refused form it says why, and keeps what was typed."""
    review = row.review
    sight, report = sight_of(request), report_of(review, at=timezone.now())
    told = report.channel(row.channel_id)
    if told is None:
        raise Http404
    decision, allowed = queries.standing(row), may(sight, review)
    decides = sight.may(Verb.DECIDE_REVIEW, row.channel.unit.path)
    open_to = allowed.decide and decides and decision is None
    context = {
        "review": review,
        "address": f"/reviews/channels/{row.pk}/",
        "report": report,
        "row": row,
        "told": told,
        "shares": [(name, told.shares[name]) for name in SHARES],
        "weeks": _columns(told),
        "decision": decision,
        "may": allowed,
        "may_decide": open_to,
        "may_sign": _signs(request, row) and decides,
        "own_word": decision is not None and decision.decided_by_id == person_of(request).pk,
        "locked": bool(told.faults),
        "comments": [one for one in queries.comments_of(review) if one.reviewed_id == row.pk],
        **_forms(row, told, failed),
        **_around(sight, row),
        "typed": _left(failed, allowed, decides=open_to),
    }
    return show(request, "review/channel.html", context, refused=failed is not None)


def _left(failed: Form | None, allowed: May, *, decides: bool) -> str:
    """What was typed into a form that is not there any more: somebody else was quicker."""
    if isinstance(failed, DecideForm) and not decides:
        return str(failed.data.get("reasons", ""))
    if isinstance(failed, CommentForm) and not allowed.comment:
        return str(failed.data.get("text", ""))
    return ""


def _around(sight: Sight, row: Reviewed) -> dict[str, object]:
    """How far the review is, the plans that the decision has led to, and who may make one."""
    found = plans_after(sight, row.review_id, row.channel_id)
    return {
        "collecting": row.review.stage == Stage.OPEN,
        "plans": [PlanRow.of(one) for one in found],
        "may_plan": sight.may(Verb.CHANGE_MODE, row.channel.unit.path),
    }


def _forms(row: Reviewed, told: ChannelTold, failed: Form | None) -> dict[str, Form | None]:
    begun = {} if told.advice is Advice.NO_DECISION else {"kind": told.advice.value}
    usual = {"critical": row.critical, "successor": str(row.successor_id or "")}
    return {
        "form": failed,
        "decide_form": failed
        if isinstance(failed, DecideForm)
        else DecideForm(initial=begun, auto_id="decide_%s"),
        "comment_form": failed if isinstance(failed, CommentForm) else CommentForm(),
        "circumstances_form": failed
        if isinstance(failed, CircumstancesForm)
        else circumstances(row, None, usual),
    }


def circumstances(row: Reviewed, data: object, initial: dict[str, object]) -> CircumstancesForm:
    """The form with the authority's other channels."""
    others = queries.channels_of([row.review.authority]).exclude(pk=row.channel_id)
    return CircumstancesForm(data, channels=list(others), initial=initial, auto_id="around_%s")


def _signs(request: HttpRequest, row: Reviewed) -> bool:
    """Whether a decision waits for somebody else's signature."""
    decision = queries.standing(row)
    waits = decision is not None and decision.holds_at is None
    return waits and decision is not None and decision.decided_by_id != person_of(request).pk


def _columns(told: ChannelTold) -> list[Column]:
    """Interactions by week; weeks in which nobody counted are left out."""
    counted = [week for week in told.weeks if week.interactions is not None]
    return [Column(short_day(week.monday), week.interactions or 0.0) for week in counted]
