"""Pages of the inbox as people see them, and items that wait there."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.utils import timezone
from heard_of import Desk
from scored import ASKS, HELP, THANKS, WARNS, say

from oyez.accounts.models import Person
from oyez.listen.models import InboxItem, Score
from oyez.listen.models.inbox_item import Place


def page(answer: HttpResponse, status: int = 200) -> str:
    assert answer.status_code == status, answer
    return answer.content.decode()


def see(desk: Desk, person: Person, path: str = "/inbox/") -> str:
    return page(desk.room.client(person).get(path))


def waiting(desk: Desk) -> list[InboxItem]:
    """Something urgent, a warning, and three others."""
    texts = (ASKS, HELP, THANKS, WARNS, "The newest of all")
    items = [say(desk.room.mastodon, text, number) for number, text in enumerate(texts)]
    for number, place in ((1, Place.URGENT), (3, Place.WARNING)):
        InboxItem.objects.filter(pk=items[number].pk).update(place=place)
    return items


def scored(item: InboxItem, **more: object) -> Score:
    fields: dict[str, object] = {
        **{"lang": "en", "abuse": 0.1, "abusive": False, "triage": "question", "triage_p": 0.81},
        **{"urgent": False, "alarm": 0.0, "alarming": False, "scorer": "tiny", "version": "1"},
        **{"fingerprint": "f", "at": timezone.now()},
    }
    return Score.objects.create(item=item, **(fields | more))


def order(shown: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'class="title" href="/inbox/(\d+)/', shown)]
