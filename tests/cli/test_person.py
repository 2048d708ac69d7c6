"""oyez person: the first administrator of a real installation, and whoever is let in later."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable

import pytest
from called import AUTHOR, Oyez
from django.contrib.auth import authenticate

from oyez.accounts.models import Membership, Person
from oyez.accounts.queries import may
from oyez.audit.models import Entry
from oyez.cli import main
from oyez.domain.roles import Role, Verb
from oyez.proof.exercise.seed import Player

EMAIL, PASSWORD = "pia@derbyshire.example", "seven blue bridges"
NEW = (EMAIL, "--name", "Pia Adams")
FIRST = (*NEW, "--role", "administrator", "--scope", "/")
TYPED = PASSWORD.encode() + b"\n"


def known() -> Person:
    return Person.objects.get(email=EMAIL)


def test_the_first_administrator_of_an_empty_installation(db: None, oyez: Oyez) -> None:
    said = oyez("person", *FIRST, "--password-stdin", stdin=TYPED)
    assert (said.code, said.err) == (0, "")
    assert said.out == f"{EMAIL}: can sign in now, administrator for /.\n"
    person = known()
    assert (person.name, person.check_password(PASSWORD)) == ("Pia Adams", True)
    assert authenticate(None, username=EMAIL, password=PASSWORD) == person
    assert may(person, Verb.MANAGE_PEOPLE, "/derbyshire/main/")
    entries = Entry.objects.order_by("seq").values_list("actor", "action", "object")
    assert list(entries) == [
        ("command", "accounts.create_person", person.signature),
        ("command", "accounts.grant", person.signature),
    ]
    assert PASSWORD not in said.out + str(list(Entry.objects.values_list("data", flat=True)))


def test_another_role_and_a_new_password_for_somebody_known(
    world: list[Player], oyez: Oyez
) -> None:
    before = Person.objects.get(email=AUTHOR).password
    words = ("person", AUTHOR.upper(), "--role", "duty-officer", "--scope", "derbyshire/main")
    for _ in range(2):
        said = oyez(*words)
        assert (said.code, said.out) == (0, f"{AUTHOR}: duty officer for /derbyshire/main/.\n")
    found = Membership.objects.filter(person__email=AUTHOR, role=Role.DUTY_OFFICER)
    assert [one.scope for one in found] == ["/derbyshire/main/"]
    assert Person.objects.get(email=AUTHOR).password == before
    said = oyez("person", AUTHOR, "--password-stdin", stdin=PASSWORD.encode() + b"\r\n")
    assert said.out == f"{AUTHOR}: has a new password.\n"
    assert Person.objects.get(email=AUTHOR).check_password(PASSWORD)
    assert oyez("person", AUTHOR).out == f"{AUTHOR}: nothing to do.\n"


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("words", "typed", "refusal"),
    [
        ((EMAIL,), TYPED, (2, "--name is needed")),
        ((*NEW, "--role", "author"), TYPED, (2, "belong together")),
        ((*NEW, "--scope", "/"), TYPED, (2, "belong together")),
        ((*NEW, "--role", "king", "--scope", "/"), TYPED, (2, "duty-officer")),
        ((*NEW, "--role", "author", "--scope", "/nowhere/"), TYPED, (3, "/nowhere/")),
        (FIRST, b"", (2, "no password")),
        (FIRST, b"\xff\n", (2, "UTF-8")),
        (FIRST, b"short\n", (3, "at least 12 characters")),
        (FIRST, b"password1234\n", (3, "too common")),
        (("pia", *FIRST[1:]), TYPED, (3, "e-mail address")),
        ((EMAIL, "--name", " "), TYPED, (3, "needs a name")),
    ],
)
def test_what_is_missing_or_against_a_rule(
    oyez: Oyez, words: Iterable[str], typed: bytes, refusal: tuple[int, str]
) -> None:
    said = oyez("person", *words, "--password-stdin", stdin=typed)
    assert (said.code, said.out) == (refusal[0], "")
    assert refusal[1] in said.err
    assert not Person.objects.exists()
    assert not Entry.objects.exists()


def test_a_name_is_not_changed_in_passing(world: list[Player], oyez: Oyez) -> None:
    name = Person.objects.get(email=AUTHOR).name
    assert oyez("person", AUTHOR, "--name", name).code == 0
    said = oyez("person", AUTHOR, "--name", "Somebody Else")
    assert (said.code, name in said.err) == (2, True)
    assert Person.objects.get(email=AUTHOR).name == name


def test_without_a_terminal_the_option_is_named(db: None, oyez: Oyez) -> None:
    said = oyez("person", *FIRST)
    assert (said.code, "--password-stdin" in said.err) == (2, True)
    assert not Person.objects.exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("second", "code"), [(PASSWORD, 0), ("another word", 2)])
def test_at_a_terminal_the_password_is_asked_for_twice(
    db: None, monkeypatch: pytest.MonkeyPatch, second: str, code: int
) -> None:
    answers = iter([PASSWORD, second])
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    assert main(["person", *FIRST]) == code
    assert Person.objects.filter(email=EMAIL).exists() == (code == 0)
    assert next(answers, None) is None
