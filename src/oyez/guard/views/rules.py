"""What the guard may do by itself for an authority, and the authority's own words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from oyez.accounts.gate import or_404, person_of
from oyez.accounts.queries import may
from oyez.accounts.stepup import step_up
from oyez.domain.alarm.automatic import Switches
from oyez.domain.errors import NotAllowed
from oyez.domain.incident import PLACES, Wish
from oyez.domain.roles import Verb
from oyez.govern.brand import authority_by_id
from oyez.govern.models import Authority
from oyez.guard.actions import set_automatic, write_words
from oyez.guard.forms_rules import SwitchesForm, WordsForm
from oyez.guard.queries.automatic import automatic_of
from oyez.guard.wordings import LANGUAGES, words_for
from oyez.guard.words import WISHES
from oyez.web.pages import put_at_field, show

Which = tuple[str, str]
NONE: Which = ("", "")
SWITCHES = ("labelled", "scored", "stranger", "unanswered")


@login_required
@step_up("automatic")
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """The switches, all off at first, and the texts for corrections, apologies and statements."""
    one = _known(request, pk)
    if request.method != "POST":
        return _page(request, one)
    or_404(person_of(request), Verb.APPROVE_PLATFORM, one.path)
    form = SwitchesForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        unanswered = said.pop("unanswered")
        try:
            set_automatic(
                person_of(request), one, Switches(**said), unanswered=unanswered, at=timezone.now()
            )
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("It is decided."))
            return redirect(f"/authorities/{pk}/guard/")
    return _page(request, one, form)


@login_required
@require_POST
def words(request: HttpRequest, pk: int, wish: str, language: str) -> HttpResponse:
    """Keep one text in one language."""
    one = _known(request, pk)
    or_404(person_of(request), Verb.MANAGE_CHANNELS, one.path)
    if wish not in set(Wish) or language not in LANGUAGES:
        raise Http404
    form = WordsForm(request.POST, auto_id=f"{wish}_{language}_%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            write_words(person_of(request), one, Wish(wish), language, **said, at=timezone.now())
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The text is kept."))
            return redirect(f"/authorities/{pk}/guard/#{wish}")
    return _page(request, one, form, (wish, language))


def _known(request: HttpRequest, pk: int) -> Authority:
    found = authority_by_id(pk)
    if found is None:
        raise Http404
    or_404(person_of(request), Verb.SEE, found.path)
    return found


def _page(
    request: HttpRequest, one: Authority, failed: Form | None = None, about: Which = NONE
) -> HttpResponse:
    by, row = person_of(request), automatic_of(one)
    start = {name: bool(row and getattr(row, name)) for name in SWITCHES}
    refused = bool(failed and failed.errors)
    context = {
        "authority": one,
        "row": row,
        "switches": failed if isinstance(failed, SwitchesForm) else SwitchesForm(initial=start),
        "texts": [_text(one, wish, failed, about) for wish in Wish],
        "places": ["{" + name + "}" for name in PLACES],
        "may_switch": may(by, Verb.APPROVE_PLATFORM, one.path),
        "may_write": may(by, Verb.MANAGE_CHANNELS, one.path),
        "form": failed,
        "refused": refused,
    }
    return show(request, "guard/rules.html", context, refused=refused)


def _text(one: Authority, wish: Wish, failed: Form | None, about: Which) -> dict[str, Any]:
    """One wish in every language, with the form for each."""
    rows, here = [], about[0] == wish
    for code in LANGUAGES:
        known = words_for(one, wish, code)
        start = {"headline": known.headline, "body": known.body}
        form = WordsForm(initial=start, auto_id=f"{wish}_{code}_%s")
        rows.append(
            {
                "language": code,
                "own": known.own,
                "words": known,
                "form": failed if failed and here and code == about[1] else form,
            }
        )
    return {"wish": wish.value, "label": WISHES[wish], "rows": rows, "open": here}
