"""What goes over the wire, byte by byte where it matters."""

from __future__ import annotations

import re
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.bluesky_answers import tid
from oyez.platforms.port import Absent, Done, Failed, Media, Receipt

from .conftest import Bench
from .servers import request_of, tiny

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)

mastodon = pytest.mark.parametrize("bench", ["mastodon"], indirect=True)
bluesky = pytest.mark.parametrize("bench", ["bluesky"], indirect=True)
email = pytest.mark.parametrize("bench", ["email"], indirect=True)


def asked(bench: Bench) -> list[str]:
    base = bench.channel.base_url
    return [f"{method} {url.removeprefix(base)}" for method, url, _, _ in bench.transport.sent]


@mastodon
def test_mastodon_publishes_with_key_and_deletes_with_media(bench: Bench) -> None:
    v, d = bench.variant(), bench.delivery()
    done = bench.adapter.publish(v, d)
    assert isinstance(done, Done)
    bench.adapter.retract(done.receipt, v, d)
    number = done.receipt.remote_id
    assert asked(bench) == [
        "POST /api/v1/statuses",
        f"DELETE /api/v1/statuses/{number}?delete_media=true",
    ]
    _, _, headers, body = bench.transport.sent[0]
    assert headers["Idempotency-Key"] == d.key
    assert headers["Authorization"] == f"Bearer sim-{bench.account}"
    assert body == {"status": v.text, "language": "en", "media_ids": [], "visibility": "public"}


@mastodon
def test_mastodon_looks_without_a_token(bench: Bench) -> None:
    receipt = bench.publish(bench.variant())
    bench.transport.sent.clear()
    bench.adapter.look(receipt, NOW)
    assert len(bench.transport.sent) == 2, "the post, and the page that people see"
    assert all("Authorization" not in headers for _, _, headers, _ in bench.transport.sent)


@mastodon
def test_mastodon_behind_a_login_is_read_as_ourselves(bench: Bench) -> None:
    receipt = bench.publish(bench.variant())
    bench.fault("look", "expired_token", times=2)
    seen = bench.adapter.look(receipt, NOW)
    assert isinstance(seen, Done)
    assert seen.receipt.seen_from == "api"


@mastodon
@pytest.mark.parametrize("names_itself", [True, False])
def test_mastodon_believes_a_page_that_still_shows_the_post(
    bench: Bench, names_itself: bool
) -> None:
    def act(sock: socket.socket, _: int) -> None:
        while request := request_of(sock):
            if b"GET /api/" in request:
                sock.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}")
                continue
            page = f"<link rel=canonical href={url}>".encode() if names_itself else b"<main></main>"
            sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(page) + page)

    with tiny(act) as server:
        url = f"{server.url}@press/7"
        bench.channel = replace(bench.channel, base_url=server.url)
        finding = bench.adapter.look(Receipt("7", url, NOW), NOW)
    assert isinstance(finding, Done if names_itself else Absent)


@mastodon
def test_mastodon_corrects_in_place(bench: Bench, picture: Media) -> None:
    receipt = bench.publish(bench.variant())
    v = bench.variant("It is over.", media=(picture,))
    done = bench.adapter.correct(receipt, v, bench.delivery())
    assert isinstance(done, Done)
    assert done.receipt.remote_id == receipt.remote_id
    assert done.receipt.version
    (copy,) = bench.live()
    assert (copy["public"], copy["alts"]) == (v.text, [picture.alt])


@mastodon
def test_mastodon_finds_by_link_even_when_the_text_was_changed(bench: Bench) -> None:
    v, d = bench.variant(), bench.delivery()
    bench.publish(replace(v, text=f"Shortened by someone {v.marker_url}"))
    assert isinstance(bench.adapter.find(v, d), Done)


@mastodon
def test_mastodon_does_not_take_known_or_older_copies_for_this_delivery(bench: Bench) -> None:
    v = bench.variant()
    receipt, d = bench.publish(v), bench.delivery()
    assert isinstance(bench.adapter.find(v, d), Done)
    known = bench.adapter.find(replace(v, known=(receipt.remote_id,)), d)
    later = bench.adapter.find(v, replace(d, created_at=d.created_at + timedelta(minutes=2)))
    assert not isinstance(known, Done)
    assert not isinstance(later, Done)


@mastodon
def test_mastodon_finds_beyond_the_first_page(bench: Bench) -> None:
    v, d = bench.variant(), bench.delivery()
    bench.publish(v)
    for number in range(45):
        bench.publish(bench.variant(f"Other notice {number}"))
    assert isinstance(bench.adapter.find(v, d), Done)


@bluesky
def test_bluesky_puts_a_record_where_nothing_stands(bench: Bench) -> None:
    v, d = bench.variant("Straße gesperrt: https://portal.example/p/{code}."), bench.delivery()
    bench.adapter.publish(v, d)
    assert asked(bench) == ["POST /xrpc/com.atproto.repo.putRecord"]
    body = bench.transport.sent[0][3]
    assert isinstance(body, dict)
    assert (body["rkey"], body["swapRecord"]) == (d.remote_id, None)
    (facet,) = body["record"]["facets"]
    start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
    assert v.text.encode()[start:end].decode() == v.marker_url == facet["features"][0]["uri"]


@bluesky
def test_bluesky_takes_another_text_under_its_key_as_evidence(bench: Bench) -> None:
    d = bench.delivery()
    bench.adapter.publish(bench.variant(), d)
    outcome = bench.adapter.publish(bench.variant("Something else"), d)
    assert outcome == Failed(F.DUPLICATE, "InvalidSwap")


@bluesky
def test_bluesky_session_is_renewed_and_used(bench: Bench) -> None:
    bench.fault("publish", "expired_token", times=1)
    first = bench.adapter.publish(bench.variant(), bench.delivery())
    assert first == Failed(F.AUTH, "ExpiredToken")
    secrets = bench.adapter.refresh(NOW)
    assert isinstance(secrets, dict)
    assert secrets["access_jwt"] != bench.channel.secrets["access_jwt"]
    assert secrets["app_password"] == bench.channel.secrets["app_password"]
    assert asked(bench)[-1] == "POST /xrpc/com.atproto.server.refreshSession"
    bench.channel = replace(bench.channel, secrets=secrets)
    bench.publish(bench.variant())


@bluesky
def test_bluesky_logs_in_anew_when_the_refresh_token_is_void(bench: Bench) -> None:
    void = {**bench.channel.secrets, "refresh_jwt": "void"}
    bench.channel = replace(bench.channel, secrets=void)
    assert isinstance(bench.adapter.refresh(NOW), dict)
    assert asked(bench)[-1] == "POST /xrpc/com.atproto.server.createSession"
    bench.channel = replace(bench.channel, secrets=void | {"app_password": "wrong"})
    assert bench.adapter.refresh(NOW) == Failed(F.AUTH, "AuthenticationRequired")


@bluesky
def test_bluesky_without_a_session_asks_for_one(bench: Bench) -> None:
    bench.channel = replace(bench.channel, secrets={})
    assert bench.adapter.publish(bench.variant(), bench.delivery()) == Failed(F.AUTH, "no_session")
    assert bench.transport.sent == []


@bluesky
def test_bluesky_relies_on_the_repository_when_no_network_view_answers(bench: Bench) -> None:
    v = bench.variant()
    receipt = bench.publish(v)
    bench.fault("look", "error_before")
    seen = bench.adapter.look(receipt, NOW)
    assert isinstance(seen, Done)
    assert seen.receipt.seen_from == "api"
    bench.adapter.retract(receipt, v, bench.delivery())
    assert "no network view" in repr(bench.adapter.look(receipt, NOW))
    appview = {"appview": bench.channel.base_url}
    bench.channel = replace(bench.channel, options=appview)
    silent = bench.adapter.look(receipt, NOW)
    assert isinstance(silent, Failed)
    assert silent.cls is F.TRANSIENT


def test_record_keys_are_tids_in_the_order_of_time() -> None:
    keys = [tid("same", NOW + timedelta(milliseconds=step)) for step in range(50)]
    assert keys == sorted(keys)
    assert all(re.fullmatch(r"[2-7a-j][2-7a-z]{12}", key) for key in keys)
    assert tid("same", NOW) == keys[0]
    assert len({tid(str(seed), NOW) for seed in range(300)}) > 295


@email
def test_a_mail_hides_its_recipients_and_names_itself(bench: Bench, picture: Media) -> None:
    v, d = bench.variant(media=(picture,)), bench.delivery()
    done = bench.adapter.publish(v, d)
    assert isinstance(done, Done)
    again = bench.adapter.publish(v, d)
    assert isinstance(again, Done)
    assert again.receipt.remote_id == done.receipt.remote_id
    mail = bench.live()[0]
    assert mail["recipients"] == ["a@paper.example", "b@radio.example"]
    assert mail["message_id"] == done.receipt.remote_id
    assert {"list-id", "auto-submitted", "date"} <= set(mail["headers"])
    assert "bcc" not in mail["headers"]
    assert mail["subject"] == v.title
    assert f"[1] {picture.alt}" in mail["text"]
