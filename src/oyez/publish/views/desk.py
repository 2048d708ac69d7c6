"""The first page after signing in: what waits, what is out, what fails."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from oyez.accounts.gate import person_of
from oyez.domain.notice import RevisionState
from oyez.publish import queries
from oyez.publish.actions import see
from oyez.publish.views import words
from oyez.web.pages import show


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Everything that concerns the person now, the urgent first."""
    person, now = person_of(request), timezone.now()
    context = {
        "now": now,
        "tellings": queries.tellings_of(person),
        "to_approve": queries.to_approve(person),
        "tasks": queries.tasks_of(person),
        "reviews": queries.open_reviews(person),
        "returned": queries.written_by(person, RevisionState.RETURNED),
        "waiting": queries.written_by(person, RevisionState.SUBMITTED),
        "drafts": queries.written_by(person, RevisionState.DRAFT),
        "failing": [
            {"row": row, "word": words.of_delivery(row, now)} for row in queries.failing(person)
        ],
        "out": [
            {"notice": notice, "word": words.of_notice(notice, now), "urgency": urgency(notice)}
            for notice in queries.out_now(person)
        ],
        "person": person,
    }
    return show(request, "publish/desk.html", context)


@login_required
@require_POST
def mark_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take something off one's own desk."""
    see(person_of(request), pk, timezone.now())
    return redirect("/")


def urgency(notice: object) -> words.Word:
    """How grave the notice is, in a word."""
    return words.URGENCIES[getattr(notice, "urgency", "routine")]
