"""The ledger, for auditors."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from oyez.accounts.actions import export_ledger
from oyez.accounts.forms_ledger import LedgerForm
from oyez.accounts.gate import or_404, person_of
from oyez.accounts.reads import all_names, names_by_signature
from oyez.audit.export import KINDS, lines
from oyez.audit.finding import Leaf, leaf, walk
from oyez.audit.models import Entry
from oyez.audit.queries import first_broken, head
from oyez.audit.words import deed, details, thing
from oyez.domain.roles import Verb
from oyez.web.pages import show


@login_required
@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """Who did what, page by page, and on request whether the whole chain holds."""
    # One chain tells of every authority, so reading it takes the role for everything.
    or_404(person_of(request), Verb.READ_LEDGER, "/")
    form = LedgerForm(request.GET)
    sound, verify = form.is_valid(), "verify" in request.GET
    page = leaf(form.wish(), before=_number(request, "before"), after=_number(request, "after"))
    page = page if sound else Leaf([])
    context = {
        "form": form,
        "rows": _rows(page.entries),
        "page": page,
        "asked": _asked(request),
        "head": head(),
        "kinds": tuple(KINDS),
        "verified": verify,
        "broken": first_broken() if verify else None,
        "refused": not sound,
    }
    return show(request, "accounts/ledger.html", context, refused=not sound)


@login_required
@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """The entries that are looked for, as a file; that somebody took it is an entry itself."""
    by = person_of(request)
    or_404(by, Verb.READ_LEDGER, "/")
    form, kind = LedgerForm(request.POST), request.POST.get("kind", "")
    if kind not in KINDS or not form.is_valid():
        raise Http404
    wish = form.wish()
    end = export_ledger(by, wish, kind)
    parts = lines(kind, walk(wish, end.seq), end, all_names())
    answer = StreamingHttpResponse(parts, content_type=KINDS[kind])
    day = timezone.localdate().isoformat()
    answer["Content-Disposition"] = f'attachment; filename="ledger-{day}-{end.seq}.{kind}"'
    return answer


def _rows(entries: list[Entry]) -> list[dict[str, object]]:
    names = names_by_signature({entry.actor for entry in entries})
    rows = []
    for entry in entries:
        about, href = thing(entry.object)
        rows.append(
            {
                "entry": entry,
                "name": names.get(entry.actor, entry.actor),
                "deed": deed(entry.action),
                "about": about,
                "href": href,
                "details": details(entry.data),
            }
        )
    return rows


def _asked(request: HttpRequest) -> dict[str, str]:
    """The filters that are set, for the form that exports and the links to other pages."""
    return {name: text for name in LedgerForm.base_fields if (text := request.GET.get(name, ""))}


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else None
