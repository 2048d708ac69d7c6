"""WhatsApp Cloud API: templates to anybody, free text within a day of what a person wrote."""

from __future__ import annotations

import base64
import re
from typing import Any, Final

from oyez.simulator.answers import handle
from oyez.simulator.graph import Graph, Route, missing, number_of, picked, refuse
from oyez.simulator.http import Request, Response
from oyez.simulator.stage import Call
from oyez.simulator.world import Post, Version, World

NUMBER: Final = re.compile(r"[1-9]\d{6,14}")
SPACES: Final = re.compile(r"[\n\t]| {5}")
DAY: Final = 86_400.0
LONGEST: Final = {"text": 4096, "template": 1024}
# A recipient whose number ends with one of these gets it as the answer.
PERSONAL: Final = {
    131026: "Message undeliverable",
    131030: "Recipient phone number not in allowed list",
    131047: "Re-engagement message",
    131049: "This message was not delivered to maintain healthy ecosystem engagement",
    131050: "User has stopped receiving marketing messages from you",
}
# A template whose name begins so.
TEMPLATES: Final = {
    "missing": (132001, "Template name does not exist in the translation"),
    "paused": (132015, "Template is paused"),
    "disabled": (132016, "Template is disabled"),
}


def phone_of(account: str) -> str:
    """The id of an account's number."""
    return number_of("whatsapp phone", account)


def business_of(account: str) -> str:
    """The id of the business account that owns it."""
    return number_of("whatsapp business", account)


class WhatsApp(Graph):
    """The platform behind /whatsapp."""

    name = "whatsapp"
    limit_code = 130429

    def route(self, method: str, words: tuple[str, ...], account: str) -> Route | None:
        """The operation and what performs it."""
        if not account:
            return None
        phone, business = phone_of(account), business_of(account)
        found: dict[tuple[str, tuple[str, ...]], Route] = {
            ("GET", (phone,)): ("auth", show_phone),
            ("POST", (phone, "messages")): ("publish", send),
            ("POST", (phone, "block_users")): ("media", block),
            ("GET", (business, "message_templates")): ("auth", templates),
        }
        return found.get((method, words), ("auth", nothing))


def nothing(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler has both
    """What is not the caller's."""
    raise missing()


def show_phone(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler has both
    """GET /PHONE."""
    whole = {
        "id": call.words[0],
        "display_phone_number": "+49 511 0000000",
        "verified_name": call.account,
        "quality_rating": "GREEN",
    }
    return Response.of(200, picked(whole, call.request.arg("fields", "display_phone_number")))


def templates(world: World, call: Call) -> Response:  # noqa: ARG001 - every handler has both
    """GET /BUSINESS/message_templates?name=: there is one of every name, in two languages."""
    name = call.request.arg("name", "notice")
    if name.startswith("missing"):
        return Response.of(200, {"data": []})
    body = {"type": "BODY", "text": "Official notice: {{1}}"}
    state = next((word.upper() for word in ("paused", "disabled") if name.startswith(word)), "")
    found = [
        {"name": name, "language": each, "status": state or "APPROVED", "category": "UTILITY",
         "components": [body], "id": number_of(name, each)}
        for each in ("de", "en")
    ]  # fmt: skip
    return Response.of(200, {"data": found})


def block(world: World, call: Call) -> Response:
    """POST /PHONE/block_users."""
    listed = call.body.get("block_users")
    if call.body.get("messaging_product") != "whatsapp" or not isinstance(listed, list):
        raise refuse(100, "Invalid parameter")
    users = [str(one.get("user")) for one in listed if isinstance(one, dict)]
    for user in users:
        world.keys["whatsapp blocked", f"{call.account}:{user}"] = (user, world.now())
    added = [{"input": user, "wa_id": user} for user in users]
    answer = {"messaging_product": "whatsapp", "block_users": {"added_users": added}}
    return Response.of(200, answer)


def send(world: World, call: Call) -> Response:
    """POST /PHONE/messages: the same twice is two messages; there is no key."""
    body, kind = call.body, str(call.body.get("type", "text"))
    if body.get("messaging_product") != "whatsapp":
        raise refuse(100, "The parameter messaging_product is required.")
    to = str(body.get("to", "")).removeprefix("+")
    if not NUMBER.fullmatch(to):
        raise refuse(131009, "Parameter value is not valid")
    for code, words in PERSONAL.items():
        if to.endswith(str(code)):
            raise refuse(code, words)
    if kind not in LONGEST:
        raise refuse(131051, "Unsupported message type")
    text = filled(body.get("template")) if kind == "template" else plain(body.get("text"))
    if len(text) > LONGEST[kind]:
        raise refuse(132005 if kind == "template" else 100, "Text is too long")
    if kind == "text" and not window(world, call.account, to):
        raise refuse(131047, PERSONAL[131047])
    post = keep(world, call, to, text)
    answer = {
        "messaging_product": "whatsapp",
        "contacts": [{"input": body["to"], "wa_id": to}],
        "messages": [{"id": post.id, "message_status": "accepted"}],
    }
    return Response.of(200, answer)


def filled(template: Any) -> str:
    """The words of a template; a parameter takes no line break and no long row of spaces."""
    if not isinstance(template, dict) or not template.get("name"):
        raise refuse(131008, "Required parameter is missing")
    name, language = str(template["name"]), template.get("language")
    for start, refusal in TEMPLATES.items():
        if name.startswith(start):
            raise refuse(*refusal)
    if not isinstance(language, dict) or language.get("code") not in {"de", "en"}:
        raise refuse(132001, "Template name does not exist in the translation")
    bodies = [one for one in template.get("components", ()) if one.get("type") == "body"]
    texts = [str(one.get("text", "")) for body in bodies for one in body.get("parameters", ())]
    if len(texts) != int(name[-1] if name[-1].isdecimal() else 1):
        raise refuse(132000, "Number of parameters does not match the expected number of params")
    if not all(texts):
        raise refuse(131008, "Required parameter is missing")
    if any(SPACES.search(one) for one in texts):
        raise refuse(132012, "Param text cannot have new-line/tab or more than 4 spaces")
    return "\n".join(["Official notice: " + texts[0], *texts[1:]])


def plain(text: Any) -> str:
    """The words of a free text."""
    words = text.get("body") if isinstance(text, dict) else None
    if not isinstance(words, str) or not words:
        raise refuse(131008, "Required parameter is missing")
    return words


def window(world: World, account: str, to: str) -> bool:
    """Whether this person has written to this account within a day."""
    posts = world.posts
    heard = (post for post in posts.values() if post.platform == "whatsapp" and post.foreign)
    above = ((post, posts.get(("whatsapp", str(post.reply_to)))) for post in heard)
    wrote = [post for post, parent in above if parent and parent.account == account]
    newest = max((post.created for post in wrote if post.newest.data["from"] == to), default=0.0)
    return world.now() - newest < DAY


def keep(world: World, call: Call, to: str, text: str) -> Post:
    """One chat shows it."""
    now, number = world.now(), wamid(world)
    given = call.body.get("context")
    above = str(given.get("message_id")) if isinstance(given, dict) else None
    data = {"to": to, "token": call.body.get("biz_opaque_callback_data")}
    late = now + call.twists.get("lag", 0.0)
    post = Post("whatsapp", call.account, number, now, late, [Version(now, text, data)])
    post.reply_to = above if above in {each for _, each in world.posts} else None
    world.add(post)
    world.told(post)
    return post


def wamid(world: World) -> str:
    """The id of a message."""
    return "wamid." + base64.b64encode(f"played{world.next_number()}".encode()).decode()


def whatsapp_reply(world: World, request: Request, parent: Post, words: dict[str, str]) -> Post:  # noqa: ARG001 - as of every platform
    """Somebody who got a message writes back, which opens the window for a day."""
    now, data = world.now(), {"author": words["author"], "from": parent.newest.data["to"]}
    version = Version(now, words["text"], data)
    post = Post("whatsapp", handle(words["author"]), wamid(world), now, now, [version])
    post.reply_to, post.foreign = parent.id, True
    return post
