"""WhatsApp Cloud API on the wire, held against Meta's own description of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from oyez.domain.delivery import FailureClass as F
from oyez.platforms.port import Done, Failed, Receipt

from .cloud import NOW, A, B, C, D, V, bodies, cloud, taken
from .conftest import Bench
from .schema import Description

MESSAGES = "/{Version}/{Phone-Number-ID}/messages"

whatsapp = pytest.mark.parametrize("bench", ["whatsapp"], indirect=True)
meta = Description("whatsapp-cloud-v23.0.json")


def test_a_template_goes_to_each_recipient() -> None:
    adapter, door = cloud(taken("1"), taken("2"), template_language="de")
    done = adapter.publish(V, D)
    assert isinstance(done, Done)
    first, second = door.asked
    assert first.method == "POST"
    assert first.url == "https://graph.example/v23.0/106/messages"
    assert first.headers["Authorization"] == "Bearer t-1"
    assert first.json == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": A,
        "type": "template",
        "template": {
            "name": "notice",
            "language": {"policy": "deterministic", "code": "de"},
            "components": [{"type": "body", "parameters": [{"type": "text", "text": V.text}]}],
        },
        "biz_opaque_callback_data": f"7-1:{A}",
    }
    sent: Any = second.json
    assert (sent["to"], sent["biz_opaque_callback_data"]) == (B, f"7-1:{B}")
    parts = (f"{A}:wamid.1", f"{B}:wamid.2")
    assert done.receipt == Receipt("wamid.1", None, NOW, parts=parts)
    assert [list(meta.wrong(each, meta.request(MESSAGES))) for each in bodies(door)] == [[], []]


def test_a_correction_quotes_what_each_had_got_and_reaches_who_has_left() -> None:
    adapter, door = cloud(taken("3"), taken("4"), recipients=A)
    first = Receipt("wamid.1", None, NOW, parts=(f"{A}:wamid.1", f"{C}:"))
    done = adapter.publish(replace(V, reply_to=first), D)
    assert isinstance(done, Done)
    asked = [(one["to"], one.get("context")) for one in bodies(door)]
    assert asked == [(A, {"message_id": "wamid.1"}), (C, None)]
    assert list(meta.wrong(bodies(door)[0], meta.request(MESSAGES))) == []


@pytest.mark.parametrize(
    ("fields", "texts"),
    [
        ("text", ["One two three"]),
        ("title, text,link", ["A38", "One two three", "https://p.example/p/x"]),
    ],
)
def test_a_parameter_has_no_line_breaks(fields: str, texts: list[str]) -> None:
    adapter, door = cloud(taken("1"), recipients=A, template_fields=fields)
    assert isinstance(adapter.publish(replace(V, text="One\r\ntwo\n\n  \tthree"), D), Done)
    (component,) = bodies(door)[0]["template"]["components"]
    assert [one["text"] for one in component["parameters"]] == texts


@pytest.mark.parametrize(
    ("options", "change", "code"),
    [
        ({"template": ""}, {}, "no_template"),
        ({"template_fields": "title"}, {}, "template_fields"),
        ({"template_fields": "text,author"}, {}, "template_fields"),
        ({"template_fields": "title,text"}, {"title": " "}, "empty_field"),
        ({}, {"text": "x" * 1025}, "too_long"),
        ({"recipients": "nobody, 0151 1"}, {}, "no_recipients"),
        ({"recipients": ",".join(f"4915{n:09}" for n in range(101))}, {}, "too_many_recipients"),
    ],
)
def test_what_cannot_be_sent_is_said_before(
    options: dict[str, str], change: dict[str, str], code: str
) -> None:
    adapter, door = cloud(**options)
    assert adapter.publish(replace(V, **change), D) == Failed(F.INVALID, code)  # type: ignore[arg-type]
    assert door.asked == []


@whatsapp
def test_the_played_one_answers_as_described(bench: Bench) -> None:
    receipt = bench.publish(bench.variant())
    sent = bench.transport.sent[-1]
    answer = bench.transport.door.send("POST", sent[1], headers=sent[2], json=sent[3])
    data = json.loads(answer.body)
    assert list(meta.wrong(data, meta.answer(MESSAGES))) == []
    assert receipt.remote_id == bench.live()[0]["id"]
    assert len(bench.live()) == 2, "the same request again is a second message"


@whatsapp
def test_the_probe_reads_number_and_template(bench: Bench) -> None:
    health = bench.adapter.probe()
    assert (health.account, health.missing) == (bench.account, set())
    assert health.limits == {"recipients": 1, "text": 1024 - len("Official notice: ")}
    for change in (
        {"template": "paused_one"},
        {"template": "missing"},
        {"template_language": "fr"},
    ):
        options = {**bench.channel.options, **change}
        bench.channel = replace(bench.channel, options=options)
        assert bench.adapter.probe().missing == {"template"}
    bare = {"phone_number_id": bench.channel.options["phone_number_id"]}
    bench.channel = replace(bench.channel, options=bare)
    assert bench.adapter.probe().missing == {"recipients", "template"}
    bench.channel = replace(bench.channel, options={**bare, "waba_id": "1"})
    failure = bench.adapter.probe().failure
    assert failure is not None
    assert failure.cls is F.NOT_FOUND
