"""The played X is read in pages, by tokens that expire, and by people."""

from __future__ import annotations

import base64

import pytest
from test_played_x import problem, read, say

from oyez.simulator.x_views import account_id


@pytest.mark.parametrize(
    "path",
    [
        "tweets?ids=a",
        "tweets/1?colour=red",
        "users/{me}/tweets?max_results=4",
        "users/{me}/tweets?max_results=101",
        "users/{me}/tweets?start_time=yesterday",
        "users/{me}/tweets?pagination_token=x",
    ],
)
def test_questions_that_make_no_sense_are_refused(web, path):
    say(web)
    answer = read(web, path.format(me=account_id("pi")))
    assert problem(answer) == (400, "invalid-request")


def test_what_is_not_there_is_a_problem_in_a_good_answer(web):
    number = say(web).data["data"]["id"]
    gone = read(web, "tweets/7")
    assert (gone.status, set(gone.data)) == (200, {"errors"})
    assert gone.data["errors"][0]["type"].endswith("/resource-not-found")
    both = read(web, f"tweets?ids=7,{number}").data
    assert ([one["id"] for one in both["data"]], len(both["errors"])) == ([number], 1)
    assert (
        set(read(web, "users/7/tweets").data)
        == set(read(web, "users/7/mentions").data)
        == {"errors"}
    )
    assert problem(web.ask("DELETE", "/x/2/tweets/7", "sim-pi")) == (404, "resource-not-found")
    assert problem(web.ask("GET", "/x/2/nothing", "sim-pi"))[0] == 404
    assert problem(web.ask("GET", "/x/tweets", "sim-pi"))[0] == 404


def test_an_account_is_paged_newest_first(web):
    for number in range(7):
        say(web, f"number {number}")
    path = f"users/{account_id('pi')}/tweets?max_results=5"
    first = read(web, path)
    assert [one["text"] for one in first.data["data"]][::4] == ["number 6", "number 2"]
    assert first.headers["x-rate-limit-limit"] == "900"
    assert int(first.headers["x-rate-limit-reset"]) > int(first.headers["x-rate-limit-remaining"])
    token = first.data["meta"]["next_token"]
    second = read(web, f"{path}&pagination_token={token}").data
    assert [one["text"] for one in second["data"]] == ["number 1", "number 0"]
    assert "next_token" not in second["meta"]
    later = read(web, f"{path}&start_time=2999-01-01T00:00:00Z").data
    assert later == {"meta": {"result_count": 0}}


@pytest.mark.parametrize("token", ["", "other", "sim-", "sim-<b>", "sim-refresh-pi"])
def test_other_tokens_are_refused(web, token):
    answer = web.ask("GET", "/x/2/users/me", token)
    assert (answer.status, answer.data["title"]) == (401, "Unauthorized")


def renew(web, token="sim-refresh-pi", client="app", secret=""):
    form = {"grant_type": "refresh_token", "refresh_token": token, "client_id": client}
    pair = base64.b64encode(f"{client}:{secret}".encode()).decode()
    headers = {"Authorization": f"Basic {pair}"} if secret else {}
    return web.ask("POST", "/x/2/oauth2/token", form=form, headers=headers)


def test_a_refresh_token_works_once(web):
    first = renew(web).data
    assert (first["token_type"], first["expires_in"]) == ("bearer", 7200)
    assert renew(web).data["error"] == "invalid_request"
    assert renew(web, first["refresh_token"]).status == 200
    me = web.ask("GET", "/x/2/users/me?user.fields=protected", first["access_token"]).data["data"]
    assert (me["username"], me["protected"]) == ("pi", False)
    assert renew(web, client="").status == renew(web, "sim-pi").status == 400
    other = {"grant_type": "password"}
    assert (
        web.ask("POST", "/x/2/oauth2/token", form=other).data["error"] == "unsupported_grant_type"
    )


def test_a_confidential_client_names_itself_in_the_header(web):
    assert renew(web, client="confidential-1").status == 401
    garbled = {"Authorization": "Basic %%%"}
    form = {"grant_type": "refresh_token", "client_id": "confidential-1", "refresh_token": "x"}
    assert web.ask("POST", "/x/2/oauth2/token", form=form, headers=garbled).status == 401
    assert renew(web, client="confidential-1", secret="s").status == 200


def test_people_see_the_post_until_it_is_gone(web):
    made = say(web, "Road <closed>\nnow").data["data"]["id"]
    page = web.ask("GET", f"/x/pi/status/{made}")
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "Road &lt;closed&gt;<br>now" in page.body.decode()
    assert web.ask("DELETE", f"/x/2/tweets/{made}", "sim-leer").status == 403
    assert web.ask("DELETE", f"/x/2/tweets/{made}", "sim-pi").data == {"data": {"deleted": True}}
    assert web.ask("GET", f"/x/pi/status/{made}").status == 404
    assert web.ask("GET", "/x/pi/status/7").status == 404


def test_the_limit_is_told_in_a_header_only(web):
    web.sim.fault("x", "publish", "rate_limit", seconds=60)
    answer = say(web)
    assert answer.status == 429
    assert answer.headers["x-rate-limit-remaining"] == "0"
    assert "Retry-After" not in answer.headers


def test_what_lags_is_not_read_yet(web):
    web.sim.fault("x", "publish", "lag", seconds=60, times=1)
    number = say(web).data["data"]["id"]
    assert set(read(web, f"tweets/{number}").data) == {"errors"}
    path = f"users/{account_id('pi')}/tweets"
    assert read(web, path).data["meta"]["result_count"] == 0


def test_a_question_is_not_longer_than_x_allows(web):
    number = say(web).data["data"]["id"]
    with pytest.raises(ValueError, match="280"):
        web.sim.reply("x", number, "Jess", "日" * 141)
