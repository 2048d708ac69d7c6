"""One alarm: what, where, why, since when, and every way to end it within reach of a thumb."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from oyez.accounts.gate import or_404, person_of
from oyez.accounts.models import Person
from oyez.accounts.queries import may
from oyez.domain.alarm import OFFERS, OPEN, AlarmState, Cause, Offer, Outcome
from oyez.domain.notice import RETRACTABLE, NoticeState, RevisionState
from oyez.domain.roles import Verb
from oyez.guard.forms import CloseForm
from oyez.guard.models import Alarm, Page, Sign
from oyez.guard.queries import alarms as reads
from oyez.guard.queries import watched_of
from oyez.guard.removing import by_machine
from oyez.guard.rows import row_of, unit_of
from oyez.guard.ways import DESK, WAYS
from oyez.guard.words import DESK as ON_THE_DESK
from oyez.guard.words import station
from oyez.publish.models import Notice
from oyez.publish.queries import issued_revision, prepared_revision
from oyez.web.pages import show

BECAUSE = {Cause.DRIFT: "inside"}  # the ready reason that fits, on the page of the takedown


@login_required
@require_GET
def alarm(request: HttpRequest, pk: int) -> HttpResponse:
    """The alarm's page."""
    return page(request, known(request, pk))


def known(request: HttpRequest, pk: int) -> Alarm:
    """The alarm, if the person may see its place; otherwise it does not exist."""
    found = reads.alarm_by_id(pk)
    if found is None:
        raise Http404
    or_404(person_of(request), Verb.SEE, found.path)
    return found


def page(request: HttpRequest, one: Alarm, failed: Form | None = None) -> HttpResponse:
    """The whole page; with a refused form it says why, and keeps what was typed."""
    by = person_of(request)
    acts = may(by, Verb.RETRACT, one.path)
    is_open = one.state in OPEN
    context = {
        **row_of(one),
        "is_open": is_open,
        "may_act": acts,
        "offers": _offers(by, one) if is_open and acts else {},
        "close": failed if isinstance(failed, CloseForm) else close_form(None, one),
        "form": failed,
        "refused": failed is not None,
        "warnings": [_warning(sign) for sign in reads.replies_that_warn(one)],
        "paged": [_paged(row) for row in reads.pages_of(one)],
        "incident": one.incidents.first(),
        **_about_notice(one.notice),
        **_about_stranger(one),
    }
    return show(request, "guard/alarm.html", context, refused=failed is not None)


def close_form(data: object, one: Alarm) -> CloseForm:
    """The form; what has been done already is chosen already."""
    outcome = ""
    if one.notice and one.notice.state == NoticeState.RETRACTED:
        outcome = Outcome.TAKEN_DOWN.value
    elif one.notice and one.state == AlarmState.CONTAINED:
        outcome = Outcome.CORRECTED.value
    return CloseForm(data, Cause(one.cause), outcome)


def _offers(by: Person, one: Alarm) -> dict[str, Any]:
    """What is ready, by the name of its button; the verbs check again."""
    wanted, notice = OFFERS[Cause(one.cause)], one.notice
    found: dict[str, Any] = {}
    if notice and Offer.RETRACT in wanted and notice.state in RETRACTABLE:
        because = BECAUSE.get(Cause(one.cause), "look")
        found["takedown"] = f"/notices/{notice.code}/takedown/?because={because}"
    if notice and Offer.CORRECTION in wanted:
        found["correction"] = _correction(by, notice)
    if Offer.FREEZE in wanted:
        found["freeze"] = _freezable(by, one)
    if Offer.COMPROMISE in wanted:
        found["compromise"] = may(by, Verb.LOCK_EVERYTHING, "/")
    if Offer.STATEMENT in wanted:
        found["statement"] = True
    if Offer.ANSWER in wanted:
        found["answer"] = [sign.item_id for sign in reads.replies_that_warn(one)][:1]
    return found


def _correction(by: Person, notice: Notice) -> dict[str, object] | None:
    """The prepared words where there are some, and the way to write others."""
    if notice.state not in RETRACTABLE:
        return None
    prepared = prepared_revision(notice)
    ready = prepared is not None and prepared.state == RevisionState.APPROVED
    return {
        "texts": prepared.texts if prepared and ready else [],
        "may_issue": ready and may(by, Verb.CORRECT, notice.unit.path),
        "may_write": may(by, Verb.COMPOSE, notice.unit.path),
    }


def _freezable(by: Person, one: Alarm) -> list[tuple[str, str]]:
    """What the person could freeze from here: the channel, then the unit."""
    channels = [(one.channel.path, one.channel.name)] if one.channel else []
    places = [*channels, (one.path, unit_of(one))]
    return [(path, name) for path, name in places if may(by, Verb.FREEZE, path)]


def _about_notice(notice: Notice | None) -> dict[str, Any]:
    if notice is None:
        return {"notice": None}
    revision = issued_revision(notice) or notice.revisions.earliest("number")
    return {
        "notice": notice,
        "texts": revision.texts[:1],
        "heard": reads.heard_about(notice),
        "places": reads.places_of(notice),
        "watched": watched_of(notice),
    }


def _about_stranger(one: Alarm) -> dict[str, Any]:
    found = reads.stranger_of(one)
    if found is None:
        return {"stranger": None}
    removal = getattr(found, "removal", None)
    return {"stranger": found, "removal": removal, "by_machine": by_machine(found.channel)}


def _warning(sign: Sign) -> dict[str, Any]:
    """One reply; what may be harmful is shown when somebody asks for it."""
    item = sign.item
    text = item.text if item and not item.deleted_at else ""
    return {"item": item, "text": text, "at": sign.at, "harmful": "://" in text or "www." in text}


def _paged(row: Page) -> dict[str, Any]:
    way = ON_THE_DESK if row.way == DESK else WAYS[row.way].label if row.way in WAYS else row.way
    return {"row": row, "station": station(row.station), "way": way}
