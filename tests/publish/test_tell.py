"""What people are told reaches their mailbox, with a link of their own to where they can act."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from newsroom import Newsroom
from oyez.accounts.models import Link
from oyez.domain.errors import say
from oyez.publish.actions import retract
from oyez.publish.models import Notice, Telling
from oyez.publish.steps.tell import TellDue, place
from oyez.publish.tell import tell


def told(room: Newsroom, notice: Notice | None) -> Telling:
    tell([room.bob], say("Look at it."), notice)
    return Telling.objects.select_related("notice", "person").latest("pk")


def test_the_link_leads_to_where_one_can_act(room: Newsroom) -> None:
    waiting, out = room.submitted().notice, room.approved()
    assert place(told(room, waiting)) == f"/notices/{waiting.code}/approve/"
    assert place(told(room, out)) == f"/notices/{out.code}/"
    retract(room.dora, out, "Wrong", at=timezone.now())
    out.refresh_from_db()
    assert place(told(room, out)) == f"/notices/{out.code}/takedown/"
    assert place(told(room, None)) == "/"


@pytest.mark.usefixtures("room")
def test_tried_again_a_mail_carries_the_same_link(room: Newsroom, settings: object) -> None:
    settings.STAFF_RELAY = "smtp://127.0.0.1:9"
    told(room, room.submitted().notice)
    step = TellDue()
    (first,) = step.claim("routine", 4, timezone.now(), "w").errands
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/go/[\w-]+/", first.link)
    assert step.letter(Telling.objects.select_related("notice", "person").get()).link == first.link
    assert Link.objects.count() == 1
    step.record([(first, True)], timezone.now())
    assert step.links == {}
    assert Telling.objects.get().mailed_at
