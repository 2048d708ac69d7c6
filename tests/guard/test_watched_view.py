"""The watched links of a notice, as people see them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from linked import CASINO, Guarding, guarding, live, put

from newsroom import Newsroom
from oyez.guard.models import Drift, Look, Watch
from oyez.publish.models import Notice
from stands import Web, moved, status, web


@pytest.fixture
def net() -> Iterator[Web]:
    with web() as server:
        yield server


@pytest.fixture
def eyes(net: Web, db: None) -> Guarding:
    return guarding(net)


@pytest.fixture
def changed(room: Newsroom, eyes: Guarding, net: Web) -> Notice:
    """A notice whose linked page was replaced."""
    notice = live(room, put(net, title="The fair"), at=eyes.now)
    eyes.until(minutes=3)
    put(net, CASINO, title="Win <b>now</b>")
    eyes.until(minutes=5)
    return notice


def body(room: Newsroom, notice: Notice, path: str = "/notices/{}/") -> str:
    return room.client(room.bob).get(path.format(notice.code)).content.decode()


def test_the_notice_shows_what_was_seen_and_when_the_next_look_is(
    room: Newsroom, eyes: Guarding, net: Web
) -> None:
    notice = live(room, put(net, title="The fair"), at=eyes.now)
    eyes.round()
    assert "Not looked at yet" in body(room, notice)
    eyes.until(minutes=3)
    shown = body(room, notice)
    for words in ("Watched links", "As before", "The fair", "2 looks so far", "Next look"):
        assert words in shown
    assert 'rel="noreferrer noopener nofollow"' in shown


def test_a_change_is_said_and_what_a_stranger_wrote_is_escaped(
    room: Newsroom, changed: Notice
) -> None:
    shown = body(room, changed)
    assert "The linked page shows another text than before." in shown
    assert "Win &lt;b&gt;now" in shown
    assert "The page is in order as it is now" in shown
    alone = room.client(room.audrey).get(f"/watched/{changed.code}/").content.decode()
    assert "shows another text" in alone
    assert "The page is in order as it is now" not in alone


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (status(503), "the page answered with 503"),
        (moved("http://10.0.0.1/"), "leads into an internal network"),
        (moved("/"), "is passed on without end"),
        (b"nonsense\r\n\r\n", "did not answer"),
    ],
)
def test_what_could_not_be_seen_is_said(
    sent: bytes, words: str, room: Newsroom, eyes: Guarding
) -> None:
    notice = live(room, put(eyes.net), at=eyes.now)
    eyes.until(minutes=3)
    eyes.net.put("stream.example", "/", sent)
    eyes.until(minutes=3)
    assert words in body(room, notice)


def test_look_now(room: Newsroom, eyes: Guarding, net: Web) -> None:
    notice = live(room, put(net), at=eyes.now)
    eyes.until(minutes=3)
    client = room.client(room.alice)
    answer = client.post(f"/watched/{notice.code}/look/", follow=True)
    assert "1 page is looked at now" in answer.content.decode()
    assert "is being looked at now" in answer.content.decode()
    again = client.post(f"/watched/{notice.code}/look/", follow=True)
    assert "Somebody has asked for it already" in again.content.decode()
    assert Watch.objects.get().asked_at


def test_a_change_is_found_in_order(room: Newsroom, changed: Notice) -> None:
    watch, look = Watch.objects.get(), Look.objects.order_by("-pk")[0]
    client = room.client(room.bob)
    path = f"/watched/{changed.code}/{watch.pk}/accept/"
    stale = client.post(path, {"look": look.pk - 1})
    assert stale.status_code == 422
    assert "looked at again meanwhile" in stale.content.decode()
    done = client.post(path, {"look": look.pk}, follow=True)
    assert "Later looks are compared with what the page shows now" in done.content.decode()
    assert not Drift.objects.filter(over_at=None).exists()


def test_where_nothing_is_watched_nothing_is_shown(room: Newsroom) -> None:
    notice = room.approved()
    assert "Watched links" not in body(room, notice)
    client = room.client(room.alice)
    assert "links to nothing that is watched" in body(room, notice, "/watched/{}/")
    refused = client.post(f"/watched/{notice.code}/look/")
    assert refused.status_code == 422
    assert "No link of this notice is under watch" in refused.content.decode()


def test_strangers_do_not_learn_of_it(room: Newsroom, changed: Notice) -> None:
    watch = Watch.objects.get()
    client = room.client(room.charlie)
    assert client.get(f"/watched/{changed.code}/").status_code == 404
    assert client.post(f"/watched/{changed.code}/look/").status_code == 404
    accept = f"/watched/{changed.code}/{watch.pk}/accept/"
    assert client.post(accept, {"look": 1}).status_code == 404
    mine = room.client(room.bob)
    assert mine.get("/watched/nothing/").status_code == 404
    assert mine.post(accept, {"look": "x"}).status_code == 404
    assert mine.post(f"/watched/{changed.code}/99999/accept/", {"look": 1}).status_code == 404
