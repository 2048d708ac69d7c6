"""LinkedIn's wire: the post as it goes out, its escapes, its read-back, refusals and tokens."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.linkedin import LinkedIn
from oyez.platforms.linkedin_text import escape, plain, verdict
from oyez.platforms.port import Answer, Channel, Done, Failed
from oyez.platforms.text import seen_sha256

from .canned import Canned, lost, said
from .conftest import Bench
from .linkedin_said import ENC, NOW, RECEIPT, URN, D, V, linkedin, post, speak

SIGNS = r"\|{}@[]()<>#*_~"


def test_every_reserved_sign_gets_a_backslash_and_comes_back() -> None:
    assert escape(SIGNS) == "".join(f"\\{sign}" for sign in SIGNS)
    text = r"a_b (c) #d @e [f](urn:li:x) {hashtag|\#|g} \ end"
    assert plain(escape(text)) == text
    assert escape("Grüße & mehr: 50 %!") == "Grüße & mehr: 50 %!"


def test_templates_read_as_people_see_them() -> None:
    assert plain(r"{hashtag|\#|Lingen} by @[A \(B\)](urn:li:organization:1)") == "#Lingen by A (B)"


@pytest.mark.parametrize(
    ("seen", "word"),
    [("one  two\nthree", "whole"), ("one two", "truncated"), ("one 2 three", "changed")],
)
def test_what_is_seen_is_compared_whole(seen: str, word: str) -> None:
    assert verdict(seen, "one two three") == word


def test_the_post_as_it_goes_out() -> None:
    platform, door = speak([said(201, x_restli_id=URN), said(200, post(r"\#A \(b\)"))])
    done = platform.publish(replace(V, text="#A (b)"), D)
    assert isinstance(done, Done)
    assert done.receipt.remote_id == URN
    assert done.receipt.url == RECEIPT.url
    assert done.receipt.version == "whole"
    sent, read = door.asked
    assert (sent.method, sent.url) == ("POST", "https://api.linkedin.com/rest/posts")
    assert sent.headers == {
        "Authorization": "Bearer T",
        "LinkedIn-Version": "202607",
        "X-Restli-Protocol-Version": "2.0.0",
    }
    assert sent.json == {
        "author": "urn:li:organization:123",
        "commentary": r"\#A \(b\)",
        "visibility": "PUBLIC",
        "distribution": {
            "feedDistribution": "MAIN_FEED",
            "targetEntities": [],
            "thirdPartyDistributionChannels": [],
        },
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": False,
    }
    assert (read.method, read.url) == ("GET", f"https://api.linkedin.com/rest/posts/{ENC}")


def test_options_name_another_organisation_and_month() -> None:
    options = {"organization": "urn:li:organization:9", "version": "202611"}
    door = Canned([said(200, {"elements": []})])
    channel = Channel("Police", "https://api.linkedin.com", {"token": "T"}, options)
    assert LinkedIn(channel, door).probe().missing == {"ADMINISTRATOR"}
    assert door.asked[0].headers["LinkedIn-Version"] == "202611"
    assert LinkedIn(channel, door).organization == "urn:li:organization:9"


def test_the_probe_knows_both_names_of_a_role() -> None:
    one = {"organizationTarget": "urn:li:organization:123", "role": "ADMINISTRATOR"}
    other = {"organization": "urn:li:organization:7", "role": "CONTENT_ADMIN"}
    health = speak([said(200, {"elements": [one, other]})])[0].probe()
    assert (health.granted, health.missing) == ({"ADMINISTRATOR"}, frozenset())


@pytest.mark.parametrize(
    ("answer", "version", "hashed"),
    [
        (said(200, post("Road")), "truncated", seen_sha256("Road")),
        (said(200, post("Road open")), "changed", seen_sha256("Road open")),
        (lost(), "unread", None),
        (said(404, {}), "unread", None),
    ],
)
def test_a_cut_text_is_told_in_the_receipt(
    answer: Answer, version: str, hashed: str | None
) -> None:
    done = speak([said(201, x_restli_id=URN), answer])[0].publish(V, D)
    assert isinstance(done, Done)
    assert (done.receipt.version, done.receipt.text_sha256) == (version, hashed)
    assert done.receipt.remote_id == URN, "the id is kept whatever the reading says"


@pytest.mark.parametrize(
    "answer",
    [
        said(201),
        said(201, x_restli_id="urn:li:share:"),
        Answer("done", 201, {"x-restli-id": URN}, b"<html>"),
        said(500, {}, x_restli_id=URN),
        lost(),
    ],
)
def test_a_success_that_names_no_post_is_not_believed(answer: Answer) -> None:
    outcome = speak([answer])[0].publish(V, D)
    assert isinstance(outcome, Failed)
    assert outcome.cls is F.AMBIGUOUS


def refused(status: int, code: str = "", **more: object) -> Answer:
    return said(status, {"status": status, "code": code, "message": "m", **more}, x_li_uuid="U1")


DUPLICATE = {"errorDetails": {"inputErrors": [{"code": "OTHER"}, {"code": "DUPLICATE_POST"}]}}
CODES = [
    (refused(401, "EXPIRED_ACCESS_TOKEN"), F.AUTH, "EXPIRED_ACCESS_TOKEN"),
    (refused(401, "REVOKED_ACCESS_TOKEN"), F.AUTH, "REVOKED_ACCESS_TOKEN"),
    (refused(401, "INVALID_ACCESS_TOKEN"), F.AUTH, "INVALID_ACCESS_TOKEN"),
    (refused(400, "EMPTY_ACCESS_TOKEN"), F.AUTH, "EMPTY_ACCESS_TOKEN"),
    (refused(403, "ACCESS_DENIED"), F.PERMISSION, "ACCESS_DENIED"),
    (refused(404), F.NOT_FOUND, "http_404"),
    (refused(409), F.DUPLICATE, "http_409"),
    (refused(422, **DUPLICATE), F.DUPLICATE, "DUPLICATE_POST"),
    (refused(422, "UNKNOWN"), F.INVALID, "UNKNOWN"),
    (refused(400, "VERSION_MISSING"), F.INVALID, "VERSION_MISSING"),
    (refused(426, "NONEXISTENT_VERSION"), F.PERMISSION, "NONEXISTENT_VERSION"),
    (refused(426), F.PERMISSION, "http_426"),
    (refused(429, "TOO_MANY_REQUESTS"), F.RATE_LIMITED, "TOO_MANY_REQUESTS"),
    (refused(503), F.AMBIGUOUS, "http_503"),
    (said(400, {"code": 12, "serviceErrorCode": 3}), F.INVALID, "http_400"),
]


@pytest.mark.parametrize(("answer", "cls", "code"), CODES)
def test_refusals_have_a_class_and_a_support_id(answer: Answer, cls: F, code: str) -> None:
    outcome = speak([answer])[0].publish(V, D)
    assert isinstance(outcome, Failed)
    assert (outcome.cls, outcome.code) == (cls, code)
    assert outcome.support_id == answer.headers.get("x-li-uuid")
    assert (outcome.retry_at is not None) == (cls is F.RATE_LIMITED)


@linkedin
def test_an_unescaped_sign_cuts_the_text_and_the_adapter_says_so(bench: Bench) -> None:
    bench.fault("publish", "truncate")
    receipt = bench.publish(bench.variant("First half (of it). Second half."))
    assert receipt.version == "truncated"
    assert receipt.text_sha256 == seen_sha256(bench.live()[0]["text"])
    assert receipt.text_sha256 != seen_sha256("First half (of it). Second half.")


@linkedin
def test_all_reserved_signs_arrive(bench: Bench) -> None:
    text = f"Signs {SIGNS} and (more) #tag_1 @name [x](y) end"
    receipt = bench.publish(replace(bench.variant(), text=text, marker_url=None))
    assert bench.live()[0]["text"] == text
    assert receipt.version == "whole"


@linkedin
def test_the_same_text_again_is_refused_as_a_duplicate(bench: Bench) -> None:
    v = bench.variant()
    bench.publish(v)
    assert bench.attempt(v) == Failed(F.DUPLICATE, "DUPLICATE_POST", support_id=None)
    assert len(bench.live()) == 1


def test_a_token_is_renewed_where_people_sign_in() -> None:
    new = {"access_token": "T2", "expires_in": 1, "refresh_token": "R2"}
    platform, door = speak([said(200, new)], refresh_token="R1")
    assert platform.refresh(NOW) == {
        "token": "T2", "refresh_token": "R2", "client_id": "app", "client_secret": "s3cret",
    }  # fmt: skip
    asked = door.asked[0]
    assert asked.url == "https://www.linkedin.com/oauth/v2/accessToken"
    assert asked.headers == {"Content-Type": "application/x-www-form-urlencoded"}
    assert parse_qs((asked.body or b"").decode()) == {
        "grant_type": ["refresh_token"], "refresh_token": ["R1"],
        "client_id": ["app"], "client_secret": ["s3cret"],
    }  # fmt: skip


def test_what_cannot_be_renewed_needs_a_person() -> None:
    assert speak([])[0].refresh(NOW) == Failed(F.AUTH, "no_refresh")
    void = said(400, {"error": "invalid_grant", "error_description": "x"})
    platform, _ = speak([void], refresh_token="R1")
    assert platform.refresh(NOW) == Failed(F.AUTH, "invalid_grant")


@linkedin
def test_a_renewed_token_opens_the_door_again(bench: Bench) -> None:
    bench.fault("publish", "expired_token", times=1)
    v = bench.variant()
    first = bench.attempt(v)
    assert isinstance(first, Failed)
    assert (first.cls, first.code) == (F.AUTH, "EXPIRED_ACCESS_TOKEN")
    secrets = bench.adapter.refresh(NOW)
    assert isinstance(secrets, dict)
    assert secrets["token"] != bench.channel.secrets["token"]
    bench.channel = replace(bench.channel, secrets=secrets)
    bench.publish(v)
