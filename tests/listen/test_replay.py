"""Stored events are handled again, and nothing is made twice."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from heard_of import Desk, Played, report

from oyez.audit.queries import entries_about
from oyez.cli import main
from oyez.govern.actions import set_secrets
from oyez.listen.actions import replay
from oyez.listen.handling import handle_due
from oyez.listen.models import Event, InboxItem
from oyez.platforms.port import Failed
from oyez.platforms.sms import Sms
from oyez.publish.models import Delivery, Receipt


def handled() -> int:
    return handle_due(timezone.now() + timedelta(seconds=1))


def test_again_and_again_is_once(desk: Desk) -> None:
    row = desk.in_doubt()
    desk.call(report(row, "delivered"))
    handled()
    items = list(InboxItem.objects.values_list("pk", "text", "delivery"))
    before = Delivery.objects.filter(pk=row.pk).values().get()
    for _ in range(3):
        found = replay(desk.sms, desk.hook.made_at, now=timezone.now())
        assert (found.events, found.unread, found.new) == (1, 0, 0)
        assert handled() == 1
    assert list(InboxItem.objects.values_list("pk", "text", "delivery")) == items
    assert Receipt.objects.filter(delivery=row).count() == 1
    after = Delivery.objects.filter(pk=row.pk).values().get()
    assert after == before
    assert desk.hook.calls == 1


def test_what_was_lost_or_not_understood_comes_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = desk.in_doubt()
    with monkeypatch.context() as patched:
        not_yet = Failed("invalid", "unreadable")  # type: ignore[arg-type]
        patched.setattr(Sms, "read_webhook", lambda *_: not_yet)
        desk.call(report(row, "delivered"))
    assert (Event.objects.get().unread, InboxItem.objects.count()) == (True, 0)
    found = replay(desk.sms, desk.hook.made_at, now=timezone.now())
    assert (found.events, found.new) == (1, 1)
    assert handled() == 1
    assert Delivery.objects.get(pk=row.pk).held == "live"
    assert Event.objects.get().unread is False


def test_polled_events_too(played: Played) -> None:
    played.out()
    played.reply("Once")
    played.ask()
    InboxItem.objects.all().delete()
    since = timezone.now() - timedelta(hours=1)
    assert replay(played.room.mastodon, since, now=timezone.now()).new == 1
    assert InboxItem.objects.get().text == "Once"
    assert replay(played.room.mastodon, timezone.now(), now=timezone.now()).events == 0


def test_the_command(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.call({"reference": "a-1", "to": "b", "status": "sent"})
    words = ["listen", "replay", "--channel", str(desk.sms.pk), "--since", "2024-01-01T00:00"]
    assert main(words) == 0
    assert capsys.readouterr().out == "1 events read again, 0 items were new.\n"
    [entry] = [e for e in entries_about(f"channel:{desk.sms.pk}") if e.action == "listen.replay"]
    assert (entry.actor, entry.data) == ("command", {"events": 1})
    set_secrets(None, desk.sms, {"token": "t", "webhook_secret": "a new one"})
    assert main([*words, "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"events": 0, "unread": 1, "new": 0}
    for wrong in ("0", "-5", "999999", "99999999999999999999"):
        assert main(["listen", "replay", "--channel", wrong, "--since", "2024-01-01"]) == 2
    with pytest.raises(SystemExit):
        main(["listen", "replay", "--channel", "1", "--since", "yesterday"])
