"""What a page knows of the person who looks is read once, and is what the rows say."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest

from newsroom import Newsroom
from oyez.accounts.gate import onlooker, sight_of
from oyez.accounts.queries import may, scopes
from oyez.accounts.sight import Sight
from oyez.domain.roles import Verb


def test_it_says_what_the_rows_say(room: Newsroom) -> None:
    places = ("/", "/nds/", room.police.path, room.unit.path, room.elsewhere.path)
    for person in (room.alice, room.dora, room.greta, room.audrey):
        sight = Sight(person)
        for verb in Verb:
            assert sight.scopes(verb) == scopes(person, verb)
            assert [sight.may(verb, at) for at in places] == [
                may(person, verb, at) for at in places
            ]
            assert (verb in sight.verbs()) == bool(scopes(person, verb))


def test_whoever_is_shut_out_sees_nothing(room: Newsroom) -> None:
    room.alice.is_active = False
    room.alice.save()
    assert Sight(room.alice).verbs() == frozenset()


def test_the_same_is_asked_once_and_something_else_again(room: Newsroom) -> None:
    sight, asked = Sight(room.alice), list[tuple[int, int]]()

    def read(number: int, *, more: int = 0) -> int:
        asked.append((number, more))
        return number + more

    assert [sight.once(read, 1), sight.once(read, 1), sight.once(read, 2)] == [1, 1, 2]
    assert [sight.once(read, 1, more=1), sight.once(read, 1, more=1)] == [2, 2]
    assert asked == [(1, 0), (2, 0), (1, 1)]


def test_a_request_has_one_and_another_person_another(room: Newsroom) -> None:
    request = HttpRequest()
    assert onlooker(request) is None
    request.user = room.alice
    first = sight_of(request)
    assert onlooker(request) is first
    request.user = room.bob
    assert sight_of(request).person == room.bob
    request.user = AnonymousUser()
    assert onlooker(request) is None
    with pytest.raises(Http404):
        sight_of(request)
