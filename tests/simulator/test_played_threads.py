from __future__ import annotations

import pytest

API = "/threads/v1.0"


def stage(web, token="sim-pi", **fields):
    return web.ask("POST", f"{API}/me/threads", token, form={"media_type": "TEXT"} | fields)


def publish(web, number, token="sim-pi"):
    return web.ask("POST", f"{API}/me/threads_publish", token, form={"creation_id": number})


def post(web, text="Hello", token="sim-pi", **fields):
    return publish(web, stage(web, token, text=text, **fields).data["id"], token).data["id"]


def state(web, number):
    return web.ask("GET", f"{API}/{number}?fields=status,error_message", "sim-pi").data


def page(web, url):
    return web.ask("GET", url.removeprefix(web.sim.base_url))


def test_a_container_is_invisible_until_it_is_published_and_then_only_once(web):
    number = stage(web, text="Hello").data["id"]
    assert state(web, number) == {"id": number, "status": "FINISHED"}
    assert web.sim.live("threads", "pi") == []
    made = publish(web, number)
    assert made.status == 200
    (live,) = web.sim.live("threads", "pi")
    assert (live["id"], live["text"]) == (made.data["id"], "Hello")
    assert state(web, number)["status"] == "PUBLISHED"
    again = publish(web, number)
    assert again.status == 400
    error = again.data["error"]
    assert (error["code"], error["error_subcode"]) == (24, 4279009)
    assert len(web.sim.live("threads", "pi")) == 1


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("stuck", {"status": "IN_PROGRESS"}),
        ("spoilt", {"status": "ERROR", "error_message": "UNKNOWN"}),
        ("lag", {"status": "IN_PROGRESS"}),
    ],
)
def test_a_container_may_stay_in_preparation_or_fail(web, fault, told):
    web.sim.fault("threads", "media", fault)
    number = stage(web, text="Hello").data["id"]
    assert state(web, number) == {"id": number} | told
    assert publish(web, number).data["error"]["code"] == 24
    assert web.sim.live("threads", "pi") == []


def test_pictures_make_a_carousel_with_their_descriptions(web):
    picture = {"media_type": "IMAGE", "image_url": "https://portal.example/1.jpg"}
    item = picture | {"is_carousel_item": "true"}
    first = stage(web, **item, alt_text="One").data["id"]
    second = stage(web, **item, alt_text="Two").data["id"]
    assert publish(web, first).status == 400, "a child is published with its carousel only"
    carousel = {"media_type": "CAROUSEL", "text": "Both"}
    whole = stage(web, **carousel, children=f"{first},{second}").data["id"]
    assert publish(web, whole).status == 200
    assert web.sim.live("threads", "pi")[0]["alts"] == ["One", "Two"]
    assert stage(web, **carousel, children=first).status == 400
    assert stage(web, **carousel, children=f"{first},no").status == 400
    single = stage(web, **picture, alt_text="Alone", text="One").data["id"]
    publish(web, single)
    assert web.sim.live("threads", "pi")[1]["alts"] == ["Alone"]


@pytest.mark.parametrize(
    "fields",
    [
        {"text": " "},
        {"text": "x", "media_type": "REELS"},
        {"text": "x" * 501},
        {"text": "😀" * 126},
        {"text": "x", "media_type": "IMAGE"},
        {"text": "x", "reply_to_id": "404"},
    ],
)
def test_wrong_containers_are_refused(web, fields):
    answer = stage(web, **fields)
    assert answer.status == 400
    assert answer.data["error"]["code"] == 100


def test_only_forms_are_taken(web):
    body = {"media_type": "TEXT", "text": "Hello"}
    answer = web.ask("POST", f"{API}/me/threads", "sim-pi", json_body=body)
    assert answer.data["error"]["code"] == 100


def test_another_account_can_neither_publish_nor_see_nor_remove(web):
    number = stage(web, text="Hello").data["id"]
    assert publish(web, number, "sim-other").data["error"]["code"] == 24
    made = publish(web, number).data["id"]
    assert web.ask("DELETE", f"{API}/{made}", "sim-other").data["error"]["error_subcode"] == 33
    assert web.ask("GET", f"{API}/{number}?fields=status", "sim-other").status == 400
    wrong = web.ask("GET", f"{API}/me?fields=username", "other")
    assert wrong.data["error"]["code"] == 190


def test_the_public_page_shows_the_text_and_later_nothing(web):
    number = post(web, 'Road "A & B" closed')
    url = web.sim.live("threads", "pi")[0]["url"]
    web.sim.reply("threads", number, "Anna", "Since when?")
    body = page(web, url).body.decode()
    assert 'content="Road &quot;A &amp; B&quot; closed"' in body
    assert "<blockquote>Since when?</blockquote>" in body
    gone = web.ask("DELETE", f"{API}/{number}", "sim-pi")
    assert gone.data == {"success": True, "deleted_id": number}
    assert "og:description" not in page(web, url).body.decode()
    assert page(web, f"{web.sim.base_url}/threads/@pi/post/zz").status == 200
    again = web.ask("DELETE", f"{API}/{number}", "sim-pi").data["error"]
    assert (again["code"], again["error_subcode"]) == (100, 33)


def test_a_hundred_posts_are_removed_a_day(web):
    numbers = [post(web, f"Notice {count}") for count in range(101)]
    answers = [web.ask("DELETE", f"{API}/{number}", "sim-pi").status for number in numbers]
    assert answers == [200] * 100 + [400]
    assert len(web.sim.live("threads", "pi")) == 1


def test_the_allowance_counts_posts_and_refuses_the_next(web):
    path = f"{API}/me/threads_publishing_limit?fields=quota_usage,config"
    post(web)
    told = web.ask("GET", path, "sim-pi").data["data"][0]
    assert told == {"quota_usage": 1, "config": {"quota_total": 250, "quota_duration": 86400}}
    for count in range(249):
        post(web, f"Notice {count}")
    full = publish(web, stage(web, text="One more").data["id"]).data["error"]
    assert (full["code"], full["error_subcode"]) == (9, 2207042)


def test_replies_stand_in_their_lists_and_are_hidden_with_those_below(web):
    number = post(web)
    first = web.sim.reply("threads", number, "Anna", "Why?")
    web.sim.reply("threads", first["id"], "Ben", "Yes, why?")
    post(web, "Soon", reply_to_id=number)
    fields = "text,is_reply_owned_by_me,hide_status,root_post,replied_to"
    top = web.ask("GET", f"{API}/{number}/replies?fields={fields}", "sim-pi").data["data"]
    assert [(one["text"], one["is_reply_owned_by_me"]) for one in top] == [
        ("Soon", True), ("Why?", False),
    ]  # fmt: skip
    path = f"{API}/{number}/conversation?fields={fields}"
    everything = web.ask("GET", path, "sim-pi").data["data"]
    assert [one["text"] for one in everything] == ["Soon", "Yes, why?", "Why?"]
    assert {one["root_post"]["id"] for one in everything} == {number}
    own = web.ask("GET", f"{API}/me/threads?fields=id,has_replies", "sim-pi").data["data"]
    assert own == [{"id": number, "has_replies": True}]
    hide = web.ask("POST", f"{API}/{first['id']}/manage_reply", "sim-pi", form={"hide": "true"})
    assert hide.data == {"success": True}
    assert [one["public"] for one in web.sim.live("threads") if one["foreign"]] == [None, None]
    nested = next(one for one in everything if one["text"] == "Yes, why?")
    deeper = web.ask("POST", f"{API}/{nested['id']}/manage_reply", "sim-pi", form={"hide": "true"})
    assert deeper.data["error"]["code"] == 10


def test_figures_and_the_metric_nobody_knows(web):
    number = post(web)
    web.sim.reply("threads", number, "Anna", "Why?")
    found = web.ask("GET", f"{API}/{number}/insights?metric=views,replies", "sim-pi").data["data"]
    assert [(one["name"], one["values"][0]["value"]) for one in found] == [
        ("views", 3), ("replies", 1),
    ]  # fmt: skip
    wrong = web.ask("GET", f"{API}/{number}/insights?metric=views,fame", "sim-pi")
    assert wrong.data["error"]["code"] == 100


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("grant_type=th_refresh_token&access_token=sim-pi", 200),
        ("grant_type=th_refresh_token&access_token=other", 400),
        ("grant_type=refresh_token&access_token=sim-pi", 400),
    ],
)
def test_a_token_is_renewed_by_itself(web, query, status):
    answer = web.ask("GET", f"/threads/refresh_access_token?{query}")
    assert answer.status == status
    assert (answer.data.get("access_token") == "sim-pi") is (status == 200)
