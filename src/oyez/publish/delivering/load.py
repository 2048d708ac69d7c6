"""From claimed rows to errands: variants, pictures, secrets and receipts, read together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from oyez.domain.delivery import Correct, Find, Look, Publish, Retract, Shown, Stage, Support
from oyez.domain.delivery.facts import INTENTS
from oyez.govern.vault import secrets
from oyez.platforms import port
from oyez.publish.delivering.claim import Taken
from oyez.publish.delivering.context import Context
from oyez.publish.delivering.errand import Errand
from oyez.publish.models import Picture, Receipt, Variant
from oyez.publish.pictures import path_of
from oyez.publish.variants import EXERCISE, address_of, withdrawal_of

MARGIN = 1.0  # seconds before the lease ends in which no further request may begin


class Words(NamedTuple):
    """What a variant says."""

    sha256: str
    text: str
    language: str
    title: str


class Loader:
    """Builds the errands of one claimed batch."""

    def __init__(self, taken: Sequence[Taken], context: Context) -> None:
        self.taken, self.context = taken, context
        notices = {one.row.notice_id for one in taken}
        channels = {one.row.channel_id for one in taken}
        found = Variant.objects.filter(revision__notice__in=notices, channel__in=channels)
        columns = ("revision__notice", "revision__number", "channel")
        texts = ("sha256", "text", "language", "title")
        self.variants: dict[tuple[int, int, int], Words] = {
            (notice, number, channel): Words(*rest)
            for notice, number, channel, *rest in found.order_by().values_list(*columns, *texts)
        }
        self.pictures: dict[tuple[int, int], list[Picture]] = {}
        pictures = Picture.objects.filter(revision__notice__in=notices)
        for picture in pictures.select_related("revision"):
            place = (picture.revision.notice_id, picture.revision.number)
            self.pictures.setdefault(place, []).append(picture)

    def errands(self) -> list[Errand]:
        """One errand per claimed row."""
        return [self.errand(one) for one in self.taken]

    def errand(self, one: Taken) -> Errand:
        """Everything the thread needs for one call."""
        row, step = one.row, one.step
        known = self.context.receipts.get(row.pk, [])
        return Errand(
            row=row.pk,
            lease=row.lease,
            step=step,
            platform=row.platform,
            code=row.notice.code,
            channel_id=row.channel_id,
            channel=port.Channel(
                account=row.channel.account,
                base_url=row.channel.base_url,
                secrets=secrets(row.channel),
                options=row.channel.options,
            ),
            variant=self._variant(one, known),
            delivery=self._delivery(one),
            receipt=self._receipt(one, known),
            born=row.notice.created_at + timedelta(milliseconds=self._number(one)),
            abilities=one.abilities,
            timeout=one.timeout,
            claimed=one.claimed,
            stop_at=one.claimed + 2 * one.timeout + 5 - MARGIN,
            sealed=bytes(row.channel.secrets),
            changes=type(step) in INTENTS and not isinstance(step, Retract),
            meant=self._meant(one),
            changes_at=self._changes_at(one),
        )

    def _changes_at(self, one: Taken) -> float:
        """When the rules change by themselves, on the clock of this process."""
        until = self.context.standings[one.row.channel_id].until
        left = (until - self.context.now).total_seconds() if until else math.inf
        return one.claimed + left

    def _meant(self, one: Taken) -> str:
        """What a copy should show that was sent and could not be read back."""
        step, row = one.step, one.row
        if not isinstance(step, Look) or step.placement.shown is not Shown.UNREAD:
            return ""
        found = self.variants.get((row.notice_id, step.placement.revision, row.channel_id))
        return found.text if found else ""

    def _receipt(self, one: Taken, known: Sequence[Receipt]) -> port.Receipt | None:
        if not isinstance(one.step, Correct | Retract | Look):
            return None
        found = [receipt for receipt in known if str(receipt.pk) == one.step.placement.ref]
        if not found:
            return None
        receipt = as_port(found[0])
        if isinstance(one.step, Retract) and one.abilities.retract is Support.EMULATED:
            # Who was told once, in whatever revision, is told that it is withdrawn.
            parts = dict.fromkeys(part for each in known for part in each.parts)
            receipt = replace(receipt, parts=tuple(parts))
        return receipt

    def _delivery(self, one: Taken) -> port.Delivery:
        """The intention with its key, one per revision, and the id we chose where we may."""
        facts, row = one.facts, one.row
        number = self._number(one)
        first = facts.first_sent_at or facts.sent_at or self.context.now
        key = f"{row.key}-{number}"
        return port.Delivery(
            id=key,
            attempt=facts.attempt,
            key=key,
            created_at=first,
            sent_at=facts.sent_at or timezone.now(),
            staged=row.staged,
        )

    def _number(self, one: Taken) -> int:
        step = one.step
        if isinstance(step, Stage | Publish | Correct | Find):
            return step.revision
        return step.placement.revision

    def _variant(self, one: Taken, known: Sequence[Receipt]) -> port.Variant:
        row, step = one.row, one.step
        if isinstance(step, Retract | Look):
            return self._withdrawal(one)
        place = (row.notice_id, self._number(one))
        variant = self.variants[(*place, row.channel_id)]
        answered = None
        if isinstance(step, Stage | Publish) and step.reply_to is not None:
            same = [receipt for receipt in known if str(receipt.pk) == step.reply_to.ref]
            # What a person attested has no id that a platform could be answered under.
            answered = as_port(same[0]) if same and same[0].remote_id else None
        return port.Variant(
            sha256=variant.sha256,
            text=variant.text,
            language=variant.language,
            title=variant.title,
            media=tuple(map(as_media, self.pictures.get(place, []))),
            marker_url=address_of(row.notice.code),
            reply_to=answered,
            known=tuple(receipt.remote_id for receipt in known),
        )

    def _withdrawal(self, one: Taken) -> port.Variant:
        """The withdrawal, in the place of the text."""
        notice = one.row.notice
        mark = EXERCISE if settings.EXERCISE else ""
        said = self.variants.get((notice.pk, self._number(one), one.row.channel_id))
        title = f"{mark}WITHDRAWN"
        title += f": {said.title.removeprefix(mark)}" if said else ""
        language = said.language if said else one.row.channel.language
        return port.Variant(
            sha256="",
            text=withdrawal_of(notice),
            language=language,
            title=title,
            marker_url=address_of(notice.code),
        )


def as_port(receipt: Receipt) -> port.Receipt:
    """A receipt as adapters know it."""
    return port.Receipt(
        remote_id=receipt.remote_id,
        url=receipt.url or None,
        at=receipt.at,
        version=receipt.version or None,
        parts=tuple(receipt.parts),
        text_sha256=receipt.text_sha256 or None,
        seen_from=receipt.seen_from,
    )


def as_media(picture: Picture) -> port.Media:
    """A picture as adapters know it."""
    return port.Media(
        sha256=picture.sha256,
        mime=picture.mime,
        alt=picture.alt,
        path=str(path_of(picture.sha256, picture.mime)),
        width=picture.width,
        height=picture.height,
    )


__all__ = ["Loader", "as_port"]
