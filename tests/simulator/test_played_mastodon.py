from __future__ import annotations

import pytest

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50
API = "/mastodon/api/v1"


def upload(web, body=PNG, description="Two officers", token="sim-pi"):
    parts = b'--xyz\r\nContent-Disposition: form-data; name="description"\r\n\r\n'
    parts += description.encode() + b'\r\n--xyz\r\nContent-Disposition: form-data; name="file"; '
    parts += b'filename="a.png"\r\nContent-Type: image/png\r\n\r\n' + body + b"\r\n--xyz--\r\n"
    raw = ("multipart/form-data; boundary=xyz", parts)
    return web.ask("POST", "/mastodon/api/v2/media", token, raw=raw)


def test_a_token_names_its_account(web):
    account = web.ask("GET", f"{API}/accounts/verify_credentials", "sim-pi").data
    assert account["acct"] == "pi"
    assert web.ask("GET", f"{API}/accounts/verify_credentials", "sim-pi").data == account


@pytest.mark.parametrize("token", ["", "other", "sim-", "sim-<b>"])
def test_other_tokens_are_refused(web, token):
    answer = web.ask("POST", f"{API}/statuses", token, json_body={"status": "x"})
    assert (answer.status, answer.data) == (401, {"error": "The access token is invalid"})


def test_the_instance_tells_its_limits_to_everybody(web):
    limits = web.ask("GET", "/mastodon/api/v2/instance").data["configuration"]
    assert limits["statuses"]["max_characters"] == 500
    assert limits["media_attachments"]["description_limit"] == 1500
    link = web.ask("GET", "/mastodon/.well-known/nodeinfo").data["links"][0]["href"]
    info = web.ask("GET", link.removeprefix(web.sim.base_url)).data
    assert info["software"]["name"] == "mastodon"


def test_a_status_is_published_and_seen_from_outside(web):
    made = web.toot("Einsatz & mehr\nhttps://portal.example/p/ab12\n\n#Lingen", language="de")
    assert made.status == 200
    assert made.headers["X-RateLimit-Limit"] == "300"
    assert made.headers["X-RateLimit-Reset"].endswith("Z")
    seen = web.ask("GET", f"{API}/statuses/{made.data['id']}").data
    assert seen["content"].startswith("<p>Einsatz &amp; mehr<br /><a href=")
    assert 'href="https://portal.example/p/ab12"' in seen["content"]
    assert '<span class="invisible">https://</span>' in seen["content"]
    assert seen["content"].count("<p>") == 2
    assert (seen["language"], seen["edited_at"]) == ("de", None)
    page = web.ask("GET", made.data["url"].removeprefix(web.sim.base_url))
    assert page.status == 200
    assert page.headers["Content-Type"].startswith("text/html")
    assert made.data["url"] in page.body.decode()


def test_forms_work_like_json(web):
    form = {"status": "Hallo", "media_ids[]": [upload(web).data["id"]], "sensitive": "true"}
    made = web.ask("POST", f"{API}/statuses", "sim-pi", form=form).data
    assert made["sensitive"] is True
    assert made["media_attachments"][0]["description"] == "Two officers"


def test_the_same_key_gives_the_same_status(web):
    first, second = web.toot("one", key="k").data, web.toot("one", key="k").data
    assert first["id"] == second["id"]
    assert web.toot("one", key="other").data["id"] != first["id"]
    assert web.toot("one", "leer", key="k").data["id"] != first["id"]
    assert len(web.sim.live("mastodon", "pi")) == 2


def test_a_key_whose_status_was_removed_finds_nothing(web):
    number = web.toot("one", key="k").data["id"]
    web.ask("DELETE", f"{API}/statuses/{number}", "sim-pi")
    assert web.toot("one", key="k").status == 404


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"status": " "}, "can't be blank"),
        ({"status": "x" * 501}, "limit of 500"),
        ({"status": "x", "spoiler_text": "y" * 500}, "limit of 500"),
        ({"status": "x", "media_ids": list("12345")}, "more than 4"),
    ],
)
def test_bad_statuses_are_refused(web, body, words):
    answer = web.ask("POST", f"{API}/statuses", "sim-pi", json_body=body)
    assert answer.status == 422
    assert words in answer.data["error"]
    assert web.sim.live("mastodon") == []


def test_links_cost_23_and_graphemes_count_once(web):
    assert web.toot("x" * 476 + " https://portal.example/" + "y" * 90).status == 200
    assert web.toot("x" * 477 + " https://portal.example/" + "y" * 90).status == 422
    assert web.toot("👨‍👩‍👧" * 500).status == 200


def test_media_needs_a_picture_and_keeps_its_description(web):
    assert upload(web, b"").status == 422
    assert upload(web, b"<svg>").status == 422
    assert upload(web, description="x" * 1501).status == 422
    media = upload(web).data
    changed = {"description": "Three officers"}
    web.ask("PUT", f"{API}/media/{media['id']}", "sim-pi", json_body=changed)
    again = web.ask("GET", f"{API}/media/{media['id']}", "sim-pi").data
    assert again["description"] == "Three officers"
    file = web.ask("GET", media["url"].removeprefix(web.sim.base_url))
    assert (file.headers["Content-Type"], file.body) == ("image/png", PNG)
    assert web.ask("GET", f"{API}/media/{media['id']}", "sim-leer").status == 404
    assert web.ask("DELETE", f"{API}/media/{media['id']}", "sim-pi").status == 200


def test_an_upload_without_a_file_is_refused(web):
    answer = web.ask("POST", "/mastodon/api/v2/media", "sim-pi", form={"description": "x"})
    assert answer.status == 422


def test_a_correction_keeps_the_history(web):
    number = web.toot("wrong").data["id"]
    changed = web.ask("PUT", f"{API}/statuses/{number}", "sim-pi", json_body={"status": "right"})
    assert changed.data["edited_at"]
    assert "right" in web.ask("GET", f"{API}/statuses/{number}").data["content"]
    versions = web.ask("GET", f"{API}/statuses/{number}/history").data
    assert [one["content"] for one in versions] == ["<p>wrong</p>", "<p>right</p>"]
    assert web.ask("GET", f"{API}/statuses/{number}/source", "sim-pi").data["text"] == "right"
    stranger = web.ask("PUT", f"{API}/statuses/{number}", "sim-leer", json_body={"status": "x"})
    assert stranger.status == 404


def test_a_retracted_status_is_gone_everywhere(web):
    made = web.toot("wrong").data
    path = f"{API}/statuses/{made['id']}"
    assert web.ask("DELETE", path, "sim-leer").status == 404
    removed = web.ask("DELETE", f"{path}?delete_media=true", "sim-pi")
    assert (removed.status, removed.data["text"]) == (200, "wrong")
    again = web.ask("DELETE", path, "sim-pi")
    assert (again.status, again.data) == (404, {"error": "Record not found"})
    assert web.ask("GET", path).status == 404
    assert web.ask("GET", f"/mastodon/@pi/{made['id']}").status == 410
    assert web.ask("GET", "/mastodon/@pi/1").status == 404
    assert web.ask("GET", "/mastodon/nothing").status == 404
    assert web.sim.live("mastodon") == []
    assert web.sim.state(everything=True)["objects"][0]["deleted"]


def test_the_timeline_is_paged_newest_first(web):
    for number in range(5):
        web.toot(f"number {number}")
    account = web.ask("GET", f"{API}/accounts/verify_credentials", "sim-pi").data["id"]
    path = f"{API}/accounts/{account}/statuses?exclude_reblogs=true&limit=2"
    first = web.ask("GET", path, "sim-pi")
    assert [one["content"] for one in first.data] == ["<p>number 4</p>", "<p>number 3</p>"]
    assert 'rel="next"' in first.headers["Link"]
    older = web.ask("GET", f"{path}&max_id={first.data[-1]['id']}", "sim-pi").data
    assert [one["content"] for one in older] == ["<p>number 2</p>", "<p>number 1</p>"]
    newer = web.ask("GET", f"{path}&min_id={first.data[-1]['id']}").data
    assert [one["content"] for one in newer] == ["<p>number 4</p>"]
    assert web.ask("GET", f"{API}/accounts/77/statuses", "sim-pi").status == 404


def test_answers_are_in_the_context_and_the_notifications(web):
    notice = web.toot("notice").data["id"]
    reply = web.toot("question", "citizen", in_reply_to_id=notice).data["id"]
    below = web.ask("GET", f"{API}/statuses/{notice}/context").data["descendants"]
    above = web.ask("GET", f"{API}/statuses/{reply}/context").data["ancestors"]
    assert ([one["id"] for one in below], [one["id"] for one in above]) == ([reply], [notice])
    told = web.ask("GET", f"{API}/notifications", "sim-pi").data
    assert [(one["type"], one["status"]["id"]) for one in told] == [("mention", reply)]
    assert web.toot("lost", in_reply_to_id="1").status == 404


def test_private_statuses_are_not_for_everybody(web):
    number = web.toot("for few", visibility="private").data["id"]
    assert web.ask("GET", f"{API}/statuses/{number}").status == 404
    assert web.ask("GET", f"{API}/statuses/{number}", "sim-pi").status == 200
    assert web.sim.live("mastodon")[0]["public"] is None
