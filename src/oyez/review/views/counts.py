"""What was counted of a channel over the years, and entering what people count."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oyez.accounts.gate import or_404, person_of, sight_of
from oyez.domain.errors import NotAllowed
from oyez.domain.review.facts import Metric
from oyez.domain.roles import Verb
from oyez.review import queries
from oyez.review.actions import enter_counts
from oyez.review.forms import CountsForm
from oyez.review.months import SHOWN, months_of
from oyez.web.charts import Column
from oyez.web.pages import put_at_field, show
from oyez.web.times import short_day


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def counts(request: HttpRequest, pk: int) -> HttpResponse:
    """Month by month, ten years at most, and the form."""
    sight, today = sight_of(request), timezone.localdate()
    channel = queries.channel_by_id(pk)
    if channel is None:
        raise Http404
    or_404(sight, Verb.SEE, channel.unit.path)
    form = CountsForm(request.POST or None, initial={"day": today}, auto_id="count_%s")
    if request.method == "POST" and form.is_valid():
        try:
            day, values = form.cleaned_data["day"], form.values()
            enter_counts(person_of(request), channel, day, values, at=timezone.now())
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The figures are kept."))
            return redirect(f"/channels/{pk}/counts/")
    months = months_of(pk, today)
    place = SHOWN.index(Metric.INTERACTIONS)
    known = [Column(short_day(m.first), m.values[place] or 0.0) for m in reversed(months)]
    context = {
        "channel": channel,
        "form": form,
        "months": months,
        "metrics": SHOWN,
        "columns": known if any(one.value for one in known) else [],
        "decisions": queries.latest_decisions(pk),
        "may_enter": sight.may(Verb.HOLD_REVIEW, channel.unit.path),
    }
    return show(request, "review/counts.html", context, refused=bool(form.errors))
