"""Looks at links before a text goes out: asked for, taken by the worker, judged again."""

from __future__ import annotations

from datetime import timedelta

from press_office import LATER, NOW, Newsroom, ledger, refused, said

from looks import look
from oyez.domain.looking import Failure, Hop, Looked
from oyez.publish.actions import approve, screen, submit
from oyez.publish.draft import Draft, Words
from oyez.publish.looks import Turn, take_due, write_looks
from oyez.publish.models import Approval, Delivery, LinkLook, Revision, Telling
from oyez.publish.queries import findings_of

PAGE = "https://www.town.example/fair"
SOON = NOW + timedelta(seconds=20)


def linking(**more: object) -> Draft:
    return said(texts=[Words("en", "The fair", f"All about it: {PAGE}")], **more)


def codes(revision: Revision) -> set[str]:
    return {one.code for one in findings_of(revision)}


def seen(looked: Looked, at: object = SOON) -> None:
    """The worker's turn."""
    (turn,) = take_due(at, 5)  # type: ignore[arg-type]
    write_looks([(turn, looked)], at)  # type: ignore[arg-type]


def answers(revision: Revision) -> dict[int, str]:
    return {one.pk: "checked" for one in findings_of(revision) if one.level == "ask"}


def test_a_foreign_link_is_asked_to_be_looked_at_and_our_own_is_not(room: Newsroom) -> None:
    room.submitted()
    assert not LinkLook.objects.exists()
    revision = room.submitted(linking())
    row = LinkLook.objects.get()
    assert (row.address, row.due_at, row.seen_at) == (PAGE, NOW, None)
    assert list(row.revisions.all()) == [revision]
    assert codes(revision) == {"link:not_official", "link:unreachable"}


def test_a_look_answers_the_question_whether_anybody_looked(room: Newsroom) -> None:
    revision = room.submitted(linking())
    seen(look(at=SOON))
    assert codes(revision) == {"link:not_official"}
    approval = approve(room.bob, revision, version=1, at=LATER, decisions=answers(revision))
    assert approval.evidence is not None
    (link,) = approval.evidence["links"]
    assert (link["looked"]["title"], len(link["digest"])) == ("The fair", 64)


def test_an_old_look_is_asked_about(room: Newsroom) -> None:
    revision = room.submitted(linking())
    seen(look(at=SOON))
    late = NOW + timedelta(minutes=30)
    screen(revision, at=late)
    one = next(one for one in findings_of(revision) if one.code == "link:unreachable")
    assert "minutes ago" in one.sentence["template"]
    assert one.sentence["values"]["minutes"] == "29"


def test_what_a_look_finds_blocks_what_nothing_blocked_before(room: Newsroom) -> None:
    revision = room.submitted(linking())
    seen(look(at=SOON, labels=("adult",), said=("rating: adult",)))
    assert {"link:adult_label"} <= codes(revision)
    with refused("body", "calls itself adult"):
        approve(room.bob, revision, version=1, at=LATER, decisions=answers(revision))
    assert not Delivery.objects.exists()


def test_a_page_that_has_become_a_live_stream_blocks(room: Newsroom) -> None:
    revision = room.submitted(linking())
    seen(look(at=SOON, live=True, live_as="schema.org isLiveBroadcast"))
    assert {"link:live_stream"} <= codes(revision)


def test_a_redirect_to_another_owner_is_asked_about(room: Newsroom) -> None:
    revision = room.submitted(linking())
    chain = (Hop(PAGE, 301), Hop("https://other.example/", 200))
    seen(look(at=SOON, final_address="https://other.example/", chain=chain))
    assert "link:redirects_elsewhere" in codes(revision)


def test_a_page_that_does_not_answer_is_asked_about_and_asked_again(room: Newsroom) -> None:
    revision = room.submitted(linking())
    seen(look(at=SOON, status=0, failure=Failure.TIMEOUT, final_address="", chain=()))
    assert "link:unreachable" in codes(revision)
    row = LinkLook.objects.get()
    assert row.due_at == SOON + timedelta(minutes=2)


def test_a_lease_that_ran_out_writes_nothing(room: Newsroom) -> None:
    room.submitted(linking())
    (turn,) = take_due(SOON, 5)
    assert take_due(SOON, 5) == []
    late = Turn(turn.pk, turn.address, turn.until - timedelta(seconds=1))
    write_looks([(late, look(at=SOON))], SOON)
    assert LinkLook.objects.get().seen_at is None


def test_a_submitted_text_is_kept_fresh_and_a_draft_is_not(room: Newsroom) -> None:
    revision = room.composed(linking())
    screen(revision, at=NOW)
    seen(look(at=SOON))
    assert LinkLook.objects.get().due_at is None
    submit(room.alice, revision, at=LATER + timedelta(hours=1))
    assert LinkLook.objects.get().due_at == LATER + timedelta(hours=1)
    seen(look(at=LATER + timedelta(hours=1)), LATER + timedelta(hours=1))
    assert LinkLook.objects.get().due_at == LATER + timedelta(hours=1, minutes=10)


def test_a_page_replaced_before_its_time_needs_another_approval(room: Newsroom) -> None:
    at = NOW + timedelta(hours=3)
    revision = room.submitted(linking(scheduled_at=at))
    seen(look(at=SOON))
    approve(room.bob, revision, version=1, at=LATER, decisions=answers(revision))
    assert Delivery.objects.filter(due_at=at).count() == 3
    again = LATER + timedelta(minutes=12)
    seen(look(at=again), again)
    assert Approval.objects.filter(voided_at=None).count() == 1
    later = again + timedelta(minutes=11)
    seen(look(at=later, text_fingerprint=0x0123456789ABCDEF ^ 0xFFFFFFFF), later)
    revision.refresh_from_db()
    assert revision.state == "submitted"
    assert not Delivery.objects.exists()
    assert not Approval.objects.filter(voided_at=None).exists()
    assert ledger(revision.notice)[-1] == "publish.reopen"
    told = Telling.objects.filter(notice=revision.notice).values_list("person__name", flat=True)
    assert set(told) == {"Alice", "Bob"}
    with refused("decisions", "Decide"):
        approve(room.bob, revision, version=1, at=later)
    approve(room.bob, revision, version=1, at=later, decisions=answers(revision))


def test_what_is_on_its_way_is_left_to_the_watch(room: Newsroom) -> None:
    revision = room.submitted(linking())
    seen(look(at=SOON))
    approve(room.bob, revision, version=1, at=LATER, decisions=answers(revision))
    Delivery.objects.update(attempt=1)
    later = LATER + timedelta(minutes=12)
    seen(look(at=later, live=True, live_as="Twitch"), later)
    assert Approval.objects.filter(voided_at=None).count() == 1


def test_the_same_link_in_two_texts_is_looked_at_once(room: Newsroom) -> None:
    one, two = room.submitted(linking()), room.submitted(linking())
    assert LinkLook.objects.get().revisions.count() == 2
    seen(look(at=SOON))
    assert codes(one) == codes(two) == {"link:not_official"}
