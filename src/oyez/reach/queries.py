"""From rows to the data that pages, feeds and alerts are rendered from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import cast

from django.conf import settings
from django.db.models import Q, QuerySet

from oyez.domain.channel import Mode
from oyez.domain.notice import NoticeState, RevisionKind, RevisionState, Urgency
from oyez.govern.models import Authority, Channel, Unit
from oyez.platforms.registry import LABELS, OWN
from oyez.publish.models import Delivery, Notice, Picture, Receipt, Revision
from oyez.publish.pictures import path_of
from oyez.reach import content

NEWEST, HAPPENING = 40, 100  # notices read for a list; a list shows 20 of the newest


def site_for(codes: Collection[str]) -> content.Site:
    """The public site as far as a change of these notices can touch it."""
    shown = _shown(codes)
    parts = _Parts(shown)
    return content.Site(
        public_url=settings.PUBLIC_URL,
        name="Oyez",
        exercise=settings.EXERCISE,
        authorities=tuple(map(_authority, Authority.objects.order_by("path"))),
        units=_units(),
        notices=tuple(parts.notice(row) for row in shown.values()),
        time_zone=settings.TIME_ZONE,
    )


def _shown(codes: Collection[str]) -> dict[int, Delivery]:
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
    for where in _lists(named):
        keys.update(begun.filter(where).values_list("pk", flat=True)[:NEWEST])
    rows = Delivery.objects.filter(pk__in=keys).select_related("notice__unit__authority")
    return {row.notice_id: row for row in rows}


def _lists(named: QuerySet[Delivery]) -> list[Q]:
    """The units and authorities whose pages show the notices."""
    places = set(named.order_by().values_list("notice__unit", "notice__unit__authority"))
    units = [Q(notice__unit=unit) for unit in {unit for unit, _ in places}]
    return units + [Q(notice__unit__authority=one) for one in {one for _, one in places}]


class _Parts:
    """Everything that belongs to the shown notices, read in a query per table."""

    def __init__(self, shown: Mapping[int, Delivery]) -> None:
        ids = list(shown)
        self.revisions: dict[int, list[Revision]] = {}
        said = Q(state=RevisionState.ISSUED) | Q(state=RevisionState.APPROVED, kind="first")
        for revision in Revision.objects.filter(said, notice__in=ids).order_by("number"):
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


def _authority(row: Authority) -> content.PublicAuthority:
    contact = {key: str(value) for key, value in row.contact.items() if value}
    known = ("emergency", "non_emergency", "online", "chat")
    routes = {key: contact[key] for key in known if key in contact}
    return content.PublicAuthority(slug=row.slug, name=row.name, **routes)


def _units() -> tuple[content.PublicUnit, ...]:
    channels: dict[int, list[Channel]] = {}
    foreign = Channel.objects.exclude(platform__in=OWN).exclude(mode=Mode.CLOSED)
    for channel in foreign.order_by("position", "pk"):
        channels.setdefault(channel.unit_id, []).append(channel)
    rows = Unit.objects.select_related("authority", "parent").order_by("path")
    return tuple(
        content.PublicUnit(
            authority_slug=row.authority.slug,
            slug=row.slug,
            name=row.name,
            parent=row.parent.slug if row.parent else "",
            channels=tuple(
                content.Outlet(LABELS[one.platform], one.name, one.public_url, one.mode)
                for one in channels.get(row.pk, [])
                if one.platform != "email"
            ),
        )
        for row in rows
    )
