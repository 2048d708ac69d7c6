"""The page of a task that a person does by hand: the approved text, the way there, the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from oyez.accounts.gate import or_404, person_of
from oyez.accounts.models import Person
from oyez.accounts.queries import may
from oyez.domain.delivery import Correct, Find, Look, Publish, Refuse, Retract, Wait
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Verb
from oyez.platforms.registry import profile
from oyez.publish import actions, queries
from oyez.publish.by_hand import Hand, example_of, hand_of, is_by_hand, practice
from oyez.publish.forms.by_hand import FORMS, LookForm
from oyez.publish.forms.slots import seal
from oyez.publish.models import Delivery
from oyez.publish.preview import label
from oyez.publish.views import words
from oyez.publish.views.assist_words import steps_for
from oyez.publish.views.lines import line
from oyez.web.pages import put_at_field, show
from oyez.web.translate import spoken

Data = dict[str, Any]
Run = Callable[[Person, Delivery, Data, datetime], object]
KINDS: dict[type, str] = {
    Publish: "post",
    Correct: "amend",
    Retract: "remove",
    Find: "search",
    Look: "look",
    Wait: "held",
    Refuse: "held",
}


def _take(by: Person, row: Delivery, data: Data, at: datetime) -> object:  # noqa: ARG001 (a row of the table)
    return actions.take_by_hand(by, row, at=at)


def _posted(by: Person, row: Delivery, data: Data, at: datetime) -> object:
    return actions.post_by_hand(by, row, data["address"], at=at)


def _leave(by: Person, row: Delivery, data: Data, at: datetime) -> object:
    return actions.leave_by_hand(by, row, data["reason"], at=at, for_good=data["for_good"])


def _removed(by: Person, row: Delivery, data: Data, at: datetime) -> object:  # noqa: ARG001 (a row of the table)
    return actions.remove_by_hand(by, row, at=at)


def _missing(by: Person, row: Delivery, data: Data, at: datetime) -> object:  # noqa: ARG001 (a row of the table)
    return actions.look_by_hand(by, row, actions.Sight.MISSING, at=at)


def _look(by: Person, row: Delivery, data: Data, at: datetime) -> object:
    sight = actions.Sight(data["sight"])
    return actions.look_by_hand(by, row, sight, at=at, note=data["note"])


ACTS: dict[str, tuple[Run, str | Promise]] = {
    "take": (_take, _("The text is yours to post now.")),
    "posted": (_posted, _("Your word is kept. Somebody else has to see it.")),
    "leave": (_leave, _("Your reason is kept.")),
    "removed": (_removed, _("Your word is kept. Somebody else has to see that it is gone.")),
    "missing": (_missing, _("Your answer is kept as proof.")),
    "look": (_look, _("Your answer is kept as proof.")),
}


@login_required
@require_GET
def assist(request: HttpRequest, pk: int) -> HttpResponse:
    """One task on a phone: the approved words, the pictures, the way there, and the answer."""
    return _page(request, _known(request, pk))


@login_required
@require_POST
def assist_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Keep what the person says; where a rule says no, the same page with the sentence."""
    row = _known(request, pk)
    if verb not in ACTS:
        raise Http404
    run, told = ACTS[verb]
    form = _form(verb, row, request.POST)
    if form.is_valid():
        try:
            run(person_of(request), row, form.cleaned_data, timezone.now())
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, str(told))
            return redirect(f"/assist/{pk}/")
    return _page(request, _known(request, pk), verb, form)


def _known(request: HttpRequest, pk: int) -> Delivery:
    found = queries.delivery_by_id(pk)
    if found is None or not is_by_hand(found.platform):
        raise Http404
    or_404(person_of(request), Verb.SEE, found.notice.unit.path)
    return found


def _form(verb: str, row: Delivery, data: Any = None) -> Form:
    """A form of the page, as sent or empty."""
    if verb == "look":
        return LookForm(data, removing=row.wanted is None, auto_id="look_%s")
    return FORMS[verb](data, auto_id=f"{verb}_%s")


def _page(
    request: HttpRequest, row: Delivery, verb: str = "", failed: Form | None = None
) -> HttpResponse:
    by, now = person_of(request), timezone.now()
    hand, notice = hand_of(row, now), row.notice
    kind, mine = _kind(hand), row.taken_by_id == by.pk
    forms = {name: _form(name, row) for name in FORMS} | ({verb: failed} if failed else {})
    context = {
        "row": row,
        "notice": notice,
        "channel": row.channel,
        "platform": label(row.channel),
        "urgency": words.URGENCIES[notice.urgency],
        "line": line(queries.deliveries_of(notice).get(pk=row.pk), notice, now),
        "mine": mine,
        "own_word": hand.is_said_by(by),
        "may": may(by, Verb.RETRACT, notice.unit.path),
        "forms": forms,
        "form": failed,
        "refused": failed is not None,
        **_asked(hand, kind),
        **_shown(hand, kind, mine=mine),
    }
    return show(request, "publish/assist.html", context, refused=failed is not None)


def _asked(hand: Hand, kind: str) -> Data:
    """What is asked, how it is done, and what stands in the way."""
    return {
        "hand": hand,
        "kind": kind,
        "steps": steps_for(kind, hand.row.platform),
        "link": _link(hand),
        "example": example_of(hand.row.channel),
        "held": spoken(hand.held) if hand.held else "",
    }


def _kind(hand: Hand) -> str:
    """What the page asks, in a word."""
    return "gone" if hand.removing else KINDS.get(type(hand.step), "done")


def _link(hand: Hand) -> str:
    """Where the post stands, or else the way to the channel."""
    known = [receipt.url for receipt in hand.receipts if receipt.url]
    channel = hand.row.channel
    if known or settings.EXERCISE:
        return known[-1] if known else practice(channel)
    return str(channel.options.get("deep_link") or channel.public_url)


def _shown(hand: Hand, kind: str, *, mine: bool) -> Data:
    """The approved words, for whoever may bring them out now or has to compare them."""
    posting = kind in {"post", "amend"} and hand.in_hand and mine
    free = posting and hand.held is None and not hand.overtaken
    number = hand.facts.revision if posting else hand.facts.wanted
    if not (free or kind == "look") or number is None:
        return {"variant": None, "pictures": []}
    pictures = queries.approved_pictures(hand.row, number)
    return {
        "variant": queries.approved_words(hand.row, number),
        "pictures": [(seal(picture), picture) for picture in pictures],
        "most": profile(hand.row.platform).max_pictures,
        "titled": hand.row.platform == "nextdoor",
        "comparing": kind == "look",
    }
