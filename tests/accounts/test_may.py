from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction

from oyez.accounts.actions import change_person, create_person, grant, revoke
from oyez.accounts.models import Membership, Person
from oyez.accounts.queries import demand, may, people_who_may, scopes
from oyez.audit.queries import last_entries
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Role, Verb


def test_a_role_holds_for_its_scope_and_all_below(bob: Person) -> None:
    assert may(bob, Verb.COMPOSE, "/nds/os/emsland/")
    assert may(bob, Verb.COMPOSE, "/nds/os/emsland/lingen/")
    assert not may(bob, Verb.COMPOSE, "/nds/os/")
    assert not may(bob, Verb.COMPOSE, "/nds/os/aurich/")
    assert not may(bob, Verb.COMPOSE, "/nds/os/emsland-west/")
    assert not may(bob, Verb.APPROVE, "/nds/os/emsland/")


def test_an_inactive_person_may_nothing_at_once(alice: Person, bob: Person) -> None:
    change_person(alice, Person.objects.get(pk=bob.pk), is_active=False)
    assert bob.is_active, "the object in memory still believes so"
    assert not may(bob, Verb.COMPOSE, "/nds/os/emsland/")
    assert scopes(bob, Verb.COMPOSE) == []
    assert bob not in people_who_may(Verb.COMPOSE, "/nds/os/emsland/")


def test_nobody_and_strangers_may_nothing(db: None) -> None:
    assert not may(None, Verb.SEE, "/")
    assert not may(AnonymousUser(), Verb.SEE, "/")  # type: ignore[arg-type]


def test_people_who_may_are_found_from_above_and_at_the_place(alice: Person, bob: Person) -> None:
    assert list(people_who_may(Verb.SEE, "/nds/os/emsland/")) == [alice, bob]
    assert list(people_who_may(Verb.SEE, "/nds/")) == [alice]
    assert list(people_who_may(Verb.COMPOSE, "/nds/os/emsland/")) == [bob]


def test_scopes_are_the_widest(alice: Person, bob: Person) -> None:
    grant(alice, bob, Role.APPROVER, "/nds/os/")
    assert scopes(bob, Verb.COMPOSE) == ["/nds/os/emsland/"]
    assert scopes(bob, Verb.RETRACT) == ["/nds/os/"]


def test_demand_names_the_actor_or_refuses(bob: Person) -> None:
    assert demand(bob, Verb.COMPOSE, "/nds/os/emsland/") == f"person:{bob.pk}"
    assert demand(None, Verb.COMPOSE, "/") == "command"
    with pytest.raises(NotAllowed):
        demand(bob, Verb.APPROVE, "/nds/os/emsland/")
    with pytest.raises(NotAllowed):
        demand(AnonymousUser(), Verb.SEE, "/")  # type: ignore[arg-type]


def test_granting_twice_is_granting_once(alice: Person, bob: Person) -> None:
    grant(alice, bob, Role.APPROVER, "/nds/")
    grant(alice, bob, Role.APPROVER, "/nds/")
    assert bob.memberships.filter(role=Role.APPROVER).count() == 1
    (entry,) = last_entries(1)
    assert (entry.actor, entry.action) == (alice.signature, "accounts.grant")
    assert entry.data == {"role": "approver", "scope": "/nds/"}


def test_revoking_takes_effect_at_once_and_is_recorded(alice: Person, bob: Person) -> None:
    revoke(alice, bob, Role.AUTHOR, "/nds/os/emsland/")
    assert not may(bob, Verb.COMPOSE, "/nds/os/emsland/")
    assert last_entries(1)[0].action == "accounts.revoke"
    with pytest.raises(NotAllowed):
        revoke(alice, bob, Role.AUTHOR, "/nds/os/emsland/")


def test_only_administrators_give_roles_and_nobody_to_themselves(
    alice: Person, bob: Person
) -> None:
    with pytest.raises(NotAllowed):
        grant(bob, alice, Role.AUTHOR, "/nds/os/emsland/")
    with pytest.raises(NotAllowed, match="their own"):
        grant(alice, alice, Role.APPROVER, "/")
    grant(alice, bob, Role.ADMINISTRATOR, "/nds/")
    with pytest.raises(NotAllowed):
        grant(bob, alice, Role.AUTHOR, "/")


@pytest.mark.parametrize("scope", ["", "nds/", "/nds", "//", "/nds//os/"])
def test_a_scope_has_the_shape_of_a_path(alice: Person, bob: Person, scope: str) -> None:
    with pytest.raises(NotAllowed):
        grant(alice, bob, Role.AUTHOR, scope)


def test_the_database_knows_the_roles(bob: Person) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Membership.objects.create(person=bob, role="emperor", scope="/")


def test_one_address_is_one_person_however_it_is_written(bob: Person) -> None:
    assert Person.objects.get_by_natural_key("BOB@Police.example") == bob
    with pytest.raises(NotAllowed) as refused:
        create_person(None, email=" Bob@POLICE.example", name="Robert")
    assert refused.value.field == "email"
    Person.objects.filter(pk=bob.pk).update(email="BOB@police.example")
    with pytest.raises(DatabaseError), transaction.atomic():
        Person.objects.create(email="bob@police.example", name="Robert")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"name": " "}, "name"),
        ({"password": "short"}, "password"),
        ({"password": "password1234"}, "password"),
    ],
)
def test_a_person_needs_sound_entries(db: None, change: dict[str, str], field: str) -> None:
    good = {"email": "carol@police.example", "name": "Carol", "password": "long enough to pass"}
    with pytest.raises(NotAllowed) as refused:
        create_person(None, **(good | change))
    assert refused.value.field == field


def test_only_who_manages_people_creates_or_changes_them(alice: Person, bob: Person) -> None:
    with pytest.raises(NotAllowed):
        create_person(bob, email="carol@police.example", name="Carol")
    carol = create_person(alice, email="carol@police.example", name="Carol")
    assert not carol.has_usable_password()
    grant(alice, carol, Role.ADMINISTRATOR, "/nds/os/emsland/")
    assert change_person(carol, bob, name="Robert").name == "Robert"
    with pytest.raises(NotAllowed, match="do not administer"):
        change_person(carol, alice, is_active=False)
    with pytest.raises(NotAllowed, match="yourself"):
        change_person(alice, alice, is_active=False)
