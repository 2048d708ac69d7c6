"""One incident: its timeline in seconds, what to say, what follows, and the report."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_safe

from oyez.accounts.gate import or_404, person_of
from oyez.accounts.models import Person
from oyez.accounts.queries import may, people_who_may
from oyez.domain.incident import Span, Wish
from oyez.domain.roles import Verb
from oyez.guard.actions.promise import RULES as PLACES
from oyez.guard.drafting import known_of, words_of
from oyez.guard.forms_incident import DescribeForm, MeasureForm
from oyez.guard.models import Incident
from oyez.guard.queries.incidents import alarms_around, incident_by_id
from oyez.guard.report import pdf_of
from oyez.guard.rows import row_of
from oyez.guard.story import Story, story_of
from oyez.guard.telling import lines_of
from oyez.guard.words import RULES, SPANS, WISHES
from oyez.web.charts import Bar
from oyez.web.pages import show
from oyez.web.times import span

SOON = timedelta(days=14)
SAID = {True: (Wish.STATEMENT, Wish.APOLOGY), False: (Wish.CORRECTION, Wish.APOLOGY)}


@login_required
@require_GET
def incident(request: HttpRequest, pk: int) -> HttpResponse:
    """The incident's page."""
    return page(request, known(request, pk))


@login_required
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a PDF that screen readers can read, in the reader's language."""
    one = known(request, pk)
    data = pdf_of(story_of(one, timezone.now()), get_language() or "en")
    name = f"incident-{one.pk}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


def known(request: HttpRequest, pk: int) -> Incident:
    """The incident, if the person may see its place; otherwise it does not exist."""
    found = incident_by_id(pk)
    if found is None:
        raise Http404
    or_404(person_of(request), Verb.SEE, found.path)
    return found


def page(request: HttpRequest, one: Incident, failed: Form | None = None) -> HttpResponse:
    """The whole page; with a refused form it says why, and keeps what was typed."""
    by, story = person_of(request), story_of(one, timezone.now())
    start = {"happened": one.happened, "learnt": one.learnt}
    describe = failed if isinstance(failed, DescribeForm) else DescribeForm(initial=start)
    measure = failed if isinstance(failed, MeasureForm) else measure_form(by, one, None)
    acts = may(by, Verb.RETRACT, one.path) and one.resolved_at is None
    context = {
        "incident": one,
        "story": story,
        "lines": lines_of(story),
        "spans": [_span(found) for found in story.spans],
        "bars": _bars(story),
        "alarms": [row_of(found) for found in alarms_around(one)],
        "drafts": _drafts(one, story) if acts else [],
        "said": list(one.said.all()),
        "measures": [_measure(found, by) for found in story.measures],
        "may_act": acts,
        "describe": describe,
        "measure_form": measure,
        "form": failed,
        "refused": failed is not None,
    }
    return show(request, "guard/incident.html", context, refused=failed is not None)


def measure_form(by: Person, one: Incident, data: object) -> MeasureForm:
    """The form for a measure; its owner is somebody who sees the incident."""
    due = timezone.localdate() + SOON
    people = people_who_may(Verb.SEE, one.path)
    return MeasureForm(data, people, initial={"owner": str(by.pk), "due": due})


def _span(found: Span) -> dict[str, Any]:
    return {"span": found, "label": SPANS[found.name]}


def _bars(story: Story) -> list[Bar]:
    """The parts that have an end, with their goals."""
    done = [one for one in story.spans if one.seconds is not None]
    bars = [
        Bar(
            str(SPANS[one.name]),
            one.seconds or 0.0,
            span(one.seconds),
            "" if one.met is None else "ok" if one.met else "bad",
            one.goal,
        )
        for one in done
    ]
    return bars if len(bars) > 1 else []


def _drafts(one: Incident, story: Story) -> list[dict[str, Any]]:
    """What could be said now, with what is known filled in."""
    known_now = known_of(one, story.moments)
    foreign = one.notice is None
    return [
        {"wish": wish.value, "label": WISHES[wish], "texts": words_of(known_now, wish)}
        for wish in SAID[foreign]
    ]


def _measure(found: Any, by: Person) -> dict[str, Any]:
    return {
        "row": found,
        "kind": RULES.get(found.rule, ""),
        "href": PLACES.get(found.rule, ""),
        "late": found.done_at is None and found.due < timezone.localdate(),
        "mine": found.owner_id == by.pk,
    }
