"""The heart's path on a real PostgreSQL: wake-up, triggers, a notice's life, the ledger."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone
from office import Office, build, fresh, work, work_until
from outside import ask, statuses
from pytest_django import DjangoDbBlocker
from real_servers import Mastodon, postgres

from oyez.domain.delivery import Held
from oyez.environment import database
from oyez.publish.models import Approval, Attempt, Contribution, Delivery, Revision
from oyez.work.loop import Worker
from oyez.work.wake import PostgresWake, make_wake
from together import together

pytestmark = pytest.mark.real

ROUNDS = 12


@pytest.fixture(scope="module")
def server(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The product's tables on PostgreSQL; yields the database's address."""
    with postgres() as dsn, django_db_blocker.unblock():
        kept, before = connections["default"], connections.settings["default"]
        connections.settings |= connections.configure_settings({"default": database(dsn)})
        del connections["default"]
        try:
            call_command("migrate", verbosity=0)
            yield dsn
        finally:
            connection.close()
            connections.settings["default"] = before
            connections["default"] = kept


@pytest.fixture(scope="module")
def office(server: str, mastodon: Mastodon) -> Office:
    """One office for all tests of this file: rows stay, as in an authority."""
    secrets = {"token": mastodon.token}
    return build("mastodon", secrets, account="authority", base_url=mastodon.base_url)


def oyez(server: str, *words: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    environ = os.environ | {"OYEZ_DATABASE_URL": server, "DJANGO_SETTINGS_MODULE": "oyez.settings"}
    command = [str(Path(sys.executable).with_name("oyez")), *words]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)


def test_the_whole_path(office: Office, mastodon: Mastodon) -> None:
    assert connection.vendor == "postgresql"
    delivery = office.say("The A38 is closed near Derby.")
    row = work_until(delivery, Held.LIVE)
    (status,) = statuses(mastodon, row.notice.code)
    office.correct(delivery, "The A38 is open again.")
    work_until(delivery, Held.LIVE, revision=2)
    (changed,) = statuses(mastodon, row.notice.code)
    assert "open again" in changed["content"]
    office.take_back(delivery)
    row = work_until(delivery, Held.GONE)
    assert ask(f"{mastodon.base_url}/api/v1/statuses/{status['id']}").status == 404
    assert row.receipts.get().gone_at is not None


def test_a_commit_wakes_the_worker(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("oyez.work.loop.SWEEP", 3600)  # nothing but the notification is left
    wake = make_wake()
    assert isinstance(wake, PostgresWake)
    worker = Worker(wake)

    def run() -> None:
        try:
            worker.run()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        waits = [wait(office) for _ in range(ROUNDS)]
    finally:
        worker.stop()
        thread.join(20)
        wake.close()
    middle = statistics.median(waits) * 1000
    told = f"median {middle:.1f} ms, longest {max(waits) * 1000:.1f} ms of {ROUNDS}"
    with capsys.disabled():
        sys.stdout.write(f"\nPostgreSQL, from commit to claim: {told}\n")
    assert middle < 50
    assert max(waits) < 1


def wait(office: Office) -> float:
    """Seconds between the commit of an approval and the intent of the call."""
    time.sleep(random.uniform(0.02, 0.08))
    delivery = office.say("The A38 is closed near Derby.")
    committed = timezone.now()
    end = time.monotonic() + 5
    while time.monotonic() < end:
        if fresh(delivery).held == Held.LIVE:
            first = Attempt.objects.filter(delivery=delivery).earliest("at")
            return (first.at - committed).total_seconds()
        time.sleep(0.01)
    raise AssertionError("the commit woke nobody")


@pytest.fixture
def approved(office: Office) -> Revision:
    delivery = office.say("The A38 is closed near Derby.")
    return delivery.notice.revisions.get()


def test_the_database_itself_holds_four_eyes(office: Office, approved: Revision) -> None:
    approval = approved.approvals.get()
    mark = approval.fingerprint
    with refused("who wrote a text may not approve it"):
        Approval.objects.filter(pk=approval.pk).update(voided_at=timezone.now())
        Approval.objects.create(revision=approved, by=office.alice, fingerprint=mark)
    with refused("who approved a text may not write in it"):
        Contribution.objects.create(revision=approved, person=office.bob)
    with refused("an approval is never rewritten"):
        Approval.objects.filter(pk=approval.pk).update(by=office.alice)
    with refused("a delivery needs an approval of what it wants"):
        Delivery.objects.filter(notice=approved.notice).update(wanted=2)
    with refused("a delivery needs an approval of what it wants"):
        Approval.objects.filter(pk=approval.pk).update(voided_at=timezone.now())
        row = approved.notice.deliveries.get()
        row.pk, row.key, row.channel_id = None, "another", office.channel.pk
        approved.notice.deliveries.all().delete()
        row.save(force_insert=True)


class refused:  # noqa: N801 - reads as a sentence
    """The database refuses with this sentence, and nothing of the block stays."""

    def __init__(self, sentence: str) -> None:
        self.raises = pytest.raises(IntegrityError, match=sentence)
        self.atomic = transaction.atomic()

    def __enter__(self) -> None:
        self.raises.__enter__()
        self.atomic.__enter__()

    def __exit__(self, *error: object) -> bool:
        self.atomic.__exit__(*error)  # type: ignore[arg-type]
        return bool(self.raises.__exit__(*error))  # type: ignore[arg-type]


def test_two_workers_share_the_work(office: Office, mastodon: Mastodon) -> None:
    said = [office.say("The A38 is closed near Derby.") for _ in range(10)]

    def reached() -> bool:
        return all(fresh(delivery).held == Held.LIVE for delivery in said)

    together(*[lambda: work(reached)] * 2)
    assert reached()
    for delivery in said:
        assert delivery.attempts.count() == 1
        assert len(statuses(mastodon, delivery.notice.code)) == 1


def test_the_ledger_is_whole_and_shows_a_change(server: str, office: Office) -> None:
    office.say("The A38 is closed near Derby.")
    verified = oyez(server, "ledger", "verify", "--json")
    told = json.loads(verified.stdout)
    assert (verified.returncode, told["whole"]) == (0, True)
    assert told["entries"] > 10
    change = """UPDATE audit_entry SET data = data || '{"forged": true}' WHERE seq = 5"""
    with psycopg.connect(server, autocommit=True) as attacker:
        with pytest.raises(psycopg.Error, match="the ledger can only be added to"):
            attacker.execute(change)
        attacker.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        attacker.execute(change)
        broken = oyez(server, "ledger", "verify")
        attacker.execute("UPDATE audit_entry SET data = data - 'forged' WHERE seq = 5")
        attacker.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")
    assert broken.returncode == 1
    assert "Entry 5" in broken.stderr
    assert oyez(server, "ledger", "verify").returncode == 0
