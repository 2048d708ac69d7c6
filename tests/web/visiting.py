"""Visiting a notice's pages as somebody, and putting its deliveries where a test needs them."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone

from newsroom import Newsroom
from oyez.accounts.models import Person
from oyez.publish.models import Delivery, Notice, Receipt, Revision


def do(room: Newsroom, by: Person, notice: Notice, verb: str, **data: object) -> HttpResponse:
    return room.client(by).post(f"/notices/{notice.code}/{verb}/", data)


def seen(revision: Revision) -> dict[str, object]:
    return {"revision": revision.pk, "version": revision.version}


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def look(room: Newsroom, by: Person, notice: Notice, path: str = "", **headers: str) -> str:
    return page(room.client(by).get(f"/notices/{notice.code}/{path}", headers=headers))


def live(notice: Notice, seen_from: str = "outside") -> None:
    now = timezone.now()
    for row in notice.deliveries.all():
        Delivery.objects.filter(pk=row.pk).update(
            held="live",
            revision=1,
            attempt=1,
            due_at=None,
            live_at=row.wanted_at + timedelta(seconds=1.5),
        )
        Receipt.objects.create(
            delivery=row,
            revision=1,
            remote_id=f"r{row.pk}",
            url=f"https://social.example/{row.pk}",
            at=now,
            seen_from=seen_from,
            evidence="" if seen_from == "api" else "200, read from outside",
        )
    notice.revisions.exclude(kind="prepared").update(state="issued", issued_at=now)
    Notice.objects.filter(pk=notice.pk).update(state="live", live_at=now)


def gone(notice: Notice) -> None:
    """Every delivery that should be gone is, 0.6 s after the wish."""
    for row in notice.deliveries.filter(wanted=None):
        Delivery.objects.filter(pk=row.pk).update(
            held="gone", due_at=None, gone_at=row.wanted_at + timedelta(seconds=0.6)
        )
