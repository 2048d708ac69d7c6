"""A bot with prepared answers, what it asked for, and whether the Bot API knows such a request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from oyez.platforms.port import Answer, Channel, Delivery, Receipt, Variant
from oyez.platforms.telegram import Telegram
from oyez.simulator.forms import multipart

from .canned import Asked, Canned, said

SPEC = json.loads(
    (Path(__file__).parent / "specs/telegram-bot-api-10.1.json").read_text(encoding="utf-8")
)
TOKEN = "123456:AAsecret-token"
API = "https://api.telegram.org"
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
PLAIN: dict[str, tuple[type, ...]] = {"Integer": (int,), "String": (str,), "Boolean": (bool,)}
FILE = (tuple,)


@dataclass
class Bot:
    adapter: Telegram
    door: Canned

    def calls(self) -> list[tuple[str, dict[str, Any]]]:
        """What was asked of the Bot API: method and parameters, each checked by the description."""
        found = [called(one) for one in self.door.asked if one.url.startswith(API)]
        assert [fault for method, params in found for fault in wrong(method, params)] == []
        return found


def bot(*answers: Answer, **options: str) -> Bot:
    door = Canned(list(answers))
    secrets = {"token": TOKEN, "webhook_secret": "shared-with-telegram"}
    chosen = {"username": "police_emsland"} | options
    return Bot(Telegram(Channel("police_emsland", API, secrets, chosen), door), door)


def called(asked: Asked) -> tuple[str, dict[str, Any]]:
    """The method and the parameters of one request; files stay as (type, bytes)."""
    start = f"{API}/bot{TOKEN}/"
    assert asked.method == "POST"
    assert asked.url.startswith(start)
    method = asked.url.removeprefix(start)
    if asked.body is None:
        assert isinstance(asked.json, dict)
        return method, asked.json
    form = multipart(asked.body, asked.headers["Content-Type"])
    return method, {name: loosened(value) for name, value in form.items()}


def loosened(value: Any) -> Any:
    if isinstance(value, str) and (value[:1] in "[{" or value.lstrip("-").isdigit()):
        return json.loads(value)
    return value


def wrong(method: str, params: Mapping[str, Any]) -> Iterator[str]:
    """What the Bot API's description does not know or misses."""
    known = SPEC["methods"].get(method)
    if known is None:
        yield f"no method {method}"
        return
    files = {name for name, value in params.items() if isinstance(value, tuple)}
    named = {name: value for name, value in params.items() if name not in files}
    attached = json.dumps(named)
    yield from (f"{method}: {name} is attached to nothing" for name in files
                if f'"attach://{name}"' not in attached)  # fmt: skip
    yield from fields(method, known["fields"], named)


def fields(where: str, known: list[dict[str, Any]], given: Mapping[str, Any]) -> Iterator[str]:
    names = {one["name"]: one for one in known}
    yield from (f"{where} has no {name}" for name in given if name not in names)
    yield from (f"{where} needs {one['name']}" for one in known
                if one["required"] and one["name"] not in given)  # fmt: skip
    for name, value in given.items():
        types = names.get(name, {"types": []})["types"]
        if types and not any(fits(value, one) for one in types):
            yield f"{where}: {name} is none of {types}"


def fits(value: object, kind: str) -> bool:
    if kind.startswith("Array of "):
        inner = kind.removeprefix("Array of ")
        return isinstance(value, list) and all(fits(one, inner) for one in value)
    if kind in PLAIN:
        return isinstance(value, PLAIN[kind]) and (kind == "Boolean") == isinstance(value, bool)
    if kind == "InputMedia":
        return fits(value, "InputMediaPhoto")
    known = SPEC["types"].get(kind)
    return (
        isinstance(value, dict)
        and known is not None
        and not list(fields(kind, known["fields"], value))
    )


def message(number: int = 7, text: str = "Road closed", **more: Any) -> dict[str, Any]:
    chat = {"id": -1001234, "type": "channel", "title": "Police", "username": "police_emsland"}
    return {"message_id": number, "date": int(NOW.timestamp()), "chat": chat, "text": text} | more


def ok(result: object) -> Answer:
    return said(200, {"ok": True, "result": result})


YES = ok(result=True)


def no(status: int, description: str, **parameters: int) -> Answer:
    data = {"ok": False, "error_code": status, "description": description}
    return said(status, data | ({"parameters": parameters} if parameters else {}))


def variant(text: str = "Road closed", **more: Any) -> Variant:
    return Variant("s", text, "en", **more)


def delivery(**more: Any) -> Delivery:
    return Delivery(
        **{"id": "d", "attempt": 1, "key": "k", "created_at": NOW, "sent_at": NOW} | more
    )


def receipt(number: str = "7", **more: Any) -> Receipt:
    return Receipt(number, f"https://t.me/police_emsland/{number}", NOW, **more)


def page(body: str) -> Answer:
    """A public page, whole."""
    html = f"<!DOCTYPE html><html><body>{body}</body></html><!-- page generated in 4.20ms -->"
    return Answer("done", 200, {}, html.encode())


def post(number: int, text: str, at: str = "2026-11-21T03:00:00+00:00", photos: str = "") -> str:
    """A post as Telegram's pages show it, with the boxes around it."""
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_'
        f'message text_not_supported_wrap js-widget_message" data-post="Police_Emsland/{number}">'
        '<a class="tgme_widget_message_reply" href="https://t.me/police_emsland/1"><div class="'
        'tgme_widget_message_metatext js-message_reply_text">An older post</div></a>'
        f'{photos}<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'
        '<div class="tgme_widget_message_footer"><div class="tgme_widget_message_info">'
        f'<a class="tgme_widget_message_date" href="https://t.me/police_emsland/{number}">'
        f'<time datetime="{at}" class="time">03:00</time></a></div></div></div></div>'
    )
