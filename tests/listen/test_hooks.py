"""Where platforms call: signatures over raw bytes, fast answers, every event once."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from heard_of import SECRET, Desk, report, signature

from oyez.audit.queries import entries_about
from oyez.domain.delivery import FailureClass
from oyez.govern.actions import create_channel, set_secrets
from oyez.govern.models import Channel
from oyez.listen.actions import make_webhook
from oyez.listen.channels import calls_us
from oyez.listen.handling import handle_due
from oyez.listen.models import Event, InboxItem, Webhook
from oyez.listen.models.inbox_item import TEXT
from oyez.listen.queries import webhook_of
from oyez.listen.raw import opened
from oyez.platforms.port import Channel as Account
from oyez.platforms.port import Failed
from oyez.platforms.registry import ADAPTERS
from oyez.platforms.sms import Sms
from together import together

ONE = {"reference": "nothing-1-1", "to": "+491701234567", "status": "delivered"}


def test_a_signed_call_is_kept_whole_and_answered_before_anything_is_done(desk: Desk) -> None:
    body = json.dumps(ONE).encode()
    answer = desk.call(body)
    assert (answer.status_code, answer.content) == (202, b"")
    event = Event.objects.get()
    assert (event.how, event.items, event.unread) == ("webhook", 1, False)
    assert body not in bytes(event.raw)
    raw = opened(desk.sms.pk, bytes(event.raw))
    assert (raw.body, raw.headers["x-signature"]) == (body, signature(body))
    item = InboxItem.objects.get()
    assert (item.kind, item.text, item.about) == ("report", "delivered", "nothing-1-1")
    assert item.due_at is not None, "the worker has not looked at it yet"
    assert item.delivery is None


def test_nothing_of_the_browser_is_needed_and_none_is_given(desk: Desk) -> None:
    answer = desk.call(ONE)
    assert not answer.cookies
    assert "Set-Cookie" not in answer
    assert answer["Cache-Control"] == "no-store"
    assert Client().get(desk.path).status_code == 404, "this gateway has no handshake"
    assert Client().put(desk.path).status_code == 405


@pytest.mark.parametrize("headers", [{}, {"X-Signature": ""}, {"X-Signature": "ab" * 32}])
def test_what_is_not_signed_is_refused_and_counted(desk: Desk, headers: dict[str, str]) -> None:
    body = json.dumps(ONE).encode()
    assert desk.send(body, headers).status_code == 401
    assert desk.call(ONE, secret="another").status_code == 401
    assert desk.send(body + b" ", {"X-Signature": signature(body)}).status_code == 401
    assert not Event.objects.exists()
    assert not InboxItem.objects.exists()
    assert (desk.hook.refused, desk.hook.calls) == (3, 0)
    assert desk.hook.refused_at is not None


def test_an_unknown_address_is_not_there(desk: Desk) -> None:
    for token in ("nothing", "x" * 300, "%00", desk.path.split("/")[2] + "a"):
        for answer in (Client().post(f"/hooks/{token}/", b"{}", content_type="text/plain"),
                       Client().get(f"/hooks/{token}/")):  # fmt: skip
            assert (answer.status_code, answer.content) == (404, b"")
    assert desk.hook.refused == 0


def test_too_much_is_refused_before_it_is_read(desk: Desk) -> None:
    assert desk.call(b"[" + b" " * (1 << 20) + b"]").status_code == 413
    exactly = b"[" + b" " * ((1 << 20) - 2) + b"]"
    assert desk.call(exactly).status_code == 202
    for length in ("-1", "1e3", "9" * 5000, str((1 << 20) + 1)):
        answer = Client().post(desk.path, b"{}", content_type="text/plain", CONTENT_LENGTH=length)
        assert answer.status_code in {401, 413}, length
    assert Event.objects.count() == 1


def test_the_same_event_a_thousand_times_is_one_row(desk: Desk) -> None:
    for _ in range(1000):
        assert desk.call(ONE).status_code == 202
    assert Event.objects.get().repeats == 999
    assert InboxItem.objects.count() == 1
    assert (desk.hook.calls, desk.hook.repeats) == (1000, 999)


def test_the_same_event_at_the_same_moment_is_one_row(shared_desk: Desk) -> None:
    answers = together(*[lambda: shared_desk.call(ONE).status_code] * 6)
    assert answers == [202] * 6
    assert Event.objects.get().repeats == 5
    assert InboxItem.objects.count() == 1
    assert shared_desk.hook.calls == 6


def test_the_same_item_in_another_event_is_one_row(desk: Desk) -> None:
    desk.call(ONE)
    desk.call([ONE, {**ONE, "status": "read"}])
    assert Event.objects.count() == 2
    assert sorted(InboxItem.objects.values_list("text", flat=True)) == ["delivered", "read"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"null", b"[1]", b'"text"'])
def test_signed_nonsense_is_kept_and_counted(desk: Desk, body: bytes) -> None:
    assert desk.call(body).status_code == 202
    event = Event.objects.get()
    assert (event.unread, event.items) == (True, 0)
    assert desk.hook.unread == 1


def test_unknown_kinds_and_strange_characters_do_no_harm(desk: Desk) -> None:
    nul, half = "a\x00b\x1b[31m\nc\u202e", "\\ud800"
    assert desk.call({"hello": "world"}).status_code == 202
    assert desk.call({**ONE, "status": nul, "to": nul}).status_code == 202
    assert desk.call(b'{"reference":"%s","to":"x","status":"y"}' % half.encode()).status_code == 202
    assert desk.call({**ONE, "status": "x" * 100_000, "id": "n" * 5000}).status_code == 202
    texts = list(InboxItem.objects.order_by("pk").values_list("kind", "text", "cut"))
    assert texts[0] == ("unknown", "", False)
    assert texts[1] == ("report", "ab[31m\nc\u202e", False)
    assert texts[-1] == ("report", "x" * TEXT, True)
    assert all(len(one.platform_id) <= 400 for one in InboxItem.objects.all())


def test_a_call_costs_the_same_however_much_there_is(desk: Desk) -> None:
    def queries(count: int) -> int:
        data = [{**ONE, "id": f"{count}-{number}"} for number in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert desk.call(data).status_code == 202
        return len(seen)

    few = queries(2)
    assert queries(30) == few
    assert InboxItem.objects.count() == 32


def test_the_address_is_kept_as_a_digest_and_an_old_one_ends(desk: Desk) -> None:
    token = desk.path.split("/")[2]
    assert len(token) >= 43
    assert token not in str(Webhook.objects.values().get())
    newer = make_webhook(desk.room.ada, desk.sms)
    assert desk.call(ONE).status_code == 404
    assert webhook_of(token) is None
    assert Desk(desk.room, desk.sms, newer).call(ONE).status_code == 202
    entries = [e for e in entries_about(f"channel:{desk.sms.pk}") if e.action.startswith("listen")]
    assert [entry.action for entry in entries] == ["listen.make_webhook"] * 2
    assert token not in str([entry.data for entry in entries])


def test_a_gateway_without_a_shared_secret_is_refused(desk: Desk) -> None:
    set_secrets(None, desk.sms, {"token": "t"})
    assert desk.call(ONE, secret="").status_code == 401
    Channel.objects.filter(pk=desk.sms.pk).update(secrets=b"\x01damaged")
    assert desk.call(ONE).status_code == 503


@pytest.mark.parametrize("platform", [name for name in ADAPTERS if calls_us(name)])
def test_no_adapter_calls_unsigned_bytes_unreadable(platform: str) -> None:
    """The view keeps what was signed and cannot be read; an adapter must look at bytes last."""
    secrets = dict.fromkeys(ADAPTERS[platform].profile().secrets, "a-secret")
    for held in (secrets, {}):
        reader = ADAPTERS[platform](Account("a", "https://a.example", held), None)  # type: ignore[arg-type]
        for body in (b"", b"{", b"\xff", b"[]", b"{}", b"null"):
            for headers in ({}, {"x-signature": "", "x-hub-signature-256": "sha256="}):
                found = reader.read_webhook(headers, body)
                assert isinstance(found, Failed), (platform, body)
                assert found.cls in {FailureClass.AUTH, FailureClass.PERMISSION}, found


def test_a_check_that_always_says_yes_is_noticed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: with the signature check gone, the tests above fail on this very call."""
    monkeypatch.setattr(Sms, "unsigned", lambda _self, _headers, _body: None)
    with pytest.raises(AssertionError):
        test_what_is_not_signed_is_refused_and_counted(desk, {})
    with pytest.raises(AssertionError):
        test_no_adapter_calls_unsigned_bytes_unreadable("sms")


SHAKES = {
    "facebook": ({"hub.mode": "subscribe", "hub.verify_token": "ours", "hub.challenge": "1158201"},
                 {"verify_token": "ours"}, "text/plain", "1158201"),
    "x": ({"crc_token": "abc"}, {"consumer_secret": "s"}, "application/json", "response_token"),
    "linkedin": ({"challengeCode": "u-u"}, {"client_secret": "s"}, "application/json",
                 "challengeResponse"),
}  # fmt: skip


@pytest.mark.parametrize("platform", SHAKES)
def test_a_handshake_is_answered_as_the_platform_wants_it(desk: Desk, platform: str) -> None:
    query, secrets, kind, word = SHAKES[platform]
    channel = create_channel(None, desk.room.unit, platform=platform, name=platform)
    set_secrets(None, channel, secrets)
    channel.refresh_from_db()
    other = Desk(desk.room, channel, make_webhook(None, channel))
    answer = Client().get(other.path, query)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith(kind)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert word in answer.content.decode()
    assert other.hook.shaken_at is not None
    assert Client().get(other.path).status_code == 404
    wrong = {name: value.replace("ours", "theirs") for name, value in query.items()}
    if platform == "facebook":
        assert Client().get(other.path, wrong).status_code == 404
    set_secrets(None, channel, {"token": "t"})
    assert Client().get(other.path, query).status_code == 404


def test_reports_of_this_channel_only(desk: Desk) -> None:
    """Another channel's key is no way into this one's deliveries."""
    row = desk.in_doubt()
    elsewhere = create_channel(None, desk.room.elsewhere, platform="sms", name="SMS Leer")
    set_secrets(None, elsewhere, {"token": "t", "webhook_secret": SECRET})
    elsewhere.refresh_from_db()
    other = Desk(desk.room, elsewhere, make_webhook(None, elsewhere))
    assert other.call(report(row, "delivered")).status_code == 202
    handle_due(InboxItem.objects.get().due_at)  # type: ignore[arg-type]
    row.refresh_from_db()
    assert row.held == "unknown"
    assert InboxItem.objects.get().delivery is None
