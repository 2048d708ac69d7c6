"""Two people at the same moment: one wins, the other is told what happened."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse

from newsroom import Newsroom
from oyez.accounts.models import Person
from oyez.publish.models import Approval, Notice
from together import together


def do(room: Newsroom, by: Person, notice: Notice, verb: str, **data: object) -> HttpResponse:
    return room.client(by).post(f"/notices/{notice.code}/{verb}/", data)


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_approving_at_once_one_wins_and_the_other_is_told(shared_room: Newsroom) -> None:
    room = shared_room
    revision = room.submitted()
    seen = {"revision": revision.pk, "version": revision.version}
    answers = together(
        lambda: do(room, room.bob, revision.notice, "approve", **seen),
        lambda: do(room, room.dora, revision.notice, "approve", **seen),
    )
    won = [one for one in answers if one.status_code == 302]
    told = [one for one in answers if one.status_code == 422]
    assert (len(won), len(told)) == (1, 1)
    assert "The text was approved already." in page(told[0])
    assert re.search(r"(Bob|Dora) approved this text\..*\d\d:\d\d:\d\d", page(told[0]))
    assert Approval.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_taking_back_at_once_one_is_told_who_was_first(shared_room: Newsroom) -> None:
    room = shared_room
    notice = room.approved()
    answers = together(
        lambda: do(room, room.bob, notice, "retract", reason="Wrong"),
        lambda: do(room, room.dora, notice, "retract", reason="Wrong too"),
    )
    assert sorted(one.status_code for one in answers) == [302, 422]
    told = next(page(one) for one in answers if one.status_code == 422)
    assert "took this notice back already" in told
    assert re.search(r"(Bob|Dora) · .*\d\d:\d\d:\d\d", told), "and when"
