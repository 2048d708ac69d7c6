from __future__ import annotations

import json

import pytest

API = "/linkedin/rest"
HEAD = {"LinkedIn-Version": "202607", "X-Restli-Protocol-Version": "2.0.0"}
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50


def ask(web, method, path, token="sim-pi", *, verb="", **more):
    headers = HEAD | ({"X-RestLi-Method": verb} if verb else {})
    return web.ask(method, path, token, headers=headers | more.pop("head", {}), **more)


def body(text="Hello", account="pi", **more):
    return {
        "author": f"urn:li:organization:{account}",
        "commentary": text,
        "visibility": "PUBLIC",
        "lifecycleState": "PUBLISHED",
    } | more


def post(web, text="Hello", **more):
    made = ask(web, "POST", f"{API}/posts", json_body=body(text, **more))
    assert (made.status, made.body) == (201, b"")
    return made.headers["x-restli-id"]


def test_a_post_is_made_without_a_body_and_seen_from_outside(web):
    urn = post(web, "Hello there")
    assert urn.startswith("urn:li:share:")
    (live,) = web.sim.live("linkedin", "pi")
    assert (live["id"], live["text"]) == (urn, "Hello there")
    page = web.ask("GET", live["url"].removeprefix(web.sim.base_url))
    assert page.status == 200
    assert "Hello there" in page.body.decode()
    assert urn in page.body.decode()
    assert ask(web, "DELETE", f"{API}/posts/{urn}").status == 204
    assert ask(web, "DELETE", f"{API}/posts/{urn}").status == 204
    assert ask(web, "GET", f"{API}/posts/{urn}").status == 404
    assert web.ask("GET", live["url"].removeprefix(web.sim.base_url)).status == 404


@pytest.mark.parametrize("sign", list("|{}@[]()<>#*_~\\"))
def test_an_unescaped_sign_cuts_the_rest_off_and_answers_success(web, sign):
    urn = post(web, f"Before {sign} after")
    (live,) = web.sim.live("linkedin", "pi")
    assert live["text"] == "Before "
    assert ask(web, "GET", f"{API}/posts/{urn}").data["commentary"] == "Before "


def test_escaped_signs_and_templates_are_shown(web):
    post(web, r"a \(b\) {hashtag|\#|Lingen} @[Police](urn:li:organization:1) \\")
    assert web.sim.live("linkedin", "pi")[0]["text"] == "a (b) #Lingen Police \\"


@pytest.mark.parametrize(
    ("head", "status", "code"),
    [
        ({"LinkedIn-Version": ""}, 400, "VERSION_MISSING"),
        ({"LinkedIn-Version": "202508"}, 426, "NONEXISTENT_VERSION"),
        ({"LinkedIn-Version": "soon"}, 426, "NONEXISTENT_VERSION"),
        ({"X-Restli-Protocol-Version": "1.0.0"}, 400, "ILLEGAL_ARGUMENT"),
    ],
)
def test_the_month_is_mandatory_and_ends(web, head, status, code):
    answer = ask(web, "POST", f"{API}/posts", head=head, json_body=body())
    assert (answer.status, answer.data["code"], answer.data["status"]) == (status, code, status)
    assert web.sim.live("linkedin", "pi") == []


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"account": "other"}, 403),
        ({"visibility": "CONNECTIONS"}, 400),
        ({"content": {"media": {"id": "urn:li:image:no"}}}, 404),
        ({"content": {"multiImage": {"images": [{"id": "urn:li:image:no"}]}}}, 422),
        ({"text": "x" * 3001}, 422),
    ],
)
def test_wrong_posts_are_refused(web, more, status):
    answer = ask(web, "POST", f"{API}/posts", json_body=body(**more))
    assert answer.status == status
    assert web.sim.live("linkedin", "pi") == []


@pytest.mark.parametrize("token", ["", "other", "sim-"])
def test_other_tokens_are_refused(web, token):
    answer = ask(web, "POST", f"{API}/posts", token, json_body=body())
    assert (answer.status, answer.data["code"]) == (401, "INVALID_ACCESS_TOKEN")


def test_a_duplicate_is_refused_in_a_body_of_its_own_shape(web):
    urn = post(web, "Same")
    again = ask(web, "POST", f"{API}/posts", json_body=body("Same"))
    assert again.status == 422
    assert again.data["errorDetails"]["inputErrors"][0]["code"] == "DUPLICATE_POST"
    assert urn in again.data["message"]


def test_a_picture_is_put_whole_and_is_then_available(web):
    asked = {"initializeUploadRequest": {"owner": "urn:li:organization:pi"}}
    path = f"{API}/images?action=initializeUpload"
    value = ask(web, "POST", path, json_body=asked).data["value"]
    status = f"{API}/images/{value['image']}"
    assert ask(web, "GET", status).data["status"] == "WAITING_UPLOAD"
    place = value["uploadUrl"].removeprefix(web.sim.base_url)
    assert web.ask("GET", place).status == 404
    assert web.ask("PUT", place, "sim-pi", raw=("image/png", PNG)).status == 201
    assert ask(web, "GET", status).data["status"] == "AVAILABLE"
    assert web.ask("GET", place).body == PNG
    content = {"media": {"id": value["image"], "altText": "Two officers"}}
    post(web, content=content)
    assert web.sim.live("linkedin", "pi")[0]["alts"] == ["Two officers"]
    assert ask(web, "GET", status, "sim-other").status == 404
    foreign = {"initializeUploadRequest": {"owner": "urn:li:organization:other"}}
    assert ask(web, "POST", path, json_body=foreign).status == 403


@pytest.mark.parametrize(("fault", "data", "status"), [
    ("spoilt", PNG, "PROCESSING_FAILED"),
    ("stuck", PNG, "PROCESSING"),
    ("lag", b"text", "PROCESSING_FAILED"),
])  # fmt: skip
def test_a_picture_may_fail_or_stay_in_preparation(web, fault, data, status):
    web.sim.fault("linkedin", "media", fault)
    asked = {"initializeUploadRequest": {"owner": "urn:li:organization:pi"}}
    path = f"{API}/images?action=initializeUpload"
    value = ask(web, "POST", path, json_body=asked).data["value"]
    web.ask("PUT", value["uploadUrl"].removeprefix(web.sim.base_url), "sim-pi", raw=("x/y", data))
    assert ask(web, "GET", f"{API}/images/{value['image']}").data["status"] == status


def test_the_listing_needs_its_verb_and_its_owner(web):
    post(web, "One")
    two = post(web, "Two")
    query = f"{API}/posts?q=author&author=urn%3Ali%3Aorganization%3Api&count=1"
    found = ask(web, "GET", query, verb="FINDER").data
    assert [one["id"] for one in found["elements"]] == [two]
    assert found["paging"]["total"] == 2
    assert ask(web, "GET", query).status == 400
    assert ask(web, "GET", query, "sim-other", verb="FINDER").status == 403


def test_only_the_text_can_be_changed(web):
    urn = post(web, "First")
    patch = {"patch": {"$set": {"commentary": r"Second \(2\)"}}}
    path = f"{API}/posts/{urn}"
    assert ask(web, "POST", path, verb="PARTIAL_UPDATE", json_body=patch).status == 204
    assert web.sim.live("linkedin", "pi")[0]["public"] == "Second (2)"
    more = {"patch": {"$set": {"visibility": "PUBLIC"}}}
    assert ask(web, "POST", path, verb="PARTIAL_UPDATE", json_body=more).status == 422
    assert ask(web, "POST", path, json_body=patch).status == 404


def test_comments_hang_below_and_can_be_closed(web):
    urn = post(web)
    heard = web.sim.reply("linkedin", urn, "Anna Reader", "Why?")
    listed = ask(web, "GET", f"{API}/socialActions/{urn}/comments").data["elements"]
    assert [one["commentUrn"] for one in listed] == [heard["id"]]
    assert listed[0]["actor"] == "urn:li:person:anna-reader"
    said = {
        "actor": "urn:li:organization:pi",
        "object": urn,
        "message": {"text": "Soon"},
        "parentComment": heard["id"],
    }
    path = f"{API}/socialActions/{urn}/comments"
    made = ask(web, "POST", path, json_body=said)
    assert (made.status, made.data["parentComment"]) == (201, heard["id"])
    assert ask(web, "POST", path, json_body=said | {"actor": "urn:li:person:x"}).status == 403
    assert ask(web, "POST", path, json_body=said | {"message": {"text": "x" * 1251}}).status == 400
    assert ask(web, "POST", path, json_body=said | {"object": "urn:li:share:1"}).status == 400
    close = {"patch": {"$set": {"commentsState": "CLOSED"}}}
    metadata = f"{API}/socialMetadata/{urn}"
    assert ask(web, "POST", metadata, verb="PARTIAL_UPDATE", json_body=close).status == 200
    assert ask(web, "POST", path, json_body=said).status == 403


def test_a_comment_is_changed_by_its_author_and_deleted_by_the_owner_of_the_post(web):
    urn = post(web)
    heard = web.sim.reply("linkedin", urn, "Anna", "Why?")
    number = heard["id"].rstrip(")").rpartition(",")[2]
    path = f"{API}/socialActions/{urn}/comments/{number}"
    patch = {"patch": {"message": {"$set": {"text": "No"}}}}
    assert ask(web, "POST", path, verb="PARTIAL_UPDATE", json_body=patch).status == 403
    assert ask(web, "DELETE", f"{path}?actor=urn:li:organization:other", "sim-other").status == 403
    assert ask(web, "DELETE", f"{path}?actor=urn:li:organization:pi").status == 204
    assert ask(web, "GET", path).status == 404


def test_notifications_tell_of_others_in_a_span_of_time(web):
    urn = post(web)
    heard = web.sim.reply("linkedin", urn, "Anna", "Why?")
    query = "q=criteria&actions=List(COMMENT)&organizationalEntity=urn%3Ali%3Aorganization%3Api"
    path = f"{API}/organizationalEntityNotifications?{query}"
    (one,) = ask(web, "GET", path).data["elements"]
    assert one["decoratedSourcePost"]["entity"] == urn
    assert one["generatedActivity"] == heard["id"].replace("(urn:li:", "(")
    assert one["decoratedGeneratedActivity"]["comment"]["text"] == "Why?"
    assert ask(web, "GET", f"{path}&timeRange=(start:0,end:1)").data["elements"] == []
    assert ask(web, "GET", path, "sim-other").status == 403


def test_figures_are_about_what_stands(web):
    kept, gone = post(web, "One"), post(web, "Two")
    web.sim.reply("linkedin", kept, "Anna", "Why?")
    ask(web, "DELETE", f"{API}/posts/{gone}")
    path = f"{API}/organizationalEntityShareStatistics?q=organizationalEntity"
    (one,) = ask(web, "GET", f"{path}&shares=List({kept},{gone})").data["elements"]
    assert (one["share"], one["totalShareStatistics"]["commentCount"]) == (kept, 1)


def test_a_token_is_renewed_with_the_whole_set_of_secrets(web):
    form = {"grant_type": "refresh_token", "refresh_token": "sim-refresh-pi"}
    path = "/linkedin/oauth/v2/accessToken"
    assert web.ask("POST", path, form=form).status == 400
    whole = form | {"client_id": "a", "client_secret": "b"}
    new = json.loads(web.ask("POST", path, form=whole).body)
    assert new["refresh_token"] == "sim-refresh-pi"
    assert ask(web, "POST", f"{API}/posts", new["access_token"], json_body=body()).status == 201
