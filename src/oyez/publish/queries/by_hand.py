"""What the page of a task shows: the delivery, the approved words and the pictures."""

from __future__ import annotations

from oyez.publish.models import Delivery, Picture, Variant


def delivery_by_id(pk: int) -> Delivery | None:
    """A delivery with its notice, its channel and the people who have to do with it."""
    rows = Delivery.objects.select_related(
        "notice__unit__authority", "channel__unit", "task_for", "taken_by", "said_by"
    )
    return rows.filter(pk=pk).first()


def approved_words(row: Delivery, revision: int) -> Variant | None:
    """The text of this revision for the delivery's channel, exactly as it was approved."""
    rows = Variant.objects.filter(revision__notice=row.notice_id, revision__number=revision)
    return rows.filter(channel=row.channel_id).first()


def approved_pictures(row: Delivery, revision: int) -> list[Picture]:
    """The pictures of this revision, in order."""
    return list(Picture.objects.filter(revision__notice=row.notice_id, revision__number=revision))
