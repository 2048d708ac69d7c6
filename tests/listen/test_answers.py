"""Answers go out once, by whoever may give them, and never against a rule."""

from __future__ import annotations

import pytest
from django.utils import timezone
from heard_of import Desk, Played
from inbox_of import Sent, item_of, keeps_routes
from scored import ASKS, say

from oyez.audit.models import Entry
from oyez.domain.channel import Mode
from oyez.domain.errors import NotAllowed
from oyez.domain.inbox.house_rules import Deed as Kind
from oyez.domain.inbox.labels import Label
from oyez.domain.inbox.routes import Routes
from oyez.domain.inbox.sending import State
from oyez.domain.notice import Urgency
from oyez.govern.actions import freeze
from oyez.govern.models import Channel
from oyez.listen.actions import (
    Kept,
    Saved,
    agree,
    answer,
    keep_inbox,
    label_item,
    leave,
    save_answer,
)
from oyez.listen.keeping import Keeping
from oyez.listen.models import Deed, InboxItem
from oyez.listen.models.inbox_item import Place
from oyez.listen.wording import ready_answers, routes_text
from oyez.platforms.heard import Moderation
from oyez.publish.models import Delivery

TEXT = "The B70 opens again at noon."


def test_an_answer_goes_out_under_what_it_answers(played: Played, sent: Sent) -> None:
    item = item_of(played, ASKS)
    deed = answer(played.room.alice, item, TEXT, at=timezone.now())
    assert (deed.state, deed.repeatable) == (State.WANTED, True)
    sent.all()
    deed.refresh_from_db()
    assert deed.state == State.DONE
    [there] = sent.said(TEXT)
    assert deed.remote_id == there["id"]
    assert f"@{item.author}" in there["text"]
    item.refresh_from_db()
    assert item.open_at is None, "with its answer it is done"
    actions = list(Entry.objects.values_list("action", "object"))
    assert ("listen.answer", f"inbox:{item.pk}") in actions
    assert TEXT not in str(list(Entry.objects.values_list("data", flat=True)))


def test_a_freeze_holds_an_answer_and_refuses_new_ones(played: Played, sent: Sent) -> None:
    item = item_of(played, ASKS)
    deed = answer(played.room.alice, item, TEXT, at=timezone.now())
    freeze(played.room.dora, played.room.unit.path, reason="Something is wrong.")
    sent.all()
    deed.refresh_from_db()
    assert deed.state == State.WANTED
    assert deed.told
    assert sent.said(TEXT) == []
    with pytest.raises(NotAllowed, match="Something is wrong"):
        answer(played.room.bob, item_of(played, "And now?"), TEXT, at=timezone.now())


def test_a_closed_channel_answers_nobody(played: Played, sent: Sent) -> None:
    item = item_of(played, ASKS)
    deed = answer(played.room.alice, item, TEXT, at=timezone.now())
    Channel.objects.filter(pk=item.channel_id).update(mode=Mode.CLOSED)
    sent.all()
    deed.refresh_from_db()
    assert deed.state == State.REFUSED
    assert sent.said(TEXT) == []
    with pytest.raises(NotAllowed, match="is closed"):
        answer(played.room.alice, item, TEXT, at=timezone.now(), seen=deed.pk)


def test_own_words_on_what_is_grave_wait_for_a_second_person(played: Played, sent: Sent) -> None:
    item = item_of(played, "Your link shows porn")
    InboxItem.objects.filter(pk=item.pk).update(place=Place.WARNING)
    item.refresh_from_db()
    deed = answer(played.room.dora, item, TEXT, at=timezone.now())
    sent.all()
    deed.refresh_from_db()
    assert deed.state == State.ASKED
    with pytest.raises(NotAllowed, match="yourself"):
        agree(played.room.dora, deed, at=timezone.now())
    with pytest.raises(NotAllowed, match="no role"):
        agree(played.room.alice, deed, at=timezone.now())
    agree(played.room.bob, deed, at=timezone.now())
    with pytest.raises(NotAllowed, match="gone on"):
        agree(played.room.bob, deed, at=timezone.now())
    sent.all()
    assert len(sent.said(TEXT)) == 1


def test_a_critical_notice_is_no_routine_matter(played: Played) -> None:
    notice = played.room.approved(Urgency.CRITICAL)
    item = say(played.room.mastodon, ASKS)
    delivery = Delivery.objects.get(notice=notice, channel=played.room.mastodon)
    InboxItem.objects.filter(pk=item.pk).update(delivery=delivery)
    item.refresh_from_db()
    assert answer(played.room.alice, item, TEXT, at=timezone.now()).state == State.ASKED


def test_what_was_agreed_to_before_goes_out_alone(played: Played) -> None:
    room = played.room
    keeps_routes(room.unit)
    saved = Saved("Danger", "en", "Please call {emergency} now. {unit}")
    row = save_answer(room.bob, room.unit, saved, at=timezone.now())
    item = item_of(played, "Help")
    InboxItem.objects.filter(pk=item.pk).update(place=Place.URGENT)
    item.refresh_from_db()
    [ready] = ready_answers(item, Keeping())
    assert ready.text == "Please call 112 now. Polizeiinspektion Emsland"
    deed = answer(room.alice, item, ready.text + "\r\n", at=timezone.now())
    assert (deed.state, deed.saved) == (State.WANTED, row)
    leave(room.alice, deed)
    routes = routes_text(item, Keeping(), timezone.now())
    assert "112" in routes
    deed = answer(room.alice, item, routes, at=timezone.now(), seen=deed.pk)
    assert (deed.state, deed.saved) == (State.WANTED, None)
    leave(room.alice, deed)
    changed = answer(room.alice, item, ready.text + " Or else.", at=timezone.now(), seen=deed.pk)
    assert changed.state == State.ASKED


def test_an_urgent_item_stays_until_a_person_closes_it(played: Played, sent: Sent) -> None:
    item = item_of(played, "Help")
    label_item(played.room.alice, item, Label.URGENT, at=timezone.now())
    item.refresh_from_db()
    deed = answer(played.room.alice, item, TEXT, at=timezone.now())
    agree(played.room.bob, deed, at=timezone.now())
    sent.all()
    item.refresh_from_db()
    assert item.open_at is not None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("  ", "Write the answer"), ("x" * 600, "there is room for"), ("x" * 490, "there is room")],
)
def test_what_cannot_be_sent_is_refused_before(played: Played, text: str, sentence: str) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        answer(played.room.alice, item_of(played, ASKS), text, at=timezone.now())
    assert not Deed.objects.exists()


def test_only_who_may_answers(desk: Desk) -> None:
    item = say(desk.room.mastodon, ASKS)
    for person in (desk.room.charlie, desk.room.ada, desk.room.audrey, desk.room.greta):
        with pytest.raises(NotAllowed, match="no role"):
            answer(person, item, TEXT, at=timezone.now())


def test_where_no_machine_answers_the_page_says_so(desk: Desk) -> None:
    item = say(desk.sms, ASKS)
    with pytest.raises(NotAllowed, match="No machine"):
        answer(desk.room.alice, item, TEXT, at=timezone.now())


def test_whoever_deleted_their_question_gets_no_answer(played: Played, sent: Sent) -> None:
    item = item_of(played, ASKS)
    deed = answer(played.room.alice, item, TEXT, at=timezone.now())
    InboxItem.objects.update(deleted_at=timezone.now())
    sent.all()
    deed.refresh_from_db()
    assert deed.state == State.REFUSED
    item.refresh_from_db()
    with pytest.raises(NotAllowed, match="deleted it"):
        answer(played.room.alice, item, TEXT, at=timezone.now(), seen=deed.pk)


def test_saved_answers_are_agreed_to_by_those_who_may(desk: Desk) -> None:
    room, now = desk.room, timezone.now()
    saved = Saved("Road", "en", "See {online}.")
    with pytest.raises(NotAllowed, match="no role"):
        save_answer(room.alice, room.unit, saved, at=now)
    row = save_answer(room.bob, room.unit, saved, at=now)
    item = say(room.mastodon, ASKS)
    assert ready_answers(item, Keeping()) == [], "without the address it is no answer"
    keeps_routes(room.unit)
    assert [one.text for one in ready_answers(item, Keeping())] == ["See https://report.example."]
    newer = save_answer(
        room.bob, room.unit, Saved("Road", "en", "Look at {online}."), at=now, instead_of=row
    )
    assert [one.row for one in ready_answers(item, Keeping())] == [newer]
    for wrong in (
        Saved("", "en", "x"),
        Saved("x", "xx", "x"),
        Saved("x", "en", " "),
        Saved("x", "en", "{phone}"),
        Saved("x", "en", "x" * 5000),
    ):
        with pytest.raises(NotAllowed):
            save_answer(room.bob, room.unit, wrong, at=now)


def test_routes_come_from_the_nearest_unit_and_in_the_language_of_the_question(
    desk: Desk,
) -> None:
    room = desk.room
    kept = Kept(5, 60, Routes(emergency="112", non_emergency="101"))
    keep_inbox(room.dora, room.unit, kept)
    item = say(room.mastodon, "Wann ist die Straße wieder frei?")
    assert "112" in routes_text(item, Keeping(), timezone.now())
    other = say(Channel.objects.create(unit=room.elsewhere, platform="mastodon"), ASKS)
    assert routes_text(other, Keeping(), timezone.now()) == ""


def test_kinds_of_deeds_are_those_of_the_adapters() -> None:
    assert {kind.value for kind in Kind} <= {one.value for one in Moderation}
