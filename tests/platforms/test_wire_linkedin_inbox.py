"""LinkedIn's wire: notifications, webhooks, and figures."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.heard import Heard, Inbox, InboxItem
from oyez.platforms.port import Failed, Receipt

from .canned import lost, said
from .linkedin_said import (
    ACTIVITY,
    COMMENT,
    ITEM,
    MS,
    NOW,
    ORG,
    PLACE,
    RECEIPT,
    URN,
    speak,
)


def note(action: str = "COMMENT", number: int = 1, at: int = MS, **more: object) -> dict:
    comment = {"entity": COMMENT, "owner": "urn:li:person:a", "text": "Why?"}
    return {
        "notificationId": number,
        "action": action,
        "sourcePost": ACTIVITY,
        "decoratedSourcePost": {"entity": URN},
        "generatedActivity": "urn:li:comment:(activity:77,5)",
        "decoratedGeneratedActivity": {"comment": comment},
        "lastModifiedAt": at,
        **more,
    }


def signed(body: bytes, secret: bytes = b"s3cret") -> dict[str, str]:
    mark = hmac.new(secret, b"hmacsha256=" + body, hashlib.sha256).hexdigest()
    return {"x-li-signature": mark}


def pushed(*notes: object) -> bytes:
    kind = "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS"
    return json.dumps({"type": kind, "notifications": notes}).encode()


def test_the_poll_asks_for_what_is_new_and_ends_where_nothing_new_comes() -> None:
    first, second = note(number=2, at=MS + 5), note("COMMENT_DELETE", 1)
    platform, door = speak(
        [said(200, {"elements": [first]}), said(200, {"elements": [second]}),
         said(200, {"elements": [second]})]
    )  # fmt: skip
    found = platform.fetch_inbox(str(MS), NOW)
    assert isinstance(found, Inbox)
    assert [one.kind for one in found.items] == [Heard.DELETED, Heard.REPLY]
    assert found.cursor == str(MS + 5)
    base = "https://api.linkedin.com/rest/organizationalEntityNotifications?q=criteria"
    actions = "actions=List(COMMENT,COMMENT_EDIT,COMMENT_DELETE,SHARE,SHARE_MENTION)"
    span = f"timeRange=(start:{MS},end:{MS})"
    wanted = f"{base}&{actions}&organizationalEntity={ORG}&{span}&count=100&start="
    assert [one.url for one in door.asked] == [f"{wanted}{start}" for start in (0, 1, 2)]


def test_the_first_poll_goes_as_far_back_as_linkedin_keeps() -> None:
    platform, door = speak([said(200, {"elements": []})])
    found = platform.fetch_inbox(None, NOW)
    assert found == Inbox((), None)
    start = int((NOW - timedelta(days=60)).timestamp() * 1000)
    assert f"start:{start}," in door.asked[0].url


def test_an_item_names_the_comment_in_full_and_our_post_as_we_know_it() -> None:
    platform, _ = speak([said(200, {"elements": [note()]}), said(200, {"elements": []})])
    found = platform.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    address = "https://www.linkedin.com/feed/update/urn:li:activity:77/"
    place = "urn%3Ali%3Acomment%3A%28urn%3Ali%3Aactivity%3A77%2C5%29"
    assert found.items == (replace(ITEM, url=f"{address}?commentUrn={place}"),)


def test_a_comment_without_its_words_is_read() -> None:
    bare = note(decoratedGeneratedActivity=None)
    whole = {"id": "5", "actor": "urn:li:person:b", "message": {"text": "How long?"}}
    pages = [said(200, {"elements": [bare]}), said(200, {"elements": []})]
    platform, door = speak([*pages, said(200, whole)])
    found = platform.fetch_inbox(None, NOW)
    assert isinstance(found, Inbox)
    assert (found.items[0].text, found.items[0].author) == ("How long?", "urn:li:person:b")
    assert door.asked[-1].url == f"{PLACE}/5"
    gone = speak([*pages, said(404, {})])[0].fetch_inbox(None, NOW)
    assert isinstance(gone, Inbox)
    assert (gone.items[0].kind, gone.items[0].id) == (Heard.UNKNOWN, "notification:1")
    later = speak([*pages, lost()])[0].fetch_inbox(None, NOW)
    assert isinstance(later, Failed)
    assert later.cls is F.TRANSIENT


@pytest.mark.parametrize(
    ("raw", "kind", "number"),
    [
        (note(), Heard.REPLY, COMMENT),
        (note("ADMIN_COMMENT"), Heard.REPLY, COMMENT),
        (note("COMMENT_EDIT"), Heard.REPLY, f"{COMMENT}#{MS}"),
        (note("COMMENT_DELETE"), Heard.DELETED, COMMENT),
        (note("LIKE", 9), Heard.REACTION, "notification:9"),
        (note("NEW_KIND"), Heard.UNKNOWN, COMMENT),
        (note(decoratedGeneratedActivity=None), Heard.UNKNOWN, "notification:1"),
        ({"notificationId": 4, "lastModifiedAt": "soon"}, Heard.UNKNOWN, "notification:4"),
    ],
)
def test_each_kind_of_notification(raw: dict, kind: Heard, number: str) -> None:
    body = pushed(raw)
    (item,) = heard(body)
    assert (item.kind, item.id) == (kind, number)


def heard(body: bytes) -> list[InboxItem]:
    found = speak([])[0].read_webhook(signed(body), body)
    assert not isinstance(found, Failed), found
    return list(found)


@pytest.mark.parametrize(("action", "kind"), [("SHARE", "quote"), ("SHARE_MENTION", "mention")])
def test_posts_of_others_are_heard_with_their_words(action: str, kind: str) -> None:
    share = {"entity": "urn:li:share:8", "owner": "urn:li:person:c", "text": "Look"}
    body = pushed(note(action, decoratedGeneratedActivity={"share": share}))
    (item,) = heard(body)
    assert (item.kind, item.id, item.text, item.url) == (kind, "urn:li:share:8", "Look", None)


def test_our_own_words_are_no_news() -> None:
    own = {"comment": {"entity": COMMENT, "owner": "urn:li:organization:123", "text": "Soon"}}
    assert heard(pushed(note("ADMIN_COMMENT", decoratedGeneratedActivity=own))) == []


def test_only_linkedins_own_signature_opens_the_webhook() -> None:
    platform, body = speak([])[0], pushed(note())
    no = Failed(F.PERMISSION, "bad_signature")
    assert len(heard(body)) == 1
    assert platform.read_webhook({}, body) == no
    assert platform.read_webhook({"x-li-signature": "ä"}, body) == no
    assert platform.read_webhook(signed(body, b"other"), body) == no
    assert platform.read_webhook(signed(body), body + b" ") == no
    bare = hmac.new(b"s3cret", body, hashlib.sha256).hexdigest()
    assert platform.read_webhook({"x-li-signature": bare}, body) == no
    unset = speak([], client_secret="")[0].read_webhook(signed(body, b""), body)
    assert unset == Failed(F.PERMISSION, "no_client_secret")


def test_a_signed_body_of_another_shape_is_kept() -> None:
    (item,) = heard(b'{"type":"SOMETHING_ELSE"}')
    assert item.kind is Heard.UNKNOWN
    assert item.id.startswith("body:")


def test_the_handshake_of_the_webhook() -> None:
    right = hmac.new(b"s3cret", b"890e4665", hashlib.sha256).hexdigest()
    answer = speak([])[0].challenge("890e4665")
    assert answer == {"challengeCode": "890e4665", "challengeResponse": right}


def test_figures_come_some_at_a_time_and_gaps_stay_gaps() -> None:
    posts = [replace(RECEIPT, remote_id=f"urn:li:share:{n}") for n in range(21)]
    other = replace(RECEIPT, remote_id="urn:li:ugcPost:4")
    total = {"impressionCount": 7, "commentCount": 0}
    page = {"elements": [{"share": "urn:li:share:0", "totalShareStatistics": total}]}
    last = {"elements": [{"ugcPost": "urn:li:ugcPost:4", "totalShareStatistics": {}}]}
    platform, door = speak([said(200, page), said(200, {"elements": []}), said(200, last)])
    found = platform.measure([*posts, other, Receipt(COMMENT, None, NOW)], NOW)
    assert not isinstance(found, Failed)
    assert {(one.remote_id, one.metric, one.value) for one in found} == {
        ("urn:li:share:0", "views", 7.0),
        ("urn:li:share:0", "replies", 0.0),
    }
    base = "https://api.linkedin.com/rest/organizationalEntityShareStatistics"
    start = f"{base}?q=organizationalEntity&organizationalEntity={ORG}"
    assert door.asked[1].url == f"{start}&shares=List(urn%3Ali%3Ashare%3A20)"
    assert door.asked[2].url == f"{start}&ugcPosts=List(urn%3Ali%3AugcPost%3A4)"
