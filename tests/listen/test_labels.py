"""Labelling: drawn by chance, blind, doubled, settled by a third, and never about people."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from heard_of import Desk
from pages_of import see
from samples_of import DAY, drawn, said
from scored import ASKS, say

from newsroom import person
from oyez.audit.models import Entry
from oyez.domain.errors import NotAllowed
from oyez.domain.inbox.annotation import Turn
from oyez.domain.roles import Role
from oyez.domain.sampling import Method
from oyez.listen.actions import Wish, annotate, draw_sample
from oyez.listen.models import InboxItem, Label, Sample
from oyez.listen.queries import samples as queries


def test_what_is_drawn_can_be_drawn_again(desk: Desk) -> None:
    sample = drawn(desk)
    rows = list(sample.items.values_list("item", "position", "chance", "twice"))
    assert (len(rows), sample.frame, len(sample.digest)) == (10, 20, 64)
    assert {chance for _item, _position, chance, _twice in rows} == {0.5}
    assert sum(twice for *_rest, twice in rows) == 2
    wish = Wish(sample.begins_at, sample.ends_at, 10, 7, Method.RANDOM)
    again = draw_sample(None, desk.room.mastodon, wish, at=timezone.now())
    assert list(again.items.values_list("item", "position", "chance", "twice")) == rows
    assert again.digest == sample.digest
    entry = Entry.objects.filter(action="listen.draw_sample").first()
    assert entry is not None
    assert entry.data["seed"] == 7


def test_what_is_hidden_or_deleted_is_in_the_frame_and_we_are_not(desk: Desk) -> None:
    items = [say(desk.room.mastodon, ASKS, number) for number in range(12)]
    InboxItem.objects.filter(pk=items[0].pk).update(deleted_at=timezone.now())
    InboxItem.objects.filter(pk=items[1].pk).update(own=True)
    now = timezone.now()
    sample = draw_sample(None, desk.room.mastodon, Wish(now - DAY, now, 100, 1), at=timezone.now())
    assert sample.frame == 11
    assert items[0].pk in set(sample.items.values_list("item", flat=True))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"size": 5}, "Draw from"),
        ({"size": 9999}, "Draw from"),
        ({"ends_at": timezone.now() - 2 * DAY}, "has to come after"),
        ({"ends_at": timezone.now() + DAY}, "has to be over"),
        ({"begins_at": timezone.now() - 9 * DAY, "ends_at": timezone.now() - 8 * DAY}, "Nothing"),
    ],
)
def test_what_cannot_be_drawn(desk: Desk, change: dict[str, object], sentence: str) -> None:
    say(desk.room.mastodon, ASKS)
    now = timezone.now()
    fields: dict[str, object] = {"begins_at": now - DAY, "ends_at": now, "size": 50, "seed": 1}
    with pytest.raises(NotAllowed, match=sentence):
        draw_sample(None, desk.room.mastodon, Wish(**(fields | change)), at=timezone.now())  # type: ignore[arg-type]
    assert not Sample.objects.exists()


def test_only_those_draw_and_label_who_may(desk: Desk) -> None:
    sample, room = drawn(desk), desk.room
    now = timezone.now()
    with pytest.raises(NotAllowed, match="no role"):
        draw_sample(room.alice, room.mastodon, Wish(now - DAY, now, 10, 1), at=now)
    one = sample.items.earliest("position")
    for somebody in (room.greta, room.charlie, room.ada):
        with pytest.raises(NotAllowed, match="no role"):
            annotate(somebody, one, said(somebody.pk), at=now)
    assert room.client(room.charlie).get(f"/labels/{sample.pk}/").status_code == 404
    assert room.client(room.greta).get(f"/labels/{sample.pk}/").status_code == 404
    assert room.client(room.greta).get(f"/labels/{sample.pk}/results/").status_code == 200
    assert room.client(room.ada).get("/labels/").status_code == 404


def test_the_second_is_blind_and_another_person_and_a_third_settles(desk: Desk) -> None:
    sample, room = drawn(desk), desk.room
    one = sample.items.filter(twice=True).earliest("position")
    now = timezone.now()
    annotate(room.alice, one, said(room.alice.pk, "abuse"), at=now)
    with pytest.raises(NotAllowed, match="Somebody else"):
        annotate(room.alice, one, said(room.alice.pk), at=now)
    shown = see(desk, room.bob, f"/labels/{sample.pk}/")
    assert "aria-pressed" not in shown
    annotate(room.bob, one, said(room.bob.pk, "other"), at=now)
    thing = next(each for each in queries.things(sample) if each.pk == one.pk)
    assert queries.progress([thing]).settled == 0
    annotate(room.dora, one, said(room.dora.pk, "abuse"), at=now)
    with pytest.raises(NotAllowed, match="Somebody else"):
        annotate(room.audrey, one, said(room.audrey.pk), at=now)
    thing = next(each for each in queries.things(sample) if each.pk == one.pk)
    assert queries.progress([thing]).settled == 1
    turns = list(one.labels.values_list("turn", "label", "abusive"))
    assert turns == [
        (Turn.FIRST, "abuse", True),
        (Turn.SECOND, "other", False),
        (Turn.THIRD, "abuse", True),
    ]


def test_what_one_person_labels_needs_no_other(desk: Desk) -> None:
    sample, room = drawn(desk), desk.room
    one = sample.items.filter(twice=False).earliest("position")
    annotate(room.alice, one, said(room.alice.pk), at=timezone.now())
    with pytest.raises(NotAllowed, match="Somebody else"):
        annotate(room.bob, one, said(room.bob.pk), at=timezone.now())


def test_of_what_is_gone_nobody_can_tell(desk: Desk) -> None:
    sample, room = drawn(desk), desk.room
    InboxItem.objects.update(deleted_at=timezone.now())
    one = sample.items.earliest("position")
    with pytest.raises(NotAllowed, match="words are gone"):
        annotate(room.alice, one, said(room.alice.pk), at=timezone.now())
    annotate(room.alice, one, said(room.alice.pk, "cannot_tell", abusive=True), at=timezone.now())
    assert not Label.objects.get().abusive
    assert ASKS not in see(desk, room.alice, f"/labels/{sample.pk}/")


def test_finding_the_next_costs_the_same_however_much_there_is(desk: Desk) -> None:
    sample = drawn(desk, 60, 50)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert queries.next_for(desk.room.alice, sample) is not None
        return len(seen)

    few = asked()
    for one in sample.items.all()[:30]:
        annotate(desk.room.bob, one, said(desk.room.bob.pk), at=timezone.now())
    assert asked() == few


def test_people_begin_at_different_places(desk: Desk) -> None:
    sample = drawn(desk, 60, 50)
    others = [person(f"Helper{n}", Role.AUTHOR, desk.room.unit.path) for n in range(4)]
    starts = {queries.next_for(one, sample) for one in (desk.room.alice, *others)}
    assert len(starts) > 2
