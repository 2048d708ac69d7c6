from __future__ import annotations

import pytest

from oyez.simulator.graph import number_of
from oyez.simulator.instagram_writes import Container, status

USER = number_of("instagram", "pi")
URL = "https://portal.example/once/a.jpg"


def ask(web, method, path, body=None, *, token="sim-pi"):
    return web.ask(method, f"/instagram/v25.0{path}", token, json_body=body)


def told(answer):
    error = answer.data["error"]
    return answer.status, error["code"], error.get("error_subcode")


def stage(web, **more):
    answer = ask(web, "POST", f"/{USER}/media", {"image_url": URL, "caption": "Over."} | more)
    assert answer.status == 200, answer.data
    return answer.data["id"]


def release(web, container):
    return ask(web, "POST", f"/{USER}/media_publish", {"creation_id": container})


def publish(web, **more):
    return release(web, stage(web, **more)).data["id"]


def state(web, container):
    return ask(web, "GET", f"/{container}?fields=status_code").data["status_code"]


def test_the_page_names_its_account(web):
    fields = "instagram_business_account{id,username}"
    found = ask(web, "GET", f"/me?fields={fields}").data["instagram_business_account"]
    assert found == {"id": USER, "username": "pi"}


def test_a_container_is_invisible_and_is_published_once(web):
    container = stage(web, alt_text="A map")
    assert web.sim.live("instagram") == []
    assert state(web, container) == "FINISHED"
    number = release(web, container).data["id"]
    assert state(web, container) == "PUBLISHED"
    assert told(release(web, container)) == (400, 24, 2207006)
    (copy,) = web.sim.live("instagram", "pi")
    assert (copy["id"], copy["text"], copy["alts"]) == (number, "Over.", ["A map"])


def test_strangers_see_a_login_whatever_is_there(web):
    publish(web)
    url = web.sim.live("instagram", "pi")[0]["url"].removeprefix(web.sim.base_url)
    there, nowhere = web.ask("GET", url), web.ask("GET", "/instagram/p/abc/")
    assert (there.status, there.body) == (nowhere.status, nowhere.body)
    assert b"Log in" in there.body


@pytest.mark.parametrize(("fields", "words"), [
    ({"caption": "x" * 2201}, (400, 100, 2207010)),
    ({"caption": " ".join(f"#n{n}" for n in range(31))}, (400, 100, 2207010)),
    ({"image_url": ""}, (400, 9004, 2207052)),
    ({"image_url": "file:///etc/passwd"}, (400, 9004, 2207052)),
    ({"image_url": "https://portal.example/a.png"}, (400, 9004, 2207005)),
    ({"media_type": "CAROUSEL", "children": []}, (400, 100, 2207028)),
])  # fmt: skip
def test_what_does_not_fit_is_refused(web, fields, words):
    answer = ask(web, "POST", f"/{USER}/media", {"image_url": URL} | fields)
    assert told(answer) == words


def test_a_carousel_has_two_to_ten_children_of_its_own(web):
    children = [stage(web, is_carousel_item=True, alt_text=f"No. {n}") for n in range(2)]
    body = {"media_type": "CAROUSEL", "children": children, "caption": "Two"}
    whole = ask(web, "POST", f"/{USER}/media", body).data["id"]
    assert release(web, whole).status == 200
    assert web.sim.live("instagram", "pi")[0]["alts"] == ["No. 0", "No. 1"]
    assert told(release(web, children[0])) == (400, 24, 2207006)
    for wrong in (children[:1], [*children, stage(web)], [children[0], "1"]):
        answer = ask(web, "POST", f"/{USER}/media", body | {"children": wrong})
        assert told(answer) == (400, 100, 2207028)


def test_a_carousel_is_as_far_as_its_slowest_child():
    ready = Container("1", "pi", "image/jpeg", b"", ready_at=5.0)
    whole = Container("2", "pi", "image/jpeg", b"", children=(ready,), created=0.0)
    assert [status(whole, at) for at in (1.0, 5.0, 90_000.0)] == [
        "IN_PROGRESS", "FINISHED", "EXPIRED",
    ]  # fmt: skip
    ready.spoilt = True
    assert status(whole, 5.0) == "ERROR"
    whole.published = True
    assert status(whole, 90_000.0) == "PUBLISHED"


@pytest.mark.parametrize(("twist", "code", "subcode"), [
    ("stuck", "IN_PROGRESS", 2207027), ("spoilt", "ERROR", 2207008),
])  # fmt: skip
def test_what_is_not_ready_is_not_published(web, twist, code, subcode):
    web.sim.fault("instagram", "media", twist, times=1)
    container = stage(web)
    assert state(web, container) == code
    assert told(release(web, container))[2] == subcode
    assert web.sim.live("instagram") == []


def test_a_hundred_posts_a_day(web):
    for _ in range(100):
        publish(web)
    limit = ask(web, "GET", f"/{USER}/content_publishing_limit?fields=quota_usage,config").data
    assert limit["data"][0] == {
        "quota_usage": 100, "config": {"quota_total": 100, "quota_duration": 86_400},
    }  # fmt: skip
    assert told(release(web, stage(web))) == (400, 9, 2207042)


def test_nobody_reaches_the_things_of_another_account(web):
    container, number = stage(web), publish(web)
    path = f"/{container}?fields=status_code"
    assert told(ask(web, "GET", path, token="sim-leer")) == (400, 100, 33)
    assert told(ask(web, "GET", f"/{number}?fields=id", token="sim-leer")) == (400, 100, 33)
    assert told(ask(web, "DELETE", f"/{number}", token="sim-leer")) == (400, 100, 33)
    other = number_of("instagram", "leer")
    body = {"creation_id": container}
    assert told(ask(web, "POST", f"/{other}/media_publish", body, token="sim-leer"))[2] == 2207006


def test_comments_have_one_level_of_answers(web):
    number = publish(web)
    first = web.sim.reply("instagram", number, "Ann", "Where?")["id"]
    answer = ask(web, "POST", f"/{first}/replies", {"message": "In Lingen."}).data["id"]
    below = ask(web, "POST", f"/{answer}/replies", {"message": "Near the bridge."}).data["id"]
    fields = "text,username,parent_id,replies{text,parent_id}"
    (row,) = ask(web, "GET", f"/{number}/comments?fields={fields}").data["data"]
    assert (row["text"], row["username"]) == ("Where?", "ann")
    assert [one["id"] for one in row["replies"]["data"]] == [below, answer]
    assert {one["parent_id"] for one in row["replies"]["data"]} == {first}
    assert told(ask(web, "POST", f"/{first}/comments", {"message": "x"})) == (400, 100, 33)
    assert told(ask(web, "POST", f"/{number}/replies", {"message": "x"})) == (400, 100, 33)
    assert told(ask(web, "POST", f"/{first}/replies", {"message": " "})) == (400, 100, None)


def test_comments_are_hidden_and_closed(web):
    number = publish(web)
    first = web.sim.reply("instagram", number, "Ann", "Where?")["id"]
    assert ask(web, "POST", f"/{first}", {"hide": True}).data == {"success": True}
    assert ask(web, "GET", f"/{first}?fields=hidden").data["hidden"] is True
    assert ask(web, "POST", f"/{number}", {"comment_enabled": False}).data == {"success": True}
    seen = ask(web, "GET", f"/{number}?fields=is_comment_enabled").data
    assert seen["is_comment_enabled"] is False
    assert told(ask(web, "POST", f"/{number}", {"caption": "x"})) == (400, 100, None)


def test_the_listing_is_newest_first_and_paged(web):
    numbers = [publish(web, caption=f"No. {n}") for n in range(3)]
    first = ask(web, "GET", f"/{USER}/media?fields=id&limit=2").data
    assert [one["id"] for one in first["data"]] == numbers[:0:-1]
    after = first["paging"]["cursors"]["after"]
    rest = ask(web, "GET", f"/{USER}/media?fields=id&limit=2&after={after}").data
    assert [one["id"] for one in rest["data"]] == numbers[:1]
    assert "next" not in rest["paging"]


def test_deleting_takes_the_whole_post_and_twice_finds_nothing(web):
    number = publish(web)
    assert ask(web, "DELETE", f"/{number}").data == {"success": True}
    assert told(ask(web, "DELETE", f"/{number}")) == (400, 100, 33)
    assert web.sim.live("instagram") == []
