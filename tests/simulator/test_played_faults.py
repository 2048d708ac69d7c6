from __future__ import annotations

import http.client
import time

import pytest

API = "/mastodon/api/v1/statuses"
DROPPED = (http.client.RemoteDisconnected, ConnectionResetError)


def texts(web, platform="mastodon"):
    return [one["text"] for one in web.sim.live(platform)]


def wait_for(condition, seconds=10.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def test_drop_after_accept_publishes_without_an_answer(web):
    web.sim.fault("mastodon", "publish", "drop_after_accept", times=1)
    with pytest.raises(DROPPED):
        web.toot("one", key="k")
    assert texts(web) == ["one"]
    assert web.toot("one", key="k").status == 200
    assert texts(web) == ["one"]


def test_drop_before_publishes_nothing(web):
    web.sim.fault("mastodon", "publish", "drop_before", times=1)
    with pytest.raises(DROPPED):
        web.toot("one")
    assert texts(web) == []


def test_half_an_answer(web):
    web.sim.fault("mastodon", "publish", "half_answer")
    with pytest.raises(http.client.IncompleteRead):
        web.toot("one")
    assert texts(web) == ["one"]


def test_rate_limits_name_their_end(web):
    web.sim.fault("*", "publish", "rate_limit", seconds=40)
    answer = web.toot("one")
    assert (answer.status, answer.headers["X-RateLimit-Remaining"]) == (429, "0")
    assert answer.headers["Retry-After"] == "40"
    assert answer.headers["X-RateLimit-Reset"].endswith("Z")
    who = web.log_in()
    answer = web.put(who, "one")
    assert (answer.status, answer.data["error"]) == (429, "RateLimitExceeded")
    assert 38 <= int(answer.headers["RateLimit-Reset"]) - time.time() <= 41
    assert texts(web) + texts(web, "bluesky") == []


@pytest.mark.parametrize(("fault", "found"), [("error_before", []), ("error_after", ["one"])])
def test_errors_before_and_after(web, fault, found):
    web.sim.fault("*", "publish", fault)
    assert web.toot("one").status == 500
    assert web.put(web.log_in(), "one").data["error"] == "InternalServerError"
    assert (texts(web), texts(web, "bluesky")) == (found, found)


def test_slow_has_published_long_before_the_answer(web):
    web.sim.fault("mastodon", "publish", "slow", seconds=30)
    path = web.sim.base_url.removeprefix("http://")
    link = http.client.HTTPConnection(path, timeout=0.3)
    link.request("POST", API, b"status=one", {"Authorization": "Bearer sim-pi"})
    with pytest.raises(TimeoutError):
        link.getresponse()
    link.close()
    wait_for(lambda: texts(web) == ["one"])


def test_slow_answers_in_the_end(web):
    web.sim.fault("mastodon", "publish", "slow", seconds=0.2)
    begin = time.monotonic()
    assert web.toot("one").status == 200
    assert time.monotonic() - begin >= 0.2


def test_hang_never_answers_and_does_nothing(web):
    web.sim.fault("mastodon", "look", "hang")
    with pytest.raises(TimeoutError):
        web.ask("GET", f"{API}/1", timeout=0.3)


def test_late_accept_publishes_after_the_connection_is_gone(web):
    web.sim.fault("mastodon", "publish", "late_accept", times=1, seconds=0.3)
    with pytest.raises(DROPPED):
        web.toot("one", key="k")
    assert texts(web) == []
    wait_for(lambda: texts(web) == ["one"])


def test_html_and_garbage_are_no_json(web):
    web.sim.fault("mastodon", "publish", "html", times=1)
    web.sim.fault("mastodon", "publish", "garbage", times=1)
    page = web.toot("one")
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html")
    assert texts(web) == []
    broken = web.toot("one")
    assert broken.status == 200
    with pytest.raises(ValueError, match=r".+"):
        _ = broken.data
    assert texts(web) == ["one"]


def test_a_lagging_write_shows_later(web):
    web.sim.fault("*", "publish", "lag", seconds=0.4)
    number, who = web.toot("one").data["id"], web.log_in()
    uri = web.put(who, "one").data["uri"]
    assert web.ask("GET", f"{API}/{number}").status == 404
    assert web.get(who).data["error"] == "RecordNotFound"
    assert web.query("app.bsky.feed.getPosts", uris=uri).data["posts"] == []
    assert [one["public"] for one in web.sim.live("mastodon")] == [None]
    wait_for(lambda: web.ask("GET", f"{API}/{number}").status == 200)
    wait_for(lambda: web.get(who).status == 200)


def test_lagging_readings_show_the_past(web):
    number = web.toot("one").data["id"]
    web.sim.fault("mastodon", "look", "lag", seconds=60, times=1)
    assert web.ask("GET", f"{API}/{number}").status == 404
    assert web.ask("GET", f"{API}/{number}").status == 200


def test_a_lagging_correction_shows_the_old_text_first(web):
    number = web.toot("old").data["id"]
    web.sim.fault("mastodon", "correct", "lag", seconds=0.3)
    web.ask("PUT", f"{API}/{number}", "sim-pi", json_body={"status": "new"})
    assert "old" in web.ask("GET", f"{API}/{number}").data["content"]
    wait_for(lambda: "new" in web.ask("GET", f"{API}/{number}").data["content"])


def test_a_key_can_be_ignored(web):
    web.sim.fault("mastodon", "publish", "ignore_key", times=1)
    web.toot("one", key="k")
    web.toot("one", key="k")
    assert texts(web) == ["one", "one"]
    web.toot("one", key="k")
    assert len(texts(web)) == 2


def test_ignored_key_and_lost_answer_together(web):
    web.sim.fault("mastodon", "publish", "ignore_key")
    web.sim.fault("mastodon", "publish", "drop_after_accept", times=1)
    with pytest.raises(DROPPED):
        web.toot("one", key="k")
    web.toot("one", key="k")
    assert texts(web) == ["one", "one"]


def test_an_ignored_delete_leaves_the_object(web):
    number, who = web.toot("one").data["id"], web.log_in()
    web.put(who, "one")
    web.sim.fault("*", "retract", "delete_ignored", times=2)
    assert web.ask("DELETE", f"{API}/{number}", "sim-pi").status == 200
    assert "commit" in web.delete(who).data
    assert web.ask("GET", f"{API}/{number}").status == 200
    assert web.get(who).status == 200
    web.ask("DELETE", f"{API}/{number}", "sim-pi")
    web.delete(who)
    assert texts(web) + texts(web, "bluesky") == []


def test_a_lagging_delete_goes_later(web):
    number = web.toot("one").data["id"]
    web.sim.fault("mastodon", "retract", "delete_lag", seconds=0.4)
    assert web.ask("DELETE", f"{API}/{number}", "sim-pi").status == 200
    assert web.ask("GET", f"{API}/{number}").status == 200
    assert web.ask("DELETE", f"{API}/{number}", "sim-pi").status == 404
    wait_for(lambda: web.ask("GET", f"{API}/{number}").status == 404)
    assert texts(web) == []


def test_a_revoked_token_on_mastodon(web):
    web.sim.fault("mastodon", "publish", "expired_token", times=1)
    assert web.toot("one").status == 401
    assert web.toot("one").status == 200


def test_faults_strike_one_account_so_many_times(web):
    made = web.sim.fault("mastodon", "publish", "error_before", account="pi", times=2)
    statuses = [web.toot("x", name).status for name in ("pi", "leer", "pi", "pi")]
    assert statuses == [500, 200, 500, 200]
    (listed,) = web.sim.control("GET", "faults")["faults"]
    assert listed["fired"] == 2
    assert web.sim.calls()["mastodon"]["fault:error_before"] == 2
    assert web.sim.control("DELETE", f"faults/{made['id']}") == {"removed": 1}


def test_looks_without_a_token_belong_to_the_owner(web):
    number, who = web.toot("one").data["id"], web.log_in("leer")
    uri = web.put(who, "one").data["uri"]
    web.sim.fault("mastodon", "look", "error_before", account="pi")
    web.sim.fault("bluesky", "look", "error_before", account="leer")
    assert web.ask("GET", f"{API}/{number}").status == 500
    assert web.ask("GET", f"/mastodon/@pi/{number}").status == 500
    assert web.query("app.bsky.feed.getPosts", uris=uri).status == 500


def test_probability_repeats_with_the_seed(web):
    def run() -> list[int]:
        web.sim.reset()
        web.sim.fault("mastodon", "publish", "error_before", probability=0.5)
        return [web.toot("x").status for _ in range(30)]

    first = run()
    assert set(first) == {200, 500}
    assert run() == first


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"fault": "nothing"}, "fault must be one of"),
        ({"fault": "slow", "platform": "myspace"}, "platform must be"),
        ({"fault": "slow", "operation": "x"}, "operation must be"),
        ({"fault": "slow", "times": 0}, "times must be"),
        ({"fault": "slow", "probability": 2}, "probability must be"),
        ({"fault": "slow", "seconds": "1"}, "seconds must be"),
        ({"fault": "slow", "colour": "red"}, "unknown: colour"),
        ({"fault": "refuse", "platform": "mastodon"}, "mail only"),
        ([], "a JSON object"),
    ],
)
def test_senseless_faults_are_refused(sim, words, sentence):
    with pytest.raises(ValueError, match=sentence):
        sim.control("POST", "faults", words)


def test_latency_delays_every_platform_answer(web):
    web.sim.latency(150)
    begin = time.monotonic()
    web.toot("one")
    assert time.monotonic() - begin >= 0.15
    assert web.sim.control("GET", "health") == {"ok": True, "seed": 7, "ms": 150.0}
    with pytest.raises(ValueError, match="ms must be"):
        web.sim.control("POST", "latency", {"ms": -1})


def test_pages_of_other_sites_may_not_steer(web):
    answer = web.ask("POST", "/_sim/reset", headers={"Origin": "https://evil.example"})
    assert answer.status == 403
    assert web.ask("GET", "/_sim/nothing").status == 404
