from __future__ import annotations

import pytest

from oyez.simulator.sms import parts

A, NOWHERE = "+4915112345678", "+99912345678"
MESSAGE = {"text": "Closed", "to": [A], "from": "Polizei", "reference": "7-1"}


def send(web, token="sim-pi", **changes):
    return web.ask("POST", "/sms", token, json_body={**MESSAGE, **changes})


def test_a_message_is_kept_and_counted(sim, web):
    answer = send(web, text="€" * 81, to=[A, NOWHERE])
    assert answer.status == 201
    assert answer.data["parts"] == 2
    assert answer.data["refused"] == [NOWHERE]
    (kept,) = sim.live("sms", "pi")
    assert (kept["id"], kept["text"]) == (answer.data["id"], "€" * 81)


def test_the_same_reference_again_is_another_message(sim, web):
    assert send(web).data["id"] != send(web).data["id"]
    assert len(sim.live("sms", "pi")) == 2


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("€" * 80, 1),
        ("a" * 152 + "€" + "a" * 10, 2),
        ("ж" * 70, 1),
        ("ж" * 71, 2),
        ("👮" * 35, 1),
        ("👮" * 36, 2),
        ("👮" * 67, 3),
    ],
)
def test_parts(text, number):
    assert parts(text) == number


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": ""}, "text"),
        ({"text": 7}, "text"),
        ({"text": "a" * 40_000}, "text"),
        ({"to": []}, "to"),
        ({"to": A}, "to"),
        ({"to": [NOWHERE, "12"]}, "no_valid_recipient"),
        ({"reference": None}, "reference"),
        ({"reference": "x" * 200}, "reference"),
    ],
)
def test_what_the_gateway_does_not_take(web, change, code):
    answer = send(web, **change)
    assert (answer.status, answer.data["error"]["code"]) == (422, code)


def test_strangers_and_other_paths(web):
    assert send(web, token="").status == 401
    assert send(web, token="guess").status == 401
    assert web.ask("GET", "/sms/account").status == 401
    assert web.ask("GET", "/sms/account", "sim-pi").data["account"] == "pi"
    assert web.ask("GET", "/sms", "sim-pi").status == 404
    assert web.ask("POST", "/sms", "sim-pi", raw=("application/json", b"[]")).status == 400


@pytest.mark.parametrize(
    ("fault", "status"), [("rate_limit", 429), ("suspended", 403), ("expired_token", 401)]
)
def test_faults_in_the_gateways_words(sim, web, fault, status):
    sim.fault("sms", "publish", fault, times=1, account="pi")
    assert send(web).status == status
    assert send(web).status == 201
