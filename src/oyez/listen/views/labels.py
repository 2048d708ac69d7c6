"""Labelling replies: drawing a sample, labelling it without seeing a score, and how far it is."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oyez.accounts.gate import or_404, person_of, sight_of
from oyez.domain.errors import NotAllowed
from oyez.domain.inbox.annotation import Said
from oyez.domain.roles import Verb
from oyez.listen import guide
from oyez.listen.actions import annotate, draw_sample, export_labels
from oyez.listen.actions.annotate import is_wordless
from oyez.listen.forms.labels import AnnotateForm, DrawForm
from oyez.listen.models import Sample
from oyez.listen.queries import samples as queries
from oyez.listen.queries.item import shown_with
from oyez.web.pages import put_at_field, show
from oyez.web.paging import page_of

FEW = 200
PAGE_KEYS = (
    *((one.key, one.word) for one in guide.entries()),
    ("b", gettext_lazy("Mark or unmark abusive language")),
    ("w", gettext_lazy("Mark or unmark a warning about our own notice")),
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def labels(request: HttpRequest) -> HttpResponse:
    """The samples of the person's units, and the form that draws another one."""
    by = sight_of(request)
    if not by.scopes(Verb.ANNOTATE) and not by.scopes(Verb.DRAW_SAMPLE):
        raise Http404
    channels = queries.channels_to_draw(by, FEW)
    form = DrawForm(request.POST or None, channels=channels, auto_id="draw_%s")
    if request.method == "POST" and form.is_valid():
        try:
            channel, at = form.cleaned_data["channel"], timezone.now()
            sample = draw_sample(by.person, channel, form.wish(), at=at)
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            messages.success(request, _("The sample is drawn."))
            return redirect(f"/labels/{sample.pk}/results/")
    page = page_of(request, queries.samples(by))
    context = {"page": page, "rows": page.rows, "draw_form": form, "form": form,
               "may_draw": bool(channels)}  # fmt: skip
    return show(request, "listen/labels.html", context, refused=bool(form.errors))


@login_required
@require_GET
def sample(request: HttpRequest, pk: int) -> HttpResponse:
    """The next thing to be labelled, with our notice, and without any score."""
    return _page(request, _visible(request, pk), None)


@login_required
@require_POST
def label(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a word, and show the next thing."""
    one, by = _visible(request, pk), person_of(request)
    form = AnnotateForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        thing = queries.sample_item(one, said["thing"])
        if thing is None:
            raise Http404
        try:
            word = Said(by.pk, said["label"], said["abusive"], said["warning"])
            annotate(by, thing, word, at=timezone.now())
        except NotAllowed as error:
            put_at_field(form, error)
        else:
            return redirect(f"/labels/{pk}/")
    return _page(request, one, form)


@login_required
@require_GET
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the labelling is, and how far people agree."""
    one = _visible(request, pk)
    found = queries.things(one)
    context = {
        "sample": one,
        "progress": queries.progress(found),
        "agreements": queries.agreements(found),
        "may_export": sight_of(request).may(Verb.DRAW_SAMPLE, one.channel.unit.path),
        "may_label": sight_of(request).may(Verb.ANNOTATE, one.channel.unit.path),
    }
    return show(request, "listen/results.html", context)


@login_required
@require_POST
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The labelled replies as lines of JSON."""
    one = _visible(request, pk)
    or_404(person_of(request), Verb.DRAW_SAMPLE, one.channel.unit.path)
    body = "".join(f"{line}\n" for line in export_labels(person_of(request), one))
    answer = HttpResponse(body, content_type="application/x-ndjson; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="labels-{pk}.jsonl"'
    return answer


def _visible(request: HttpRequest, pk: int) -> Sample:
    found = queries.samples(sight_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, one: Sample, form: Form | None) -> HttpResponse:
    by = person_of(request)
    or_404(by, Verb.ANNOTATE, one.channel.unit.path)
    thing = queries.next_for(by, one)
    context = {
        "sample": one,
        "thing": thing,
        "notice": thing.item.delivery.notice if thing and thing.item.delivery else None,
        "shown_with": shown_with(thing.item) if thing else None,
        "wordless": thing is not None and is_wordless(thing.item),
        "progress": queries.progress(queries.things(one)),
        "guide": guide.entries(),
        "abusive": guide.ABUSIVE,
        "warning": guide.WARNING,
        "annotate_form": form or AnnotateForm(initial={"thing": thing.pk if thing else 0}),
        "form": form,
        "page_keys": PAGE_KEYS,
    }
    return show(request, "listen/annotate.html", context, refused=form is not None)
