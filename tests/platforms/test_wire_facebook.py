"""Facebook on the wire: what is asked, what is believed, what is not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.facebook import PROFILE, Facebook
from oyez.platforms.port import (
    Absent,
    Answer,
    Channel,
    Delivery,
    Done,
    Failed,
    Media,
    Receipt,
    Variant,
)
from oyez.simulator.graph import number_of

from .canned import Canned, said
from .conftest import Bench

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
MADE = "2026-11-21T03:00:05+0000"
LINK = "https://portal.example/p/ab12"
V = Variant("ab", f"It has ended: {LINK}", "en", marker_url=LINK)
D = Delivery("d", 1, "d", NOW, NOW)
GONE = {"error": {"code": 100, "error_subcode": 33, "message": "quiet"}}

facebook = pytest.mark.parametrize("bench", ["facebook"], indirect=True)


def canned(*answers: Answer, **options: str) -> tuple[Facebook, Canned]:
    door = Canned(list(answers))
    return Facebook(
        Channel("press", "https://graph.example", {"token": "EAAB"}, options), door
    ), door


def asked(bench: Bench) -> list[str]:
    base = f"{bench.channel.base_url}/v25.0"
    return [f"{method} {url.removeprefix(base)}" for method, url, _, _ in bench.transport.sent]


def plain(path: str) -> str:
    return re.sub(r"[?&]appsecret_proof=[0-9a-f]{64}\Z", "", path)


@facebook
def test_a_post_is_one_request_and_is_deleted_by_its_number(bench: Bench) -> None:
    v, d = bench.variant(), bench.delivery()
    done = bench.adapter.publish(v, d)
    assert isinstance(done, Done)
    bench.adapter.retract(done.receipt, v, d)
    page = number_of("facebook", bench.account)
    assert [plain(path) for path in asked(bench)] == [
        f"POST /{page}/feed?fields=id,message,created_time,permalink_url",
        f"DELETE /{done.receipt.remote_id}",
    ]
    _, _, headers, body = bench.transport.sent[0]
    assert headers == {"Authorization": f"Bearer sim-{bench.account}"}
    assert body == {"message": v.text}
    assert done.receipt.remote_id.startswith(f"{page}_")
    assert done.receipt.parts == ()


@facebook
def test_without_a_page_number_the_token_is_the_page(bench: Bench) -> None:
    bench.channel = replace(bench.channel, options={})
    receipt = bench.publish(bench.variant())
    assert "POST /me/feed?" in asked(bench)[0]
    assert isinstance(bench.adapter.look(receipt, NOW), Done)


@facebook
def test_photos_go_up_unseen_and_go_away_with_the_post(bench: Bench, picture: Media) -> None:
    v, d = bench.variant(media=(picture, picture)), bench.delivery()
    done = bench.adapter.publish(v, d)
    assert isinstance(done, Done)
    *photos, post = done.receipt.parts
    assert (len(photos), post) == (2, done.receipt.remote_id)
    assert bench.transport.sent[2][3] == {
        "message": v.text,
        "attached_media": [{"media_fbid": one} for one in photos],
    }
    found = bench.adapter.find(v, d)
    assert isinstance(found, Done)
    assert found.receipt.parts == done.receipt.parts
    bench.transport.sent.clear()
    bench.adapter.retract(done.receipt, v, d)
    deleted = [plain(path) for path in asked(bench)]
    assert deleted == [f"DELETE /{one}" for one in (post, *reversed(photos))]
    assert isinstance(bench.adapter.look(done.receipt, NOW), Absent)


def test_a_photo_is_sent_with_its_description(tmp_path) -> None:
    path = tmp_path / "map.jpg"
    path.write_bytes(b"\xff\xd8\xffquiet")
    picture = Media("ab" * 32, "image/jpeg", "Map of the closed roads", str(path))
    post = {"id": "7_1", "message": V.text, "permalink_url": "https://f.example/7/1"}
    adapter, door = canned(said(200, {"id": "55"}), said(200, post), page_id="7")
    assert isinstance(adapter.publish(replace(V, media=(picture,)), D), Done)
    upload = door.asked[0]
    assert upload.url == "https://graph.example/v25.0/7/photos"
    assert upload.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    body = upload.body or b""
    assert b'name="alt_text_custom"\r\n\r\nMap of the closed roads\r\n' in body
    assert b'name="published"\r\n\r\nfalse\r\n' in body
    assert b'name="source"' in body
    assert b"\xff\xd8\xffquiet" in body


@facebook
def test_a_picture_that_stays_in_the_album_is_still_visible(bench: Bench, picture: Media) -> None:
    v, d = bench.variant(media=(picture,)), bench.delivery()
    done = bench.adapter.publish(v, d)
    assert isinstance(done, Done)
    bare = replace(done.receipt, parts=())
    assert isinstance(bench.adapter.retract(bare, v, d), Done)
    seen = bench.adapter.look(done.receipt, NOW)
    assert isinstance(seen, Done)
    assert seen.receipt.text_sha256 is None
    assert isinstance(bench.adapter.retract(done.receipt, v, d), Done)
    assert isinstance(bench.adapter.look(done.receipt, NOW), Absent)
    assert bench.adapter.retract(done.receipt, v, d) == Absent("DELETE 100/33")


def test_an_answer_without_address_is_read_once_more() -> None:
    whole = {"id": "7_1", "message": V.text, "created_time": MADE, "permalink_url": "https://f/7"}
    adapter, door = canned(said(200, {"id": "7_1"}), said(200, whole))
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    assert (done.receipt.url, done.receipt.at) == ("https://f/7", NOW + timedelta(seconds=5))
    assert [one.method for one in door.asked] == ["POST", "GET"]
    silent, _ = canned(said(200, {"id": "7_1"}), said(500))
    done = silent.publish(V, D)
    assert isinstance(done, Done)
    assert (done.receipt.remote_id, done.receipt.url) == ("7_1", None)


@pytest.mark.parametrize("body", [{}, {"success": True}, {"id": 7}, []])
def test_a_success_nobody_understands_is_ambiguous(body: object) -> None:
    adapter, _ = canned(said(200, body))
    assert adapter.publish(V, D) == Failed(F.AMBIGUOUS, "unreadable")


def test_what_does_not_fit_is_said_before_anything_is_sent(picture: Media) -> None:
    adapter, door = canned()
    long = replace(V, text="x" * (PROFILE.text.limit + 1))
    assert adapter.publish(long, D) == Failed(F.INVALID, "text_too_long")
    receipt = Receipt("7_1", None, NOW)
    assert adapter.correct(receipt, long, D) == Failed(F.INVALID, "text_too_long")
    two = replace(V, media=(picture, picture), reply_to=receipt)
    assert adapter.publish(two, D) == Failed(F.INVALID, "one_picture_in_a_comment")
    assert door.asked == []


@facebook
def test_a_correction_changes_the_message_and_reads_it_back(bench: Bench, picture: Media) -> None:
    receipt = bench.publish(bench.variant(media=(picture,)))
    bench.transport.sent.clear()
    v = bench.variant("It is over.")
    done = bench.adapter.correct(receipt, v, bench.delivery())
    assert isinstance(done, Done)
    assert done.receipt.remote_id == receipt.remote_id
    assert done.receipt.parts == receipt.parts
    assert plain(asked(bench)[0]) == f"POST /{receipt.remote_id}"
    assert bench.transport.sent[0][3] == {"message": "It is over."}
    (copy,) = bench.live()
    assert (copy["public"], copy["alts"]) == ("It is over.", [picture.alt])


@facebook
@pytest.mark.parametrize(("fault", "cls"), [
    ("drop_after_accept", F.AMBIGUOUS), ("error_before", F.AMBIGUOUS), ("expired_token", F.AUTH),
])  # fmt: skip
def test_a_correction_under_a_fault(bench: Bench, fault: str, cls: F) -> None:
    receipt = bench.publish(bench.variant())
    bench.fault("correct", fault, times=1)
    outcome = bench.adapter.correct(receipt, bench.variant("Over."), bench.delivery())
    assert isinstance(outcome, Failed)
    assert outcome.cls is cls


def test_a_correction_that_is_not_agreed_to_is_a_failure() -> None:
    adapter, _ = canned(said(200, {"success": False}))
    outcome = adapter.correct(Receipt("7_1", None, NOW), V, D)
    assert outcome == Failed(F.TRANSIENT, "not_corrected")
    adapter, _ = canned(said(200, {"success": False}))
    assert adapter.retract(Receipt("7_1", None, NOW), V, D) == Failed(F.TRANSIENT, "not_deleted")


@facebook
def test_a_text_that_was_cut_has_another_hash(bench: Bench) -> None:
    bench.fault("publish", "truncate", times=1)
    v, d = bench.prepared()
    done = bench.adapter.publish(v, d)
    assert isinstance(done, Done)
    whole = bench.publish(bench.variant(v.text))
    assert done.receipt.text_sha256 != whole.text_sha256
