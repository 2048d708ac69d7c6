"""Made-up catalogues: German in which every text of ours is English, changed by a rule."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings as configured
from django.test import Client
from django.utils import timezone

from newsroom import Newsroom
from oyez.accounts.models import Person
from oyez.domain.notice import Urgency
from oyez.govern.actions import freeze
from oyez.govern.models import Channel
from oyez.publish.actions import retract

KEPT = re.compile(r"(\{\w*\}|%\(\w+\)[sd]|%[sd%]|</?\w+[^<>]*>|&\w+;)")


def speak(settings: object, folder: Path, change: Callable[[str], str]) -> None:
    """Put a changed catalogue in the place of the German one."""
    shipped = Path(configured.LOCALE_PATHS[0]) / "de/LC_MESSAGES/django.po"
    catalogue = read_po(io.BytesIO(shipped.read_bytes()), locale="de")
    for text in catalogue:
        if text.id and not (text.context or "").startswith("format"):
            plural = isinstance(text.id, tuple)
            text.string = tuple(map(change, text.id)) if plural else change(text.id)
    target = folder / "de/LC_MESSAGES/django.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    settings.LOCALE_PATHS = [folder]


def listen(people: Iterable[Person]) -> None:
    """Let these people read the made-up language."""
    for person in people:
        person.language = "de"
        person.save()


def busy(room: Newsroom) -> None:
    """Something to show on every page."""
    now = timezone.now()
    # A name that is no word of ours.
    Channel.objects.filter(name="Own page").update(name="Startseite")
    room.submitted(Urgency.CRITICAL)
    room.approved(valid_until=now + timedelta(days=2))
    room.written()
    retract(room.dora, room.approved(), "It was a water pipe", at=now)
    freeze(room.greta, room.elsewhere.path, reason="Taken over")


def shape(path: str) -> str:
    """Pages that differ only in what they are about count once."""
    plain = path.split("#", 1)[0].split("?", 1)[0]
    return re.sub(r"/(\d+|[0-9A-Za-z]{8,}|[A-Z0-9-]{6,})(?=/)", "/*", plain)


def pages(client: Client) -> Iterator[tuple[str, str]]:
    """Every page that links lead to, each shape once."""
    ahead, seen = ["/"], set[str]()
    while ahead:
        path = ahead.pop(0)
        if shape(path) in seen:
            continue
        seen.add(shape(path))
        answer = client.get(path)
        answer.close()  # a file that nobody reads
        kind = answer.headers.get("Content-Type", "")
        if answer.status_code == 200 and "text/html" in kind:
            source = answer.content.decode()
            ahead += re.findall(r'<a\b[^<>]*\bhref="(/[^"]*)"', source)
            yield path, source
