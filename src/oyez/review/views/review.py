"""A whole review: what is known of each channel, what is proposed, what was decided."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_safe

from oyez.accounts.gate import sight_of
from oyez.domain.review.life import Stage
from oyez.review import queries
from oyez.review.forms import CommentForm, FreezeForm
from oyez.review.models import Review
from oyez.review.paper.whole import paper_of, pdf_of
from oyez.review.report import ChannelTold, Report, report_of
from oyez.review.views.frame import Line, known, may
from oyez.review.words import FIGURES
from oyez.web.pages import show

ROUND = timedelta(days=14)
COMPARED = ("noise", "useful")


@login_required
@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a review."""
    return page(request, known(request, pk))


@login_required
@require_safe
def data(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen evidence, byte by byte as its fingerprint stands for it."""
    one = known(request, pk)
    if not one.evidence:
        raise Http404
    answer = HttpResponse(one.evidence, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="review-{pk}.json"'
    return answer


@login_required
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen review as a PDF that screen readers can read, in `lang` or as the reader reads."""
    one = known(request, pk)
    if not one.evidence:
        raise Http404
    wished = request.GET.get("lang", "")
    language = wished if wished in dict(settings.LANGUAGES) else get_language() or ""
    made = pdf_of(paper_of(one, at=timezone.now()), language)
    headers = {"Content-Disposition": f'attachment; filename="review-{pk}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def page(request: HttpRequest, one: Review, failed: Form | None = None) -> HttpResponse:
    """The whole page; with a refused form it says why, and keeps what was typed."""
    now = timezone.now()
    report, rows = report_of(one, at=now), queries.reviewed_in(one)
    by_channel = {row.channel_id: row for row in rows}
    lines = [
        Line(told, by_channel[told.channel], queries.standing(by_channel[told.channel]))
        for told in report.channels
        if told.channel in by_channel
    ]
    context = {
        "review": one,
        "address": f"/reviews/{one.pk}/",
        "report": report,
        "lines": lines,
        "bars": {name: _rows(report, name) for name in COMPARED},
        "may": may(sight_of(request), one),
        "comments": queries.comments_of(one),
        **_forms(failed),
        "collecting": one.stage == Stage.OPEN,
        "missing": sum(bool(line.told.faults) for line in lines),
        "form": failed,
        "refused": failed is not None,
    }
    return show(request, "review/review.html", context, refused=failed is not None)


def _forms(failed: Form | None) -> dict[str, Form]:
    until = {"comments_until": timezone.localdate() + ROUND}
    return {
        "freeze_form": failed if isinstance(failed, FreezeForm) else FreezeForm(initial=until),
        "comment_form": failed if isinstance(failed, CommentForm) else CommentForm(),
    }


def _rows(report: Report, name: str) -> list[tuple[str, object]]:
    """The channels with a share that may be cited, for a chart; without them there is none."""
    return [(one.name, one.shares[name]) for one in report.channels if _cited(one, name)]


def _cited(one: ChannelTold, name: str) -> bool:
    return one.sound and one.shares[name] is not None and name in FIGURES
