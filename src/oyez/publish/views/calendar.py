"""What is planned, by month, by week, or as a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from oyez.accounts.gate import anywhere_or_404, person_of
from oyez.accounts.queries import scopes
from oyez.domain.roles import Verb, covers
from oyez.domain.timetable import Stretch, View, stretch
from oyez.govern.overview import approvals_ending, units_in
from oyez.platforms.registry import LABELS
from oyez.publish.forms.calendar import VIEWS, CalendarForm
from oyez.publish.models import Notice
from oyez.publish.planned import Hour, hours
from oyez.publish.queries import calendar as planned
from oyez.publish.views import words
from oyez.web.pages import show
from oyez.web.times import long_day

MONTH = pgettext_lazy("format, month", "F Y")
IN_A_CELL = {View.MONTH: 4, View.WEEK: 12}
IN_THE_LIST = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on one day. `edit` leads to changing its time; `close_to` names what is near."""

    day: date
    at: datetime | None
    text: str
    href: str
    word: words.Word
    where: str = ""
    urgency: str = ""
    edit: str = ""
    close_to: tuple[str, ...] = ()


@login_required
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """The calendar around a day, of one unit or of all that the person sees."""
    by = person_of(request)
    mine, today = anywhere_or_404(by, Verb.SEE), timezone.localdate()
    form = CalendarForm(request.GET, units_in(mine))
    sound = form.is_valid()
    view = View(form.cleaned_data.get("view") or View.MONTH)
    anchor = form.cleaned_data.get("day") or today
    unit = form.cleaned_data.get("unit")
    shown = stretch(view, anchor)
    found = _entries(mine, scopes(by, Verb.COMPOSE), shown, unit.pk if unit else 0)
    (listed, rest), by_day = _whole_days(found), _by_day(found)
    cut = bool(found) and len(listed) < len(found) and listed[-1].day == found[len(listed)].day
    context = {
        "form": form,
        "view": view,
        "views": [(str(one), word, one is view) for one, word in VIEWS.items()],
        "anchor": anchor,
        "today": today,
        "shown": shown,
        "title": _title(view, shown, anchor),
        "heads": [date_format(day, "D") for day in shown.days[:7]],
        "weeks": [[_cell(day, by_day, view, anchor) for day in week] for week in shown.weeks],
        "agenda": sorted(_by_day(listed).items()),
        "rest": rest,
        "clashes": [one for one in found if one.close_to],
        "full": cut or (view is not View.LIST and len(found) >= planned.MOST),
        "refused": not sound,
    }
    return show(request, "publish/calendar.html", context, refused=not sound)


def _entries(mine: list[str], may_write: list[str], shown: Stretch, unit: int) -> list[Entry]:
    since, until = _midnight(shown.days[0]), _midnight(shown.days[-1] + timedelta(1))
    waiting = planned.waiting_for_time(mine, since, until, unit)
    close = planned.clashing(waiting)
    names = {one.code: one.headline or one.code for one in waiting}
    found, now = [], timezone.now()
    for one in waiting:
        free = any(covers(path, one.unit.path) for path in may_write)
        near = tuple(names[code] for code in close.get(one.code, ()))
        edit = f"/notices/{one.code}/edit/" if free else ""
        found.append(_of(one, one.scheduled_at, words.of_notice(one, now), edit=edit, near=near))
    found += [_of(one, one.valid_until, ENDS) for one in planned.ending(mine, since, until, unit)]
    found += [_hour(one) for one in hours(mine, since, until, unit)]
    if not unit:
        found += _approvals(mine, shown)
    return sorted(found, key=lambda one: (one.day, one.at is not None, one.at or since))


ENDS = words.Word(gettext_lazy("Stops being valid"), "warn")
APPROVAL_ENDS = words.Word(gettext_lazy("Approval ends"), "bad")


def _of(
    one: Notice,
    at: datetime | None,
    word: words.Word,
    *,
    edit: str = "",
    near: tuple[str, ...] = (),
) -> Entry:
    when = at or timezone.now()
    return Entry(
        timezone.localtime(when).date(),
        when,
        one.headline or one.code,
        f"/notices/{one.code}/",
        word,
        where=one.unit.name,
        urgency=one.urgency,
        edit=edit,
        close_to=near,
    )


def _hour(one: Hour) -> Entry:
    day, word = timezone.localtime(one.at).date(), words.Word(one.state, one.tone)
    return Entry(day, one.at, one.text, one.href, word, where=one.where)


def _approvals(mine: list[str], shown: Stretch) -> list[Entry]:
    """Platforms on which nothing may go out from the next day on."""
    return [
        Entry(
            one.ends_on or shown.days[0],
            None,
            LABELS.get(one.platform, one.platform),
            "/platforms/",
            APPROVAL_ENDS,
            where=one.authority.name,
        )
        for one in approvals_ending(mine, shown.days[0], shown.days[-1])
    ]


def _cell(
    day: date, by_day: dict[date, list[Entry]], view: View, anchor: date
) -> dict[str, object]:
    entries = by_day.get(day, [])
    most = IN_A_CELL.get(view, 0)
    return {
        "day": day,
        "outside": view is View.MONTH and day.month != anchor.month,
        "entries": entries[:most],
        "more": max(0, len(entries) - most),
    }


def _whole_days(found: list[Entry]) -> tuple[list[Entry], Entry | None]:
    """The first entries as whole days, and the one that the list goes on with, if there are more.

    Of a day with more than fits, the first entries stand for it.
    """
    if len(found) <= IN_THE_LIST:
        return found, None
    last = found[IN_THE_LIST - 1].day
    whole = [one for one in found if one.day < last]
    if whole:
        return whole, found[len(whole)]
    return found[:IN_THE_LIST], next((one for one in found if one.day > last), None)


def _by_day(entries: list[Entry]) -> dict[date, list[Entry]]:
    found: dict[date, list[Entry]] = {}
    for one in entries:
        found.setdefault(one.day, []).append(one)
    return found


def _title(view: View, shown: Stretch, anchor: date) -> str | Promise:
    if view is View.MONTH:
        return date_format(anchor, str(MONTH))
    first, last = long_day(shown.days[0]), long_day(shown.days[-1])
    return _("{first} to {last}").format(first=first, last=last)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
