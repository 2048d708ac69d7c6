"""Words and authors are forgotten in time; what is counted stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from heard_of import Desk
from pytest_django.fixtures import Settings

from oyez.listen import forgetting
from oyez.listen.forgetting import forget
from oyez.listen.hearing import keep, take_in
from oyez.listen.models import Event, InboxItem
from oyez.listen.models.event import How
from oyez.listen.raw import of_items
from oyez.platforms.heard import Heard
from oyez.platforms.heard import InboxItem as Said

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SAID = Said("c1", Heard.REPLY, "robin", "Is the road open?", NOW, url="https://x.example/1")


@pytest.fixture(autouse=True)
def days(settings: Settings) -> None:
    settings.HEARD_DAYS, settings.REPLY_DAYS = 30, 365


def heard(desk: Desk, ago: float, **changes: object) -> InboxItem:
    one = replace(SAID, **changes)  # type: ignore[arg-type]
    take_in(desk.sms, [one], NOW - timedelta(days=ago))
    return InboxItem.objects.get(platform_id=one.id)


def known(pk: int) -> tuple[str, str, str]:
    row = InboxItem.objects.get(pk=pk)
    return row.text, row.author, row.url


def test_words_and_author_go_and_the_rest_stays(desk: Desk) -> None:
    old, young = heard(desk, 366), heard(desk, 364, id="c2")
    before = {"kind": old.kind, "at": old.at, "first_seen": old.first_seen, "channel": old.channel}
    assert forget(NOW) == 1
    assert known(old.pk) == ("", "", "")
    assert known(young.pk) == (SAID.text, "robin", "https://x.example/1")
    row = InboxItem.objects.get(pk=old.pk)
    assert {name: getattr(row, name) for name in before} == before
    assert row.forgotten_at == NOW
    assert InboxItem.objects.count() == 2, "counts stay"
    assert forget(NOW) == 0


def test_nothing_brings_the_words_back(desk: Desk) -> None:
    old = heard(desk, 366)
    forget(NOW)
    take_in(desk.sms, [SAID, replace(SAID, text="Edited since")], NOW)
    assert known(old.pk) == ("", "", "")


def test_a_row_that_forgot_to_be_marked_would_be_filled_again(desk: Desk) -> None:
    """Sabotage: without the mark the same item heard again brings its words back."""
    old = heard(desk, 366)
    forget(NOW)
    InboxItem.objects.update(forgotten_at=None)
    take_in(desk.sms, [SAID], NOW)
    assert known(old.pk)[0] == SAID.text


def test_a_shorter_time_takes_the_raw_bytes_along(desk: Desk, settings: Settings) -> None:
    settings.REPLY_DAYS = 7
    keep(desk.sms, How.POLL, of_items([SAID]), [SAID], now=NOW - timedelta(days=8))
    assert forget(NOW) == 2
    assert not Event.objects.exists()
    assert not InboxItem.objects.exclude(text="").exists()


def test_a_little_at_a_time_and_the_oldest_first(desk: Desk) -> None:
    for number in range(5):
        heard(desk, 400 + number, id=f"n{number}")
    assert forget(NOW, most=2) == 2
    left = InboxItem.objects.filter(forgotten_at=None).values_list("platform_id", flat=True)
    assert sorted(left) == ["n0", "n1", "n2"]
    assert forget(NOW, most=9) == 3


def test_what_was_forgotten_is_not_looked_at_again(desk: Desk) -> None:
    def plan() -> str:
        rows = InboxItem.objects.filter(forgotten_at=None, first_seen__lt=NOW)
        return rows.order_by("first_seen").values_list("pk").explain()

    heard(desk, 400)
    assert "inbox_item_remembered" in plan()
    with CaptureQueriesContext(connection) as seen:
        forget(NOW)
    assert len(seen) < 12
    assert forgetting.AT_ONCE == 500
