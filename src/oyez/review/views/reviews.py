"""All reviews that somebody sees, those to come, and the form that opens one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oyez.accounts.gate import person_of, sight_of
from oyez.domain.errors import NotAllowed
from oyez.domain.review.schedule import months_on
from oyez.review import queries
from oyez.review.actions import open_review
from oyez.review.forms import OpenForm
from oyez.review.opening import Wish
from oyez.web.pages import put_at_field, show
from oyez.web.paging import page_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: HttpRequest) -> HttpResponse:
    """The list, and opening one."""
    sight, today = sight_of(request), timezone.localdate()
    authorities = queries.authorities_to_review(sight)
    begun = {"begins_on": months_on(today.replace(day=1), -3), "ends_on": today.replace(day=1)}
    form = OpenForm(request.POST or None, authorities=authorities, initial=begun, auto_id="open_%s")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        wish = Wish(said["title"], said["begins_on"], said["ends_on"])
        try:
            made = open_review(person_of(request), said["authority"], wish, at=timezone.now())
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The review is open. This is what is known so far."))
            return redirect(f"/reviews/{made.pk}/")
    page = page_of(request, queries.reviews_of(sight))
    context = {"page": page, "rows": page.rows, "due": queries.due(sight), "form": form,
               "authorities": authorities}  # fmt: skip
    return show(request, "review/reviews.html", context, refused=bool(form.errors))
