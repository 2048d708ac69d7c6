"""A refresh token that rotates is used once, however many threads want to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.utils import timezone

from oyez.domain.delivery import FailureClass
from oyez.govern import renewing, vault
from oyez.govern.actions import set_secrets
from oyez.govern.models import Channel, Renewal
from oyez.govern.renewing import Held, renew
from oyez.platforms.port import Failed
from together import together


class Rotating:
    """A platform that ends the session when a refresh token is shown twice."""

    def __init__(self) -> None:
        self.spent: list[str] = []
        self.guard = threading.Lock()

    def ask(self, held: Mapping[str, str]) -> Callable[[], Mapping[str, str] | Failed]:
        def answer() -> Mapping[str, str] | Failed:
            token = held["refresh_token"]
            with self.guard:
                twice = token in self.spent
                self.spent.append(token)
                number = len(self.spent)
            time.sleep(0.05)
            if twice:
                return Failed(FailureClass.AUTH, "invalid_grant")
            return {"token": f"t{number}", "refresh_token": f"r{number}"}

        return answer


def start(channel: Channel) -> tuple[Held, Mapping[str, str]]:
    set_secrets(None, channel, {"token": "t0", "refresh_token": "r0"})
    row = Channel.objects.get(pk=channel.pk)
    return Held(row.pk, bytes(row.secrets)), vault.secrets(row)


def stored(channel: Channel) -> Mapping[str, str]:
    return vault.secrets(Channel.objects.get(pk=channel.pk))


def test_of_many_only_one_asks_and_all_go_on_with_its_tokens(shared_land) -> None:
    held, secrets = start(shared_land.channel)
    platform = Rotating()
    found = together(*[lambda: renew(held, platform.ask(secrets))] * 6)
    assert platform.spent == ["r0"]
    assert found == [{"token": "t1", "refresh_token": "r1"}] * 6
    assert stored(shared_land.channel) == found[0]
    assert not Renewal.objects.exists()


def test_without_the_lock_the_second_use_ends_the_session(shared_land, monkeypatch) -> None:
    """The test above would notice: with a lock that lets everybody in, tokens are used twice."""
    monkeypatch.setattr(renewing, "_take", lambda *_: True)
    held, secrets = start(shared_land.channel)
    platform = Rotating()
    found = together(*[lambda: renew(held, platform.ask(secrets))] * 4)
    assert len(platform.spent) > 1
    assert any(isinstance(one, Failed) for one in found)


def test_who_comes_later_reads_what_the_row_holds(land) -> None:
    held, secrets = start(land.channel)
    platform = Rotating()
    first = renew(held, platform.ask(secrets))
    assert renew(held, platform.ask(secrets)) == first
    assert platform.spent == ["r0"]


def test_what_a_person_entered_meanwhile_goes_before_it(land) -> None:
    held, _ = start(land.channel)

    def ask() -> Mapping[str, str]:
        set_secrets(None, Channel.objects.get(pk=land.channel.pk), {"token": "typed"})
        return {"token": "renewed"}

    assert renew(held, ask) == {"token": "typed"}
    assert stored(land.channel) == {"token": "typed"}


def test_credentials_that_were_destroyed_stay_destroyed(land) -> None:
    held, _ = start(land.channel)

    def ask() -> Mapping[str, str]:
        Channel.objects.filter(pk=land.channel.pk).update(secrets=b"")
        return {"token": "renewed"}

    assert renew(held, ask) == Failed(FailureClass.AUTH, "no_secrets")
    assert stored(land.channel) == {}


def test_a_refusal_is_handed_on_and_frees_the_lock(land) -> None:
    held, _ = start(land.channel)
    refused = Failed(FailureClass.AUTH, "invalid_grant")
    assert renew(held, lambda: refused) == refused
    assert not Renewal.objects.exists()
    assert stored(land.channel)["token"] == "t0"


def test_a_bug_while_asking_frees_the_lock(land) -> None:
    held, _ = start(land.channel)
    with pytest.raises(ZeroDivisionError):
        renew(held, lambda: {"token": str(1 // 0)})
    assert not Renewal.objects.exists()


def test_a_holder_that_lives_is_waited_for_and_a_dead_one_taken_over(land) -> None:
    held, secrets = start(land.channel)
    soon = timezone.now() + timedelta(seconds=30)
    Renewal.objects.create(channel=land.channel, holder="killed", until=soon)
    assert renew(held, Rotating().ask(secrets), 0.05) == renewing.NO_TIME
    Renewal.objects.update(until=timezone.now())
    assert renew(held, Rotating().ask(secrets)) == {"token": "t1", "refresh_token": "r1"}
    assert not Renewal.objects.exists()


def test_it_holds_no_transaction_while_the_platform_thinks(shared_land) -> None:
    """Another writer gets through in the middle of the platform's answer."""
    held, _ = start(shared_land.channel)

    def ask() -> Mapping[str, str]:
        [wrote] = together(
            lambda: Channel.objects.filter(pk=shared_land.channel.pk).update(position=7)
        )
        assert wrote == 1
        return {"token": "renewed"}

    assert renew(held, ask) == {"token": "renewed"}
