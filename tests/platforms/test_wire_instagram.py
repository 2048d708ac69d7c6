"""Instagram on the wire: containers, the one visible step, and what becomes of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.instagram import Instagram
from oyez.platforms.port import (
    Answer,
    Channel,
    Delivery,
    Done,
    Failed,
    Media,
    Receipt,
    Staged,
    Variant,
)
from oyez.simulator.graph import number_of

from .canned import Canned, lost, said
from .conftest import Bench

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
MADE = "2026-11-21T03:00:05+0000"
LINK = "https://portal.example/p/ab12"
V = Variant("ab", f"It has ended: {LINK}", "en", marker_url=LINK)
D = Delivery("d", 1, "d", NOW, NOW, staged=f"55@{int(NOW.timestamp())}")
GONE = {"error": {"code": 100, "error_subcode": 33}}
MEDIA = {"id": "9", "caption": V.text, "timestamp": MADE, "permalink": "https://i.example/p/9/"}
READY = said(200, {"id": "55", "status_code": "FINISHED"})

instagram = pytest.mark.parametrize("bench", ["instagram"], indirect=True)


def canned(*answers: Answer, **options: str) -> tuple[Instagram, Canned]:
    door = Canned(list(answers))
    told = {"user_id": "178"} | options
    return Instagram(Channel("press", "https://graph.example", {"token": "EAAB"}, told), door), door


def asked(bench: Bench) -> list[str]:
    base = f"{bench.channel.base_url}/v25.0"
    addresses = [f"{method} {url.removeprefix(base)}" for method, url, _, _ in bench.transport.sent]
    return [re.sub(r"[?&]appsecret_proof=[0-9a-f]{64}\Z", "", one) for one in addresses]


def state(code: str) -> Answer:
    return said(200, {"id": "55", "status_code": code})


@pytest.fixture
def jpeg(picture: Media) -> Media:
    return replace(picture, mime="image/jpeg", url="https://portal.example/once/a.jpg")


@instagram
def test_one_picture_is_one_container_and_one_release(bench: Bench) -> None:
    v, d = bench.variant(), bench.delivery()
    d = bench.staged(v, d)
    done = bench.adapter.publish(v, d)
    assert isinstance(done, Done)
    bench.adapter.retract(done.receipt, v, d)
    user, container = number_of("instagram", bench.account), (d.staged or "").partition("@")[0]
    fields = "id,caption,timestamp,permalink"
    assert asked(bench) == [
        f"POST /{user}/media",
        f"GET /{container}?fields=status_code",
        f"GET /{container}?fields=status_code",
        f"POST /{user}/media_publish",
        f"GET /{done.receipt.remote_id}?fields={fields}",
        f"DELETE /{done.receipt.remote_id}",
    ]
    bodies = [body for _, _, _, body in bench.transport.sent]
    assert bodies[0] == {
        "caption": v.text, "image_url": v.media[0].url, "alt_text": v.media[0].alt,
    }  # fmt: skip
    assert bodies[3] == {"creation_id": container}


@instagram
def test_more_pictures_are_a_carousel_with_a_description_each(bench: Bench) -> None:
    one, two = bench.picture, replace(bench.picture, alt="Another map")
    v = bench.variant(media=(one, two))
    d = bench.staged(v, bench.delivery())
    bodies = [body for method, _, _, body in bench.transport.sent if method == "POST"]
    assert [body for body in bodies if isinstance(body, dict) and "image_url" in body] == [
        {"image_url": each.url, "alt_text": each.alt, "is_carousel_item": True} for each in v.media
    ]
    whole = bodies[2]
    assert isinstance(whole, dict)
    assert (whole["media_type"], whole["caption"]) == ("CAROUSEL", v.text)
    assert len(whole["children"]) == 2
    assert isinstance(bench.adapter.publish(v, d), Done)
    assert bench.live()[0]["alts"] == [one.alt, "Another map"]


@instagram
def test_without_a_number_the_page_is_asked_whose_account_it_is(bench: Bench) -> None:
    bench.channel = replace(bench.channel, options={})
    receipt = bench.publish(bench.variant())
    assert asked(bench)[0] == "GET /me?fields=instagram_business_account{id,username}"
    assert isinstance(bench.adapter.look(receipt, NOW), Done)
    assert bench.adapter.probe().account == bench.account


def test_a_page_without_an_account_is_said() -> None:
    door = Canned([said(200, {"id": "7"})] * 2)
    adapter = Instagram(Channel("press", "https://graph.example", {"token": "EAAB"}), door)
    refused = Failed(F.PERMISSION, "no_instagram_account")
    assert adapter.probe().failure == refused
    assert adapter.find(V, replace(D, staged=None)) == refused
    assert len(door.asked) == 2


def test_what_does_not_fit_is_said_before_anything_is_sent(jpeg: Media) -> None:
    adapter, door = canned()
    wrong = {
        "picture_needed": V,
        "too_many_pictures": replace(V, media=(jpeg,) * 11),
        "text_too_long": replace(V, text="x" * 2201, media=(jpeg,)),
        "too_many_hashtags": replace(V, text=" ".join(f"#n{n}" for n in range(31)), media=(jpeg,)),
        "picture_type": replace(V, media=(replace(jpeg, mime="image/png"),)),
        "no_public_picture": replace(V, media=(replace(jpeg, url=None),)),
        "picture_unreadable": replace(V, media=(jpeg, replace(jpeg, path="/nowhere"))),
    }
    for code, variant in wrong.items():
        assert adapter.stage(variant, D) == Failed(F.INVALID, code)
    assert door.asked == []


def test_thirty_hashtags_are_not_too_many(jpeg: Media) -> None:
    adapter, _ = canned(said(200, {"id": "55"}), READY)
    v = replace(V, text=" ".join(f"#n{n}" for n in range(30)), media=(jpeg,))
    assert adapter.stage(v, D) == Staged(D.staged or "", NOW)


@pytest.mark.parametrize(("answer", "wait"), [(READY, 0), (state("IN_PROGRESS"), 20), (lost(), 20)])
def test_a_container_is_waited_for_as_long_as_it_is_not_ready(
    jpeg: Media, answer: Answer, wait: int
) -> None:
    adapter, _ = canned(said(200, {"id": "55"}), answer)
    staged = adapter.stage(replace(V, media=(jpeg,)), D)
    assert staged == Staged(D.staged or "", NOW + timedelta(seconds=wait))


def test_a_container_that_failed_at_once_is_made_again(jpeg: Media) -> None:
    adapter, _ = canned(said(200, {"id": "55"}), state("ERROR"))
    again = NOW + timedelta(seconds=20)
    failed = adapter.stage(replace(V, media=(jpeg,)), D)
    assert failed == Failed(F.TRANSIENT, "container_error", again)


def test_a_picture_that_could_not_be_fetched_is_tried_again(jpeg: Media) -> None:
    adapter, _ = canned(said(400, {"error": {"code": 9004, "error_subcode": 2207052}}))
    failed = adapter.stage(replace(V, media=(jpeg, jpeg)), D)
    assert failed == Failed(F.TRANSIENT, "9004/2207052")
    adapter, _ = canned(said(200, {"id": "1"}), said(200, {"id": "2"}), lost())
    failed = adapter.stage(replace(V, media=(jpeg, jpeg)), D)
    assert isinstance(failed, Failed)
    assert failed.cls is F.TRANSIENT


@pytest.mark.parametrize(("code", "failed"), [
    ("IN_PROGRESS", Failed(F.TRANSIENT, "container_in_progress", NOW + timedelta(seconds=20))),
    ("ERROR", Failed(F.NOT_FOUND, "container_error")),
    ("EXPIRED", Failed(F.NOT_FOUND, "container_expired")),
    ("NEW_WORD", Failed(F.NOT_FOUND, "container_new_word")),
])  # fmt: skip
def test_only_a_finished_container_is_released(code: str, failed: Failed) -> None:
    adapter, door = canned(state(code))
    assert adapter.publish(V, D) == failed
    assert len(door.asked) == 1


def test_a_container_that_stays_in_preparation_is_given_up() -> None:
    late = replace(D, sent_at=NOW + timedelta(minutes=6))
    adapter, _ = canned(state("IN_PROGRESS"))
    assert adapter.publish(V, late) == Failed(F.NOT_FOUND, "container_in_progress")
    bare = replace(late, staged="55")
    adapter, _ = canned(state("IN_PROGRESS"))
    failed = adapter.publish(V, bare)
    assert isinstance(failed, Failed)
    assert failed.cls is F.TRANSIENT


def test_nothing_is_released_twice() -> None:
    adapter, door = canned(state("PUBLISHED"), said(200, {"data": [MEDIA]}))
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    assert (done.receipt.remote_id, done.receipt.url) == ("9", "https://i.example/p/9/")
    assert [one.method for one in door.asked] == ["GET", "GET"]


def test_without_a_container_one_has_to_be_made() -> None:
    adapter, door = canned()
    assert adapter.publish(V, replace(D, staged=None)) == Failed(F.NOT_FOUND, "not_staged")
    assert door.asked == []
    adapter, _ = canned(said(400, GONE))
    assert adapter.publish(V, D) == Failed(F.NOT_FOUND, "100/33")


@pytest.mark.parametrize(("subcode", "cls"), [
    (2207001, F.AMBIGUOUS), (2207006, F.AMBIGUOUS), (2207027, F.AMBIGUOUS),
    (2207008, F.NOT_FOUND), (2207042, F.QUOTA), (2207051, F.SUSPENDED),
])  # fmt: skip
def test_a_release_that_is_refused(subcode: int, cls: F) -> None:
    adapter, _ = canned(READY, said(400, {"error": {"code": 9, "error_subcode": subcode}}))
    assert adapter.publish(V, D) == Failed(cls, f"9/{subcode}")


def test_a_release_stands_even_when_it_cannot_be_read_back() -> None:
    adapter, _ = canned(READY, said(200, {"id": "9"}), said(500))
    assert adapter.publish(V, D) == Done(Receipt("9", None, NOW))


@instagram
@pytest.mark.parametrize(("twist", "failed"), [
    ("stuck", "container_in_progress"), ("spoilt", "container_error"),
])  # fmt: skip
def test_the_played_container_is_stuck_or_spoilt(bench: Bench, twist: str, failed: str) -> None:
    bench.fault("media", twist, times=1)
    v, d = bench.variant(), bench.delivery()
    staged = bench.adapter.stage(v, d)
    if isinstance(staged, Failed):
        assert (twist, staged.code) == ("spoilt", failed)
    else:
        outcome = bench.adapter.publish(v, replace(d, staged=staged.token))
        assert isinstance(outcome, Failed)
        assert (twist, outcome.code) == ("stuck", failed)
    assert bench.live() == []
    assert isinstance(bench.adapter.publish(v, bench.staged(v, bench.delivery())), Done)
