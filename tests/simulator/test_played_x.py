"""The played X refuses, wraps, spells and pages as the real one is said to."""

from __future__ import annotations

import re

import pytest

from oyez.simulator.x_text import weight
from oyez.simulator.x_views import account_id

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\0\x20\0\0\0\x12" + b"0" * 20
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def say(web, text="Road closed", who="pi", **more):
    return web.ask("POST", "/x/2/tweets", f"sim-{who}", json_body={"text": text, **more})


def read(web, path, who="pi"):
    return web.ask("GET", f"/x/2/{path}", f"sim-{who}")


def upload(web, body=PNG, category="tweet_image"):
    parts = b'--xyz\r\nContent-Disposition: form-data; name="media_category"\r\n\r\n'
    parts += category.encode() + b'\r\n--xyz\r\nContent-Disposition: form-data; name="media"; '
    parts += b'filename="a.png"\r\nContent-Type: image/png\r\n\r\n' + body + b"\r\n--xyz--\r\n"
    raw = ("multipart/form-data; boundary=xyz", parts)
    return web.ask("POST", "/x/2/media/upload", "sim-pi", raw=raw)


def problem(answer):
    return (answer.status, answer.data["type"].rpartition("/")[2])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("abc ä – …", 10),
        ("日本", 4),
        (FAMILY, 2),
        ("\U0001f1e9\U0001f1ea", 2),
        ("1\ufe0f\u20e3", 2),
        ("👮🏽 ok", 5),
        ("© ®\ufe0f", 4),
        ("e\u0301", 1),
        ("a\r\nb", 3),
        ("https://portal.example/" + "y" * 90 + ".", 24),
    ],
)
def test_signs_have_their_weight(text, number):
    assert weight(text) == number


def test_a_text_of_281_is_refused_and_one_of_280_is_not(web):
    assert problem(say(web, "日" * 140 + "a")) == (400, "invalid-request")
    assert say(web, "日" * 140).status == 201
    assert len(web.sim.live("x")) == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "  "},
        {"text": "a", "colour": "red"},
        {"text": "a", "reply": {"in_reply_to": "1"}},
        {"text": "a", "reply": "1"},
        {"text": "a", "reply_settings": "friends"},
        {"text": "a", "media": {"media_ids": ["1"]}},
        {"text": "a", "media": {"media_ids": list("12345")}},
    ],
)
def test_what_is_not_in_the_schema_is_refused(web, body):
    answer = web.ask("POST", "/x/2/tweets", "sim-pi", json_body=body)
    assert problem(answer) == (400, "invalid-request")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert web.sim.live("x") == []


def test_accounts_that_do_not_pay_cannot_edit(web):
    number = say(web).data["data"]["id"]
    edit = say(web, "Road open", edit_options={"previous_post_id": number})
    assert problem(edit) == (403, "about:blank")


def test_the_same_text_stands_once_for_each_account(web):
    first = say(web).data["data"]["id"]
    again = say(web)
    assert problem(again) == (403, "about:blank")
    assert "duplicate content" in again.data["detail"]
    assert say(web, who="leer").status == 201
    web.ask("DELETE", f"/x/2/tweets/{first}", "sim-pi")
    assert say(web).status == 201


def test_links_come_back_wrapped_and_signs_escaped(web):
    made = say(web, "A & B <c> https://portal.example/p/ab?x&y end").data["data"]
    assert re.fullmatch(r"A &amp; B &lt;c&gt; https://t\.co/[0-9a-f]{10} end", made["text"])
    assert set(made) == {"id", "text", "edit_history_tweet_ids"}
    seen = read(web, f"tweets/{made['id']}?tweet.fields=entities,created_at").data["data"]
    (link,) = seen["entities"]["urls"]
    assert link["expanded_url"] == "https://portal.example/p/ab?x&y"
    assert seen["text"][link["start"] : link["end"]] == link["url"]
    assert "public_metrics" not in seen


def test_each_server_takes_its_own_names_only(web):
    for who, ours, other in (("pi", "tweet", "post"), ("pi_posts", "post", "tweet")):
        made = say(web, "Hello", who).data["data"]
        assert f"edit_history_{ours}_ids" in made
        path = f"tweets/{made['id']}"
        names = {"tweet": "retweet_count", "post": "repost_count"}
        seen = read(web, f"{path}?{ours}.fields=public_metrics", who).data["data"]
        assert names[ours] in seen["public_metrics"]
        assert names[other] not in seen["public_metrics"]
        assert problem(read(web, f"{path}?{other}.fields=public_metrics", who))[0] == 400
        assert problem(read(web, f"{path}?{ours}.fields=referenced_{other}s", who))[0] == 400


def test_only_who_has_called_an_account_is_answered_by_it(web):
    notice = say(web).data["data"]["id"]
    asked = web.sim.reply("x", notice, "Jess", "Is it over?")["id"]
    other = web.sim.reply("x", asked, "Dan", "No.")["id"]
    called = web.sim.reply("x", other, "Sam", "Ask @PI!")["id"]

    def answer(number, text):
        return say(web, text, reply={"in_reply_to_tweet_id": number}).status

    assert (answer(asked, "a"), answer(other, "b"), answer(called, "c")) == (201, 403, 201)
    assert (answer(notice, "d"), answer("7", "e")) == (201, 403)
    heard = read(web, f"users/{account_id('pi')}/mentions?expansions=author_id").data
    assert [one["text"] for one in heard["data"]] == ["@dan Ask @PI!", "@pi Is it over?"]
    assert [one["username"] for one in heard["includes"]["users"]] == ["jess", "sam"]
    since = read(web, f"users/{account_id('pi')}/mentions?since_id={asked}").data
    assert [one["id"] for one in since["data"]] == [called]


def test_only_answers_in_ones_own_conversation_are_hidden(web):
    notice = say(web).data["data"]["id"]
    reply = web.sim.reply("x", notice, "Jess", "Nonsense")["id"]

    def hide(number, who="pi", body=None):
        path = f"/x/2/tweets/{number}/hidden"
        return web.ask("PUT", path, f"sim-{who}", json_body=body or {"hidden": True})

    assert hide(reply).data == {"data": {"hidden": True}}
    assert problem(hide(reply, "leer")) == (403, "not-authorized-for-resource")
    assert problem(hide(notice)) == (403, "not-authorized-for-resource")
    assert problem(hide("7")) == (403, "not-authorized-for-resource")
    assert problem(hide(reply, body={"hidden": "yes"})) == (400, "invalid-request")


def test_pictures_are_checked_described_and_linked(web):
    assert problem(upload(web, b"<svg>")) == (400, "invalid-request")
    assert problem(upload(web, category="banner")) == (400, "invalid-request")
    assert problem(upload(web, PNG + b"0" * 5_000_000)) == (400, "invalid-request")
    made = upload(web).data["data"]
    assert made["image"] == {"w": 32, "h": 18, "image_type": "image/png"}

    def describe(text, who="pi"):
        body = {"id": made["id"], "metadata": {"alt_text": {"text": text}}}
        return web.ask("POST", "/x/2/media/metadata", f"sim-{who}", json_body=body).status

    assert (describe("x" * 1001), describe(""), describe("A map", "leer")) == (400, 400, 400)
    assert describe("A map") == 200
    posted = say(web, "", media={"media_ids": [made["id"]]}).data["data"]
    assert posted["text"].startswith("https://t.co/")
    seen = read(web, f"tweets/{posted['id']}?tweet.fields=entities").data["data"]
    assert seen["entities"]["urls"][0]["expanded_url"].endswith("/photo/1")
    assert seen["entities"]["urls"][0]["media_key"]
    assert web.sim.live("x")[0]["alts"] == ["A map"]
