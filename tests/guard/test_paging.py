"""Whom an alarm pages and when: by two independent ways, on to the next, never over the channel."""

from __future__ import annotations

from paged import Paged

from oyez.accounts.models import Link
from oyez.domain.alarm import Cause, Station
from oyez.domain.errors import say
from oyez.guard.actions import acknowledge, remove_way, station
from oyez.guard.actions.raise_alarm import Danger, raise_alarm
from oyez.guard.addresses import addresses_of
from oyez.guard.models import Page, PagingWay


def names(calls: list[object]) -> list[tuple[str, str]]:
    rows = {row.pk: row for row in Page.objects.select_related("person")}
    return sorted(
        (rows[call.page].person.name if rows[call.page].person else "place", call.way)
        for call in calls
    )


def test_every_way_carries_the_sentence_and_a_link_that_is_theirs(paged: Paged) -> None:
    dora = paged.room.dora
    paged.on_call(dora)
    paged.browser(dora)
    paged.way(dora, "sms", "0049 151 1234567")
    paged.way(dora, "phone", "+49 541 327-1")
    room = "!abc:chat.example"
    paged.way(dora, "matrix", room)
    alarm = paged.alarm("The map shows another town")
    assert names(paged.turn(0)) == [("Dora", way) for way in ("matrix", "phone", "push", "sms")]
    told = {call.path.split("/")[1]: call for call in paged.gateway.calls}
    link = "http://127.0.0.1:8000/go/"
    sms = told["sms"].json
    assert sms["recipients"] == ["+491511234567"]
    assert "Bob says: The map shows another town" in sms["message"]
    assert link in sms["message"]
    assert told["sms"].headers["authorization"] == "Bearer sms-token"
    phone = told["call"].json
    assert (phone["number"], phone["urgency"]) == ("+495413271", "loud")
    assert phone["link"].startswith(link)
    assert told["call"].headers["idempotency-key"] == phone["reference"]
    assert told["_matrix"].method == "PUT"
    assert "another town" in told["_matrix"].json["body"]
    assert b"another town" not in told["push"].body, "a push service reads nothing"
    assert Link.objects.filter(person=dora, path=f"/alarms/{alarm.pk}/").count() == 4
    assert not Page.objects.filter(alarm=alarm, sent_at=None).exists()


def test_it_goes_on_until_somebody_has_it(paged: Paged) -> None:
    room = paged.room
    paged.on_call(room.dora)
    paged.on_call(room.bob, deputy=True)
    paged.control_room()
    station(room.dora, room.unit.path, Station.HEAD, person=room.alice)
    for person in (room.dora, room.bob, room.alice):
        paged.way(person, "phone", "+49 541 327 1")
    alarm = paged.alarm()
    assert names(paged.turn(0)) == [("Dora", "phone")]
    assert paged.turn(119) == []
    assert names(paged.turn(121)) == [("Bob", "phone")]
    assert names(paged.turn(301)) == [("place", "phone")]
    assert names(paged.turn(601)) == [("Alice", "phone")]
    assert paged.turn(3600) == []
    acknowledge(room.bob, alarm, at=paged.at(3601))
    assert paged.turn(4000) == []


def test_who_acknowledges_is_the_last_who_is_paged(paged: Paged) -> None:
    paged.on_call(paged.room.dora)
    paged.on_call(paged.room.bob, deputy=True)
    paged.way(paged.room.dora, "phone", "+49 541 327 1")
    paged.way(paged.room.bob, "phone", "+49 541 327 2")
    alarm = paged.alarm()
    paged.turn(0)
    acknowledge(paged.room.dora, alarm, at=paged.at(60))
    assert paged.turn(121) == []


def test_a_gateway_that_fails_is_tried_again_and_holds_up_no_other(paged: Paged) -> None:
    dora = paged.room.dora
    paged.on_call(dora)
    paged.way(dora, "sms", "+49 151 1234567")
    paged.way(dora, "phone", "+49 541 327 1")
    paged.gateway.answers["/call"] = (503, {})
    paged.alarm()
    paged.turn(0)
    rows = {row.way: row for row in Page.objects.all()}
    assert rows["sms"].sent_at
    assert (rows["phone"].sent_at, rows["phone"].failure) == (None, "telephone 503")
    paged.gateway.answers["/call"] = (202, {})
    assert names(paged.turn(11)) == [("Dora", "phone")]
    assert Page.objects.get(way="phone").sent_at
    assert PagingWay.objects.get(way="phone").failure == ""


def test_after_some_tries_it_is_left_and_said(paged: Paged) -> None:
    dora = paged.room.dora
    paged.on_call(dora)
    paged.way(dora, "phone", "+49 541 327 1")
    paged.gateway.answers["/call"] = (500, {})
    paged.alarm()
    for turn in range(8):
        paged.turn(turn * 11)
    row = Page.objects.get(way="phone")
    assert (row.due_at, row.tries, row.sent_at) == (None, 6, None)
    assert PagingWay.objects.get().failure == "telephone 500"


def test_a_browser_that_has_gone_is_no_way_any_more(paged: Paged) -> None:
    dora = paged.room.dora
    paged.on_call(dora)
    paged.browser(dora)
    paged.gateway.answers["/push/1"] = (410, {})
    assert [one.way for one in addresses_of(dora)] == ["push"]
    paged.alarm()
    paged.turn(0)
    assert addresses_of(dora) == []


def test_nothing_quiet_rings_a_telephone(paged: Paged) -> None:
    dora = paged.room.dora
    paged.on_call(dora)
    paged.browser(dora)
    paged.way(dora, "phone", "+49 541 327 1")
    paged.way(dora, "sms", "+49 151 1234567")
    notice = paged.warned.notice
    path, why = notice.unit.path, say("Look.")
    danger = Danger("notice:x", Cause.WARNINGS, loud=False, path=path, reason=why, notice=notice)
    raise_alarm(danger, at=paged.at(0))
    assert names(paged.turn(0)) == [("Dora", "push")]


def test_the_way_over_the_channel_concerned_is_left_out(paged: Paged) -> None:
    room = paged.room
    paged.on_call(room.dora)
    paged.way(room.dora, "matrix", "!abc:chat.example")
    paged.way(room.dora, "phone", "+49 541 327 1")
    room.mastodon.platform = "matrix"
    room.mastodon.save()
    path, why, where = room.unit.path, say("Not ours."), room.mastodon
    danger = Danger("stranger:1", Cause.STRANGER, loud=True, path=path, reason=why, channel=where)
    raise_alarm(danger, at=paged.at(0))
    assert names(paged.turn(0)) == [("Dora", "phone")]


def test_without_a_staffed_place_everybody_who_may_act_is_last(paged: Paged) -> None:
    paged.on_call(paged.room.dora)
    for person in (paged.room.bob, paged.room.alice):
        paged.way(person, "phone", "+49 541 327 1")
    paged.alarm()
    paged.turn(0)
    assert names(paged.turn(301)) == [("Alice", "phone"), ("Bob", "phone")]


def test_a_place_that_cannot_be_reached_is_no_last_station(paged: Paged) -> None:
    paged.on_call(paged.room.dora)
    place = paged.control_room()
    remove_way(paged.room.dora, place.paging_ways.get())
    paged.way(paged.room.bob, "phone", "+49 541 327 1")
    paged.alarm()
    paged.turn(0)
    assert ("Bob", "phone") in names(paged.turn(301))
