from __future__ import annotations

import pytest

KEY = "3m7aaaaaaaaaa"


def test_a_session_names_who_and_where(web):
    who, again = web.log_in("pi"), web.log_in("@pi.sim.example")
    assert who["did"] == again["did"]
    assert (len(who["did"]), who["handle"]) == (32, "pi.sim.example")
    service = who["didDoc"]["service"][0]
    assert (service["id"], service["serviceEndpoint"]) == ("#atproto_pds", web.sim.bluesky)
    assert web.query("com.atproto.server.getSession", who["accessJwt"]).data["did"] == who["did"]
    assert web.query("com.atproto.identity.resolveHandle", handle=who["handle"]).data == {
        "did": who["did"]
    }


@pytest.mark.parametrize("password", ["", "wrong", None])
def test_a_wrong_password_is_refused(web, password):
    words = {"identifier": "pi", "password": password}
    answer = web.call("com.atproto.server.createSession", words)
    assert (answer.status, answer.data["error"]) == (401, "AuthenticationRequired")


def test_tokens_are_checked(web):
    who = web.log_in()
    missing = web.put(who | {"accessJwt": ""}, "x")
    assert (missing.status, missing.data["error"]) == (401, "AuthMissing")
    for bad in ("x.y.z", who["refreshJwt"], who["accessJwt"][:-2]):
        answer = web.put(who | {"accessJwt": bad}, "x")
        assert (answer.status, answer.data["error"]) == (400, "InvalidToken")


def test_tokens_live_on_after_a_reset(web):
    who = web.log_in()
    web.sim.reset()
    assert web.put(who, "still here").status == 200


def test_an_expired_token_is_refreshed(web):
    who = web.log_in()
    web.sim.fault("bluesky", "publish", "expired_token", times=1)
    for _ in range(2):
        answer = web.put(who, "x")
        assert (answer.status, answer.data["error"]) == (400, "ExpiredToken")
    fresh = web.call("com.atproto.server.refreshSession", token=who["refreshJwt"]).data
    assert web.put(fresh, "x").status == 200


def test_put_again_is_safe_and_another_text_is_not(web):
    who = web.log_in()
    first, second, other = web.put(who, "one"), web.put(who, "one"), web.put(who, "two")
    assert first.data["uri"] == f"at://{who['did']}/app.bsky.feed.post/{KEY}"
    assert first.data["cid"] == second.data["cid"]
    assert first.data["cid"].startswith("bafyrei")
    assert "commit" in first.data
    assert "commit" not in second.data
    assert (other.status, other.data["error"]) == (400, "InvalidSwap")
    assert first.headers["RateLimit-Policy"] == "3000;w=300"
    assert web.get(who).data["value"]["text"] == "one"


def test_a_swap_replaces_but_the_public_sees_the_first_text(web):
    who = web.log_in()
    first = web.put(who, "one").data
    assert web.put(who, "two", swapRecord="bafyother").data["error"] == "InvalidSwap"
    assert web.put(who, "two", swapRecord=first["cid"]).status == 200
    assert web.put(who, "three", swapRecord="none").status == 200
    assert web.get(who).data["value"]["text"] == "three"
    seen = web.query("app.bsky.feed.getPosts", uris=first["uri"]).data["posts"]
    assert seen[0]["record"]["text"] == "one"
    assert web.sim.calls()["bluesky"]["correct"] == 3


def test_create_with_a_key_that_exists_looks_like_an_outage(web):
    who = web.log_in()
    body = {"repo": who["did"], "collection": "app.bsky.feed.post", "rkey": KEY}
    body["record"] = {"text": "x", "createdAt": "2026-11-21T03:00:00Z"}
    assert web.call("com.atproto.repo.createRecord", body, who["accessJwt"]).status == 200
    assert web.call("com.atproto.repo.createRecord", body, who["accessJwt"]).status == 500
    del body["rkey"]
    assert web.call("com.atproto.repo.createRecord", body, who["accessJwt"]).status == 200
    assert len(web.sim.live("bluesky")) == 2


@pytest.mark.parametrize("key", ["not-a-tid", "zzzzzzzzzzzzz", "3m7aaaaaaaaa1", "a/b"])
def test_keys_of_posts_are_tids(web, key):
    answer = web.put(web.log_in(), "x", key=key)
    assert (answer.status, answer.data["error"]) == (400, "InvalidRequest")


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("x" * 301, {}),
        ("👨‍👩‍👧‍👦" * 150, {}),
        ("x", {"createdAt": "yesterday"}),
        ("x", {"facets": [{"index": {"byteStart": 0, "byteEnd": 9}, "features": []}]}),
        ("x", {"embed": {"images": [{"image": {"size": 1}}]}}),
        ("x", {"embed": {"images": [{"alt": "", "image": {"size": 2_000_001}}]}}),
        ("x", {"embed": {"images": [{"alt": "a", "image": {"size": 1}}] * 5}}),
        ("x", {"$type": "app.bsky.feed.like"}),
    ],
)
def test_bad_posts_are_refused(web, text, record):
    answer = web.put(web.log_in(), text, record=record)
    assert (answer.status, answer.data["error"]) == (400, "InvalidRequest")
    assert web.sim.live("bluesky") == []


def test_300_graphemes_fit(web):
    assert web.put(web.log_in(), "ü" * 300).status == 200


def test_pictures_need_an_uploaded_blob(web):
    who = web.log_in()
    raw = ("image/jpeg", b"\xff\xd8\xff picture")
    sent = web.ask("POST", "/bluesky/xrpc/com.atproto.repo.uploadBlob", who["accessJwt"], raw=raw)
    blob = sent.data["blob"]
    assert blob["ref"]["$link"].startswith("bafkrei")
    assert (blob["mimeType"], blob["size"]) == ("image/jpeg", 11)
    embed = {"$type": "app.bsky.embed.images", "images": [{"alt": "A bridge", "image": blob}]}
    assert web.put(who, "with picture", record={"embed": embed}).status == 200
    assert web.sim.live("bluesky")[0]["alts"] == ["A bridge"]
    stranger = web.put(web.log_in("leer"), "stolen", record={"embed": embed})
    assert (stranger.status, stranger.data["error"]) == (400, "BlobNotFound")


def test_only_the_owner_writes(web):
    mine, theirs = web.log_in("pi"), web.log_in("leer")
    assert web.put(mine | {"accessJwt": theirs["accessJwt"]}, "x").status == 401


def test_delete_is_repeatable_and_the_record_is_gone_everywhere(web):
    who = web.log_in()
    uri = web.put(who, "wrong").data["uri"]
    assert "commit" in web.delete(who).data
    again = web.delete(who)
    assert (again.status, again.data) == (200, {})
    missing = web.get(who)
    assert (missing.status, missing.data["error"]) == (400, "RecordNotFound")
    assert web.query("app.bsky.feed.getPosts", uris=uri).data == {"posts": []}
    page = f"/bluesky/profile/pi.sim.example/post/{KEY}"
    assert web.ask("GET", page).status == 404
    assert web.put(who, "right").status == 200
    assert b"right" in web.ask("GET", page).body


def test_records_are_listed_highest_key_first(web):
    who = web.log_in()
    for letter in "abc":
        web.put(who, letter, key=f"3m7{letter}aaaaaaaaa")
    where = {"repo": who["handle"], "collection": "app.bsky.feed.post", "limit": 2}
    page = web.query("com.atproto.repo.listRecords", **where).data
    assert [one["value"]["text"] for one in page["records"]] == ["c", "b"]
    rest = web.query("com.atproto.repo.listRecords", cursor=page["cursor"], **where).data
    assert [one["value"]["text"] for one in rest["records"]] == ["a"]
    assert web.query("app.bsky.actor.getProfile", actor=who["did"]).data["postsCount"] == 3


def test_answers_are_in_the_thread_and_the_notifications(web):
    who, citizen = web.log_in("pi"), web.log_in("citizen")
    post = web.put(who, "notice").data
    ref = {"uri": post["uri"], "cid": post["cid"]}
    reply = web.put(citizen, "question", record={"reply": {"root": ref, "parent": ref}}).data
    thread = web.query("app.bsky.feed.getPostThread", uri=post["uri"]).data["thread"]
    assert [one["post"]["uri"] for one in thread["replies"]] == [reply["uri"]]
    told = web.query("app.bsky.notification.listNotifications", who["accessJwt"]).data
    assert [(one["reason"], one["uri"]) for one in told["notifications"]] == [
        ("reply", reply["uri"])
    ]


def test_other_collections_are_kept_but_are_no_posts(web):
    who = web.log_in()
    gate = {"collection": "app.bsky.feed.threadgate", "record": {"post": "at://x", "allow": []}}
    assert web.put(who, "", **gate).status == 200
    assert web.sim.live("bluesky")[0]["public"] is None


def test_unknown_methods_are_named(web):
    assert web.query("app.bsky.feed.nothing").status == 501
    assert web.query("com.atproto.repo.putRecord").status == 400
    assert web.get({"did": "did:plc:nobody"}).status == 400
