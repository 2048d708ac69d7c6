"""The rest of the contract: taking back, mail, probing, and what must never leak."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.domain.delivery import Idempotency, Support
from oyez.platforms.port import Absent, Done, Failed, NeedsPerson
from oyez.platforms.profile import Ability
from oyez.platforms.registry import ADAPTERS, ASSISTED, LABELS, OWN, PROFILES, profile

from .chosen import on_all, on_removable, on_web
from .conftest import SECRET, Bench

NOW = datetime.now(UTC)


@on_removable
@pytest.mark.parametrize(
    ("fault", "cls", "gone"),
    [
        ("drop_before", F.TRANSIENT, False),
        ("drop_after_accept", F.TRANSIENT, True),
        ("error_after", F.TRANSIENT, True),
        ("hang", F.TRANSIENT, False),
        ("rate_limit", F.RATE_LIMITED, False),
        ("expired_token", F.AUTH, False),
    ],
)
def test_retract_under_a_fault(bench: Bench, fault: str, cls: F, gone: bool) -> None:
    v = bench.variant()
    receipt = bench.publish(v)
    bench.fault("retract", fault, times=1)
    outcome = bench.adapter.retract(receipt, v, bench.delivery())
    assert isinstance(outcome, Failed)
    assert outcome.cls is cls
    assert isinstance(bench.adapter.look(receipt, NOW), Absent) is gone


@on_removable
def test_retracting_twice_is_no_error(bench: Bench) -> None:
    v = bench.variant()
    receipt = bench.publish(v)
    assert isinstance(bench.adapter.retract(receipt, v, bench.delivery()), Done)
    assert bench.live() == []
    assert isinstance(bench.adapter.look(receipt, NOW), Absent)
    again = bench.adapter.retract(receipt, v, bench.delivery())
    assert isinstance(again, Absent | Done)


@on_removable
@pytest.mark.parametrize("fault", ["delete_ignored", "html"])
def test_a_yes_to_deletion_is_not_believed(bench: Bench, fault: str) -> None:
    v = bench.variant()
    receipt = bench.publish(v)
    bench.fault("retract", fault)
    assert isinstance(bench.adapter.retract(receipt, v, bench.delivery()), Done)
    assert isinstance(bench.adapter.look(receipt, NOW), Done)


@on_all
def test_the_probe_says_who_we_are_and_posts_nothing(bench: Bench) -> None:
    health = bench.adapter.probe()
    assert health.failure is None
    assert health.account.startswith(bench.account)
    assert bench.live() == []


@on_all
def test_the_probe_notices_a_bad_credential(bench: Bench) -> None:
    bad = dict.fromkeys(("token", "access_jwt", "password", "vapid_private"), "wrong")
    bench.channel = replace(bench.channel, secrets={**bench.channel.secrets, **bad})
    failure = bench.adapter.probe().failure
    assert failure is not None
    assert failure.cls is F.AUTH


@on_all
def test_what_is_not_native_says_so_when_called(bench: Bench) -> None:
    v, d = bench.prepared()
    r = bench.publish(v)
    answers: dict[Ability, Callable[[], object]] = {
        Ability.FIND: lambda: bench.adapter.find(v, d),
        Ability.LOOK: lambda: bench.adapter.look(r, NOW),
        Ability.CORRECT: lambda: bench.adapter.correct(r, v, d),
    }
    for ability, call in answers.items():
        unsupported = call() == Failed(F.INVALID, "unsupported")
        assert unsupported is (profile(bench.platform).support(ability) is not Support.NATIVE)


@on_all
def test_nothing_of_ours_appears_in_failures_or_logs(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    v, d = bench.prepared("The quiet sentence of the notice")
    heard = [repr(bench.adapter.publish(v, d)), repr(bench.channel)]
    for fault in ("drop_before", "error_before", "hang"):
        bench.fault("publish", fault, times=1)
        heard.append(repr(bench.attempt(v)))
    broken = replace(bench.channel, secrets={**bench.channel.secrets, "token": "bad\r\nheader"})
    heard.append(repr(ADAPTERS[bench.platform](broken, bench.transport).publish(v, d)))
    text = " ".join(heard) + caplog.text
    secrets = {v for k, v in bench.channel.secrets.items() if k in profile(bench.platform).secrets}
    secrets -= {
        bench.account,
        bench.channel.secrets.get("handle"),
        bench.channel.secrets.get("did"),
    }
    assert "quiet sentence" not in text
    assert "header" not in text
    assert [secret for secret in secrets if secret in text] == []


@on_web
def test_no_credential_travels_in_an_address(bench: Bench) -> None:
    v, d = bench.prepared()
    receipt = bench.publish(v)
    bench.adapter.find(v, d)
    bench.adapter.look(receipt, NOW)
    bench.adapter.retract(receipt, v, d)
    addresses = " ".join(url for _, url, _, _ in bench.transport.sent)
    if profile(bench.platform).token_in_path:  # there, and nowhere else
        place = f"{bench.channel.base_url}/bot{bench.channel.secrets['token']}/"
        addresses = addresses.replace(place, "")
    for name in ("token", "access_jwt", "refresh_jwt", "app_password"):
        assert bench.channel.secrets.get(name, SECRET) not in addresses


def test_every_platform_is_declared_whole() -> None:
    assert set(PROFILES) == set(LABELS) == {*ADAPTERS, *OWN, *ASSISTED}
    for name, declared in PROFILES.items():
        assert declared.platform == name
        assert declared.source.startswith("https://")
        assert datetime.fromisoformat(declared.checked_on)
        by_hand = name in ASSISTED
        assert declared.support(Ability.PUBLISH) is (Support.MANUAL if by_hand else Support.NATIVE)
        assert by_hand == (declared.idempotency is Idempotency.PERSON)
        assert (declared.key_lifetime is not None) == (declared.idempotency is Idempotency.KEY)


MAIL = [
    ("drop_before", F.AMBIGUOUS, 0),
    ("drop_after_accept", F.AMBIGUOUS, 1),
    ("hang", F.AMBIGUOUS, 0),
    ("error_before", F.TRANSIENT, 0),
    ("rate_limit", F.TRANSIENT, 0),
    ("refuse", F.POLICY, 0),
]


@pytest.mark.parametrize("bench", ["email"], indirect=True)
@pytest.mark.parametrize(("fault", "cls", "copies"), MAIL)
def test_mail_under_a_fault(bench: Bench, fault: str, cls: F, copies: int) -> None:
    bench.fault("publish", fault)
    outcome = bench.adapter.publish(bench.variant(), bench.delivery())
    assert isinstance(outcome, Failed)
    assert outcome.cls is cls
    assert len(bench.live()) == copies


@pytest.mark.parametrize("bench", ["email"], indirect=True)
def test_the_withdrawal_goes_to_exactly_those_who_got_the_mail(bench: Bench) -> None:
    listed = {"recipients": "a@paper.example, unknown@radio.example,c@tv.example"}
    bench.channel = replace(bench.channel, options=listed)
    v, d = bench.variant(), bench.delivery()
    receipt = bench.publish(v)
    assert receipt.parts == ("a@paper.example", "c@tv.example")
    assert receipt.version == "refused:1"
    bench.channel = replace(bench.channel, options={"recipients": "late@web.example"})
    outcome = bench.adapter.retract(receipt, replace(v, text="It was wrong."), d)
    assert isinstance(outcome, NeedsPerson)
    assert "mailboxes" in outcome.task
    withdrawal = bench.live()[0]
    assert withdrawal["recipients"] == list(receipt.parts)
    assert withdrawal["text"].strip() == "It was wrong."
