from __future__ import annotations

from datetime import timedelta

import pytest
from press_office import (
    LATER,
    NEWER,
    NOW,
    Newsroom,
    first,
    grave,
    in_force,
    ledger,
    refused,
    said,
)

from oyez.audit.models import Entry
from oyez.domain.delivery import Held
from oyez.publish.actions import approve, correct, edit, send_back, submit
from oyez.publish.models import Approval, Delivery, Revision

OTHER = said(texts=[NEWER])


def test_an_edit_replaces_words_and_variants_and_counts_up(room: Newsroom) -> None:
    revision = room.composed()
    edit(room.anton, revision, OTHER, version=1, at=LATER)
    assert (revision.version, revision.texts) == (2, [NEWER.as_json()])
    assert all("open again" in v.text for v in revision.variants.all())
    assert set(revision.contributions.values_list("person__name", flat=True)) == {"Alice", "Anton"}
    assert ledger(revision.notice) == ["publish.compose", "publish.edit"]


def test_an_old_version_is_refused_and_changes_nothing(room: Newsroom) -> None:
    revision = room.composed()
    edit(room.anton, revision, OTHER, version=1, at=LATER)
    with refused("", "Somebody else changed"):
        edit(room.alice, revision, said(), version=1, at=LATER)
    revision.refresh_from_db()
    assert (revision.version, revision.texts) == (2, [NEWER.as_json()])


def test_an_edit_takes_a_submitted_text_back_to_draft(room: Newsroom) -> None:
    revision = room.submitted()
    edit(room.alice, revision, OTHER, version=1, at=LATER)
    assert (revision.state, revision.submitted_at) == ("draft", None)
    revision.notice.refresh_from_db()
    assert revision.notice.state == "draft"
    with refused("", "edited again"):
        approve(room.bob, revision, version=2, at=LATER)


def test_an_edit_answers_what_was_sent_back(room: Newsroom) -> None:
    revision = send_back(room.bob, room.submitted(), "Which lane?")
    edit(room.alice, revision, OTHER, version=1, at=LATER)
    assert (revision.state, revision.return_reason) == ("draft", "")


@pytest.mark.parametrize("hours", [None, 3])
def test_an_edit_after_approval_voids_it_also_when_scheduled(
    room: Newsroom, hours: int | None
) -> None:
    scheduled = NOW + timedelta(hours=hours) if hours else None
    notice = room.approved(said(scheduled_at=scheduled))
    assert (in_force(notice), Delivery.objects.filter(notice=notice).count()) == (1, 3)
    draft = said(texts=[NEWER], scheduled_at=scheduled)
    edit(room.alice, first(notice), draft, version=1, at=LATER)
    notice.refresh_from_db()
    assert (notice.state, first(notice).state) == ("draft", "draft")
    assert in_force(notice) == 0
    assert not Delivery.objects.filter(notice=notice).exists()
    assert Approval.objects.get(revision__notice=notice).voided_at == LATER
    assert Entry.objects.get(action="publish.edit").data["voided"] is True


def test_after_a_voided_approval_the_text_can_be_approved_again(room: Newsroom) -> None:
    notice = room.approved()
    revision = edit(room.alice, first(notice), OTHER, version=1, at=LATER)
    submit(room.alice, revision, at=LATER)
    approve(room.bob, revision, version=2, at=LATER)
    assert Delivery.objects.filter(notice=notice).count() == 3
    assert Approval.objects.filter(revision=revision).count() == 2
    assert in_force(notice) == 1


def test_an_edit_voids_the_prepared_corrections_approval_too(room: Newsroom) -> None:
    notice = room.approved(grave())
    assert in_force(notice) == 2
    edit(room.alice, first(notice), grave(), version=1, at=LATER)
    assert in_force(notice) == 0


@pytest.mark.parametrize(
    "begun", [{"held": Held.SENDING}, {"attempt": 1}, {"held": Held.LIVE}, {"held": Held.UNKNOWN}]
)
def test_what_is_going_out_is_not_edited(room: Newsroom, begun: dict[str, object]) -> None:
    notice = room.approved()
    Delivery.objects.filter(notice=notice, platform="mastodon").update(**begun)
    with refused("", "going out already"):
        edit(room.alice, first(notice), OTHER, version=1, at=LATER)
    assert in_force(notice) == 1
    assert Delivery.objects.filter(notice=notice).count() == 3
    assert first(notice).version == 1


def test_what_was_corrected_before_it_began_is_not_edited(room: Newsroom) -> None:
    notice = room.approved()
    correction = correct(room.alice, notice, said(texts=[NEWER], note="Open"), at=LATER)
    submit(room.alice, correction, at=LATER)
    approve(room.bob, correction, version=1, at=LATER)
    with refused("", "going out already"):
        edit(room.alice, first(notice), OTHER, version=1, at=LATER)
    assert set(notice.deliveries.values_list("wanted", flat=True)) == {2}


def test_a_correction_keeps_needing_its_note(room: Newsroom) -> None:
    correction = correct(room.alice, room.approved(), said(texts=[NEWER], note="Open"), at=LATER)
    with refused("note", "public reads it"):
        edit(room.alice, correction, OTHER, version=1, at=LATER)
    edited = edit(room.alice, correction, said(note="Wrong time"), version=1, at=LATER)
    assert (edited.note, edited.version) == ("Wrong time", 2)


def test_what_was_issued_is_not_edited(room: Newsroom) -> None:
    notice = room.approved()
    Revision.objects.filter(notice=notice).update(state="issued")
    Delivery.objects.filter(notice=notice).update(held=Held.LIVE)
    with refused():
        edit(room.alice, first(notice), OTHER, version=1, at=LATER)


def test_nothing_typed_wrong_is_written(room: Newsroom) -> None:
    notice = room.approved()
    with refused("scheduled_at", "past"):
        edit(room.alice, first(notice), said(scheduled_at=NOW), version=1, at=LATER)
    assert in_force(notice) == 1


@pytest.mark.parametrize("name", ["bob", "charlie"])
def test_only_authors_of_the_unit_edit(room: Newsroom, name: str) -> None:
    with refused("", "no role"):
        edit(getattr(room, name), room.composed(), OTHER, version=1, at=LATER)
