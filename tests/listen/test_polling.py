"""Asking every channel what is new, whether or not its platform calls."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from heard_of import Desk, Played

from oyez.domain.channel import Mode
from oyez.govern import vault
from oyez.govern.models import Channel
from oyez.listen import polling
from oyez.listen.actions import make_webhook
from oyez.listen.handling import handle_due
from oyez.listen.models import Event, InboxItem, Polling, Webhook
from oyez.platforms.registry import ADAPTERS
from oyez.publish.models import Delivery
from oyez.work.registry import STEPS
from together import together


def state(played: Played) -> Polling:
    return Polling.objects.get(channel=played.room.mastodon)


def linked() -> None:
    handle_due(timezone.now() + timedelta(seconds=1))


def test_an_answer_of_the_public_is_found_stored_and_linked(played: Played) -> None:
    notice = played.out()
    played.reply("Is the <b>B70</b> open again? Thanks 👩‍🚒")
    assert played.ask() == 1
    linked()
    item = InboxItem.objects.get()
    assert item.text == "Is the <b>B70</b> open again? Thanks 👩‍🚒"
    assert (item.kind, item.author) == ("reply", "robin_fields")
    assert item.delivery is not None
    assert item.delivery.notice == notice
    assert item.url.startswith("http://127.0.0.1")
    assert state(played).cursor
    assert state(played).found == 1


def test_asked_again_nothing_comes_twice_and_what_is_new_comes(played: Played) -> None:
    played.out()
    played.reply("First")
    for _ in range(3):
        played.ask()
    assert (InboxItem.objects.count(), Event.objects.count()) == (1, 1)
    played.reply("Second", "Alex")
    played.ask()
    assert [one.text for one in InboxItem.objects.order_by("pk")] == ["First", "Second"]
    played.sim.control("GET", "state")
    Polling.objects.update(cursor="")
    played.ask()
    assert InboxItem.objects.count() == 2, "from the beginning, and still once"


def test_a_channel_is_asked_by_one_worker_only(played: Played) -> None:
    now = timezone.now()
    polling.enter_missing(now)
    Polling.objects.update(due_at=now)
    assert len(polling.take_due(now, 8)) == 1
    assert polling.take_due(now, 8) == []
    assert polling.take_due(now + polling.LEASE / 2, 8) == []
    assert len(polling.take_due(now + polling.LEASE, 8)) == 1


def test_at_the_same_moment_too(shared_desk: Desk) -> None:
    now = timezone.now()
    polling.enter_missing(now)
    Polling.objects.update(due_at=now)
    taken = together(*[lambda: [t.channel.pk for t in polling.take_due(now, 8)]] * 6)
    numbers = [pk for one in taken for pk in one]  # type: ignore[attr-defined]
    assert len(numbers) == len(set(numbers)) == Polling.objects.count() == 2


def test_an_answer_that_came_after_its_lease_moves_no_cursor(played: Played) -> None:
    played.out()
    played.reply("Hello")
    now = timezone.now()
    polling.enter_missing(now)
    Polling.objects.update(due_at=now)
    [turn] = polling.take_due(now, 8)
    answer = polling.ask(turn, played.door, now)
    Polling.objects.update(due_at=now + timedelta(hours=1), cursor="newer")
    polling.write_answers([(turn, answer)], now)
    assert (state(played).cursor, state(played).found) == ("newer", 0)
    assert InboxItem.objects.count() == 1, "but what was said is kept"


@pytest.mark.parametrize(
    ("fault", "failure"),
    [("drop_before", "transient"), ("error_before", "transient"), ("html", "transient"),
     ("rate_limit", "rate_limited"), ("expired_token", "auth")],
)  # fmt: skip
def test_a_failure_is_noted_asked_later_and_forgotten(
    played: Played, fault: str, failure: str
) -> None:
    played.out()
    played.reply("Still there")
    played.sim.fault("mastodon", "find", fault, account=played.tag, times=1, seconds=90)
    played.ask()
    row = state(played)
    assert (row.failures, row.failure) == (1, failure)
    assert row.due_at > timezone.now() + timedelta(seconds=20)
    assert row.answered_at is None
    assert not InboxItem.objects.exists()
    played.sim.clear_faults()
    played.ask()
    row = state(played)
    assert (row.failures, row.failure, row.code) == (0, "", "")
    assert InboxItem.objects.count() == 1


def test_who_is_lively_is_asked_more_often(played: Played) -> None:
    played.ask()
    quiet = state(played).due_at - timezone.now()
    assert timedelta(minutes=5) < quiet < timedelta(minutes=11)
    played.out()
    assert Delivery.objects.filter(live_at__isnull=False).exists()
    polling.hurry_lively(timezone.now())
    assert state(played).due_at < timezone.now() + timedelta(seconds=61)
    played.ask()
    assert state(played).due_at < timezone.now() + timedelta(seconds=61)
    day = timedelta(hours=25)
    Delivery.objects.filter(live_at__isnull=False).update(live_at=timezone.now() - day)
    played.ask()
    assert state(played).due_at > timezone.now() + timedelta(minutes=5)


def test_closed_channels_and_those_without_credentials_are_not_asked(played: Played) -> None:
    assert played.ask() == 1
    Channel.objects.filter(pk=played.room.mastodon.pk).update(mode=Mode.CLOSED)
    assert played.ask() == 0
    Channel.objects.filter(pk=played.room.mastodon.pk).update(mode=Mode.CLOSING)
    assert played.ask() == 1
    Channel.objects.filter(pk=played.room.mastodon.pk).update(secrets=b"")
    assert played.ask() == 0
    asked = set(Polling.objects.values_list("channel__platform", flat=True))
    assert asked == {"mastodon"}


def test_secrets_that_do_not_open_are_noted(played: Played) -> None:
    Channel.objects.filter(pk=played.room.mastodon.pk).update(secrets=b"\x01nothing")
    played.ask()
    assert state(played).code == "unreadable_secrets"


def test_an_expired_session_is_renewed_and_kept(played: Played) -> None:
    channel = played.room.bluesky
    sealed = vault.encrypt(channel.pk, {"identifier": played.tag, "app_password": "hunter2-app"})
    Channel.objects.filter(pk=channel.pk).update(base_url=played.sim.bluesky, secrets=sealed)
    played.ask()
    row = Polling.objects.get(channel=channel)
    assert (row.failures, row.code) == (0, "")
    assert vault.secrets(Channel.objects.get(pk=channel.pk))["access_jwt"]


def test_a_silent_webhook_is_noted_when_asking_finds_what_it_should_have_told(
    played: Played,
) -> None:
    channel, now = played.room.mastodon, timezone.now()
    ages = {"made_at": now - timedelta(days=9), "called_at": now - timedelta(hours=9)}
    Webhook.objects.create(channel=channel, digest="d", gap=60.0, **ages)
    played.out()
    played.ask()
    hook = Webhook.objects.get()
    assert hook.missed_at is None, "asking has found nothing new"
    played.reply("Nobody told you")
    played.ask()
    hook.refresh_from_db()
    assert hook.missed_at is not None


def test_a_webhook_that_calls_is_not_suspected(played: Played) -> None:
    now = timezone.now()
    Webhook.objects.create(channel=played.room.mastodon, digest="d", made_at=now)
    played.out()
    played.reply("Just now")
    played.ask()
    assert Webhook.objects.get().missed_at is None


def test_a_call_takes_the_suspicion_back(desk: Desk) -> None:
    Webhook.objects.update(missed_at=timezone.now(), called_at=timezone.now() - timedelta(hours=1))
    desk.call({"reference": "x-1", "to": "y", "status": "sent"})
    assert desk.hook.missed_at is None
    assert desk.hook.gap == pytest.approx(3600, abs=30)
    make_webhook(None, desk.sms)
    assert (desk.hook.called_at, desk.hook.gap, desk.hook.calls) == (None, None, 1)


def test_the_turn_costs_the_same_however_many_channels_there_are(desk: Desk) -> None:
    channels = [
        Channel(unit=desk.room.unit, platform="mastodon", name=f"c{n}", secrets=b"x")
        for n in range(40)
    ]
    Channel.objects.bulk_create(channels)
    now = timezone.now()

    def queries(most: int) -> int:
        Polling.objects.all().delete()
        with CaptureQueriesContext(connection) as seen:
            polling.enter_missing(now)
            polling.hurry_lively(now)
        return len(seen)

    assert queries(1) == queries(2) <= 4
    assert Polling.objects.count() == 42


def test_asking_has_threads_of_its_own() -> None:
    steps = {step.name: step for step in STEPS}
    assert steps["poll"] is not steps["deliver"]
    assert set(steps["poll"].lanes) == {"routine"}, "urgent lanes go before it"
    assert {"poll", "handle-heard", "forget"} <= set(steps)
    assert "mastodon" in polling.polled()
    assert set(polling.polled()) <= set(ADAPTERS)
