from __future__ import annotations

import pytest

from oyez.simulator.whatsapp import business_of, phone_of

A = "4915112345678"
PLACE = f"/whatsapp/v23.0/{phone_of('pi')}/messages"


def template(*texts, name="notice", language="en"):
    parameters = [{"type": "text", "text": text} for text in texts]
    body = {"type": "body", "parameters": parameters}
    return {"name": name, "language": {"code": language}, "components": [body]}


def send(web, place=PLACE, **changes):
    body = {"messaging_product": "whatsapp", "to": A, "type": "template"}
    body = {**body, "template": template("Closed"), **changes}
    return web.ask("POST", place, "sim-pi", json_body=body)


def code(answer):
    assert answer.status == 400
    return answer.data["error"]["code"]


def test_a_template_is_filled_in_and_kept(sim, web):
    answer = send(web)
    assert answer.status == 200
    (kept,) = sim.live("whatsapp", "pi")
    assert (kept["id"], kept["text"]) == (
        answer.data["messages"][0]["id"],
        "Official notice: Closed",
    )
    quoting = send(web, context={"message_id": kept["id"]})
    assert sim.live("whatsapp", "pi")[1]["id"] == quoting.data["messages"][0]["id"]
    assert sim.live("whatsapp", "pi")[1]["reply_to"] == kept["id"]


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"messaging_product": ""}, 100),
        ({"to": "0151"}, 131009),
        ({"to": "4915131131026"}, 131026),
        ({"to": "4915131131050"}, 131050),
        ({"type": "audio"}, 131051),
        ({"template": {}}, 131008),
        ({"template": template("", name="notice")}, 131008),
        ({"template": template("a", "b")}, 132000),
        ({"template": template("a", name="notice_2")}, 132000),
        ({"template": template("a", language="fr")}, 132001),
        ({"template": template("a", name="missing")}, 132001),
        ({"template": template("a", name="paused")}, 132015),
        ({"template": template("a", name="disabled")}, 132016),
        ({"template": template("a\nb")}, 132012),
        ({"template": template("a     b")}, 132012),
        ({"template": template("a" * 1020)}, 132005),
        ({"type": "text", "text": {"body": "Closed"}}, 131047),
        ({"type": "text", "text": {}}, 131008),
        ({"type": "text", "text": {"body": "a" * 4097}}, 100),
    ],
)
def test_what_is_not_taken(sim, web, changes, number):
    assert code(send(web, **changes)) == number
    assert sim.live("whatsapp", "pi") == []


def test_free_text_within_a_day_of_what_a_person_wrote(sim, web):
    number = send(web).data["messages"][0]["id"]
    sim.reply("whatsapp", number, "Ada Reader", "When?")
    assert send(web, type="text", text={"body": "Today"}).status == 200
    assert code(send(web, to="447700900123", type="text", text={"body": "Today"})) == 131047


def test_numbers_of_others_and_strangers(web):
    assert code(send(web, f"/whatsapp/v23.0/{phone_of('xi')}/messages")) == 100
    assert code(web.ask("GET", f"/whatsapp/v23.0/{phone_of('pi')}")) == 190
    assert code(web.ask("GET", "/whatsapp/v23.0/elsewhere", "sim-pi")) == 100


def test_number_and_templates_are_told(web):
    fields = "id,display_phone_number,verified_name,quality_rating"
    phone = web.ask("GET", f"/whatsapp/v23.0/{phone_of('pi')}?fields={fields}", "sim-pi").data
    assert (phone["id"], phone["verified_name"]) == (phone_of("pi"), "pi")
    place = f"/whatsapp/v23.0/{business_of('pi')}/message_templates"
    listed = web.ask("GET", f"{place}?name=notice", "sim-pi").data["data"]
    assert [(one["language"], one["status"]) for one in listed] == [
        ("de", "APPROVED"),
        ("en", "APPROVED"),
    ]
    paused = web.ask("GET", f"{place}?name=paused_1", "sim-pi").data["data"]
    assert {one["status"] for one in paused} == {"PAUSED"}
    assert web.ask("GET", f"{place}?name=missing", "sim-pi").data["data"] == []


def test_blocking(web):
    place = f"/whatsapp/v23.0/{phone_of('pi')}/block_users"
    body = {"messaging_product": "whatsapp", "block_users": [{"user": A}]}
    answer = web.ask("POST", place, "sim-pi", json_body=body)
    assert answer.data["block_users"]["added_users"] == [{"input": A, "wa_id": A}]
    assert code(web.ask("POST", place, "sim-pi", json_body={})) == 100


@pytest.mark.parametrize(
    ("fault", "number"), [("rate_limit", 130429), ("suspended", 368), ("expired_token", 190)]
)
def test_faults_in_metas_words(sim, web, fault, number):
    sim.fault("whatsapp", "publish", fault, times=1, account="pi")
    assert code(send(web)) == number
    assert send(web).status == 200
