"""A draft that nobody approved can be thrown away, by whom it belongs to, and the ledger knows."""

from __future__ import annotations

import pytest
from press_office import NEWER, NOW, TEXT, Newsroom, grave, ledger, refused, said

from oyez.domain.errors import NotAllowed
from oyez.publish.actions import approve, correct, discard, edit, send_back, submit
from oyez.publish.models import Contribution, Notice, Picture, Revision, Telling, Variant
from oyez.publish.pictures import Taken

MAP = Taken("a" * 64, "image/jpeg", 640, 480, "A map")


def throw(room: Newsroom, name: str, revision: Revision) -> None:
    revision.refresh_from_db()
    discard(room.people[name], revision, version=revision.version)


def test_the_author_throws_it_away_with_everything(room: Newsroom) -> None:
    revision = room.composed(grave())
    edit(room.alice, revision, grave(), version=1, at=NOW, pictures=(MAP,))
    notice = revision.notice
    assert Notice.objects.get(pk=notice.pk).revisions.count() > 1
    throw(room, "Alice", revision)
    for kind in (Notice, Revision, Variant, Picture, Contribution):
        assert not kind.objects.exists(), kind
    assert ledger(notice)[-1] == "publish.discard"


@pytest.mark.parametrize("name", ["Anton", "Charlie"])
def test_another_author_may_not(room: Newsroom, name: str) -> None:
    revision = room.composed()
    with pytest.raises(NotAllowed):
        throw(room, name, revision)
    assert Notice.objects.exists()


@pytest.mark.parametrize("name", ["Bob", "Dora"])
def test_who_may_send_back_may_and_the_author_hears_of_it(room: Newsroom, name: str) -> None:
    throw(room, name, room.composed())
    told = Telling.objects.get(person=room.alice)
    assert told.notice is None
    assert told.template.format(**told.values) == (
        f"{name} discarded the draft “{TEXT.headline}” in which you wrote."
    )


def test_what_waits_for_a_second_person_is_not_thrown_away(room: Newsroom) -> None:
    revision = room.submitted()
    with refused(words="waits for a second person"):
        throw(room, "Alice", revision)
    send_back(room.bob, revision, "Which road?")
    throw(room, "Alice", revision)
    assert not Notice.objects.exists()
    assert not Telling.objects.filter(person=room.alice).exists(), "it was hers alone"


def test_what_was_approved_once_is_kept(room: Newsroom) -> None:
    revision = room.submitted()
    approve(room.bob, revision, version=revision.version, at=NOW)
    with refused(words="was approved before"):
        throw(room, "Alice", revision)
    revision.refresh_from_db()
    edit(room.alice, revision, said(texts=[NEWER]), version=revision.version, at=NOW)
    with refused(words="was approved before"):
        throw(room, "Alice", revision)
    assert Notice.objects.get().revisions.exists()


def test_nobody_throws_away_what_they_have_not_seen(room: Newsroom) -> None:
    revision = room.composed()
    edit(room.anton, revision, said(texts=[NEWER]), version=1, at=NOW)
    with refused(words="Somebody else changed this text"):
        discard(room.alice, revision, version=1)
    throw(room, "Anton", revision)
    assert {row.person.name for row in Telling.objects.all()} == {"Alice"}


def test_the_draft_of_a_correction_goes_alone(room: Newsroom) -> None:
    notice = room.approved()
    Notice.objects.filter(pk=notice.pk).update(state="live")
    draft = correct(room.alice, notice, said(texts=[NEWER], note="Open again"), at=NOW)
    deliveries = notice.deliveries.count()
    throw(room, "Alice", draft)
    assert [one.number for one in notice.revisions.all()] == [1]
    assert notice.deliveries.count() == deliveries
    assert ledger(notice)[-1] == "publish.discard"
    again = correct(room.alice, notice, said(texts=[NEWER], note="Open again"), at=NOW)
    assert submit(room.alice, again, at=NOW).state == "submitted"


def test_a_prepared_correction_is_not_thrown_away_by_itself(room: Newsroom) -> None:
    revision = room.composed(grave())
    prepared = revision.notice.revisions.get(kind="prepared")
    with pytest.raises(NotAllowed):
        throw(room, "Alice", prepared)
