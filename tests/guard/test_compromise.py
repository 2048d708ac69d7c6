"""Somebody has got in: everything is shut, evidence is kept, and the own page still speaks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from newsroom import Newsroom
from oyez.accounts.actions import grant
from oyez.domain.errors import NotAllowed
from oyez.domain.incident import Wish
from oyez.domain.notice import Urgency
from oyez.domain.roles import Role
from oyez.govern import locking
from oyez.govern.actions import freeze, lift_freeze, lock_everything
from oyez.govern.models import Channel, Freeze
from oyez.guard.actions import close_incident, describe_incident, draft_words
from oyez.guard.models import Incident, Measure
from oyez.listen.forgetting import forget
from oyez.listen.models import InboxItem, Webhook
from oyez.listen.queries import digest_of, webhook_of
from oyez.publish.actions import approve, submit
from oyez.publish.delivering.context import Context
from oyez.publish.models import Delivery, Notice


@pytest.fixture
def locked(room: Newsroom) -> Newsroom:
    grant(None, room.ada, Role.ADMINISTRATOR, "/")
    Webhook.objects.create(
        channel=room.mastodon, digest=digest_of("secret"), made_at=timezone.now()
    )
    lock_everything(room.ada, reason="A phone was stolen")
    return room


def verdicts(notice: Notice) -> dict[str, str]:
    rows = list(Delivery.objects.filter(notice=notice).select_related("notice", "channel"))
    context = Context.load(rows, timezone.now())
    return {row.platform: context.verdict(row).kind.value for row in rows}


def said(room: Newsroom, urgency: Urgency = Urgency.CRITICAL) -> Notice:
    revision = room.submitted(urgency)
    approve(room.bob, revision, version=revision.version, at=timezone.now())
    return Notice.objects.get(pk=revision.notice_id)


def test_an_incident_with_its_tasks_is_opened_for_each_authority(locked: Newsroom) -> None:
    incident = Incident.objects.get()
    assert (incident.path, incident.opened_by) == (locked.police.path, locked.ada)
    assert incident.held_at == incident.locked_at
    told = sorted(Measure.objects.values_list("what", flat=True))
    assert told == [
        "Take back the accounts on Bluesky: Bluesky Emsland",
        "Take back the accounts on Mastodon: Mastodon Emsland",
    ]
    desk = locked.client(locked.ada).get("/").content.decode()
    assert "Take back the accounts on Mastodon" in desk
    page = locked.client(locked.ada).get("/emergency/").content.decode()
    assert f"/incidents/{incident.pk}/#say" in page


def test_locking_twice_gives_the_tasks_once(locked: Newsroom) -> None:
    lock_everything(locked.ada, reason="Once more")
    assert Incident.objects.count() == 1
    assert Measure.objects.count() == 2


def test_the_addresses_of_webhooks_end(locked: Newsroom) -> None:
    assert webhook_of("secret") is None
    assert Webhook.objects.count() == 1
    assert (
        Client().post("/hooks/secret/", b"{}", content_type="application/json").status_code == 404
    )


def test_what_another_room_cannot_shut_leaves_nothing_half_shut(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant(None, room.ada, Role.ADMINISTRATOR, "/")

    def broken(_: locking.Locking) -> dict[str, int]:
        raise RuntimeError("broken")

    monkeypatch.setattr(locking, "_DEEDS", [broken])
    with pytest.raises(RuntimeError):
        lock_everything(room.ada, reason="A phone was stolen")
    assert Channel.objects.exclude(secrets=b"").count() == 2
    assert not Freeze.objects.exists()


def test_the_statement_goes_out_on_the_own_page_and_nowhere_else(locked: Newsroom) -> None:
    incident, now = Incident.objects.get(), timezone.now()
    notice = draft_words(locked.dora, incident, Wish.STATEMENT, at=now)
    revision = notice.revisions.get(number=1)
    assert notice.urgency == Urgency.CRITICAL
    assert "Mastodon Emsland, Bluesky Emsland" in revision.texts[0]["body"]
    assert "locked our access" in revision.texts[0]["body"]
    assert notice.revisions.get(kind="prepared").texts[0]["headline"].startswith("Our accounts")
    submit(locked.dora, revision, at=timezone.now())
    revision.refresh_from_db()
    with pytest.raises(NotAllowed):
        approve(locked.dora, revision, version=revision.version, at=timezone.now())
    approve(locked.bob, revision, version=revision.version, at=timezone.now())
    assert verdicts(notice) == {"page": "go", "mastodon": "hold", "bluesky": "hold"}


def test_what_was_approved_before_the_lock_stays_held(room: Newsroom) -> None:
    notice = said(room)
    assert verdicts(notice)["page"] == "go"
    freeze(None, "/", reason="Everything")
    assert verdicts(notice) == {"page": "hold", "mastodon": "hold", "bluesky": "hold"}


def test_routine_words_wait_even_on_the_own_page(locked: Newsroom) -> None:
    assert verdicts(said(locked, Urgency.ROUTINE))["page"] == "hold"
    assert verdicts(said(locked, Urgency.IMPORTANT))["page"] == "hold"


@pytest.mark.parametrize("scope", ["/nds/os/", "/nds/os/emsland/", "page"])
def test_a_freeze_that_names_the_page_shuts_it(room: Newsroom, scope: str) -> None:
    page = Channel.objects.get(platform="page")
    freeze(None, page.path if scope == "page" else scope, reason="The page itself")
    assert verdicts(said(room))["page"] == "hold"
    freeze(None, "/", reason="Everything")
    assert verdicts(said(room))["page"] == "hold"


def test_when_two_have_lifted_it_everything_goes_on(locked: Newsroom) -> None:
    notice = said(locked, Urgency.ROUTINE)
    grant(None, locked.greta, Role.GOVERNOR, "/")
    grant(None, locked.bob, Role.GOVERNOR, "/")
    frozen = Freeze.objects.get()
    lift_freeze(locked.greta, frozen)
    lift_freeze(locked.bob, frozen)
    assert verdicts(notice)["page"] == "go"


def test_evidence_is_kept_until_the_incident_is_closed(
    locked: Newsroom, settings: Settings
) -> None:
    settings.REPLY_DAYS = settings.HEARD_DAYS = 1
    now = timezone.now()
    old = now - timedelta(days=9)
    for channel in (locked.mastodon, locked.bluesky):
        InboxItem.objects.create(
            channel=channel, platform_id="1", kind="reply", author="ann", text="Vouchers?",
            at=old, first_seen=old,
        )  # fmt: skip
    assert forget(now) == 0
    incident = Incident.objects.get()
    describe_incident(locked.dora, incident, happened="", learnt="Two factors.")
    close_incident(locked.dora, incident, at=now)
    assert forget(now) == 2
    assert set(InboxItem.objects.values_list("text", flat=True)) == {""}
