"""X's wire: the post as it goes out, its read-back, searching, deleting, and refusals."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import Absent, Done, Failed, Media
from oyez.platforms.text import seen_sha256

from .canned import lost, said
from .conftest import Bench
from .x_said import (
    ADDRESS,
    MANUAL,
    NOW,
    NUMBER,
    PROBLEMS,
    RECEIPT,
    D,
    V,
    elsewhere,
    post,
    speak,
    x,
)

CREATED = said(201, {"data": {"id": NUMBER, "text": "Road closed"}})
BLANK = {"type": "about:blank", "title": "Forbidden", "status": 403}


def test_the_post_as_it_goes_out_and_is_read_back() -> None:
    platform, door = speak([CREATED, said(200, {"data": post()})])
    v = replace(
        V, options={"reply_settings": "mentionedUsers"}, reply_to=replace(RECEIPT, remote_id="7")
    )
    done = platform.publish(v, D)
    assert isinstance(done, Done)
    assert (done.receipt.remote_id, done.receipt.url) == (NUMBER, ADDRESS)
    assert done.receipt.text_sha256 == seen_sha256("Road closed")
    sent, read = door.asked
    assert (sent.method, sent.url) == ("POST", "https://api.x.com/2/tweets")
    assert sent.headers == {"Authorization": "Bearer T"}
    assert sent.json == {
        "text": "Road closed",
        "reply_settings": "mentionedUsers",
        "reply": {"in_reply_to_tweet_id": "7"},
    }
    assert (read.method, read.url) == ("GET", f"https://api.x.com/2/tweets/{NUMBER}?{MANUAL}")


def test_a_post_that_cannot_be_read_back_is_published_all_the_same() -> None:
    platform, _ = speak([CREATED, lost()])
    done = platform.publish(V, D)
    assert isinstance(done, Done)
    assert (done.receipt.remote_id, done.receipt.text_sha256) == (NUMBER, None)


def test_an_unknown_circle_of_answerers_is_refused_before_anything_is_sent() -> None:
    platform, door = speak([])
    outcome = platform.publish(replace(V, options={"reply_settings": "friends"}), D)
    assert outcome == Failed(F.INVALID, "reply_settings")
    assert door.asked == []


def test_pictures_are_uploaded_and_described_first(picture: Media) -> None:
    uploaded = said(200, {"data": {"id": "55", "media_key": "3_55"}})
    platform, door = speak([uploaded, said(200, {"data": {}}), uploaded, CREATED, lost()])
    v = replace(V, media=(picture, replace(picture, alt="", mime="image/gif")))
    assert isinstance(platform.publish(v, D), Done)
    first, described, second, sent, _ = door.asked
    assert (first.method, first.url) == ("POST", "https://api.x.com/2/media/upload")
    assert first.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert b'name="media_category"\r\n\r\ntweet_image' in (first.body or b"")
    assert b'name="media"; filename="abababababababab"' in (first.body or b"")
    assert b"\r\n\r\ntweet_gif" in (second.body or b"")
    assert described.url == "https://api.x.com/2/media/metadata"
    assert described.json == {"id": "55", "metadata": {"alt_text": {"text": picture.alt}}}
    assert sent.json == {"text": "Road closed", "media": {"media_ids": ["55", "55"]}}


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("in_progress", Failed(F.TRANSIENT, "picture_processing", NOW + timedelta(seconds=7))),
        ("failed", Failed(F.INVALID, "picture_refused")),
    ],
)
def test_a_picture_that_is_not_ready_holds_the_post_back(
    picture: Media, state: str, outcome: Failed
) -> None:
    info = {"processing_info": {"state": state, "check_after_secs": 7}}
    platform, door = speak([said(200, {"data": {"id": "55", **info}})])
    assert platform.publish(replace(V, media=(picture,)), D) == outcome
    assert len(door.asked) == 1


def test_a_picture_without_its_description_does_not_go_out(picture: Media) -> None:
    refused = said(400, {"type": f"{PROBLEMS}invalid-request"})
    platform, _ = speak([said(200, {"data": {"id": "55"}}), refused])
    assert platform.publish(replace(V, media=(picture,)), D) == Failed(F.INVALID, "invalid_request")


TYPED = [
    (400, "invalid-request", F.INVALID),
    (403, "unsupported-authentication", F.AUTH),
    (403, "client-forbidden", F.PERMISSION),
    (403, "not-authorized-for-resource", F.PERMISSION),
    (403, "not-authorized-for-field", F.PERMISSION),
    (403, "resource-unavailable", F.PERMISSION),
    (403, "disallowed-resource", F.POLICY),
    (404, "resource-not-found", F.NOT_FOUND),
    (429, "usage-capped", F.QUOTA),
    (500, "internal-error", F.AMBIGUOUS),
]
REPEATED = "You are not allowed to create a Tweet with duplicate content."
SHUT_OUT = "Your account is suspended and may not."
OLD = {"errors": [{"code": 187, "message": "Status is a duplicate."}]}
REFUSALS = [
    (401, {"type": "about:blank", "title": "Unauthorized"}, (F.AUTH, "http_401")),
    (402, {"title": "Payment Required"}, (F.BUDGET, "http_402")),
    (403, BLANK | {"detail": REPEATED}, (F.DUPLICATE, "duplicate_content")),
    (403, BLANK | {"detail": SHUT_OUT}, (F.SUSPENDED, "account_suspended")),
    (403, BLANK | {"detail": "Something else"}, (F.PERMISSION, "http_403")),
    (403, OLD, (F.DUPLICATE, "duplicate_content")),
    (403, {"code": 186, "message": "It is too long."}, (F.INVALID, "too_long")),
    (400, BLANK | {"detail": REPEATED}, (F.INVALID, "http_400")),
    (403, {"code": 64}, (F.SUSPENDED, "account_suspended")),
    (403, {"code": 326}, (F.SUSPENDED, "account_suspended")),
    (401, {"code": 89}, (F.AUTH, "unsupported_authentication")),
    (400, {"code": 32}, (F.AUTH, "unsupported_authentication")),
    (404, {"code": 144}, (F.NOT_FOUND, "resource_not_found")),
    (418, {"type": "about:blank", "detail": "490"}, (F.INVALID, "http_418")),
    (503, None, (F.AMBIGUOUS, "http_503")),
    (200, {"data": {}}, (F.AMBIGUOUS, "unreadable")),
    *(
        (status, {"type": PROBLEMS + word}, (cls, word.replace("-", "_")))
        for status, word, cls in TYPED
    ),
]


@pytest.mark.parametrize(("status", "body", "expected"), REFUSALS)
def test_every_refusal_of_a_post_has_its_class(
    status: int, body: object, expected: tuple[F, str]
) -> None:
    platform, door = speak([said(status, body)])
    assert platform.publish(V, D) == Failed(*expected)
    assert len(door.asked) == 1


@pytest.mark.parametrize("body", [{"title": "Too Many Requests"}, {"code": 88},
                                  {"type": f"{PROBLEMS}rate-limit-exceeded"}])  # fmt: skip
def test_a_limit_ends_when_the_header_says(body: object) -> None:
    reset = str(int(NOW.timestamp()) + 40)
    platform, _ = speak([said(429, body, x_rate_limit_reset=reset)])
    outcome = platform.publish(V, D)
    assert isinstance(outcome, Failed)
    assert (outcome.cls, outcome.retry_at) == (F.RATE_LIMITED, NOW + timedelta(seconds=40))


@x
def test_a_server_with_the_new_names_is_spoken_to_as_well(bench: Bench, picture: Media) -> None:
    new = elsewhere(bench)
    v, d = new.variant(media=(picture,)), new.delivery()
    receipt = new.publish(v)
    assert receipt.text_sha256 == seen_sha256(v.text)
    assert isinstance(new.adapter.find(v, d), Done)
    assert isinstance(new.adapter.retract(receipt, v, d), Done)
    assert isinstance(new.adapter.look(receipt, NOW), Absent)


@x
def test_the_same_text_again_is_refused_and_the_refusal_is_told_apart(bench: Bench) -> None:
    v = bench.variant()
    bench.publish(v)
    assert bench.attempt(v) == Failed(F.DUPLICATE, "duplicate_content")
    assert len(bench.live()) == 1


@x
def test_a_text_that_x_cut_does_not_keep_its_hash(bench: Bench) -> None:
    bench.fault("publish", "truncate", times=1)
    v = bench.variant("The bridge is closed until nine. Please use the other one.")
    assert bench.publish(v).text_sha256 != seen_sha256(v.text)


@x
def test_an_account_that_was_shut_out_says_so(bench: Bench) -> None:
    bench.fault("publish", "suspended", times=1)
    assert bench.attempt(bench.variant()) == Failed(F.SUSPENDED, "account_suspended")


@x
@pytest.mark.parametrize(
    ("twist", "expected"),
    [
        ("stuck", (F.TRANSIENT, "picture_processing")),
        ("spoilt", (F.INVALID, "picture_refused")),
    ],
)
def test_a_picture_can_stay_behind(
    bench: Bench, picture: Media, twist: str, expected: tuple[F, str]
) -> None:
    bench.fault("media", twist, times=1)
    outcome = bench.attempt(bench.variant(media=(picture,)))
    assert isinstance(outcome, Failed)
    assert (outcome.cls, outcome.code) == expected
    assert bench.live() == []
