from __future__ import annotations

import pytest

from oyez.simulator.graph import asked, number_of

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50
PAGE = number_of("facebook", "pi")


def ask(web, method, path, body=None, *, token="sim-pi", **more):
    return web.ask(method, f"/facebook/v25.0{path}", token, json_body=body, **more)


def post(web, text="It is over.", **more):
    answer = ask(web, "POST", "/me/feed?fields=id,permalink_url", {"message": text} | more)
    assert answer.status == 200, answer.data
    return answer.data


def photo(web, data=PNG, published="false"):
    parts = b'--xyz\r\nContent-Disposition: form-data; name="alt_text_custom"\r\n\r\nA map\r\n'
    parts += b'--xyz\r\nContent-Disposition: form-data; name="published"\r\n\r\n'
    parts += published.encode() + b'\r\n--xyz\r\nContent-Disposition: form-data; name="source"; '
    parts += b'filename="a.png"\r\nContent-Type: image/png\r\n\r\n' + data + b"\r\n--xyz--\r\n"
    return ask(web, "POST", "/me/photos", raw=("multipart/form-data; boundary=xyz", parts))


def told(answer):
    error = answer.data["error"]
    return answer.status, error["code"], error.get("error_subcode")


@pytest.mark.parametrize("token", ["", "EAAB", "sim-", "sim-<b>"])
def test_other_tokens_are_refused(web, token):
    assert told(ask(web, "GET", "/me", token=token)) == (400, 190, None)
    assert told(ask(web, "POST", "/me/feed", {"message": "x"}, token=token)) == (400, 190, None)


def test_a_token_may_stand_in_the_address_as_the_graph_allows(web):
    answer = web.ask("GET", "/facebook/v25.0/me?fields=name&access_token=sim-pi")
    assert answer.data == {"id": PAGE, "name": "pi"}


def test_a_proof_has_its_form(web):
    assert told(ask(web, "GET", "/me?appsecret_proof=abc")) == (400, 100, None)
    assert ask(web, "GET", f"/me?appsecret_proof={'a' * 64}").status == 200


def test_only_what_is_asked_for_is_answered_and_other_fields_are_errors(web):
    number = post(web)["id"]
    assert ask(web, "GET", f"/{number}").data == {"id": number}
    whole = ask(web, "GET", f"/{number}?fields=message,is_published,is_hidden").data
    states = {"is_published": True, "is_hidden": False}
    assert whole == {"id": number, "message": "It is over."} | states
    assert told(ask(web, "GET", f"/{number}?fields=caption")) == (400, 100, None)
    assert ask(web, "GET", f"/{number}?fields=message").headers["X-App-Usage"].startswith("{")


def test_strangers_see_a_login_whatever_is_there(web):
    address = post(web)["permalink_url"].removeprefix(web.sim.base_url)
    there, nowhere = web.ask("GET", address), web.ask("GET", "/facebook/pi/posts/1")
    assert (there.status, there.body) == (nowhere.status, nowhere.body)
    assert b"Log in" in there.body


def test_a_photo_is_attached_once_and_nobody_saw_it_before(web):
    number = photo(web).data["id"]
    assert web.sim.live("facebook") == []
    made = post(web, attached_media=[{"media_fbid": number}])
    assert web.sim.live("facebook", "pi")[0]["alts"] == ["A map"]
    fields = "attachments{unshimmed_url,target{id}}"
    seen = ask(web, "GET", f"/{made['id']}?fields={fields}").data["attachments"]
    assert seen["data"] == [{"target": {"id": number}}]
    again = {"message": "x", "attached_media": [{"media_fbid": number}]}
    assert told(ask(web, "POST", "/me/feed", again)) == (400, 100, 1366051)
    assert told(ask(web, "POST", "/me/feed", again, token="sim-leer")) == (400, 100, 33)


def test_a_photo_outlives_its_post(web):
    number = photo(web).data["id"]
    made = post(web, attached_media=[{"media_fbid": number}])
    assert ask(web, "DELETE", f"/{made['id']}").data == {"success": True}
    assert ask(web, "GET", f"/{number}?fields=id").data == {"id": number}
    assert ask(web, "DELETE", f"/{number}").data == {"success": True}
    assert told(ask(web, "GET", f"/{number}?fields=id")) == (400, 100, 33)


def test_other_files_and_published_photos_are_not_played(web):
    assert told(photo(web, b"GIF89a")) == (400, 100, 1366046)
    assert told(photo(web, PNG + b"0" * 4_000_000)) == (400, 100, 1366046)
    assert told(photo(web, published="true")) == (400, 324, None)


@pytest.mark.parametrize("message", ["", " ", "x" * 63_207])
def test_a_text_has_its_limits(web, message):
    assert told(ask(web, "POST", "/me/feed", {"message": message})) == (400, 100, None)
    assert web.sim.live("facebook") == []


def test_nobody_reaches_the_posts_of_another_page(web):
    number = post(web)["id"]
    for method, body in (("GET", None), ("DELETE", None), ("POST", {"message": "x"})):
        assert told(ask(web, method, f"/{number}", body, token="sim-leer")) == (400, 100, 33)
    other = number_of("facebook", "leer")
    assert told(ask(web, "POST", f"/{other}/feed", {"message": "x"})) == (400, 2500, None)


def test_a_page_corrects_its_own_words_only(web):
    number = post(web)["id"]
    answer = web.sim.reply("facebook", number, "Ann", "Where?")["id"]
    assert ask(web, "POST", f"/{number}", {"message": "Really over."}).data == {"success": True}
    assert web.sim.live("facebook", "pi")[0]["public"] == "Really over."
    assert told(ask(web, "POST", f"/{answer}", {"message": "x"})) == (400, 200, None)


def test_deleting_twice_finds_nothing_and_a_bin_is_not_played(web):
    number = post(web)["id"]
    assert ask(web, "DELETE", f"/{number}").data == {"success": True}
    assert told(ask(web, "DELETE", f"/{number}")) == (400, 100, 33)
    assert told(ask(web, "GET", f"/{number}?fields=id")) == (400, 100, 33)


def test_comments_are_filtered_ordered_and_paged(web):
    number = post(web)["id"]
    first = web.sim.reply("facebook", number, "Ann", "Where?")["id"]
    second = web.sim.reply("facebook", first, "Bob", "In Lingen.")["id"]

    def numbers(query):
        return [one["id"] for one in ask(web, "GET", f"/{number}/comments?{query}").data["data"]]

    assert numbers("filter=stream") == [first, second]
    assert numbers("filter=toplevel") == [first]
    assert numbers("filter=stream&order=reverse_chronological") == [second, first]
    assert numbers("filter=stream&since=99999999999") == []
    page = ask(web, "GET", f"/{number}/comments?filter=stream&limit=1").data
    assert page["paging"]["next"]
    after = page["paging"]["cursors"]["after"]
    assert numbers(f"filter=stream&limit=1&after={after}") == [second]
    nested = ask(web, "GET", f"/{second}?fields=parent,from,can_hide").data
    assert nested["parent"] == {"id": first}
    assert (nested["from"]["name"], nested["can_hide"]) == ("Bob", True)


def test_fields_are_read_with_their_modifiers():
    found = asked("id,comments.order(chronological).limit(2){id,from{id}},message")
    assert found["comments"] == ({"order": "chronological", "limit": "2"}, "id,from{id}")
    assert list(found) == ["id", "comments", "message"]


def test_an_app_subscribes_and_blocks(web):
    number = post(web)["id"]
    web.sim.reply("facebook", number, "Ann", "Where?")
    assert ask(web, "POST", "/me/subscribed_apps", {}).data == {"success": True}
    who = number_of("facebook", "ann")
    assert ask(web, "POST", "/me/blocked", {"user": who}).data == {who: True}
    assert told(ask(web, "POST", "/me/blocked", {"user": "1"})) == (400, 100, None)
    assert told(ask(web, "GET", f"/{number}/insights?metric=post_impressions")) == (400, 100, None)


def test_faults_speak_as_the_graph_does(web):
    expected = {
        "rate_limit": (400, 32, None),
        "suspended": (400, 368, None),
        "expired_token": (400, 190, 463),
        "error_before": (500, 2, None),
    }
    for fault, words in expected.items():
        web.sim.fault("facebook", "publish", fault, times=1, seconds=90)
        answer = ask(web, "POST", "/me/feed", {"message": "x"})
        assert told(answer) == words
        assert answer.data["error"]["fbtrace_id"]
        if fault == "rate_limit":
            told_wait = answer.headers["X-Business-Use-Case-Usage"]
            assert '"estimated_time_to_regain_access": 2' in told_wait
    assert web.sim.live("facebook") == []
