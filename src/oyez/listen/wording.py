"""Texts that are ready before they are needed: the official routes, and what a machine answers.

They are in the language of whoever wrote to us, where we speak it, else in the channel's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed
from oyez.domain.inbox.routes import filled
from oyez.domain.roles import lineage
from oyez.govern.models import Channel, RegisterEntry
from oyez.govern.planned import mode_now
from oyez.listen.abilities import counted
from oyez.listen.keeping import Keeping
from oyez.listen.models import ChannelInbox, InboxItem, SavedAnswer, Score, UnitInbox
from oyez.listen.queries.replies import newest_scores
from oyez.publish.variants import address_of
from oyez.web import times

CALLED = 2  # the first routes, which are called; whom one follows instead comes after them


@dataclass(frozen=True, slots=True)
class Ready:
    """A saved answer with its places filled for one item."""

    row: SavedAnswer
    text: str


def language_of(item: InboxItem) -> str:
    """The language to answer in."""
    return language_by(newest_scores([item.pk]).get(item.pk), item)


def language_by(score: Score | None, item: InboxItem) -> str:
    """The same where its newest score is read already."""
    spoken = dict(settings.LANGUAGES)
    return score.lang if score and score.lang in spoken else item.channel.language


def routes_text(item: InboxItem, keeping: Keeping, now: datetime, language: str = "") -> str:
    """How to reach the authority, as an answer that fits; empty where no route was entered.

    `language` is what to answer in, where that is known already.
    """
    channel = item.channel
    kept, staffed = keeping.of(channel.unit.path), keeping.staffed(channel, now)
    with override(language or language_of(item)):
        return _fitting(item, _routes(kept, channel.unit.name, chat=staffed))


def automatic_text(item: InboxItem, way: ChannelInbox, keeping: Keeping, now: datetime) -> str:
    """What a machine answers where nobody is there; empty where no route was entered."""
    unit = item.channel.unit
    with override(language_of(item)):
        routes = _routes(keeping.of(unit.path), unit.name, chat=False)
        if not routes:
            return ""
        head = _("This is an automatic answer.") + " " + _absence(way, keeping, item.channel, now)
        numbers, links = routes[:CALLED], routes[CALLED:]
        return _fitting(item, [head, *numbers, *_afterwards(item.channel, now), *links])


def _afterwards(channel: Channel, now: datetime) -> list[str]:
    """Where we are from now on, on a channel that is being given up, as the register says."""
    if mode_now(channel, now).mode not in (Mode.CLOSING, Mode.CLOSED):
        return []
    rows = RegisterEntry.objects.filter(channel=channel).select_related("replaced_by")
    entry = rows.first() or RegisterEntry(channel=channel)
    lines = [_("We are giving up this account.")]
    if after := entry.replaced_by:
        words = _("Follow us here instead: {name} {address}")
        lines.append(words.format(name=after.name, address=after.public_url).rstrip())
    return [*lines, entry.instead] if entry.instead else lines


def _absence(way: ChannelInbox, keeping: Keeping, channel: Channel, now: datetime) -> str:
    if not way.staffed:
        return _("Nobody reads what is written here.")
    comes = keeping.next_staffed(channel, now)
    if comes is None:
        return _("Nobody is here at the moment.")
    return _("Nobody is here at the moment. We read on from {time}.").format(
        time=times.long_moment(comes)
    )


def _routes(kept: UnitInbox, unit: str, *, chat: bool) -> list[str]:
    """The most important first, because the last are left out where there is no room."""
    routes, lines = kept.routes, list[str]()
    if routes.emergency:
        words = _("This is no emergency line. If somebody is in danger now, call {number}.")
        lines.append(words.format(number=routes.emergency))
    if routes.non_emergency:
        words = _("You can reach {unit} at {number}.")
        lines.append(words.format(unit=unit, number=routes.non_emergency))
    if routes.online:
        lines.append(_("Report online: {address}").format(address=routes.online))
    if routes.chat and chat:
        lines.append(_("Chat with us: {address}").format(address=routes.chat))
    return lines


def _fitting(item: InboxItem, lines: list[str]) -> str:
    while len(lines) > 1 and not counted(item, "\n".join(lines)).fits:
        lines = lines[:-1]
    return "\n".join(lines)


def ready_answers(item: InboxItem, keeping: Keeping, language: str = "") -> list[Ready]:
    """The saved answers for an item that lack nothing, those in its language first."""
    path, language = item.channel.unit.path, language or language_of(item)
    rows = SavedAnswer.objects.filter(unit__path__in=lineage(path), ended_at=None)
    values = _values(item, keeping)
    return sorted(
        _filled(rows.order_by("name", "pk"), values),
        key=lambda one: one.row.language != language,
    )


def _filled(rows: Iterable[SavedAnswer], values: dict[str, str]) -> list[Ready]:
    found = []
    for row in rows:
        try:
            found.append(Ready(row, filled(row.text, values)))
        except NotAllowed:
            continue
    return found


def _values(item: InboxItem, keeping: Keeping) -> dict[str, str]:
    unit, delivery = item.channel.unit, item.delivery
    known = keeping.of(unit.path).routes.known() | {"unit": unit.name}
    return known | ({"notice": address_of(delivery.notice.code)} if delivery else {})
