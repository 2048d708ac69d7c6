"""The adapter alone against Synapse: repeats, pictures, the inbox, moderation, sessions."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from matrix_seen import room, say, standing
from office import ALT
from outside import ask
from PIL import Image
from real_servers import Matrix

from oyez.domain.delivery import FailureClass
from oyez.platforms.door import Door
from oyez.platforms.heard import Heard, Inbox, Moderation
from oyez.platforms.matrix import Matrix as Adapter
from oyez.platforms.port import Absent, Channel, Delivery, Done, Failed, Media, Variant

pytestmark = pytest.mark.real


@pytest.fixture
def adapter(matrix: Matrix) -> Iterator[Adapter]:
    door = Door(allowed_networks=("127.0.0.0/8",), only_allowed=True)
    secrets = {"token": matrix.authority_token}
    channel = Channel(matrix.authority, matrix.base_url, secrets, {"room": matrix.room})
    yield Adapter(channel, door)
    door.close()


@pytest.fixture
def back_again(matrix: Matrix) -> Iterator[None]:
    """The citizen is let in again after the test."""
    yield
    lift, who = room(matrix, "unban"), {"user_id": matrix.citizen}
    assert ask(lift, method="POST", token=matrix.authority_token, body=who).status == 200
    join = room(matrix, "join")
    assert ask(join, method="POST", token=matrix.citizen_token, body={}).status == 200


def test_the_same_delivery_gives_the_same_events(adapter: Adapter, matrix: Matrix) -> None:
    now = datetime.now(UTC)
    d = Delivery("d", 1, uuid.uuid4().hex, now, now)
    v = Variant("s", f"Said twice {d.key}", "en")
    first, second = adapter.publish(v, d), adapter.publish(v, d)
    assert isinstance(first, Done)
    assert isinstance(second, Done)
    assert first.receipt.remote_id == second.receipt.remote_id
    assert len(standing(matrix, d.key)) == 1


def test_pictures_come_and_go_with_a_correction(
    adapter: Adapter, matrix: Matrix, tmp_path: Path
) -> None:
    path = tmp_path / "map.png"
    Image.new("RGB", (32, 18), "navy").save(path)
    image = Media("ab" * 32, "image/png", ALT, str(path), 32, 18)
    now, code = datetime.now(UTC), uuid.uuid4().hex
    v = Variant("s", f"With pictures {code}", "en", media=(image,))
    done = adapter.publish(v, Delivery("d", 1, f"{code}-1", now, now))
    for revision, count in enumerate((2, 1, 0), 2):
        assert isinstance(done, Done)
        changed = replace(v, text=f"Now with {count} {code}", media=(image,) * count)
        d = Delivery("d", 1, f"{code}-{revision}", now, now)
        done = adapter.correct(done.receipt, changed, d)
        found = [one["content"] for one in standing(matrix, code)]
        pictures = [one for one in found if one["msgtype"] == "m.image"]
        kept = [one for one in pictures if one["m.relates_to"]["rel_type"] == "m.reference"]
        assert len(kept) == count
    assert isinstance(done, Done)
    seen = adapter.look(done.receipt, now)
    assert isinstance(seen, Done)
    assert seen.receipt.text_sha256 == done.receipt.text_sha256
    assert isinstance(adapter.retract(done.receipt, v, Delivery("d", 1, code, now, now)), Done)
    assert isinstance(adapter.look(done.receipt, now), Absent)
    assert standing(matrix, code) == []


def test_the_probe_finds_the_room_and_its_limits(adapter: Adapter, matrix: Matrix) -> None:
    health = adapter.probe()
    assert health.failure is None
    assert health.account == matrix.authority.removeprefix("@")
    assert (health.granted, health.missing) == ({"room", "unencrypted"}, frozenset())
    assert health.limits["picture_bytes"] > 0


def test_what_a_citizen_says_is_heard_answered_and_taken_away(
    adapter: Adapter, matrix: Matrix
) -> None:
    at = datetime.now(UTC)
    before = adapter.fetch_inbox(None, at)
    assert isinstance(before, Inbox)
    numbers = [say(matrix, {"body": f"Question {place}"}, f"q{place}") for place in range(105)]
    above = {"m.relates_to": {"m.in_reply_to": {"event_id": numbers[0]}}}
    reply = say(matrix, {"body": "Me too", **above}, "reply")
    found = adapter.fetch_inbox(before.cursor, at)
    assert isinstance(found, Inbox)
    assert [one.id for one in found.items] == [*numbers, reply], "all of them, in their order"
    last = found.items[-1]
    assert (last.kind, last.about, last.author) == (Heard.REPLY, numbers[0], matrix.citizen)

    answer = adapter.moderate(last, Moderation.REPLY, "At six o'clock.", at)
    again = adapter.moderate(last, Moderation.REPLY, "At six o'clock.", at)
    assert isinstance(answer, Done)
    assert isinstance(again, Done)
    assert answer.receipt.remote_id == again.receipt.remote_id
    assert isinstance(adapter.moderate(last, Moderation.DELETE, "", at), Done)
    read = ask(room(matrix, f"event/{quote(reply)}"), token=matrix.citizen_token)
    assert read.json["content"] == {}
    assert isinstance(adapter.fetch_inbox(found.cursor, at), Inbox)


def test_a_refreshed_session_goes_on(adapter: Adapter, matrix: Matrix) -> None:
    login = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": "authority"},
        "password": matrix.authority_password,
        "refresh_token": True,
    }
    url = f"{matrix.base_url}/_matrix/client/v3/login"
    session = ask(url, method="POST", body=login).json
    old = {"token": session["access_token"], "refresh_token": session["refresh_token"]}
    before = Adapter(replace(adapter.channel, secrets=old), adapter.transport)
    new = before.refresh(datetime.now(UTC))
    assert isinstance(new, dict)
    assert new["token"] != old["token"]
    assert new["refresh_token"] != old["refresh_token"]
    after = Adapter(replace(adapter.channel, secrets=new), adapter.transport)
    assert after.probe().failure is None
    again = before.refresh(datetime.now(UTC))
    assert isinstance(again, Failed)
    assert again.cls is FailureClass.AUTH


def test_a_banned_citizen_is_out(adapter: Adapter, matrix: Matrix, back_again: None) -> None:
    at = datetime.now(UTC)
    say(matrix, {"body": "An insult"}, "insult")
    found = adapter.fetch_inbox(None, at)
    assert isinstance(found, Inbox)
    heard = list(found.items)
    while not any(one.text == "An insult" for one in heard):
        # Synapse repeats its answer to the same cursor for two minutes, so go on from its end.
        before, found = found.cursor, adapter.fetch_inbox(found.cursor, at)
        assert isinstance(found, Inbox)
        assert found.cursor != before
        heard += found.items
    insult = next(one for one in heard if one.text == "An insult")
    assert isinstance(adapter.moderate(insult, Moderation.BLOCK, "", at), Done)
    sent = ask(
        room(matrix, "send/m.room.message/after"),
        method="PUT",
        token=matrix.citizen_token,
        body={"msgtype": "m.text", "body": "Again"},
    )
    assert sent.status == 403
