"""LinkedIn's wire: pictures, finding, looking, correcting and deleting."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.linkedin_rest import memory
from oyez.platforms.port import Absent, Answer, Done, Failed, Media

from .canned import lost, said
from .conftest import Bench
from .linkedin_said import ENC, MS, NOW, ORG, RECEIPT, URN, D, V, linkedin, post, speak

WAITS = Failed(F.TRANSIENT, "picture_processing", NOW + timedelta(seconds=5))
REFUSED = Failed(F.INVALID, "picture_refused")


@linkedin
def test_one_picture_is_media_and_two_are_an_album(bench: Bench, picture: Media) -> None:
    bench.publish(bench.variant(media=(picture,)))
    bench.publish(bench.variant(media=(picture, picture)))
    bodies = [body for _, url, _, body in bench.transport.sent if url.endswith("/rest/posts")]
    one, two = (body["content"] for body in bodies if isinstance(body, dict))
    assert one["media"]["altText"] == picture.alt
    assert [each["altText"] for each in two["multiImage"]["images"]] == [picture.alt] * 2
    puts = [(url, headers) for method, url, headers, _ in bench.transport.sent if method == "PUT"]
    assert len(puts) == 3
    assert all(headers["Content-Type"] == "image/png" for _, headers in puts)


UPLOADED = said(200, {"value": {"uploadUrl": "https://www.linkedin.com/up/1", "image": "urn:x"}})


@pytest.mark.parametrize(
    ("place", "with_token"),
    [
        ("https://www.linkedin.com/dms-uploads/x", True),
        ("https://dms.media.linkedin.com/x", True),
        ("https://linkedin.com.evil.example/x", False),
        ("http://www.linkedin.com/x", False),
        ("https://storage.example/x?signature=1", False),
    ],
)
def test_the_token_goes_to_linkedin_only(place: str, with_token: bool, picture: Media) -> None:
    where = said(200, {"value": {"uploadUrl": place, "image": "urn:li:image:1"}})
    platform, door = speak([where, said(403, {})])
    platform.publish(replace(V, media=(picture,)), D)
    assert door.asked[0].json == {"initializeUploadRequest": {"owner": "urn:li:organization:123"}}
    assert door.asked[1].body
    assert ("Authorization" in door.asked[1].headers) is with_token


@pytest.mark.parametrize(
    ("status", "attempt", "outcome"),
    [
        ("PROCESSING", 1, WAITS),
        ("PROCESSING", 3, WAITS),
        ("WAITING_UPLOAD", 9, WAITS),
        ("PROCESSING_FAILED", 1, REFUSED),
    ],
)  # fmt: skip
def test_a_picture_in_preparation_is_waited_for(
    status: str, attempt: int, outcome: Failed, picture: Media
) -> None:
    platform, _ = speak([UPLOADED, said(201), said(200, {"status": status})])
    v, d = replace(V, media=(picture,)), replace(D, attempt=attempt)
    assert platform.publish(v, d) == replace(outcome, staged=memory(v, ["urn:x"]))


def test_after_some_attempts_a_picture_goes_out_while_it_is_prepared(picture: Media) -> None:
    ready = [UPLOADED, said(201), said(200, {"status": "PROCESSING"})]
    platform, _ = speak([*ready, said(201, x_restli_id=URN), said(200, post())])
    done = platform.publish(replace(V, media=(picture,)), replace(D, attempt=4))
    assert isinstance(done, Done)


@linkedin
def test_pictures_that_were_never_ready_hold_the_post_back(bench: Bench, picture: Media) -> None:
    bench.fault("media", "stuck")
    outcome = bench.attempt(bench.variant(media=(picture,)))
    assert isinstance(outcome, Failed)
    assert (outcome.cls, outcome.code) == (F.TRANSIENT, "picture_processing")
    assert bench.live() == []


def test_the_listing_is_a_finder_and_stops_behind_the_delivery() -> None:
    old = MS - 10**6
    pages = [post(f"other {n}", id=f"urn:li:share:{n}") for n in range(50)]
    last = [post("older", id="urn:li:share:99", lastModifiedAt=old, createdAt=old)]
    platform, door = speak([said(200, {"elements": pages}), said(200, {"elements": last})])
    assert isinstance(platform.find(V, D), Absent)
    query = f"author={ORG}&q=author&count=50&start={{}}&sortBy=LAST_MODIFIED"
    base = "https://api.linkedin.com/rest/posts?"
    assert [one.url for one in door.asked] == [base + query.format(0), base + query.format(50)]
    assert door.asked[0].headers["X-RestLi-Method"] == "FINDER"


@pytest.mark.parametrize(
    ("element", "there"),
    [
        (post(), True),
        (post(r"Shortened https://portal.example/p/ab"), True),
        (post("Road", ), False),
        (post(lifecycleState="PUBLISH_REQUESTED"), True),
        (post(lifecycleState="PUBLISH_FAILED"), False),
        (post(createdAt=MS - 120_000), False),
        (post(id="urn:li:share:1"), False),
    ],
)  # fmt: skip
def test_what_counts_as_a_copy(element: dict[str, object], there: bool) -> None:
    platform, _ = speak([said(200, {"elements": [element]}), said(200, {"elements": []})])
    found = platform.find(replace(V, known=("urn:li:share:1",)), D)
    assert isinstance(found, Done) is there
    if isinstance(found, Done):
        assert found.receipt.version in {"whole", "changed"}


def test_too_many_own_posts_are_undecided() -> None:
    page = said(200, {"elements": [post("other")]})
    assert speak([page] * 10)[0].find(V, D) == Failed(F.TRANSIENT, "too_many_posts")


@pytest.mark.parametrize(
    ("state", "kind"),
    [("PUBLISHED", Done), ("PUBLISH_REQUESTED", Failed), ("PUBLISH_FAILED", Absent)],
)
def test_a_post_may_be_dropped_after_it_was_accepted(state: str, kind: type) -> None:
    found = speak([said(200, post(lifecycleState=state))])[0].look(RECEIPT, NOW)
    assert isinstance(found, kind)


@pytest.mark.parametrize(
    ("page", "evidence"),
    [
        (said(404), "GET post 404 (api), GET page 404"),
        (said(999), "GET post 404 (api), GET page 999"),
        (said(302), "GET post 404 (api), GET page 302"),
        (lost(), "GET post 404 (api), GET page timeout"),
        (Answer("done", 200, {}, b"<h1>Log in</h1>"), "GET post 404 (api), GET page 200"),
    ],
)
def test_absence_says_what_the_page_showed(page: Answer, evidence: str) -> None:
    platform, door = speak([said(404, {}), page])
    assert platform.look(RECEIPT, NOW) == Absent(evidence)
    assert "Authorization" not in door.asked[1].headers


def test_a_page_that_still_names_the_post_is_believed() -> None:
    page = Answer("done", 200, {}, f'<div data-urn="{URN}">'.encode())
    found = speak([said(404, {}), page])[0].look(RECEIPT, NOW)
    assert isinstance(found, Done)
    assert (found.receipt.seen_from, found.receipt.text_sha256) == ("outside", None)


def test_a_foreign_address_in_a_receipt_is_not_asked() -> None:
    platform, door = speak([said(404, {})])
    foreign = replace(RECEIPT, url="https://evil.example/x")
    assert platform.look(foreign, NOW) == Absent("GET post 404 (api)")
    assert len(door.asked) == 1


@linkedin
def test_a_correction_changes_the_text_in_place(bench: Bench) -> None:
    receipt = bench.publish(bench.variant())
    bench.transport.sent.clear()
    done = bench.adapter.correct(receipt, bench.variant("It is (over)."), bench.delivery())
    assert isinstance(done, Done)
    assert (done.receipt.version, bench.live()[0]["public"]) == ("whole", "It is (over).")
    method, url, headers, body = bench.transport.sent[0]
    assert (method, headers["X-RestLi-Method"]) == ("POST", "PARTIAL_UPDATE")
    assert url.endswith("/rest/posts/" + receipt.remote_id.replace(":", "%3A"))
    assert body == {"patch": {"$set": {"commentary": r"It is \(over\)."}}}


@linkedin
def test_a_cut_correction_is_told(bench: Bench) -> None:
    receipt = bench.publish(bench.variant())
    bench.fault("correct", "truncate")
    done = bench.adapter.correct(receipt, bench.variant("It goes on and on."), bench.delivery())
    assert isinstance(done, Done)
    assert done.receipt.version == "truncated"


@linkedin
def test_pictures_cannot_change(bench: Bench, picture: Media) -> None:
    v = bench.variant(media=(picture,))
    with_one, without = bench.publish(v), bench.publish(bench.variant())
    other = replace(picture, sha256="cd" * 32)
    no = Failed(F.INVALID, "pictures_cannot_change")
    correct = bench.adapter.correct
    assert correct(with_one, bench.variant("New text", media=(other,)), bench.delivery()) == no
    assert correct(with_one, bench.variant("New text"), bench.delivery()) == no
    assert correct(without, bench.variant("New text", media=(picture,)), bench.delivery()) == no
    same = correct(with_one, bench.variant("New text", media=(picture,)), bench.delivery())
    assert isinstance(same, Done)
    again = correct(same.receipt, bench.variant("Newer", media=(picture,)), bench.delivery())
    assert isinstance(again, Done)


@pytest.mark.parametrize("answer", [lost(), said(502), Answer("done", 200, {}, b"<html>")])
def test_a_lost_correction_may_still_arrive(answer: Answer) -> None:
    outcome = speak([answer])[0].correct(RECEIPT, V, D)
    assert isinstance(outcome, Failed)
    assert outcome.cls is F.AMBIGUOUS


def test_deleting_says_yes_each_time() -> None:
    platform, door = speak([said(204), said(204), said(404, {})])
    assert isinstance(platform.retract(RECEIPT, V, D), Done)
    assert isinstance(platform.retract(RECEIPT, V, D), Done)
    assert platform.retract(RECEIPT, V, D) == Absent("DELETE 404")
    assert door.asked[0].method == door.asked[0].headers["X-RestLi-Method"] == "DELETE"
    assert door.asked[0].url == f"https://api.linkedin.com/rest/posts/{ENC}"
