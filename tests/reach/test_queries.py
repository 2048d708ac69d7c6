"""Which notices are read when one of them changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom import Newsroom, build
from oyez.domain.notice import Urgency
from oyez.publish.models import Delivery, Notice
from oyez.reach.queries import NEWEST, site_for

pytestmark = pytest.mark.django_db


def begun(notice: Notice, *, age: int = 0) -> Notice:
    """The page delivery as the worker leaves it."""
    page = Delivery.objects.filter(notice=notice, platform="page")
    at = timezone.now() - timedelta(hours=age)
    page.update(attempt=1, revision=1, held="live", wanted_at=at)
    return notice


def crowd(room: Newsroom, size: int) -> None:
    """Newer notices of another unit, as bare rows."""
    for _ in range(size):
        begun(room.approved())
    newer = Notice.objects.order_by("-pk")[:size]
    Notice.objects.filter(pk__in=[one.pk for one in newer]).update(unit=room.elsewhere)


def test_what_has_not_begun_is_not_shown() -> None:
    room = build()
    waiting, out = room.approved(), begun(room.approved())
    shown = {notice.code for notice in site_for({waiting.code, out.code}).notices}
    assert shown == {out.code}


def test_a_quiet_unit_keeps_its_list_however_much_others_publish() -> None:
    room = build()
    old = begun(room.approved(), age=48)
    crowd(room, NEWEST + 2)
    changed = begun(room.approved())
    shown = {notice.code for notice in site_for({changed.code}).notices}
    assert {old.code, changed.code} <= shown
    elsewhere = Notice.objects.filter(unit=room.elsewhere).first()
    assert elsewhere is not None
    assert old.code not in {notice.code for notice in site_for({elsewhere.code}).notices}


def test_what_is_still_happening_is_always_read() -> None:
    room = build()
    grave = begun(room.approved(Urgency.IMPORTANT), age=48)
    Notice.objects.filter(pk=grave.pk).update(state="live")
    crowd(room, NEWEST + 2)
    newest = Notice.objects.filter(unit=room.elsewhere).first()
    assert newest is not None
    assert grave.code in {notice.code for notice in site_for({newest.code}).notices}
