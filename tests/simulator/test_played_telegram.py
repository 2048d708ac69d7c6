from __future__ import annotations

import json

import pytest

from oyez.simulator.http import Request
from oyez.simulator.telegram import Telegram
from oyez.simulator.world import World

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50
DAY = 24 * 3600.0


def call(web, method, body=None, token="sim-emsland"):
    return web.ask("POST", f"/telegram/bot{token}/{method}", json_body=body or {})


def send(web, text="Road closed", account="emsland", **more):
    body = {"chat_id": f"@{account}", "text": text} | more
    answer = call(web, "sendMessage", body, f"sim-{account}")
    assert answer.status == 200, answer.data
    return answer.data["result"]


def album(web, count=2, caption="Road closed", body=PNG):
    media = [{"type": "photo", "media": f"attach://p{n}"} for n in range(count)]
    media[0]["caption"] = caption
    parts = {"chat_id": "@emsland", "media": json.dumps(media)}
    text = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in parts.items()
    ).encode()
    for n in range(count):
        head = f'--x\r\nContent-Disposition: form-data; name="p{n}"; filename="a.png"\r\n'
        text += head.encode() + b"Content-Type: image/png\r\n\r\n" + body + b"\r\n"
    raw = ("multipart/form-data; boundary=x", text + b"--x--\r\n")
    return web.ask("POST", "/telegram/botsim-emsland/sendMediaGroup", raw=raw)


@pytest.mark.parametrize(
    ("token", "status"), [("wrong", 404), ("12:wrong", 401), ("sim-", 401), ("sim-<b>", 401)]
)
def test_a_bad_token_is_unknown_or_unauthorized(web, token, status):
    answer = call(web, "getMe", token=token)
    assert (answer.status, answer.data["ok"]) == (status, False)
    assert answer.data["error_code"] == status


def test_methods_are_blind_to_case_and_may_be_asked_by_query(web):
    assert call(web, "GETME").data["result"]["is_bot"] is True
    chat = web.ask("GET", "/telegram/botsim-emsland/getChat?chat_id=@emsland").data["result"]
    assert (chat["type"], chat["username"]) == ("channel", "emsland")
    group = call(web, "getChat", {"chat_id": chat["linked_chat_id"]}).data["result"]
    assert group["linked_chat_id"] == chat["id"]
    assert call(web, "sendMail").status == 404


@pytest.mark.parametrize(
    ("method", "body", "words"),
    [
        ("sendMessage", {"chat_id": "@other", "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": "@emsland", "text": " "}, "message text is empty"),
        ("sendMessage", {"chat_id": "@emsland", "text": "🚧" * 2049}, "message is too long"),
        ("sendPhoto", {"chat_id": "@emsland", "photo": "abc"}, "wrong file identifier"),
        ("sendMediaGroup", {"chat_id": "@emsland", "media": []}, "wrong number of media"),
        ("getChatMember", {"chat_id": "@emsland", "user_id": 1}, "PARTICIPANT_ID_INVALID"),
        ("deleteMessages", {"chat_id": "@emsland", "message_ids": []}, "not specified"),
        ("deleteMessage", {"chat_id": "@emsland", "message_id": 99}, "to delete not found"),
        ("banChatMember", {"chat_id": "@emsland", "user_id": 1}, "PARTICIPANT_ID_INVALID"),
        (
            "sendMessage",
            {"chat_id": "@emsland", "text": "x", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
        ),
        (
            "editMessageText",
            {"chat_id": "@emsland", "message_id": 99, "text": "x"},
            "message to edit not found",
        ),
    ],
)
def test_what_is_wrong_is_refused_in_telegrams_words(web, method, body, words):
    answer = call(web, method, body)
    assert answer.status == 400
    assert answer.data["description"].startswith("Bad Request: ")
    assert words in answer.data["description"]
    assert web.sim.live("telegram") == []


def test_a_limit_names_its_wait_in_the_body(web):
    web.sim.fault("telegram", "publish", "rate_limit", seconds=35)
    answer = call(web, "sendMessage", {"chat_id": "@emsland", "text": "x"})
    assert (answer.status, answer.data["parameters"]) == (429, {"retry_after": 35})


def test_the_preview_shows_the_newest_and_leads_to_the_older(web):
    assert web.ask("GET", "/telegram/s/emsland").status == 302
    numbers = [send(web, f"Notice {place}")["message_id"] for place in range(22)]
    page = web.ask("GET", "/telegram/s/emsland").body.decode()
    assert f'data-post="emsland/{numbers[2]}"' in page
    assert f'data-post="emsland/{numbers[1]}"' not in page
    assert f'data-before="{numbers[2]}"' in page
    older = web.ask("GET", f"/telegram/s/emsland?before={numbers[2]}").body.decode()
    assert f'data-post="emsland/{numbers[1]}"' in older
    assert "Channel created" in older
    assert older.rstrip().endswith("-->")


def test_the_page_of_a_post_is_escaped_and_ends_with_it(web):
    sent = send(web, "A < B\nhttps://portal.example/p/ab12.")
    path = f"/telegram/emsland/{sent['message_id']}"
    page = web.ask("GET", f"{path}?embed=1").body.decode()
    assert 'A &lt; B<br/><a href="https://portal.example/p/ab12"' in page
    assert sent["entities"] == [{"type": "url", "offset": 6, "length": 29}]
    assert "in Telegram" in web.ask("GET", path).body.decode()
    call(web, "deleteMessage", {"chat_id": "@emsland", "message_id": sent["message_id"]})
    gone = web.ask("GET", f"{path}?embed=1")
    assert (gone.status, b"Post not found" in gone.body) == (200, True)
    other = web.ask("GET", "/telegram/nobody/5?embed=1").body
    assert b"Channel with username <b>@nobody</b> not found" in other
    assert web.ask("GET", "/telegram/").status == 404
    assert web.ask("POST", "/telegram/emsland/5").status == 404


def test_an_album_is_one_object_of_several_messages(web):
    first, second = album(web).data["result"]
    assert (first["caption"], second.get("caption")) == ("Road closed", None)
    assert len(web.sim.live("telegram", "emsland")) == 1
    where = {"chat_id": "@emsland"}
    call(web, "deleteMessages", where | {"message_ids": [second["message_id"]]})
    assert len(web.sim.live("telegram", "emsland")) == 1
    path = f"/telegram/emsland/{second['message_id']}?embed=1"
    assert b"Post not found" in web.ask("GET", path).body
    edit = {"message_id": second["message_id"], "caption": "x"}
    assert call(web, "editMessageCaption", where | edit).status == 400
    call(web, "deleteMessages", where | {"message_ids": [first["message_id"], 999]})
    assert web.sim.live("telegram", "emsland") == []
    assert album(web, body=b"text").data["description"].endswith("IMAGE_PROCESS_FAILED")
    assert "caption is too long" in album(web, caption="x" * 1025).data["description"]


def test_edits_are_of_the_right_kind_and_change_something(web):
    number = send(web)["message_id"]
    where = {"chat_id": "@emsland", "message_id": number}
    assert call(web, "editMessageCaption", where | {"caption": "x"}).status == 400
    same = call(web, "editMessageText", where | {"text": "Road closed"})
    assert "message is not modified" in same.data["description"]
    changed = call(web, "editMessageText", where | {"text": "Road open"}).data["result"]
    assert changed["edit_date"] >= changed["date"]
    photo = album(web).data["result"][0]["message_id"]
    refused = call(web, "editMessageText", where | {"message_id": photo, "text": "x"})
    assert "there is no text" in refused.data["description"]


def test_comments_lie_in_the_group_and_are_confirmed_by_the_offset(web):
    number = str(send(web)["message_id"])
    web.sim.reply("telegram", number, "Ada", "One")
    web.sim.reply("telegram", number, "Ada", "Two")
    first, second = call(web, "getUpdates").data["result"]
    assert first["message"]["reply_to_message"]["is_automatic_forward"] is True
    assert first["message"]["chat"]["type"] == "supergroup"
    after = {"offset": second["update_id"]}
    assert [one["message"]["text"] for one in call(web, "getUpdates", after).data["result"]] == [
        "Two"
    ]
    assert len(call(web, "getUpdates").data["result"]) == 1, "what was confirmed is forgotten"
    group = {"chat_id": first["message"]["chat"]["id"]}
    answer = group | {"text": "At six.", "reply_parameters": {"message_id": first["update_id"]}}
    assert call(web, "sendMessage", answer).data["result"]["chat"]["type"] == "supergroup"
    gone = group | {"message_id": first["message"]["message_id"]}
    assert call(web, "deleteMessage", gone).data["result"] is True
    assert call(web, "banChatMember", group | {"user_id": 5}).data["result"] is True
    texts = [one["text"] for one in web.sim.live("telegram")]
    assert texts == ["Road closed", "Two", "At six."]


def test_a_truncated_text_is_answered_as_it_stands(web):
    web.sim.fault("telegram", "publish", "truncate", times=1)
    assert send(web, "Road closed!")["text"] == "Road c"


def test_no_bot_deletes_what_is_older_than_two_days():
    now = [1_000_000_000.0]
    world = World(now=lambda: now[0])
    telegram = Telegram(world)

    def ask(method, **body):
        headers = {"content-type": "application/json", "host": "127.0.0.1"}
        request = Request("POST", f"/telegram/botsim-emsland/{method}", headers)
        request.body = json.dumps({"chat_id": "@emsland"} | body).encode()
        return telegram.answer(request).response

    ask("sendMessage", text="Road closed")
    (post,) = world.by_account["telegram", "emsland"]
    now[0] += 3 * DAY
    refused = ask("deleteMessages", message_ids=[int(post.id)])
    assert (refused.status, b"message can't be deleted" in refused.body) == (400, True)
    assert not post.removed
