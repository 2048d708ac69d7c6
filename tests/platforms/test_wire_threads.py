"""Threads' wire: containers, the visible step, finding, looking, deleting, tokens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import Answer, Done, Failed, Media, Staged
from oyez.platforms.text import seen_sha256

from .canned import lost, said
from .conftest import Bench
from .threads_said import (
    BASE,
    LOST,
    NOW,
    RECEIPT,
    URL,
    D,
    V,
    form,
    post,
    refused,
    speak,
    state,
    threads,
)

PICTURE = "https://portal.example/m/1.jpg"


def test_a_text_is_staged_as_a_form_and_left_in_peace() -> None:
    platform, door = speak([said(200, {"id": "17"})])
    staged = platform.stage(V, D)
    assert staged == Staged("17", NOW + timedelta(seconds=30))
    (asked,) = door.asked
    assert (asked.method, asked.url) == ("POST", f"{BASE}/me/threads")
    assert asked.headers["Authorization"] == "Bearer T"
    assert form(asked) == {"media_type": "TEXT", "text": V.text}


def test_options_name_the_account_and_the_wait() -> None:
    platform, door = speak([said(200, {"id": "17"})], user_id="4711", prepare_seconds="5")
    assert platform.stage(V, D) == Staged("17", NOW + timedelta(seconds=5))
    assert door.asked[0].url == f"{BASE}/4711/threads"


def test_one_picture_and_an_answer(picture: Media) -> None:
    platform, door = speak([said(200, {"id": "17"})])
    v = replace(V, media=(replace(picture, url=PICTURE),), reply_to=RECEIPT)
    assert isinstance(platform.stage(v, D), Staged)
    assert form(door.asked[0]) == {
        "media_type": "IMAGE",
        "image_url": PICTURE,
        "alt_text": picture.alt,
        "text": V.text,
        "reply_to_id": "99",
    }


def test_several_pictures_make_a_carousel(picture: Media) -> None:
    platform, door = speak([said(200, {"id": number}) for number in ("1", "2", "17")])
    one = replace(picture, url=PICTURE)
    assert isinstance(platform.stage(replace(V, media=(one, one)), D), Staged)
    child = {"media_type": "IMAGE", "image_url": PICTURE, "alt_text": picture.alt}
    assert [form(asked) for asked in door.asked] == [
        child | {"is_carousel_item": "true"},
        child | {"is_carousel_item": "true"},
        {"media_type": "CAROUSEL", "text": V.text, "children": "1,2"},
    ]


def test_a_picture_needs_an_address_of_ours(picture: Media) -> None:
    v = replace(V, media=(replace(picture, url=None),))
    assert speak([])[0].stage(v, D) == Failed(F.INVALID, "no_public_picture")


def test_an_emoji_costs_its_bytes() -> None:
    assert speak([])[0].stage(replace(V, text="😀" * 126), D) == Failed(F.INVALID, "text_too_long")
    fits, _ = speak([said(200, {"id": "1"})])
    assert isinstance(fits.stage(replace(V, text="😀" * 125), D), Staged)


def test_the_visible_step_and_the_reading_after_it() -> None:
    platform, door = speak([state("FINISHED"), said(200, {"id": "99"}), said(200, post())])
    done = platform.publish(V, D)
    assert isinstance(done, Done)
    assert (done.receipt.remote_id, done.receipt.url) == ("99", URL)
    assert done.receipt.text_sha256 == seen_sha256(V.text)
    asked, released, read = door.asked
    assert asked.url == f"{BASE}/17?fields=status,error_message"
    assert (released.method, released.url) == ("POST", f"{BASE}/me/threads_publish")
    assert form(released) == {"creation_id": "17"}
    assert read.url == f"{BASE}/99?fields=id,permalink,text,timestamp,is_reply_owned_by_me"


def test_what_cannot_be_read_back_is_still_published() -> None:
    done = speak([state("FINISHED"), said(200, {"id": "99"}), lost()])[0].publish(V, D)
    assert isinstance(done, Done)
    assert (done.receipt.remote_id, done.receipt.text_sha256) == ("99", None)


WAIT = Failed(F.TRANSIENT, "in_preparation", NOW + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("answer", "attempt", "outcome"),
    [
        (state("IN_PROGRESS"), 1, WAIT),
        (state("IN_PROGRESS"), 4, WAIT),
        (state("IN_PROGRESS"), 5, Failed(F.NOT_FOUND, "stuck")),
        (state("NEW_WORD"), 5, WAIT),
        (state("EXPIRED"), 1, Failed(F.NOT_FOUND, "expired")),
        (state("ERROR", "UNKNOWN"), 1, Failed(F.NOT_FOUND, "error")),
        (state("ERROR", "FAILED_PROCESSING_VIDEO"), 1, Failed(F.NOT_FOUND, "error")),
        (state("ERROR", "INVALID_ASPEC_RATIO"), 1, Failed(F.INVALID, "picture_refused")),
        (refused(code=100, error_subcode=33), 1, Failed(F.NOT_FOUND, "100/33", support_id="A1")),
    ],
)
def test_a_container_that_is_not_ready(answer: Answer, attempt: int, outcome: Failed) -> None:
    assert speak([answer])[0].publish(V, replace(D, attempt=attempt)) == outcome


def test_nothing_staged_is_staged_first() -> None:
    assert speak([])[0].publish(V, replace(D, staged=None)) == Failed(F.NOT_FOUND, "not_staged")


@pytest.mark.parametrize("answer", [state("PUBLISHED"), refused(code=100)])
def test_a_published_container_is_not_published_again(answer: Answer) -> None:
    platform, door = speak([answer, said(200, {"data": [post()]})])
    assert isinstance(platform.publish(V, D), Done)
    assert [one.method for one in door.asked] == ["GET", "GET"]
    missing = speak([answer, said(200, {"data": []})])[0].publish(V, D)
    assert missing == Failed(F.AMBIGUOUS, "published")


@pytest.mark.parametrize(
    ("again", "cls"),
    [
        (state("FINISHED"), F.NOT_FOUND),
        (state("EXPIRED"), F.NOT_FOUND),
        (refused(code=100, error_subcode=33), F.NOT_FOUND),
        (state("PUBLISHED"), F.AMBIGUOUS),
        (lost(), F.AMBIGUOUS),
    ],
)
def test_an_unknown_container_may_just_have_been_published(again: Answer, cls: F) -> None:
    outcome = speak([state("FINISHED"), refused(**LOST), again])[0].publish(V, D)
    assert isinstance(outcome, Failed)
    assert (outcome.cls, outcome.code) == (cls, "24/4279009")


CODES = [
    (refused(code=190, error_subcode=463), F.AUTH),
    (refused(code=102), F.AUTH),
    (refused(code=10), F.PERMISSION),
    (refused(code=200), F.PERMISSION),
    (refused(code=368), F.SUSPENDED),
    (refused(code=4), F.RATE_LIMITED),
    (refused(code=613), F.RATE_LIMITED),
    (refused(code=9, error_subcode=2207042), F.QUOTA),
    (refused(code=506), F.DUPLICATE),
    (refused(code=100), F.INVALID),
    (refused(code=1), F.AMBIGUOUS),
    (refused(code=99999), F.INVALID),
    (refused(500, code=2, is_transient=True), F.AMBIGUOUS),
    (said(200, {"ok": True}), F.AMBIGUOUS),
]


@pytest.mark.parametrize(("answer", "cls"), CODES)
def test_refusals_of_the_visible_step(answer: Answer, cls: F) -> None:
    outcome = speak([state("FINISHED"), answer])[0].publish(V, D)
    assert isinstance(outcome, Failed)
    assert outcome.cls is cls
    assert (outcome.retry_at is not None) == (cls is F.RATE_LIMITED)


@threads
def test_a_stuck_container_is_waited_for_and_then_made_anew(bench: Bench) -> None:
    bench.fault("media", "stuck", times=1)
    v, d = bench.prepared()
    waiting = bench.adapter.publish(v, d)
    assert waiting == Failed(F.TRANSIENT, "in_preparation", d.sent_at + timedelta(minutes=1))
    given_up = bench.adapter.publish(v, replace(d, attempt=5))
    assert given_up == Failed(F.NOT_FOUND, "stuck")
    assert isinstance(bench.adapter.publish(v, bench.staged(v, d)), Done)


@threads
def test_a_spoilt_container_is_made_anew(bench: Bench, picture: Media) -> None:
    bench.fault("media", "spoilt", times=1)
    v = bench.variant(media=(replace(picture, url="https://portal.example/m/1.jpg"),))
    d = bench.staged(v, bench.delivery())
    assert bench.adapter.publish(v, d) == Failed(F.NOT_FOUND, "error")
    assert bench.live() == []
    assert isinstance(bench.adapter.publish(v, bench.staged(v, d)), Done)
