"""What people say about a notice becomes one alarm, and no second one for the same words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from warned import Warned

from oyez.audit.models import Entry
from oyez.domain.alarm import AlarmState, Cause, Outcome
from oyez.domain.errors import NotAllowed
from oyez.guard.actions import acknowledge, raise_by_hand, resolve
from oyez.guard.models import Page, Sign
from oyez.guard.paging import page_due
from oyez.guard.weighing import weigh_due
from oyez.publish.models import Notice


def weigh(warned: Warned, seconds: float) -> None:
    weigh_due(warned.at(seconds))


def test_two_people_raise_one_loud_alarm_with_what_they_said(warned: Warned) -> None:
    first, second = warned.said("ann", 60), warned.said("ben", 80)
    weigh(warned, 81)
    weigh(warned, 82)
    (alarm,) = warned.alarms
    assert (alarm.cause, alarm.loud, alarm.authors) == (Cause.WARNINGS, True, 2)
    assert alarm.first_sign_at == first.first_seen
    assert alarm.raised_at == warned.at(81)
    assert {sign.item_id for sign in alarm.signs.all()} == {first.pk, second.pk}
    entry = Entry.objects.get(action="guard.raise_alarm")
    assert entry.data["urgency"] == "loud"
    assert first.text not in str(entry.data)


def test_one_person_who_says_it_twice_raises_none(warned: Warned) -> None:
    warned.said("ann", 60)
    warned.said("ann", 70)
    weigh(warned, 71)
    assert warned.alarms == []


def test_copies_of_one_text_raise_none(warned: Warned) -> None:
    for name in "abcdef":
        warned.said(name, 60, text=f"HACKED! {'!' * ord(name)}")
    weigh(warned, 61)
    assert warned.alarms == []


def test_a_quiet_alarm_becomes_loud_and_is_the_same(warned: Warned) -> None:
    revision = warned.notice.revisions.get(number=1)
    revision.links = ["https://partner.example/map"]
    revision.save()
    warned.said("ann", 60)
    weigh(warned, 61)
    (quiet,) = warned.alarms
    assert not quiet.loud
    warned.said("ben", 90)
    weigh(warned, 91)
    (alarm,) = warned.alarms
    assert alarm.pk == quiet.pk
    assert (alarm.loud, alarm.raised_at, alarm.loud_at) == (True, warned.at(61), warned.at(91))
    assert Entry.objects.filter(action="guard.raise_louder").count() == 1


def test_new_words_get_the_newest_score(warned: Warned) -> None:
    for name in ("ann", "ben"):
        item = warned.said(name, 60)
        warned.scored(item, 0.01, 62, by="two")
    weigh(warned, 63)
    assert warned.alarms == []


def test_what_our_own_accounts_say_is_no_warning(warned: Warned) -> None:
    for name in ("ann", "ben"):
        warned.said(name, 60, own=True)
    weigh(warned, 61)
    assert warned.alarms == []


def test_a_notice_that_is_gone_raises_none(warned: Warned) -> None:
    warned.said("ann", 60)
    warned.said("ben", 60)
    Notice.objects.update(state="retracted", retracted_at=warned.start)
    weigh(warned, 61)
    assert warned.alarms == []


def test_what_spoke_for_a_false_alarm_speaks_for_no_other(warned: Warned) -> None:
    warned.said("ann", 60)
    warned.said("ben", 60)
    weigh(warned, 61)
    (alarm,) = warned.alarms
    resolve(warned.room.dora, alarm, outcome=Outcome.PRANK, at=warned.at(70), learnt="A joke")
    weigh(warned, 71)
    assert len(warned.alarms) == 1
    warned.said("cem", 80)
    warned.said("dan", 80)
    weigh(warned, 81)
    assert [one.state for one in warned.alarms] == [AlarmState.RESOLVED, AlarmState.RAISED]
    assert Sign.objects.filter(alarm=warned.alarms[1]).count() == 2


def test_an_alarm_pages_goes_on_and_stops_when_somebody_has_it(warned: Warned) -> None:
    alarm = raise_by_hand(warned.room.bob, warned.notice, note="Wrong map", at=warned.at(0))
    page_due(warned.at(0.5))
    page_due(warned.at(1))
    assert set(people(alarm.pk)) == {"Alice", "Bob", "Dora"}, "nobody is on call: whoever may"
    before = Page.objects.count()
    acknowledge(warned.room.dora, alarm, at=warned.at(30))
    page_due(warned.at(900))
    assert Page.objects.count() == before
    with pytest.raises(NotAllowed, match="Dora has this alarm already"):
        acknowledge(warned.room.bob, alarm, at=warned.at(31))


def people(alarm: int) -> list[str]:
    pages = Page.objects.filter(alarm=alarm).select_related("person")
    return [page.person.name for page in pages if page.person]


def test_only_who_may_take_back_raises_and_answers(warned: Warned) -> None:
    with pytest.raises(NotAllowed):
        raise_by_hand(warned.room.charlie, warned.notice, note="Wrong", at=warned.start)
    with pytest.raises(NotAllowed, match="Write in a sentence"):
        raise_by_hand(warned.room.bob, warned.notice, note=" ", at=warned.start)
    alarm = raise_by_hand(warned.room.bob, warned.notice, note="Wrong", at=warned.start)
    with pytest.raises(NotAllowed):
        acknowledge(warned.room.charlie, alarm, at=warned.at(1))
    with pytest.raises(NotAllowed):
        resolve(warned.room.charlie, alarm, outcome=Outcome.FALSE, at=warned.at(1))


def test_warnings_of_the_last_hour_only(warned: Warned) -> None:
    warned.said("ann", 0)
    warned.said("ben", 0)
    weigh_due(warned.at(0) + timedelta(hours=1))
    assert warned.alarms == []
