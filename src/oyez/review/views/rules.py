"""How often an authority reviews its channels, and the rules that propose something."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oyez.accounts.gate import person_of, sight_of
from oyez.domain.errors import NotAllowed
from oyez.domain.review.rules import RULES
from oyez.domain.roles import Verb
from oyez.review import queries
from oyez.review.actions import set_rules
from oyez.review.actions.set_rules import Wish
from oyez.review.forms import RulesForm
from oyez.review.gathering.whole import bars_of
from oyez.web.pages import put_at_field, show


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """The rules in the order in which they are asked, and the figures that an authority sets."""
    sight = sight_of(request)
    authority = queries.authority_for(sight, pk, Verb.SEE)
    if authority is None:
        raise Http404
    row = queries.rules_of(authority)
    begun = asdict(bars_of(row.bars if row else {})) | {
        "every_months": row.every_months if row else 12,
        "next_on": row.next_on if row else None,
    }
    form = RulesForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            wish = Wish(said["every_months"], said["next_on"], form.bars())
            set_rules(person_of(request), authority, wish)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("It holds for the reviews that are opened from now on."))
            return redirect(f"/reviews/rules/{pk}/")
    context = {
        "authority": authority,
        "rules": RULES,
        "form": form,
        "may_set": sight.may(Verb.DECIDE_REVIEW, authority.path),
    }
    return show(request, "review/rules.html", context, refused=bool(form.errors))
