"""What the public answers in an exercise stands on the played platforms as if it were real."""

from __future__ import annotations

import pytest
from test_wall import EVIL, Balance, show

WHO = "Jess Tolland"


def toot(web):
    return web.toot("Bomb disposal", "leer").data["id"]


def put(web):
    return web.put(web.log_in(), "Bomb disposal").data["uri"]


def test_a_reply_is_part_of_the_thread_on_mastodon(web):
    number = toot(web)
    made = web.sim.reply("mastodon", number, WHO, "Which time is right?")
    assert (made["account"], made["reply_to"], made["foreign"]) == ("jess_tolland", number, True)
    path = f"/mastodon/api/v1/statuses/{number}"
    assert web.ask("GET", path).data["replies_count"] == 1
    [answer] = web.ask("GET", f"{path}/context").data["descendants"]
    assert answer["content"] == "<p>Which time is right?</p>"
    assert answer["in_reply_to_id"] == number
    [told] = web.ask("GET", "/mastodon/api/v1/notifications", "sim-leer").data
    assert (told["type"], told["account"]["acct"]) == ("mention", "jess_tolland")
    assert web.ask("GET", f"/mastodon/api/v1/statuses/{made['id']}").status == 200


def test_a_reply_is_part_of_the_thread_on_bluesky(web):
    who = web.log_in()
    uri = web.put(who, "Bomb disposal").data["uri"]
    made = web.sim.reply("bluesky", uri.rpartition("/")[2], WHO, "Which time is right?")
    assert (made["account"], made["reply_to"]) == ("jess-tolland", uri)
    below = web.sim.reply("bluesky", made["id"], "Dan", "Eight.")
    thread = web.ask("GET", f"/bluesky/xrpc/app.bsky.feed.getPostThread?uri={uri}").data["thread"]
    [answer] = thread["replies"]
    assert answer["post"]["record"]["text"] == "Which time is right?"
    [second] = answer["replies"]
    assert second["post"]["uri"] == below["id"]
    reply = second["post"]["record"]["reply"]
    assert (reply["root"]["uri"], reply["parent"]["uri"]) == (uri, made["id"])
    path = "/bluesky/xrpc/app.bsky.notification.listNotifications"
    [told] = web.ask("GET", path, who["accessJwt"]).data["notifications"]
    assert (told["reason"], told["reasonSubject"]) == ("reply", uri)


def test_the_same_key_again_adds_nothing(web):
    number = toot(web)
    first = web.sim.reply("mastodon", number, WHO, "Hello?", key="drill-1:4")
    again = web.sim.reply("mastodon", number, WHO, "Hello?", key="drill-1:4")
    web.sim.reply("mastodon", number, WHO, "Hello?", key="drill-1:5")
    assert first["id"] == again["id"]
    assert len([one for one in web.sim.live("mastodon") if one["foreign"]]) == 2
    web.sim.reset()
    with pytest.raises(ValueError, match="nothing visible"):
        web.sim.reply("mastodon", number, WHO, "Hello?", key="drill-1:4")


def test_nobody_answers_what_is_gone_and_answers_outlive_it(web):
    number = toot(web)
    web.sim.reply("mastodon", number, WHO, "Which time is right?")
    text = show(web)
    assert text.index("Bomb disposal") < text.index("Which time is right?")
    assert WHO in text
    # She is no account of ours.
    assert "<h3>jess_tolland</h3>" not in text
    web.ask("DELETE", f"/mastodon/api/v1/statuses/{number}", "sim-leer")
    with pytest.raises(ValueError, match="nothing visible stands there"):
        web.sim.reply("mastodon", number, WHO, "Too late")
    text = show(web)
    assert "Bomb disposal" not in text
    assert "Removed. The answers stay." in text
    assert "Which time is right?" in text
    Balance(text)


def test_what_people_write_is_escaped(web):
    web.sim.reply("mastodon", toot(web), "<b>Jess", EVIL)
    assert "script" not in Balance(show(web)).seen


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"platform": "myspace"}, "platform must be one of mastodon, bluesky"),
        ({"author": ""}, "author must be a text"),
        ({"author": "!!"}, "author must be a name"),
        ({"author": "a" * 61}, "at most 60 characters"),
        ({"text": " "}, "text must be a text"),
        ({"text": "a" * 501}, "longer than the 500"),
        ({"platform": "bluesky", "text": "a" * 301}, "longer than the 300"),
        ({"to": 3}, "to must be a text"),
        ({"colour": "red"}, "unknown: colour"),
    ],
)
def test_a_reply_that_makes_no_sense_is_refused(web, change, sentence):
    words = {"platform": "mastodon", "to": "1", "author": WHO, "text": "Hello?"}
    with pytest.raises(ValueError, match=sentence):
        web.sim.control("POST", "replies", words | change)
    with pytest.raises(ValueError, match="a reply is a JSON object"):
        web.sim.control("POST", "replies", [])


def test_faults_are_taken_away_by_whoever_put_them(web):
    web.sim.fault("mastodon", "publish", "error_before", key="drill-1:1")
    again = web.sim.fault("mastodon", "publish", "error_before", key="drill-1:1")
    assert again["id"] == 1
    web.sim.fault("mastodon", "look", "slow", key="drill-1:2")
    web.sim.fault("mastodon", "look", "slow", key="drill-12:1")
    web.sim.fault("mastodon", "look", "slow")
    web.toot("x")
    [gone] = web.sim.control("DELETE", "faults?key=drill-1:1")["faults"]
    assert (gone["operation"], gone["fired"]) == ("publish", 1)
    assert web.sim.control("DELETE", "faults?key=drill-1")["removed"] == 1
    left = web.sim.control("GET", "faults")["faults"]
    assert [one["key"] for one in left] == ["drill-12:1", ""]


@pytest.mark.parametrize("platform", ["mastodon", "bluesky"])
def test_an_account_that_was_shut_out_is_told_so(web, platform):
    web.sim.fault(platform, "publish", "suspended", times=1)
    if platform == "mastodon":
        answer = web.toot("x")
        assert (answer.status, answer.data["error"]) == (403, "Your login is currently disabled")
    else:
        answer = web.put(web.log_in(), "x")
        assert (answer.status, answer.data["error"]) == (400, "AccountTakedown")
    assert web.sim.live(platform) == []
