from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.auth import get_user
from django.contrib.auth.hashers import MD5PasswordHasher
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from oyez.accounts import throttle
from oyez.accounts.actions import change_person, set_password, sign_in, sign_out
from oyez.accounts.entering import client_address
from oyez.accounts.models import Person, SignInWindow
from oyez.audit.models import Entry
from oyez.audit.queries import head, last_entries
from oyez.domain.errors import NotAllowed
from together import together

PASSWORD = "correct horse battery staple"
NOW = datetime(2026, 9, 1, 12, 0, 30, tzinfo=UTC)


def request(address: str = "192.0.2.7", **extra: str) -> HttpRequest:
    asked = RequestFactory().post("/sign-in/", REMOTE_ADDR=address, **extra)
    asked.session = import_module(django_settings.SESSION_ENGINE).SessionStore()
    asked.user = get_user(asked)
    return asked


def fail(email: str = "bob@police.example", address: str = "192.0.2.7") -> str:
    with pytest.raises(NotAllowed) as refused:
        sign_in(request(address), email, "wrong password")
    return str(refused.value)


def test_the_right_password_begins_a_session_and_signing_out_ends_it(bob: Person) -> None:
    asked = request()
    assert sign_in(asked, " BOB@police.example ", PASSWORD) == bob
    assert get_user(asked) == bob
    sign_out(asked)
    assert not get_user(asked).is_authenticated
    assert [entry.action for entry in last_entries(2)] == ["accounts.sign_in", "accounts.sign_out"]
    sign_out(request())


def test_an_open_session_of_somebody_made_inactive_is_worth_nothing(
    alice: Person, bob: Person
) -> None:
    asked = request()
    sign_in(asked, bob.email, PASSWORD)
    change_person(alice, bob, is_active=False)
    assert not get_user(asked).is_authenticated
    assert "wrong" in fail()


def test_a_failure_is_recorded_without_password_and_without_unknown_addresses(bob: Person) -> None:
    before = head().seq
    assert fail() == fail("stranger@example.org") == "The address or the password is wrong."
    known, unknown = last_entries(2)
    assert known.object == bob.signature
    assert unknown.object.startswith("unknown:")
    told = str(list(Entry.objects.filter(seq__gt=before).values()))
    assert "wrong password" not in told
    assert "stranger" not in told


def test_known_and_unknown_addresses_cost_the_same_hashes(
    bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[int] = []
    original = MD5PasswordHasher.encode

    def counting(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed[-1] += 1
        return original(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    for email in ("bob@police.example", "stranger@example.org"):
        hashed.append(0)
        fail(email)
    assert hashed == [1, 1]


def test_too_many_failures_close_the_door_and_say_until_when(bob: Person) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(5):
            assert "wrong" in fail()
        recorded = head().seq
        clock.shift(timedelta(minutes=2))
        assert "Try again at 14:16." in fail(), "a quarter of an hour after the first, in Berlin"
        assert head().seq == recorded, "whom the door keeps out cannot fill the ledger"
        with pytest.raises(NotAllowed):
            sign_in(request(), bob.email, PASSWORD)
        assert sign_in(request("192.0.2.8"), bob.email, PASSWORD) == bob
        clock.shift(timedelta(minutes=13))
        assert sign_in(request(), bob.email, PASSWORD) == bob


def test_signing_in_forgets_earlier_slips(bob: Person) -> None:
    for _ in range(3):
        for _ in range(4):
            fail()
        assert sign_in(request(), bob.email, PASSWORD) == bob


def test_one_address_cannot_try_many_people(db: None, cheap_hashes: None) -> None:
    for number in range(50):
        assert "wrong" in fail(f"person{number}@example.org")
    assert "Too many" in fail("another@example.org")
    assert "wrong" in fail("another@example.org", "192.0.2.8")


def test_old_windows_are_cleared_away(db: None) -> None:
    throttle.take_turn("old@example.org", "192.0.2.1", NOW)
    throttle.take_turn("new@example.org", "192.0.2.2", NOW + timedelta(days=2))
    assert SignInWindow.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_all_counted(shared_database: None) -> None:
    def one() -> datetime | None:
        return throttle.take_turn("bob@police.example", "192.0.2.7", timezone.now())

    results = together(*[one] * 12)
    assert not [result for result in results if isinstance(result, Exception)]
    assert results.count(None) == 5


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        ("192.0.2.7", "203.0.113.9", "192.0.2.7"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "no address", "127.0.0.1"),
        ("::1", "2001:db8::7", "2001:db8::7"),
    ],
)
def test_only_a_proxy_on_this_machine_is_believed(peer: str, forwarded: str, expected: str) -> None:
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=peer, **headers)) == expected


def test_a_new_password_ends_all_sessions(bob: Person) -> None:
    asked = request()
    sign_in(asked, bob.email, PASSWORD)
    set_password(bob, bob, "an even longer password", current=PASSWORD)
    assert not get_user(asked).is_authenticated
    assert sign_in(request(), bob.email, "an even longer password") == bob
    assert last_entries(2)[0].action == "accounts.set_password"


def test_who_may_set_a_password(alice: Person, bob: Person) -> None:
    set_password(alice, bob, "an even longer password")
    for current in (None, "wrong"):
        with pytest.raises(NotAllowed, match="current password is wrong"):
            set_password(bob, bob, "another long password", current=current)
    with pytest.raises(NotAllowed):
        set_password(bob, alice, "another long password")
    with pytest.raises(NotAllowed) as refused:
        set_password(alice, bob, "short")
    assert refused.value.field == "password"
    set_password(None, bob, PASSWORD)
    assert sign_in(request(), bob.email, PASSWORD) == bob
