"""From rows to the data that pages, feeds and alerts are rendered from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import cast

from django.conf import settings
from django.db.models import Q

from oyez.audit.models import Entry, Head
from oyez.domain.notice import NoticeState, RevisionKind, RevisionState, Urgency
from oyez.domain.roles import lineage
from oyez.govern.models import Unit
from oyez.platforms.registry import LABELS, OWN
from oyez.publish.models import Delivery, Notice, Picture, Receipt, Revision
from oyez.publish.pictures import path_of
from oyez.reach import content
from oyez.reach.places import Places, stops

NEWEST, HAPPENING = 40, 100  # notices read for a list; a list shows 20 of the newest


def site_for(
    codes: Collection[str], *, units: Collection[int] = (), every_channel: bool = False
) -> content.Site:
    """The public site as far as a change of these notices, or of these units, can touch it."""
    shown = _shown(codes, units)
    parts = _Parts(shown)
    touched = {row.notice.unit_id for row in shown.values() if row.notice.code in codes}
    places = Places.load(None if every_channel else touched | set(units))
    return content.Site(
        public_url=settings.PUBLIC_URL,
        name=places.name,
        exercise=settings.EXERCISE,
        authorities=places.authorities,
        units=places.units,
        notices=tuple(parts.notice(row) for row in shown.values()),
        languages=places.languages,
        time_zone=settings.TIME_ZONE,
        lead=places.lead,
        stops=stops() if every_channel else (),
    )


def begun_codes() -> list[str]:
    """Every notice that has a page, oldest first."""
    begun = Delivery.objects.filter(platform="page", attempt__gt=0)
    return list(begun.order_by("pk").values_list("notice__code", flat=True))


def unit_ids() -> list[int]:
    """Every unit, by its path."""
    return list(Unit.objects.order_by("path").values_list("pk", flat=True))


def under_way(codes: Collection[str]) -> set[str]:
    """Which of these notices are still on their way to some channel."""
    going = Delivery.objects.filter(notice__code__in=codes, rank=1, due_at__isnull=False)
    return set(going.values_list("notice__code", flat=True))


def carried_since(code: str, at: datetime) -> bool:
    """Whether some channel has taken or lost the notice since then."""
    receipts = Receipt.objects.filter(delivery__notice__code=code)
    return receipts.filter(Q(at__gte=at) | Q(gone_at__gte=at)).exists()


def house_changes(after: int) -> tuple[int, set[int]]:
    """How far the ledger goes, and the units that an entry since `after` was about.

    A change of an authority is about all its units; where none is known, the set is {0}.
    """
    end = Head.objects.filter(pk=1).values_list("seq", flat=True).first() or 0
    if end <= after:
        return end, set()
    rows = Entry.objects.filter(seq__gt=after, seq__lte=end, action__startswith="govern.")
    named: dict[str, set[int]] = {}
    for about in rows.values_list("object", flat=True):
        kind, _, key = about.partition(":")
        named.setdefault(kind, set()).add(int(key) if key.isdecimal() else 0)
    if not named:
        return end, set()
    where = Q(pk__in=named.get("unit", ())) | Q(channels__in=named.get("channel", ()))
    where |= Q(authority__in=named.get("authority", ()))
    return end, {0, *Unit.objects.filter(where).values_list("pk", flat=True)}


def _shown(codes: Collection[str], units: Collection[int]) -> dict[int, Delivery]:
    """The page deliveries that have begun, by notice: those asked for, and all that a list shows.

    The newest of the whole site and of every unit and authority whose lists change, however much
    others have published since, and whatever is still happening.
    """
    begun = Delivery.objects.filter(platform="page", attempt__gt=0).order_by("-wanted_at", "-pk")
    named = begun.filter(notice__code__in=codes)
    happening = Q(notice__state__in=(NoticeState.LIVE, NoticeState.CORRECTED)) & (
        ~Q(notice__urgency=Urgency.ROUTINE) | Q(notice__valid_until__isnull=False)
    )
    keys = set(named.values_list("pk", flat=True))
    keys.update(begun.values_list("pk", flat=True)[:NEWEST])
    keys.update(begun.filter(happening).values_list("pk", flat=True)[:HAPPENING])
    for where in _lists({*named.order_by().values_list("notice__unit", flat=True), *units}):
        keys.update(begun.filter(where).values_list("pk", flat=True)[:NEWEST])
    rows = Delivery.objects.filter(pk__in=keys).select_related("notice__unit__authority")
    return {row.notice_id: row for row in rows}


def _lists(units: Collection[int]) -> list[Q]:
    """The units with those above them, and the authorities, whose pages show the notices."""
    found: dict[str, Q] = {}
    rows = Unit.objects.filter(pk__in=units).values_list("path", "authority", "authority__path")
    for path, authority, root in rows:
        found[root] = Q(notice__unit__authority=authority)
        for above in lineage(path):
            if len(above) > len(root):
                found[above] = Q(notice__unit__path__startswith=above)
    return [where for _, where in sorted(found.items())]


class _Parts:
    """Everything that belongs to the shown notices, read in a query per table."""

    def __init__(self, shown: Mapping[int, Delivery]) -> None:
        ids = list(shown)
        self.revisions: dict[int, list[Revision]] = {}
        for revision in Revision.objects.filter(notice__in=ids).order_by("number"):
            if _said(revision):  # asked here: a database would look through all that was ever said
                self.revisions.setdefault(revision.notice_id, []).append(revision)
        self.pictures: dict[int, list[Picture]] = {}
        for picture in Picture.objects.filter(revision__notice__in=ids).order_by("position"):
            self.pictures.setdefault(picture.revision_id, []).append(picture)
        self.begun: dict[int, set[str]] = {}
        begun = Delivery.objects.filter(notice__in=ids, attempt__gt=0, platform__in=OWN)
        for notice, platform in begun.values_list("notice_id", "platform"):
            self.begun.setdefault(notice, set()).add(platform)
        self.outlets = _outlets(ids)

    def notice(self, row: Delivery) -> content.PublicNotice:
        """One notice as the public sees it; a frozen correction is not shown before it may go."""
        notice, unit = row.notice, row.notice.unit
        revisions = self.revisions.get(notice.pk, [])
        current = next(r for r in revisions if r.number == row.revision)
        before = [r for r in revisions if _at(r) <= _at(current)]
        editions = sorted(before, key=lambda r: (_at(r), r.number), reverse=True)
        gone = notice.state == NoticeState.RETRACTED
        begun = self.begun.get(notice.pk, set())
        return content.PublicNotice(
            code=notice.code,
            authority_slug=unit.authority.slug,
            unit_slug=unit.slug,
            urgency=cast(content.Urgency, notice.urgency),
            state=_state(notice, editions),
            editions=tuple(self.edition(revision) for revision in editions),
            published_at=_at(before[0]),
            updated_at=(notice.retracted_at if gone else None) or _at(current),
            area=notice.area,
            valid_until=notice.valid_until,
            retracted_at=notice.retracted_at,
            reason=notice.retract_reason,
            instead=notice.instead,
            outlets=self.outlets.get(notice.pk, ()),
            feeds="feeds" in begun,
            cap="cap" in begun,
        )

    def edition(self, revision: Revision) -> content.Edition:
        """One revision."""
        first = revision.kind == RevisionKind.FIRST
        return content.Edition(
            number=revision.number,
            at=_at(revision),
            kind="first" if first else "correction",
            note=revision.note,
            texts=tuple(content.Text(**words) for words in revision.texts),
            links=tuple(revision.links),
            pictures=tuple(_picture(one) for one in self.pictures.get(revision.pk, [])),
        )


def _said(revision: Revision) -> bool:
    """Whether the public may see the revision; a correction only once it has gone out."""
    first = revision.kind == RevisionKind.FIRST
    return revision.state == RevisionState.ISSUED or (
        first and revision.state == RevisionState.APPROVED
    )


def _at(revision: Revision) -> datetime:
    """When the revision went out; the first one carries the time of its submission until then."""
    return revision.issued_at or revision.submitted_at or revision.created_at


def _state(notice: Notice, editions: Iterable[Revision]) -> content.State:
    if notice.state == NoticeState.RETRACTED:
        return "retracted"
    if notice.state == NoticeState.EXPIRED:
        return "expired"
    first = next(iter(editions)).kind == RevisionKind.FIRST
    return "live" if first else "corrected"


def _picture(picture: Picture) -> content.Picture:
    return content.Picture(
        sha256=picture.sha256,
        mime=picture.mime,
        alt=picture.alt,
        width=picture.width,
        height=picture.height,
        path=str(path_of(picture.sha256, picture.mime)),
    )


def _outlets(ids: Collection[int]) -> dict[int, tuple[content.Outlet, ...]]:
    """Where else the notices stand, with links, as far as receipts say."""
    found: dict[int, tuple[content.Outlet, ...]] = {}
    receipts = Receipt.objects.filter(delivery__notice__in=ids, gone_at=None).exclude(url="")
    foreign = receipts.exclude(delivery__platform__in=OWN)
    for receipt in foreign.select_related("delivery__channel").order_by("pk"):
        channel = receipt.delivery.channel
        outlet = content.Outlet(LABELS[channel.platform], channel.name, receipt.url)
        key = receipt.delivery.notice_id
        found[key] = (*found.get(key, ()), outlet)
    return found
