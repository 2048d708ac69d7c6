"""What a browser sends from the composer, with and without htmx, for the tests about it."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.test import Client

from newsroom import BODY, HEADLINE, Newsroom
from oyez.accounts.models import Person

NEW = "/notices/new/"


def typed(room: Newsroom, **more: object) -> dict[str, object]:
    """A sound form; a value of None leaves the field out."""
    sound = {
        "form_key": "key-1",
        "unit": room.unit.pk,
        "urgency": "routine",
        "language_0": "en",
        "headline_0": HEADLINE,
        "body_0": BODY,
        "language_1": "de",
        "language_2": "fr",
    }
    return {name: value for name, value in (sound | more).items() if value is not None}


def ask(
    room: Newsroom, part: str, path: str = NEW, by: Person | None = None, **more: object
) -> HttpResponse:
    """One of the small requests that htmx makes while somebody writes."""
    client = room.client(by or room.alice)
    return client.post(path, typed(room, **{part: "1", **more}), headers={"HX-Request": "true"})


def clock(
    room: Newsroom, path: str = NEW, by: Person | None = None, **more: object
) -> HttpResponse:
    """The request that saves by the clock."""
    return ask(room, "autosave", path, by, **more)


def press(client: Client, room: Newsroom, path: str = NEW, **more: object) -> HttpResponse:
    """A button of the form, in a browser without scripts."""
    return client.post(path, typed(room, **more))


def text(answer: HttpResponse) -> str:
    """What the answer says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def hidden(answer: HttpResponse, name: str) -> str:
    """The value of a field that the page carries for itself."""
    found = re.search(rf'name="{name}"[^>]*? value="([^"]*)"', answer.content.decode())
    return found.group(1) if found else ""
