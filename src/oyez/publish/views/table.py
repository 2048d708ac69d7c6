"""The composer as a page: what its template shows, whole or in parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from oyez.govern.models import Unit
from oyez.platforms.registry import OWN, profile
from oyez.publish.actions import take_seat
from oyez.publish.forms.languages import name_of
from oyez.publish.models import Jotting, Seat
from oyez.publish.preview import Preview, fitting
from oyez.publish.queries import composer
from oyez.publish.views.bench import Bench
from oyez.publish.views.rules import rules_for
from oyez.publish.views.units import FEW
from oyez.web.pages import show
from oyez.web.partial import asked

# Platforms that show a post in the same way share a look.
LOOKS = {
    **{name: name for name in ("page", "feeds", "cap", "email", "mastodon", "bluesky")},
    **dict.fromkeys(("x", "threads", "facebook", "linkedin", "nextdoor"), "bluesky"),
    **dict.fromkeys(("instagram", "tiktok"), "photo"),
    **dict.fromkeys(("telegram", "matrix", "whatsapp", "whatsapp_channel", "sms"), "bubble"),
    "whatsapp_gateway": "bubble",
    "webpush": "push",
}


def go(request: HttpRequest, where: str) -> HttpResponse:
    """On to another page; htmx is told by header, so that the browser itself goes there."""
    if not asked(request):
        return redirect(where)
    return HttpResponse(status=204, headers={"HX-Redirect": where, "HX-Trigger": "oyez:saved"})


def page(request: HttpRequest, bench: Bench, *, first: bool = False) -> HttpResponse:
    """The whole page."""
    if first and bench.jotting is not None:
        bench = replace(bench, data=_given(bench, bench.jotting))
        bench.form.is_valid()
    form, now = bench.form, timezone.now()
    refused = bool(not first and form.errors)
    if bench.notice is not None and bench.revision is not None:
        take_seat(bench.by, bench.notice, bench.form_key, at=now)
    context = {
        "bench": bench,
        "form": form,
        "units": _units(bench),
        "slots": form.slots(),
        "pictures": sum(1 for slot in form.slots() if slot["has"]),
        "checked": not first and not refused and "check" in request.POST,
        "jottings": jottings(bench, now) if first and bench.jotting is None else [],
        "others": others(bench, now),
        "refused": refused,
        **previewing(bench),
        **conflict(bench),
    }
    return show(request, "publish/compose.html", context, refused=refused)


def _given(bench: Bench, jotting: Jotting) -> QueryDict:
    """What was typed, for the unit that was chosen since."""
    data = QueryDict(jotting.data, mutable=True)
    if bench.unit is not None and bench.notice is None:
        data["unit"] = str(bench.unit.pk)
    return data


def previewing(bench: Bench) -> dict[str, object]:
    """What the previews show; the same for the page and for the answer while typing."""
    fits, total = fitting(bench.previews)
    blocks, shown = bench.form.language_blocks(), _shown_pictures(bench)
    written = {words.language for words in bench.draft.texts if words.headline or words.body}
    return {
        "bench": bench,
        "form": bench.form,
        "languages": [block | {"missing": _missing(bench, block, written)} for block in blocks],
        "absent": _absent(bench, blocks, written),
        "lines": [_line(bench, one, shown) for one in bench.previews],
        "written": bool(written),
        "fits": fits,
        "total": total,
        "tally": f"{fits}/{total}/{len(written)}",
        "draft": bench.draft,
        "rules": rules_for(bench),
        "exercise": settings.EXERCISE,
    }


def _line(bench: Bench, one: Preview, pictures: Sequence[dict[str, object]]) -> dict[str, object]:
    platform, most = one.channel.platform, profile(one.channel.platform).max_pictures
    own = platform in OWN  # which say the notice itself, not a text made for them
    look = LOOKS.get(platform, "other")
    return {
        "one": one,
        "own": own,
        "look": f"publish/looks/{look}.html",
        "look_class": look,
        "initials": "".join(word[0] for word in one.channel.name.split()[:2]).upper(),
        "language": name_of(one.language),
        "own_language": name_of(one.channel.language),
        "pictures": () if platform in {"feeds", "cap"} else pictures[:most],
        "hand": bench.form[f"hand_{one.channel.pk}"],
        "shown": bench.form[f"shown_{one.channel.pk}"],
    }


def _shown_pictures(bench: Bench) -> list[dict[str, object]]:
    slots = bench.form.slots()
    return [{"token": s["kept"].value(), "alt": s["alt"].value()} for s in slots if s["has"]]  # type: ignore[attr-defined]


def _missing(bench: Bench, block: dict[str, object], written: set[str]) -> int:
    """How many channels speak this language, where nothing is written in it."""
    code = block["code"]
    return 0 if code in written else sum(one.language == code for one in bench.channels)


def _absent(
    bench: Bench, blocks: Sequence[dict[str, object]], written: set[str]
) -> list[dict[str, object]]:
    """Languages of channels that have neither words nor a place on the page."""
    here = written | {str(block["code"]) for block in blocks}
    codes = dict.fromkeys(one.language for one in bench.channels if one.language not in here)
    return [{"name": name_of(code)} for code in codes]


def _units(bench: Bench) -> list[Unit]:
    """The units to choose from where they are few; otherwise a page of its own serves."""
    if bench.notice is not None:
        return []
    found = list(bench.units[: FEW + 1])
    return found if len(found) <= FEW else []


def jottings(bench: Bench, now: datetime) -> list[dict[str, object]]:
    """What the person typed here and did not save, each with its first words."""
    found = composer.jottings_of(bench.by, bench.address, now)
    return [
        {"row": row, "headline": QueryDict(row.data).get("headline_0", "")[:80]} for row in found
    ]


def others(bench: Bench, now: datetime) -> list[Seat]:
    """Who else has this draft open."""
    if bench.notice is None or bench.revision is None:
        return []
    return composer.others_at(bench.notice, bench.by, bench.form_key, now)


def conflict(bench: Bench) -> dict[str, object]:
    """What somebody else saved, and who, where their window is known."""
    if bench.theirs is None or bench.notice is None:
        return {"difference": []}
    seat = composer.seat_that_wrote(bench.notice, bench.theirs.version)
    return {"difference": bench.difference(), "theirs": bench.theirs, "wrote": seat}
