"""Doing something about a review or a channel of it: one address per deed, always by POST."""

from __future__ import annotations

from collections.abc import Callable

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
from oyez.domain.errors import NotAllowed
from oyez.domain.review.rules import Advice
from oyez.review import actions, queries
from oyez.review.actions.decide import Wish
from oyez.review.forms import CommentForm, DecideForm, FreezeForm
from oyez.review.models import Decision, Review, Reviewed
from oyez.review.views import channel as channel_page
from oyez.review.views import review as review_page
from oyez.review.views.frame import known
from oyez.web.pages import put_at_field

Told = str | Promise


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Do it; where a rule says no, show the review again with the sentence."""
    one = known(request, pk)
    if deed not in DEEDS:
        raise Http404
    if request.method != "POST":
        return redirect(f"/reviews/{pk}/")
    kind, verb = DEEDS[deed]
    form = kind(request.POST)
    if form.is_valid():
        try:
            messages.success(request, str(verb(request, one, form)))
            return redirect(f"/reviews/{pk}/")
        except NotAllowed as error:
            put_at_field(form, error)
    return review_page.page(request, known(request, pk), form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act_on_channel(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """The same for one channel."""
    row = channel_page.found(request, pk)
    if deed not in CHANNEL_DEEDS:
        raise Http404
    address = f"/reviews/channels/{pk}/"
    if request.method != "POST":
        return redirect(address)
    form = _channel_form(request, row, deed)
    if form.is_valid():
        try:
            messages.success(request, str(CHANNEL_DEEDS[deed](request, row, form)))
            return redirect(address)
        except NotAllowed as error:
            put_at_field(form, error)
    return channel_page.page(request, channel_page.found(request, pk), form)


def _channel_form(request: HttpRequest, row: Reviewed, deed: str) -> Form:
    if deed == "describe":
        return channel_page.circumstances(row, request.POST, {})
    kinds: dict[str, Callable[[], Form]] = {
        "decide": lambda: DecideForm(request.POST, auto_id="decide_%s"),
        "comment": lambda: CommentForm(request.POST),
    }
    return kinds.get(deed, lambda: Form(request.POST))()


def _freeze(request: HttpRequest, one: Review, form: Form) -> Told:
    until = form.cleaned_data["comments_until"]
    actions.freeze_evidence(person_of(request), one, at=timezone.now(), comments_until=until)
    return _("The evidence is frozen. Nothing of it changes any more.")


def _score(request: HttpRequest, one: Review, form: Form) -> Told:  # noqa: ARG001 (a row of the table)
    actions.score_again(person_of(request), one, at=timezone.now())
    return _("Everything is scored again. That takes a while.")


def _comment(request: HttpRequest, one: Review, form: Form) -> Told:
    actions.comment(person_of(request), one, form.cleaned_data["text"], at=timezone.now())
    return _("Your comment is kept.")


def _publish(request: HttpRequest, one: Review, form: Form) -> Told:  # noqa: ARG001 (a row of the table)
    public = one.published_at is None
    actions.publish_review(person_of(request), one, public=public, at=timezone.now())
    return _("It is marked as public.") if public else _("It is not public any more.")


def _drop(request: HttpRequest, one: Review, form: Form) -> Told:  # noqa: ARG001 (a row of the table)
    actions.drop_review(person_of(request), one, at=timezone.now())
    return _("The review is given up. What is known stays to be read.")


def _describe(request: HttpRequest, row: Reviewed, form: Form) -> Told:
    said = form.cleaned_data
    actions.describe_channel(
        person_of(request), row, critical=said["critical"], successor=said["successor"]
    )
    return _("It is kept.")


def _comment_channel(request: HttpRequest, row: Reviewed, form: Form) -> Told:
    by, text = person_of(request), form.cleaned_data["text"]
    actions.comment(by, row.review, text, at=timezone.now(), about=row)
    return _("Your comment is kept.")


def _decide(request: HttpRequest, row: Reviewed, form: Form) -> Told:
    said = form.cleaned_data
    wish = Wish(Advice(said["kind"]), said["reasons"], said["without"])
    made = actions.decide(person_of(request), row, wish, at=timezone.now())
    if made.holds_at is None:
        return _("It is written down. It holds when another person has signed it too.")
    return _("It is decided.")


def _sign(request: HttpRequest, row: Reviewed, form: Form) -> Told:  # noqa: ARG001 (a row of the table)
    actions.sign(person_of(request), _standing(row), at=timezone.now())
    return _("You have signed it. It is decided.")


def _withdraw(request: HttpRequest, row: Reviewed, form: Form) -> Told:  # noqa: ARG001 (a row of the table)
    actions.withdraw(person_of(request), _standing(row), at=timezone.now())
    return _("It is taken back. Nothing is decided about this channel.")


def _standing(row: Reviewed) -> Decision:
    found = queries.decision_on(row)
    if found is None:
        raise Http404
    return found


DEEDS: dict[str, tuple[type[Form], Callable[[HttpRequest, Review, Form], Told]]] = {
    "freeze": (FreezeForm, _freeze),
    "score": (Form, _score),
    "comment": (CommentForm, _comment),
    "publish": (Form, _publish),
    "drop": (Form, _drop),
}
CHANNEL_DEEDS: dict[str, Callable[[HttpRequest, Reviewed, Form], Told]] = {
    "describe": _describe,
    "comment": _comment_channel,
    "decide": _decide,
    "sign": _sign,
    "withdraw": _withdraw,
}
