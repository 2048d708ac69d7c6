from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import pytest

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50
CLIENT = "/matrix/_matrix/client/v3"
ROOM = "!emsland:sim.example"
TOKEN = "sim-emsland"


def room(path):
    return f"{CLIENT}/rooms/{quote(ROOM)}/{path}"


def say(web, body="Road closed", txn="t1", **content):
    words = {"msgtype": "m.text", "body": body} | content
    return web.ask("PUT", room(f"send/m.room.message/{txn}"), TOKEN, json_body=words)


def number(web, *words, **content):
    return say(web, *words, **content).data["event_id"]


def event(web, name):
    return web.ask("GET", room(f"event/{quote(name)}"), TOKEN)


def redact(web, name, txn="r1"):
    return web.ask("PUT", room(f"redact/{quote(name)}/{txn}"), TOKEN, json_body={})


def relating(kind, name):
    return {"m.relates_to": {"rel_type": kind, "event_id": name}}


@pytest.mark.parametrize(("token", "code"), [("", "M_MISSING_TOKEN"), ("wrong", "M_UNKNOWN_TOKEN")])
def test_who_has_no_token_is_told_which_way(web, token, code):
    answer = web.ask("GET", f"{CLIENT}/account/whoami", token)
    assert (answer.status, answer.data["errcode"]) == (401, code)


def test_a_token_opens_its_own_room_only(web):
    assert web.ask("GET", f"{CLIENT}/joined_rooms", TOKEN).data == {"joined_rooms": [ROOM]}
    other = f"{CLIENT}/rooms/!other:sim.example/messages?dir=b"
    answer = web.ask("GET", other, TOKEN)
    assert (answer.status, answer.data["errcode"]) == (403, "M_FORBIDDEN")
    assert web.ask("GET", room("state/m.room.encryption/"), TOKEN).status == 404
    assert web.ask("GET", room("state/m.room.join_rules"), TOKEN).data["join_rule"] == "public"
    assert web.ask("GET", "/matrix/_matrix/other", TOKEN).data["errcode"] == "M_UNRECOGNIZED"
    assert b"app" in web.ask("GET", "/matrix/").body


def test_the_same_transaction_gives_the_same_event(web):
    first = number(web)
    assert (number(web), number(web, "Another", "t1")) == (first, first)
    assert number(web, "Another", "t2") != first
    assert len(web.sim.live("matrix", "emsland")) == 2
    web.sim.fault("matrix", "publish", "ignore_key", times=1)
    assert number(web) != first


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"body": "x"}, 400, "M_BAD_JSON"),
        ({"msgtype": "m.text", "body": 5}, 400, "M_BAD_JSON"),
        ([], 400, "M_NOT_JSON"),
        ({"msgtype": "m.text", "body": "x" * 65_536}, 413, "M_TOO_LARGE"),
        (
            {"msgtype": "m.text", "body": "x"} | relating("m.replace", "$nothing"),
            400,
            "M_UNKNOWN",
        ),
    ],
)
def test_bad_messages_are_refused(web, body, status, code):
    answer = web.ask("PUT", room("send/m.room.message/t"), TOKEN, json_body=body)
    assert (answer.status, answer.data["errcode"]) == (status, code)


def test_a_limit_names_its_wait_in_milliseconds(web):
    web.sim.fault("matrix", "publish", "rate_limit", seconds=2.5)
    answer = say(web)
    assert (answer.status, answer.data["retry_after_ms"]) == (429, 2500)


def test_a_picture_belongs_to_the_message_it_refers_to(web):
    raw = ("image/png", PNG)
    stored = web.ask("POST", "/matrix/_matrix/media/v3/upload", TOKEN, raw=raw).data
    assert stored["content_uri"].startswith("mxc://sim.example/")
    empty = web.ask("POST", "/matrix/_matrix/media/v3/upload", TOKEN)
    assert empty.data["errcode"] == "M_MISSING_PARAM"
    text = number(web)
    above = relating("m.reference", text)
    image = number(web, "Two officers", "t2", msgtype="m.image", url="mxc://a/b", **above)
    (copy,) = web.sim.live("matrix", "emsland")
    assert (copy["text"], copy["alts"]) == ("Road closed", ["Two officers"])
    path = f"/matrix/_matrix/client/v1/rooms/{quote(ROOM)}/relations/{quote(text)}/m.reference"
    (found,) = web.ask("GET", path, TOKEN).data["chunk"]
    assert found["event_id"] == image
    redact(web, text)
    assert len(web.sim.live("matrix", "emsland")) == 1, "the picture still stands"
    redact(web, image, "r2")
    assert web.sim.live("matrix", "emsland") == []
    assert web.ask("GET", path, TOKEN).data["chunk"] == []


def test_a_replacement_is_bundled_and_taken_back_by_itself(web):
    text = number(web)
    new = {"m.new_content": {"msgtype": "m.text", "body": "Road open"}}
    edit = number(web, "* Road open", "t2", **new, **relating("m.replace", text))
    assert web.sim.live("matrix")[0]["public"] == "Road open"
    seen = event(web, text).data
    assert seen["content"]["body"] == "Road closed"
    assert seen["unsigned"]["m.relations"]["m.replace"]["event_id"] == edit
    redact(web, edit)
    assert web.sim.live("matrix")[0]["public"] == "Road closed"
    assert "m.relations" not in event(web, text).data["unsigned"]


def test_a_redacted_event_keeps_its_id_and_loses_its_content(web):
    text = number(web)
    first = redact(web, text)
    assert redact(web, text).data == first.data
    seen = event(web, text)
    assert (seen.status, seen.data["content"]) == (200, {})
    assert "redacted_because" in seen.data["unsigned"]
    assert redact(web, text, "r2").status == 200
    assert redact(web, "$nothing").data["errcode"] == "M_NOT_FOUND"
    assert event(web, "$nothing").data["errcode"] == "M_NOT_FOUND"


def test_events_are_read_backwards_with_a_filter(web):
    for place in range(3):
        number(web, f"Notice {place}", f"t{place}")
    web.sim.reply("matrix", web.sim.live("matrix")[0]["id"], "Ada", "When?")
    mine = {"filter": json.dumps({"senders": ["@emsland:sim.example"]})}

    def read(**words):
        query = urlencode({"dir": "b", "limit": 2} | mine | words)
        return web.ask("GET", room(f"messages?{query}"), TOKEN).data

    first = read()
    assert [one["content"]["body"] for one in first["chunk"]] == ["Notice 2", "Notice 1"]
    rest = read(**{"from": first["end"]})
    assert [one["content"]["body"] for one in rest["chunk"]] == ["Notice 0"]
    assert "end" not in rest
    bad = web.ask("GET", room("messages?dir=b&filter=x"), TOKEN)
    assert bad.data["errcode"] == "M_NOT_JSON"


def test_news_come_once_and_a_short_page_says_so(web):
    notice = number(web)
    for place in range(3):
        web.sim.reply("matrix", notice, "Ada", f"Question {place}")
    wanted = {"not_senders": ["@emsland:sim.example"], "limit": 2}

    def news(since=""):
        words = {"filter": json.dumps({"room": {"timeline": wanted}})}
        words |= {"since": since} if since else {}
        return web.ask("GET", f"{CLIENT}/sync?{urlencode(words)}", TOKEN).data

    first = news("s1")
    timeline = first["rooms"]["join"][ROOM]["timeline"]
    assert [one["content"]["body"] for one in timeline["events"]] == ["Question 1", "Question 2"]
    assert timeline["limited"] is True
    assert news(first["next_batch"])["rooms"]["join"] == {}
    ban = {"user_id": timeline["events"][0]["sender"]}
    assert web.ask("POST", room("ban"), TOKEN, json_body=ban).status == 200
    assert web.ask("POST", room("ban"), TOKEN, json_body={}).status == 400


def test_tokens_rotate(web):
    def renew(token):
        return web.ask("POST", f"{CLIENT}/refresh", json_body={"refresh_token": token})

    first = renew("sim-refresh-emsland").data
    second = renew(first["refresh_token"]).data
    assert len({first["access_token"], second["access_token"], TOKEN}) == 3
    who = web.ask("GET", f"{CLIENT}/account/whoami", second["access_token"]).data
    assert who["user_id"] == "@emsland:sim.example"
    assert renew("other").data["errcode"] == "M_UNKNOWN_TOKEN"


def test_a_truncated_text_is_answered_with_success(web):
    web.sim.fault("matrix", "publish", "truncate", times=1)
    assert event(web, number(web, "Road closed!")).data["content"]["body"] == "Road c"
