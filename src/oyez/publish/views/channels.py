"""All channels, by authority and unit, as they are now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from oyez.accounts.gate import anywhere_or_404, sight_of
from oyez.domain.channel import Mode, Standing
from oyez.domain.roles import Verb
from oyez.govern.health import healths, needing_attention
from oyez.govern.models import Channel, ChannelHealth
from oyez.govern.overview import authorities_in, channels_found, units_in
from oyez.govern.queries import freezes_in_force, standings
from oyez.govern.register.words import MODES, TONES
from oyez.govern.risks import RISKY, endings
from oyez.publish import queries
from oyez.publish.forms.channel import ChannelFilter
from oyez.publish.models import Delivery
from oyez.publish.preview import label
from oyez.publish.purse import Purse
from oyez.publish.views import ways, words
from oyez.publish.views.allowance import Money
from oyez.web.pages import show
from oyez.web.paging import page_of

FEW = 40


@login_required
@require_GET
def channels(request: HttpRequest) -> HttpResponse:
    """The channels that the person may see as they are now, 50 a page."""
    by, now = sight_of(request), timezone.now()
    mine = anywhere_or_404(by, Verb.SEE)
    form = _filter(request, mine)
    sound = form.is_valid()
    rows = channels_found(mine, form.channels())
    if form.cleaned_data.get("attention"):
        rows = rows.filter(pk__in=_troubled(rows, now))
    page = page_of(request, rows)
    ids = [row.pk for row in page.rows]
    known = standings(ids, now, by.once(freezes_in_force))
    last, well = queries.last_results(ids), healths(ids)
    risks, purse = endings(page.rows, now), Purse.of_listed(page.rows, now)
    context = {
        "form": form,
        "filtered": any(value for value in form.cleaned_data.values()) or not sound,
        "page": page,
        "rows": [
            _row(row, known[row.pk], last.get(row.pk), now)
            | {"way": _way(row, well.get(row.pk), now), "risk": risks.get(row.pk)}
            | {"money": [Money(one, purse.month, now) for one in purse.of(row.pk)]}
            for row in page.rows
        ],
        "may_manage": bool(by.scopes(Verb.MANAGE_CHANNELS)),
        "refused": not sound,
    }
    return show(request, "publish/channels.html", context, refused=not sound)


def mode_word(mode: str) -> words.Word:
    """The channel's mode with its colour."""
    return words.Word(MODES[Mode(mode)], TONES.get(Mode(mode), "warn"))


def _filter(request: HttpRequest, mine: list[str]) -> ChannelFilter:
    """Units are offered for one authority, or where there are few of them at all."""
    units, chosen = units_in(mine), request.GET.get("authority", "")
    if chosen.isdecimal() and len(chosen) < 18:
        units = units.filter(authority=int(chosen))
    form = ChannelFilter(request.GET, {"authority": authorities_in(mine), "unit": units})
    if not chosen and len(units[: FEW + 1]) > FEW:
        del form.fields["unit"]
    return form


def _troubled(rows: QuerySet[Channel], now: datetime) -> list[int]:
    """Channels on which nothing goes out, the last delivery failed, or the way in is shut."""
    ids: Iterable[int] = list(rows.order_by().values_list("pk", flat=True))
    failed = queries.last_failed(ids) | needing_attention(ids, now)
    failed |= set(endings(rows.filter(platform__in=RISKY), now))
    return [
        pk for pk, standing in standings(ids, now).items() if _stopped(standing) or pk in failed
    ]


def _stopped(standing: Standing) -> bool:
    if standing.mode is Mode.CLOSED:
        return False
    forbidden = standing.frozen or standing.unapproved or standing.unaccepted
    return bool(forbidden or not standing.has_credentials)


def _way(channel: Channel, health: ChannelHealth | None, now: datetime) -> ways.Shown | None:
    closed = channel.mode == Mode.CLOSED
    return None if closed else ways.of(health, channel.platform, now)


def _row(
    channel: Channel, standing: Standing, last: Delivery | None, now: datetime
) -> dict[str, object]:
    return {
        "channel": channel,
        "platform": label(channel),
        "standing": standing,
        "mode": mode_word(standing.mode),
        "last": last,
        "word": words.of_delivery(last, now) if last else None,
    }
