from __future__ import annotations

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from newsroom import Newsroom
from oyez.accounts import places
from oyez.accounts.actions import change_person, create_person, grant
from oyez.accounts.models import Membership
from oyez.accounts.role_words import ROLES, VERBS, allowances
from oyez.domain.roles import ALLOWED, Role, Verb


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def look(room: Newsroom, query: str = "") -> str:
    return page(room.client(room.ada).get(f"/people/{query}"))


def names(html: str) -> set[str]:
    known = ("Alice", "Bob", "Charlie", "Dora", "Greta", "Ada", "Newcomer")
    return {name for name in known if f'/">{name}</a>' in html}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "Alice Bob Charlie Dora Greta Ada Newcomer"),
        ("?words=ali", "Alice"),
        ("?words=bob@", "Bob"),
        ("?role=author", "Alice Charlie"),
        ("?place=/nds/os/emsland/", "Alice Bob Dora Greta Ada"),
        ("?place=polizeiinspektion leer", "Charlie Dora Greta Ada"),
        ("?role=author&place=/nds/os/emsland/", "Alice"),
        ("?state=out", "Charlie"),
        ("?state=none", "Newcomer"),
        ("?words=zz", ""),
    ],
)
def test_people_are_found_by_name_role_and_place(room: Newsroom, query: str, found: str) -> None:
    create_person(None, email="new@police.example", name="Newcomer")
    change_person(None, room.charlie, is_active=False)
    html = look(room, query)
    assert names(html) == set(found.split())
    if not found:
        assert "Nobody fits." in html


def test_roles_are_told_with_the_names_of_their_places(room: Newsroom) -> None:
    html = look(room)
    assert "duty officer" in html
    assert "Polizeidirektion Osnabrück" in html
    assert "What each role allows" in html
    assert "break the glass" in html


def test_every_role_and_verb_has_words() -> None:
    assert set(ROLES) == set(Role)
    assert set(VERBS) == set(Verb)
    assert [len(verbs) for _role, verbs in allowances()] == [len(ALLOWED[role]) for role in ROLES]


def test_a_role_is_given_by_the_name_of_its_place(room: Newsroom) -> None:
    path = f"/people/{room.charlie.pk}/grant/"
    data = {"role": "approver", "scope": "Polizeiinspektion Emsland"}
    assert room.client(room.ada).post(path, data).status_code == 302
    assert Membership.objects.filter(person=room.charlie, scope=room.unit.path).exists()
    nowhere = room.client(room.ada).post(path, data | {"scope": "Hogwarts"})
    assert nowhere.status_code == 422
    assert 'value="Hogwarts"' in page(nowhere)


def test_nobody_is_offered_their_own_roles(room: Newsroom) -> None:
    html = page(room.client(room.ada).get(f"/people/{room.ada.pk}/"))
    assert "Nobody can change their own roles." in html
    assert "Take away" not in html
    assert "Give role" not in html


def test_a_filter_that_is_none_is_answered(room: Newsroom) -> None:
    assert room.client(room.ada).get("/people/?role=king").status_code == 422


def test_it_asks_as_often_for_fifty_people_as_for_five(room: Newsroom) -> None:
    client, counts = room.client(room.ada), []
    for number in (5, 40):
        for place in range(number):
            one = create_person(None, email=f"p{number}.{place}@police.example", name="P")
            grant(None, one, Role.AUTHOR, room.unit.path)
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/people/").status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 20


def test_more_than_a_page_leads_on(room: Newsroom) -> None:
    for place in range(51):
        create_person(None, email=f"p{place}@police.example", name=f"P{place:02}")
    assert "page=2" in look(room)
    assert "P50" in look(room, "?page=2")


def test_places_have_names_and_unknown_ones_their_path(room: Newsroom) -> None:
    named = places.names_of([room.unit.path, "/", "/gone/"])
    assert named[room.unit.path] == "Polizeiinspektion Emsland"
    assert named["/"] == "Everything"
    assert named["/gone/"] == "/gone/"
    below = dict(places.places_below(["/nds/os/"]))
    assert room.police.path in below
    assert "/" not in below
    assert "/" in dict(places.places_below(["/"]))
