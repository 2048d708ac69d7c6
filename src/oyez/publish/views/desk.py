"""The first page after signing in: what waits, what is out, what fails, who is there."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from hashlib import sha256

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_POST

from oyez.accounts.gate import person_of, sight_of
from oyez.accounts.sections import sections_of
from oyez.domain.delivery import HANDS
from oyez.domain.notice import RevisionState
from oyez.domain.roles import Verb
from oyez.govern.health import health_of
from oyez.govern.overview import touches
from oyez.govern.queries import freezes_in_force, on_call_seen, standings_of
from oyez.govern.risks import acceptances_of, endings_in
from oyez.publish import queries
from oyez.publish.actions import see
from oyez.publish.models import Delivery, Revision
from oyez.publish.views import live, ways, words
from oyez.publish.views.missed import sentences
from oyez.web.partial import asked, nothing_new, signed_in

LIVE = 8
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')  # another one in every answer


@signed_in
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Everything that concerns the person now, the urgent first.

    What moves is asked for again by a script; while nothing has changed the answer is empty, so
    that nothing is read aloud twice and nobody loses their place.
    """
    sight, now = sight_of(request), timezone.now()
    moving = _moving(sight, now) | {"csrf_token": get_token(request)}
    # Without the request, so that the frame around it is not worked out twice.
    part = render_to_string("publish/desk_moving.html", moving)
    digest = sha256(TOKEN.sub("", part).encode()).hexdigest()[:16]
    if asked(request) and request.GET.get("seen") == digest:
        return nothing_new()
    context = moving | {"digest": digest, "part": part, "small": asked(request)}
    if asked(request):
        response = render(request, "publish/desk_part.html", context)
    else:
        response = render(request, "publish/desk.html", context | _still(sight, now, moving))
    patch_vary_headers(response, ("HX-Request",))
    return response


def _moving(sight: queries.Sight, now: datetime) -> dict[str, object]:
    """What others and the worker change while somebody looks."""
    failing = list(queries.failing(sight))
    out, total = queries.first_of(queries.public_now(sight, now), LIVE)
    return {
        "sections": sections_of("desk", sight, now),
        "tellings": list(queries.tellings_of(sight)),
        "to_approve": list(queries.to_approve(sight)),
        "tasks": [
            {
                "row": row,
                "since": row.wanted_at,
                "mine": sight.person.pk in (row.task_for_id, row.taken_by_id),
                "by_hand": row.task in HANDS,
            }
            for row in queries.tasks_of(sight)
        ],
        **_own(sight),
        "reviews": list(queries.open_reviews(sight)),
        "failing": [{"row": row, "word": words.of_delivery(row, now)} for row in failing],
        "troubled": failing,
        **_not_reached(sight, now),
        "out": live.standings(out, sight.scopes(Verb.RETRACT), now),
        "total": total,
        "most": queries.MANY,
        "person": sight.person,
    }


def _not_reached(sight: queries.Sight, now: datetime) -> dict[str, object]:
    """Notices that missed somebody, and the sum of all in sentences."""
    rows = queries.not_reached(sight, now)
    in_all = sum((missed for _row, missed in rows), Counter[str]())
    return {
        "missed": [{"row": row, "told": sentences(missed)} for row, missed in rows],
        "missed_in_all": sentences(in_all) if len(rows) > 1 else [],
    }


def _own(sight: queries.Sight) -> dict[str, list[Revision]]:
    """One's own texts by what they wait for, read together."""
    names = {
        RevisionState.RETURNED: "returned",
        RevisionState.SUBMITTED: "waiting",
        RevisionState.DRAFT: "drafts",
    }
    rows = list(queries.written_by(sight, *names))
    return {name: [row for row in rows if row.state == state] for state, name in names.items()}


def _still(sight: queries.Sight, now: datetime, moving: dict[str, object]) -> dict[str, object]:
    """What rests: one's own texts, the rota, the channels."""
    troubled = moving["troubled"]
    rows = troubled if isinstance(troubled, list) else []
    mine, duties = sight.scopes(Verb.SEE), sight.once(on_call_seen, sight, now)
    return {
        "on_call": [one for one in duties if touches(one.path, mine)][: queries.SHOWN],
        "channels": _channels(sight, rows, now),
        "may_compose": bool(sight.scopes(Verb.COMPOSE)),
        "may_freeze": bool(sight.scopes(Verb.FREEZE)),
    }


def _channels(
    sight: queries.Sight, troubled: list[Delivery], now: datetime
) -> list[dict[str, object]]:
    failing = {row.channel_id for row in troubled}
    found = list(queries.life_of_channels(sight, failing, now))
    rows = list({row.pk: row for row in found}.values())
    accepted = acceptances_of((row.pk, row.platform) for row in rows)
    freezes = sight.once(freezes_in_force)
    known, risks = standings_of(found, now, freezes, accepted), endings_in(accepted, now)
    return [
        {
            "channel": row,
            "standing": known[row.pk],
            "failing": row.pk in failing,
            "way": ways.of(health_of(row), row.platform, now),
            "risk": risks.get(row.pk),
        }
        for row in rows
    ]


@login_required
@require_POST
def mark_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take something off one's own desk."""
    see(person_of(request), pk, timezone.now())
    return redirect("/")
