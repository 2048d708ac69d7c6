from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from oyez.accounts.actions import create_person, grant
from oyez.accounts.models import Person
from oyez.audit.models import Entry
from oyez.domain.duty import Span
from oyez.domain.errors import NotAllowed
from oyez.domain.roles import Role
from oyez.govern.actions import end_duty, hand_over, plan_duty
from oyez.govern.models import Duty
from oyez.govern.queries import on_call, on_call_for
from oyez.govern.rota import holes, rota


def somebody(name: str, role: Role, scope: str) -> Person:
    person = create_person(None, email=f"{name.lower()}@police.example", name=name)
    grant(None, person, role, scope)
    return person


@pytest.fixture
def dora(land: object) -> Person:
    return somebody("Dora", Role.DUTY_OFFICER, "/nds/os/")


def hours(number: float) -> datetime:
    return timezone.now() + timedelta(hours=number)


def duty(land: object, who: Person, begins: float, ends: float, **more: object) -> Duty:
    path = str(more.pop("path", land.police.path))
    return plan_duty(land.governor, path, who, begins_at=hours(begins), ends_at=hours(ends), **more)


def test_a_duty_covers_its_place_and_everything_below(land: object, dora: Person) -> None:
    one = duty(land, dora, -1, 2)
    now = timezone.now()
    for path in (land.police.path, land.unit.path, "/nds/", "/"):
        assert list(on_call([path], now)) == [one], path
    assert not on_call(["/nds/other/"], now)
    assert not on_call([land.unit.path], hours(2.1)), "its end does not belong to it"
    assert on_call_for("/nds/", now) == [], "nobody is called about what lies above"
    assert on_call_for(land.unit.path, now) == [one]


def test_the_nearest_is_called_first_and_deputies_last(land: object, dora: Person) -> None:
    far = duty(land, dora, -1, 2)
    near = duty(land, land.author, -1, 2, path=land.unit.path)
    deputy = duty(land, dora, -1, 2, path=land.unit.path, deputy=True)
    assert on_call_for(land.unit.path, timezone.now()) == [near, far, deputy]


def test_whoever_is_shut_out_is_on_call_for_nothing(land: object, dora: Person) -> None:
    one = duty(land, dora, -1, 2)
    Person.objects.filter(pk=dora.pk).update(is_active=False)
    assert not on_call([land.police.path], timezone.now())
    assert on_call_for(land.unit.path, timezone.now()) == []
    window = Span(timezone.now(), hours(1))
    assert holes(rota([one.path], window), window) == []


@pytest.mark.parametrize(("begins", "ends"), [(2, 1), (-5, -1), (0, 24 * 40)])
def test_times_are_checked(land: object, dora: Person, begins: float, ends: float) -> None:
    with pytest.raises(NotAllowed) as caught:
        duty(land, dora, begins, ends)
    assert caught.value.field == "ends_at"


def test_nobody_is_on_call_twice_or_without_power(land: object, dora: Person) -> None:
    duty(land, dora, 0, 5)
    with pytest.raises(NotAllowed, match="on call here at this time already"):
        duty(land, dora, 4, 6)
    duty(land, dora, 5.1, 6)
    with pytest.raises(NotAllowed, match="can take nothing back there"):
        duty(land, land.governor, 0, 5)
    with pytest.raises(NotAllowed, match="no role that allows this here"):
        plan_duty(land.author, "/nds/os/emsland/", dora, begins_at=hours(7), ends_at=hours(8))


def test_a_running_duty_ends_now_and_a_planned_one_disappears(land: object, dora: Person) -> None:
    running, planned = duty(land, dora, -1, 2), duty(land, dora, 3, 4)
    with pytest.raises(NotAllowed, match="no role"):
        end_duty(land.author, running)
    end_duty(land.governor, running)
    end_duty(land.governor, planned)
    assert [one.pk for one in Duty.objects.all()] == [running.pk]
    assert not on_call([land.police.path], timezone.now())
    with pytest.raises(NotAllowed, match="over already"):
        end_duty(land.governor, running)
    entries = Entry.objects.filter(action="govern.end_duty")
    assert [entry.data["begun"] for entry in entries.order_by("seq")] == [True, False]


def test_the_rest_of_a_duty_is_handed_over_with_a_note(land: object, dora: Person) -> None:
    one = duty(land, dora, -1, 8, path=land.unit.path)
    rest = hand_over(dora, one, land.author, note=" The bomb team calls back at six. ")
    assert rest.note == "The bomb team calls back at six."
    assert (rest.person, rest.handed_by, rest.ends_at) == (land.author, dora, one.ends_at)
    assert list(on_call([land.unit.path], timezone.now())) == [rest]
    with pytest.raises(NotAllowed, match="Only a duty that runs"):
        hand_over(dora, one, land.author, note="again")
    assert Entry.objects.latest("seq").action == "govern.hand_over"


def test_nobody_hands_over_what_is_not_theirs_or_to_whom_it_is(land: object, dora: Person) -> None:
    one = duty(land, dora, -1, 8)
    with pytest.raises(NotAllowed, match="no role"):
        hand_over(land.author, one, land.author, note="")
    with pytest.raises(NotAllowed, match="is on call already"):
        hand_over(dora, one, dora, note="")
    with pytest.raises(NotAllowed, match="1000 characters"):
        hand_over(dora, one, land.author, note="x" * 1001)
    later = duty(land, dora, 9, 10)
    with pytest.raises(NotAllowed, match="Only a duty that runs"):
        hand_over(dora, later, somebody("Dirk", Role.DUTY_OFFICER, "/nds/"), note="")


def test_holes_are_found_for_places_with_a_rota_of_their_own(land: object, dora: Person) -> None:
    duty(land, dora, -1, 4)
    duty(land, dora, 8, 12)
    duty(land, land.author, 4, 8, path=land.unit.path)
    duty(land, dora, 4, 8, path=land.unit.path, deputy=True)
    window = Span(timezone.now(), hours(10))
    found = holes(rota(["/nds/"], window), window)
    assert [(hole.place, hole.ends is None) for hole in found] == [("PD Osnabrück", False)]
    longer = Span(window.begins, hours(20))
    last = holes(rota(["/nds/"], longer), longer)[-1]
    assert last.ends is None, "nobody is on call from then on"
