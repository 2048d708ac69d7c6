"""What the guard puts on pages of other rooms."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from oyez.accounts.sections import Section, offer
from oyez.accounts.sight import Sight
from oyez.domain.notice import RETRACTABLE
from oyez.domain.roles import Verb
from oyez.govern.models import Authority
from oyez.guard.addresses import addresses_of, independent
from oyez.guard.queries.alarms import open_alarms
from oyez.guard.queries.automatic import automatic_of
from oyez.guard.queries.incidents import locked_now, promised_and_locked
from oyez.guard.queries.reaching import paging_of, troubles
from oyez.guard.rows import row_of
from oyez.listen import panels as item_panels
from oyez.listen.models import InboxItem
from oyez.publish.models import Notice
from oyez.publish.panels import Panel


def offer_sections() -> None:
    """Enter them."""
    offer("desk", on_desk)
    offer("account", on_account)
    offer("on-call", on_rota)
    offer("authority", on_authority)
    offer("notice", on_notice)
    offer("emergency", on_emergency)
    item_panels.offer(on_item)


def on_desk(sight: Sight, about: object, now: datetime) -> Section | None:  # noqa: ARG001 (a source's shape)
    """Open alarms first, then what keeps pages from arriving, then what the person promised."""
    paging = paging_of(sight, now)
    promises, locked = promised_and_locked(sight)
    data = {
        "alarms": [row_of(one) for one in sight.once(open_alarms, sight)],
        "own": paging.own,
        "troubles": paging.troubles,
        "measures": promises,
        "locked": locked,
        "today": timezone.localdate(),
    }
    shown = any(data[name] for name in ("alarms", "own", "troubles", "measures", "locked"))
    return Section("guard/desk.html", data) if shown else None


def on_account(sight: Sight, about: object, now: datetime) -> Section | None:  # noqa: ARG001 (a source's shape)
    """By how many ways the person can be paged."""
    return Section("guard/account.html", {"ways": independent(addresses_of(sight.person))})


def on_rota(sight: Sight, about: object, now: datetime) -> Section | None:  # noqa: ARG001 (a source's shape)
    """What keeps an alarm from reaching people, and the way to what stands behind the rota."""
    mine = [str(path) for path in about] if isinstance(about, list) else []
    return Section("guard/rota.html", {"troubles": troubles(mine, now) if mine else []})


def on_authority(sight: Sight, about: object, now: datetime) -> Section | None:  # noqa: ARG001 (a source's shape)
    """What the guard may do by itself, and in which words the authority speaks in an incident."""
    if not isinstance(about, Authority):
        return None
    row = automatic_of(about)
    switches = ("labelled", "scored", "stranger", "unanswered")
    on = sum(1 for name in switches if row is not None and getattr(row, name))
    return Section("guard/authority.html", {"authority": about, "on": on})


def on_notice(sight: Sight, about: object, now: datetime) -> Section | None:  # noqa: ARG001 (a source's shape)
    """The open alarm about the notice, or the way to raise one."""
    if not isinstance(about, Notice) or about.state not in RETRACTABLE:
        return None
    open_now = [one for one in sight.once(open_alarms, sight) if one.notice_id == about.pk]
    data = {
        "alarms": [row_of(one) for one in open_now],
        "may_raise": not open_now and sight.may(Verb.RETRACT, about.unit.path),
        "notice": about,
    }
    return Section("guard/notice.html", data) if open_now or data["may_raise"] else None


def on_item(sight: Sight, item: InboxItem, now: datetime) -> Panel | None:  # noqa: ARG001 (a source's shape)
    """The way from something that was said to an alarm."""
    if not sight.may(Verb.RETRACT, item.channel.unit.path):
        return None
    return Panel("guard/item.html", {"item": item})


def on_emergency(sight: Sight, about: object, now: datetime) -> Section | None:  # noqa: ARG001 (a source's shape)
    """The incidents that the locking opened, with the statement that is ready in each."""
    found = locked_now(sight)
    return Section("guard/emergency.html", {"locked": found}) if found else None
