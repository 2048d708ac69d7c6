"""Taking several notices down: one page that lists them, one reason, one button."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from oyez.accounts.gate import person_of
from oyez.accounts.models import Person
from oyez.accounts.queries import scopes
from oyez.accounts.stepup import step_up
from oyez.domain.errors import NotAllowed
from oyez.domain.notice import RETRACTABLE
from oyez.domain.roles import Verb, covers
from oyez.publish import actions, queries
from oyez.publish.forms.acts import SeveralForm
from oyez.publish.models import Notice
from oyez.publish.views.live import standings
from oyez.publish.views.takedown import language_of
from oyez.web.pages import show
from oyez.web.translate import spoken


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@step_up("retract")
def several(request: HttpRequest) -> HttpResponse:
    """Confirm, then take down each; one that cannot be taken down holds up no other."""
    by, sent = person_of(request), request.method == "POST"
    codes = (request.POST if sent else request.GET).getlist("code")[: queries.SHOWN]
    mine = scopes(by, Verb.RETRACT)
    chosen = [
        one
        for one in queries.notices_by_code(codes)
        if one.state in RETRACTABLE and any(covers(scope, one.unit.path) for scope in mine)
    ]
    if not chosen:
        messages.warning(request, _("Choose at least one notice that you may take down."))
        return redirect("/live/")
    form = _form(request, chosen, codes)
    if sent and form.is_valid() and _take_down(request, by, chosen, form):
        return redirect("/live/")
    context = {
        "form": form,
        "rows": standings(chosen, mine, timezone.now()),
        "refused": bool(sent and form.errors),
    }
    return show(request, "publish/several.html", context, refused=bool(sent and form.errors))


def _form(request: HttpRequest, chosen: list[Notice], codes: list[str]) -> SeveralForm:
    """What was sent may name a notice that somebody else took down meanwhile; it is left out."""
    return SeveralForm(
        request.POST if request.method == "POST" else None,
        codes=codes,
        language=language_of(chosen[0]),
        auto_id="retract_%s",
    )


def _take_down(request: HttpRequest, by: Person, chosen: list[Notice], form: SeveralForm) -> bool:
    """Whether something was taken down; what was not is said by name, or at the form."""
    said, done, refused = form.cleaned_data, 0, list[tuple[Notice, NotAllowed]]()
    for one in chosen:
        if one.code not in said["code"]:
            continue
        try:
            actions.retract(by, one, said["reason"], at=timezone.now(), instead=said["instead"])
        except NotAllowed as error:
            refused.append((one, error))
        else:
            done += 1
    for one, why in refused:
        sentence = f"{one.headline}: {spoken(why.reason)}"
        if done:
            messages.warning(request, sentence)
        else:
            form.add_error(why.field if why.field in form.fields else None, sentence)
    if done:
        told = ngettext(
            "{number} notice is being taken down.", "{number} notices are being taken down.", done
        )
        messages.success(request, told.format(number=done))
    return done > 0
