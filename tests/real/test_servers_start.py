"""Each real server starts, does the one thing it is for, and is gone after its block."""

from __future__ import annotations

import json
import smtplib
import socket
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
import pytest
from real_servers import bluesky, mastodon, matrix, postgres, require, smtp_sink

pytestmark = pytest.mark.real


def call(method: str, url: str, token: str, body: object = None) -> Any:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(urllib.request.Request(url, data, headers, method=method), timeout=20) as got:
        return json.load(got)


def refuses(port: int) -> bool:
    """Whether nothing listens any more; a server's last process may need a moment."""
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return True
        time.sleep(0.05)
    return False


def test_mastodon_keeps_a_status() -> None:
    with mastodon() as server:
        statuses = f"{server.base_url}/api/v1/statuses"
        made = call("POST", statuses, server.token, {"status": "Road closed"})
        assert "Road closed" in call("GET", f"{statuses}/{made['id']}", server.token)["content"]
    assert refuses(urlsplit(server.base_url).port or 0)


def test_bluesky_keeps_a_record() -> None:
    with bluesky() as server:
        me = server.authority
        record = {
            "$type": "app.bsky.feed.post",
            "text": "Road closed",
            "createdAt": "2026-11-21T08:00:00.000Z",
        }
        body = {"repo": me.did, "collection": "app.bsky.feed.post", "record": record}
        create = f"{server.base_url}/xrpc/com.atproto.repo.createRecord"
        made = call("POST", create, me.access_jwt, body)
        key = made["uri"].rsplit("/", 1)[1]
        query = f"repo={me.did}&collection=app.bsky.feed.post&rkey={key}"
        read = f"{server.base_url}/xrpc/com.atproto.repo.getRecord?{query}"
        assert call("GET", read, me.access_jwt)["value"]["text"] == "Road closed"
    assert refuses(urlsplit(server.base_url).port or 0)


def test_matrix_keeps_an_event() -> None:
    with matrix() as server:
        rooms = f"{server.base_url}/_matrix/client/v3/rooms/{quote(server.room)}"
        said = {"msgtype": "m.text", "body": "Road closed"}
        url = f"{rooms}/send/m.room.message/1"
        made = call("PUT", url, server.authority_token, said)
        read = call("GET", f"{rooms}/event/{quote(made['event_id'])}", server.citizen_token)
        assert read["content"] == said
    assert refuses(urlsplit(server.base_url).port or 0)


def test_smtp_sink_keeps_a_mail() -> None:
    with smtp_sink() as sink:
        with smtplib.SMTP(sink.host, sink.port, timeout=20) as client:
            client.sendmail("press@oyez.test", ["desk@paper.test"], "Subject: Road\n\nRoad closed")
        (kept,) = Path(sink.messages).iterdir()
        assert "Road closed" in kept.read_text()
    assert refuses(sink.port)


def test_smtp_sink_refuses_when_told() -> None:
    with smtp_sink("-r", "RCPT") as sink, smtplib.SMTP(sink.host, sink.port, timeout=20) as client:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            client.sendmail("press@oyez.test", ["desk@paper.test"], "Subject: Road\n\nRoad closed")
        assert refused.value.recipients["desk@paper.test"][0] == 450


def test_postgres_answers() -> None:
    with postgres() as dsn, psycopg.connect(dsn) as connection:
        row = connection.execute("select 'Road closed'").fetchone()
        assert row == ("Road closed",)


def test_a_missing_server_fails_where_ci_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="is not installed"):
        require(present=False, what="No such server")
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="is not installed"):
        require(present=False, what="No such server")
