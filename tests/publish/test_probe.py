"""Every channel is asked once a day whether it is let in; a person hears before it is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hand import Hand, Stage

from oyez.accounts.actions import create_person, grant
from oyez.domain.channel import Mode
from oyez.domain.delivery import FailureClass
from oyez.domain.roles import Role
from oyez.govern import health, vault
from oyez.govern.actions import change_mode, set_secrets
from oyez.govern.models import Channel, ChannelHealth
from oyez.platforms import port
from oyez.publish.health import tell_about
from oyez.publish.models import Delivery, Telling
from oyez.publish.steps.probe import ProbeDue
from oyez.web.translate import spoken_row
from together import together


@pytest.fixture
def probe(stage: Stage) -> ProbeDue:
    step = ProbeDue()
    step.door = stage.hand.door
    return step


def turn(probe: ProbeDue, now=None) -> int:
    probe.time.next = 0.0
    errands = probe.claim("routine", 8, now or timezone.now(), "hand").errands
    probe.record([(one, probe.run(one)) for one in errands], timezone.now())
    return len(errands)


def known(channel: Channel) -> ChannelHealth:
    return ChannelHealth.objects.get(pk=channel.pk)


def told(name: str, stage: Stage) -> list[str]:
    rows = Telling.objects.filter(person=stage.room.people[name]).order_by("pk")
    return [spoken_row({"template": one.template, "values": one.values}) for one in rows]


def found(failure: port.Failed | None = None) -> port.Health:
    return port.Health("press", failure=failure)


def test_new_credentials_are_probed_at_once_and_then_once_a_day(stage: Stage, probe) -> None:
    channel = stage.add("mastodon")
    assert known(channel).state == "unknown"
    assert turn(probe) == 1
    row = known(channel)
    assert (row.state, row.failure, row.granted) == ("ok", "", ["idempotency_key", "read"])
    assert row.limits["text"] == 500
    assert row.succeeded_at == row.probed_at
    assert turn(probe) == 0
    assert timezone.now() < row.due_at <= timezone.now() + timedelta(days=1)
    assert turn(probe, row.due_at) == 1
    assert stage.ever("mastodon") == [], "a probe leaves nothing"


def test_two_workers_never_take_the_same_turn(shared_stage: Stage) -> None:
    for number in range(6):
        shared_stage.add("mastodon", name=f"Mastodon {number}")
    now = timezone.now()
    first, second = together(*[lambda: health.take_due(now, 6)] * 2)
    taken = [one.pk for one in (*first, *second)]
    assert len(taken) == len(set(taken)) == 6


def test_an_outage_is_not_a_refusal(stage: Stage, probe) -> None:
    channel = stage.add("mastodon")
    turn(probe)
    stage.fault("mastodon", "auth", "error_before", times=5)
    turn(probe, known(channel).due_at)
    row = known(channel)
    assert (row.state, row.failure, row.code) == ("unknown", "transient", "http_500")
    assert row.due_at < timezone.now() + timedelta(hours=1)
    assert told("Greta", stage) == []
    stage.sim.clear_faults()
    notice = stage.room.approved(at=stage.hand.now)
    stage.hand.work()
    assert stage.row(notice, "mastodon").held == "live", "what is unknown goes on"


def test_a_refusal_is_told_once_to_those_who_may_act(stage: Stage, probe) -> None:
    channel = stage.add("mastodon")
    ada = create_person(None, email="ada@derby.example", name="Ada")
    grant(None, ada, Role.ADMINISTRATOR, stage.room.unit.path)
    stage.room.people["Ada"] = ada
    turn(probe)
    stage.fault("mastodon", "auth", "suspended", times=1)
    turn(probe, known(channel).due_at)
    assert known(channel).state == "refused"
    for name in ("Greta", "Ada"):
        [sentence] = told(name, stage)
        assert "Mastodon no longer lets Derby on mastodon in (http_403)." in sentence
    assert told("Alice", stage) == told("Charlie", stage) == []
    stage.fault("mastodon", "auth", "suspended", times=1)
    turn(probe, known(channel).due_at)
    assert len(told("Greta", stage)) == 1
    turn(probe, known(channel).due_at)
    assert known(channel).state == "ok"


def test_an_outage_does_not_take_a_refusal_back(stage: Stage) -> None:
    channel, now = stage.add("mastodon"), timezone.now()
    health.note(channel, found(port.Failed(FailureClass.AUTH, "revoked")), None, now)
    later = now + timedelta(hours=1)
    outage = port.Failed(FailureClass.TRANSIENT, "http_502")
    row, news = health.note(channel, found(outage), None, later)
    assert (row.state, row.code, row.since, news) == ("refused", "revoked", now, [])


def test_the_end_is_told_fourteen_seven_three_and_one_day_before(stage: Stage) -> None:
    channel, start = stage.add("mastodon"), timezone.now()
    end, heard = start + timedelta(days=16), []
    for day in range(17):
        now = start + timedelta(days=day)
        row, news = health.note(channel, found(), end, now)
        tell_about(channel, row, news, now)
        heard += [16 - day] if news else []
    assert heard == [14, 7, 3, 1]
    sentences = told("Greta", stage)
    assert "ends in 14 days, on " in sentences[0]
    assert "ends within a day" in sentences[-1]


def test_a_platform_that_refused_a_delivery_is_asked_at_once(stage: Stage, probe) -> None:
    channel = stage.add("mastodon")
    turn(probe)
    stage.room.approved(at=stage.hand.now)
    stage.fault("mastodon", "publish", "suspended", times=1)
    stage.hand.turn()
    assert known(channel).due_at <= stage.hand.now


def test_closed_channels_and_those_without_credentials_are_left_alone(stage, probe) -> None:
    channel = stage.add("mastodon")
    change_mode(None, channel, Mode.CLOSING, reason="x")
    change_mode(None, channel, Mode.CLOSED, reason="x")
    bare = stage.add("bluesky")
    Channel.objects.filter(pk=bare.pk).update(secrets=b"")
    assert turn(probe) == 0
    assert turn(probe) == 0, "they do not come back each time"
    assert known(bare).state == "unknown"


def test_channels_of_before_get_a_row_with_a_turn_within_the_day(stage: Stage, probe) -> None:
    channel = stage.add("mastodon")
    ChannelHealth.objects.all().delete()
    assert turn(probe) == 0
    assert timezone.now() < known(channel).due_at <= timezone.now() + timedelta(days=1)


def test_a_key_that_does_not_open_is_our_fault_not_a_refusal(stage, probe, settings) -> None:
    channel = stage.add("mastodon")
    settings.VAULT_KEY = "MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE="
    turn(probe)
    assert (known(channel).state, known(channel).code) == ("unknown", "unreadable_secrets")


def test_other_credentials_begin_anew(stage: Stage) -> None:
    channel, now = stage.add("mastodon"), timezone.now()
    end = now + timedelta(days=5)
    health.note(channel, found(port.Failed(FailureClass.AUTH, "revoked")), end, now)
    set_secrets(None, Channel.objects.get(pk=channel.pk), {"token": "other"})
    row = known(channel)
    assert (row.state, row.code, row.ends_at, row.warned) == ("unknown", "", None, None)


def test_two_workers_renew_an_expired_session_once(shared_stage: Stage) -> None:
    """Two workers, two notices, one channel: the refresh token is used once."""
    stage = shared_stage
    channel = stage.add("bluesky")
    stage.room.approved(at=stage.hand.now)
    stage.hand.work()
    before = stage.sim.calls()["bluesky"]["auth"]
    for _ in range(2):
        stage.room.approved(at=stage.hand.now)
    stage.fault("bluesky", "publish", "expired_token", times=1)
    errands = stage.hand.claim()
    other = Hand(stage.hand.door, "other", now=stage.hand.now)
    assert len(errands) == 2
    came = together(lambda: stage.hand.call(errands[0]), lambda: other.call(errands[1]))
    assert [type(one) for one in came] == [tuple, tuple], came
    stage.hand.step.record(came, stage.hand.now)
    stage.hand.work()
    assert set(Delivery.objects.filter(platform="bluesky").values_list("held", flat=True)) == {
        "live"
    }
    assert stage.sim.calls()["bluesky"]["auth"] == before + 1
    assert vault.secrets(Channel.objects.get(pk=channel.pk))["access_jwt"]
