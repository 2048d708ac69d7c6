"""Showing again who one is before publishing, taking back and changing rights.

A view says `@step_up("grant")`. Where the session has not been proved lately, the form that was
sent is kept, the person confirms on a page of its own, and then exactly that form is carried out,
once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oyez.accounts import kept, sessions
from oyez.accounts.gate import person_of

View = Callable[..., HttpResponse]
SOON, SESSION = "STEP_UP_MINUTES", "STEP_UP_RETRACT_MINUTES"


@dataclass(frozen=True, slots=True)
class Deed:
    """What needs a fresh proof, for how long one lasts, and what the page says comes next."""

    minutes: str
    then: str | Promise


# Seconds count when something is taken back or stopped, so there a proof lasts a whole shift.
DEEDS = {
    "approve": Deed(SOON, _("Then your approval counts and the text goes out.")),
    "break-glass": Deed(SOON, _("Then the notice goes out without a second person.")),
    "issue-prepared": Deed(SOON, _("Then the prepared correction goes out.")),
    "retract": Deed(SESSION, _("Then the notice is taken back everywhere.")),
    "freeze": Deed(SESSION, _("Then publishing stops there.")),
    "lift": Deed(SOON, _("Then your wish to lift the freeze counts.")),
    "grant": Deed(SOON, _("Then the person gets the role.")),
    "revoke": Deed(SOON, _("Then the person loses the role.")),
    "active": Deed(SOON, _("Then the person is shut out or let in.")),
    "door": Deed(SOON, _("Then the way in which the person signs in changes.")),
    "person": Deed(SOON, _("Then the person is entered.")),
    "credentials": Deed(SOON, _("Then the credentials are stored.")),
    "connect": Deed(SOON, _("Then you go on to the platform.")),
    "webhook": Deed(SOON, _("Then the channel gets a new address, and an older one ends.")),
    "mode": Deed(SOON, _("Then the mode of the channel changes.")),
    "purge": Deed(SOON, _("Then your word about deleting old posts counts.")),
    "agree-plan": Deed(SOON, _("Then your yes to the plan counts, and its hours stand.")),
    "stop-plan": Deed(SESSION, _("Then the plan is stopped.")),
    "yes-step": Deed(SOON, _("Then your yes to the step counts.")),
    "undo-step": Deed(SOON, _("Then the step is taken back.")),
    "platform": Deed(SOON, _("Then the approval of the platform changes.")),
    "risk": Deed(SOON, _("Then the acceptance of the risk changes.")),
    "budget": Deed(SOON, _("Then the budget changes.")),
    "account": Deed(SOON, _("Then your account changes.")),
    "automatic": Deed(SOON, _("Then what the guard may do by itself changes.")),
    "lock": Deed(SOON, _("Then all sessions end, all credentials are destroyed, all is frozen.")),
}


def fresh(request: HttpRequest, deed: str) -> bool:
    """Whether the person was proved lately enough for this."""
    if getattr(request, "just_proved", False):
        return True
    ago = sessions.proved_seconds_ago(request)
    return ago is not None and ago <= 60 * int(getattr(settings, DEEDS[deed].minutes))


def step_up(deed: str = "", *, by: str = "", reading: bool = False) -> Callable[[View], View]:
    """Demand a fresh proof for what a view does when it is sent to.

    `by` names the view's argument that holds the deed; one that the table lacks needs no proof.
    With `reading` the page itself is behind the proof too.
    """
    if deed and deed not in DEEDS:
        raise AssertionError(f"{deed} is not in the table of deeds")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            wanted = deed or str(kwargs.get(by, ""))
            asks = request.method == "POST" or reading
            if not asks or wanted not in DEEDS or fresh(request, wanted):
                return view(request, *args, **kwargs)
            return _ask(request, wanted)

        return guarded

    return decorate


def carry_out(request: HttpRequest, form: kept.Kept) -> HttpResponse:
    """Do what was kept, as if it had been sent now by the person who has just confirmed."""
    path, _, query = form.path.partition("?")
    match = resolve(path)
    request.path = request.path_info = path
    request.META["QUERY_STRING"], request.resolver_match = query, match
    request.GET, request.POST = QueryDict(query), form.body  # type: ignore[assignment]
    request.just_proved = True  # type: ignore[attr-defined]
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response


def _ask(request: HttpRequest, deed: str) -> HttpResponse:
    token = kept.keep(request, person_of(request), deed) if request.method == "POST" else None
    query = {"next": request.path} | ({"lost": "1"} if request.method == "POST" else {})
    where = f"/confirm/{token}/" if token else f"/confirm/?{urlencode(query)}"
    if "HX-Request" in request.headers:
        # The script would otherwise follow the redirect and put the page into a corner of this one.
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    return redirect(where)
