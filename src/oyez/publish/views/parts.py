"""What the composer answers while somebody writes: previews, the clock, who else is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from oyez.domain.errors import NotAllowed
from oyez.domain.text import sha256
from oyez.publish.actions import take_seat, throw_away
from oyez.publish.forms.slots import Slots
from oyez.publish.models import Revision
from oyez.publish.pictures import MOST_PICTURES
from oyez.publish.views import table
from oyez.publish.views.bench import Bench, offer
from oyez.publish.views.jottings import put_aside
from oyez.publish.views.saving import Stale, save_by_clock, seen_version
from oyez.web.partial import asked, nothing_new
from oyez.web.translate import spoken

SAVED = {"HX-Trigger": "oyez:saved"}
Part = Callable[[HttpRequest, Bench, Slots], HttpResponse]


def part_of(request: HttpRequest, bench: Bench, slots: Slots) -> HttpResponse | None:
    """The part that was asked for, or None for the whole page."""
    if not asked(request):
        return None
    name = next((name for name in PARTS if name in request.POST), None)
    return PARTS[name](request, bench, slots) if name else None


def _check(request: HttpRequest, bench: Bench, slots: Slots) -> HttpResponse:  # noqa: ARG001 (a row of the table)
    """Each channel's preview and every count, each at its own place: nothing else is touched."""
    context = table.previewing(bench)
    told = request.POST.get("fits", "")
    return _answer("publish/counted.html", context | {"told": told})


def _panel(request: HttpRequest, bench: Bench, slots: Slots) -> HttpResponse:  # noqa: ARG001 (a row of the table)
    """The whole right side, where another unit brings other channels."""
    return _answer("publish/channels_panel.html", table.previewing(bench))


def _hand(request: HttpRequest, bench: Bench, slots: Slots) -> HttpResponse:  # noqa: ARG001 (a row of the table)
    """One channel's box with the text by rule, unless somebody wrote in it."""
    number = request.POST.get("rule") or request.POST.get("hand", "")
    one = next((p for p in bench.previews if str(p.channel.pk) == number), None)
    if one is None or bench.data is None or (one.by_hand and "rule" not in request.POST):
        return nothing_new()
    offer(bench, bench.data)
    lines = table.previewing(bench)["lines"]
    line = next(row for row in lines if row["one"] is one)  # type: ignore[attr-defined]
    return _answer(
        "publish/box.html", {"line": line, "one": one, "swapped": "rule" in request.POST}
    )


def _take(request: HttpRequest, bench: Bench, slots: Slots) -> HttpResponse:  # noqa: ARG001 (a row of the table)
    """One picture, taken in as soon as it is chosen."""
    number = request.POST.get("take", "")
    if not number.isdecimal() or int(number) >= MOST_PICTURES:
        return nothing_new()
    slot = bench.form.slots()[int(number)]
    return _answer("publish/slot.html", {"slot": slot, "number": int(number), "taken": True})


def _autosave(request: HttpRequest, bench: Bench, slots: Slots) -> HttpResponse:
    """Into the draft if it may, onto scratch paper if not; never over somebody else's words."""
    why, began = _why_not(bench), bench.notice is None
    if not why:
        try:
            revision = save_by_clock(bench, tuple(slots.taken))
        except Stale as error:
            return _beside(request, bench, error.revision)
        except NotAllowed as error:
            why = spoken(error.reason)
        else:
            throw_away(bench.by, "/notices/new/" if began else bench.address, bench.form_key)
            context = {"revision": revision, "began": began, "at": timezone.now()}
            answer = _answer("publish/saved.html", context, SAVED)
            answer["HX-Replace-Url"] = f"/notices/{revision.notice.code}/edit/"
            return answer
    kept = put_aside(bench, request.POST)
    context = {"kept": kept, "why": why, "at": timezone.now()}
    return _answer("publish/saved.html", context, SAVED if kept else {})


def _why_not(bench: Bench) -> str:
    """Why the clock may not save; empty where it may."""
    form = bench.form
    if form.cleaned_data.get("conflict"):
        return "conflict"
    if bench.correcting and bench.revision is None:
        return "begin"
    if bench.revision is not None and not bench.plain_draft:
        return "seen"
    errors = [text for texts in form.errors.values() for text in texts]
    return str(errors[0]) if errors else ""


def _beside(request: HttpRequest, bench: Bench, theirs: Revision) -> HttpResponse:
    """Both texts at once; what is typed here is put aside as well."""
    put_aside(bench, request.POST)
    bench.stand_beside(theirs)
    return _answer("publish/beside.html", {"bench": bench, **table.conflict(bench)}, SAVED)


def _pulse(request: HttpRequest, bench: Bench, slots: Slots) -> HttpResponse:  # noqa: ARG001 (a row of the table)
    """Every half minute: I am here, who else is, and has somebody saved?"""
    now, revision = timezone.now(), bench.revision
    if bench.notice is None or revision is None:
        return nothing_new()
    take_seat(bench.by, bench.notice, bench.form_key, at=now)
    conflict = bench.form.cleaned_data.get("conflict")
    if not conflict and revision.version > seen_version(bench):
        answer = _beside(request, bench, revision)
        answer["HX-Retarget"] = "#saved"
        return answer
    found = table.others(bench, now)
    name = sha256(" ".join(str(seat.pk) for seat in found))
    if request.POST.get("others") == name:
        return nothing_new()
    return _answer("publish/others.html", {"others": found, "name": name, "bench": bench})


PARTS: Mapping[str, Part] = {
    "autosave": _autosave,
    "pulse": _pulse,
    "rule": _hand,
    "hand": _hand,
    "take": _take,
    "panel": _panel,
    "check": _check,
}


def _answer(
    template: str, context: Mapping[str, object], headers: Mapping[str, str] | None = None
) -> HttpResponse:
    return HttpResponse(render_to_string(template, dict(context)), headers=dict(headers or {}))
