from __future__ import annotations

import pytest
from visiting import do, live, look, page, seen

from newsroom import BODY, Newsroom
from oyez.domain.errors import say
from oyez.domain.notice import Urgency
from oyez.publish.models import Approval, Delivery, Revision, Telling
from oyez.publish.tell import tell


def test_the_second_person_sees_what_goes_out_and_approves(room: Newsroom) -> None:
    revision = room.submitted(Urgency.CRITICAL)
    html = look(room, room.bob, revision.notice, "approve/")
    assert "written by Alice" in html
    assert "Mastodon Emsland" in html
    assert "The evacuation is over." in html, "the prepared correction is approved too"
    answer = do(room, room.bob, revision.notice, "approve", **seen(revision))
    assert answer["Location"] == f"/notices/{revision.notice.code}/progress/"
    revision.notice.refresh_from_db()
    assert revision.notice.state == "approved"


def test_who_wrote_is_told_why_not_to_approve(room: Newsroom) -> None:
    revision = room.submitted()
    assert "Approve</button>" not in look(room, room.alice, revision.notice, "approve/")
    answer = do(room, room.alice, revision.notice, "approve", **seen(revision))
    assert answer.status_code == 422
    assert "You have no role that allows this here." in page(answer)


def test_an_approval_binds_to_the_text_that_was_read(room: Newsroom) -> None:
    revision = room.submitted()
    Revision.objects.filter(pk=revision.pk).update(version=2)
    answer = do(room, room.bob, revision.notice, "approve", **seen(revision))
    assert answer.status_code == 422
    assert "The text was changed after you opened it." in page(answer)


def test_sending_back_needs_a_reason_and_reaches_the_author(room: Newsroom) -> None:
    revision = room.submitted()
    nothing = do(room, room.bob, revision.notice, "send-back", **seen(revision), reason=" ")
    assert nothing.status_code == 422
    assert 'href="#send-back_reason"' in page(nothing)
    assert "Write what has to change." in page(nothing)
    do(room, room.bob, revision.notice, "send-back", **seen(revision), reason="Which street?")
    desk = page(room.client(room.alice).get("/"))
    assert "Sent back to you" in desk
    assert "Which street?" in desk


def test_breaking_the_glass_is_for_critical_notices_with_a_reason(room: Newsroom) -> None:
    routine = room.submitted()
    assert "break the glass" not in look(room, room.dora, routine.notice, "approve/")
    answer = do(room, room.dora, routine.notice, "break-glass", **seen(routine), reason="x" * 20)
    assert "Only a critical notice" in page(answer)
    grave = room.submitted(Urgency.CRITICAL)
    short = do(room, room.dora, grave.notice, "break-glass", **seen(grave), reason="night")
    assert short.status_code == 422
    assert 'value="night"' in page(short) or ">\nnight</textarea>" in page(short)
    reason = "Nobody else answers at 2 a.m."
    assert do(room, room.dora, grave.notice, "break-glass", **seen(grave), reason=reason)
    approval = Approval.objects.filter(break_glass=True).earliest("pk")
    assert reason in page(room.client(room.bob).get("/"))
    own = do(room, room.dora, grave.notice, "close-review", approval=approval.pk, note="fine")
    assert "Another person has to close this review." in page(own)
    assert "Close the review" not in look(room, room.alice, grave.notice), "she may not approve"
    empty = do(room, room.bob, grave.notice, "close-review", approval=approval.pk, note=" ")
    assert f'href="#review{approval.pk}_note"' in page(empty)
    done = do(
        room, room.bob, grave.notice, "close-review", approval=approval.pk, note="It was right."
    )
    assert done.status_code == 302
    assert "It was right." in look(room, room.bob, grave.notice)


def test_proofs_seconds_and_links_are_shown_and_a_page_at_rest_stays_still(room: Newsroom) -> None:
    notice = room.approved()
    live(notice)
    answer = room.client(room.bob).get(f"/notices/{notice.code}/progress/")
    assert "http-equiv" not in page(answer)
    assert "3 of 3 channels are as wished" in page(answer)
    html = look(room, room.bob, notice)
    assert "1.5 s" in html
    assert "https://social.example/" in html
    assert "200, read from outside" in html
    assert "Time per channel" in html
    assert html.count('class="value"') == 3, "one bar for each channel"
    assert "http-equiv" not in html
    assert "hx-trigger" not in html


def test_a_task_is_settled_by_a_person(room: Newsroom) -> None:
    notice = room.approved()
    live(notice)
    do(room, room.dora, notice, "retract", reason="A pipe")
    row = notice.deliveries.get(channel=room.mastodon)
    sentence = {"template": "{channel} still shows it.", "values": {"channel": "Mastodon"}}
    Delivery.objects.filter(pk=row.pk).update(
        held="needs_person", task="still_visible", task_for=room.dora, reason=sentence
    )
    assert "Mastodon still shows it." in page(room.client(room.dora).get("/"))
    nothing = do(room, room.dora, notice, "settle", delivery=row.pk, note="looked")
    assert nothing.status_code == 422
    assert "Say whether it stands there or is gone." in page(nothing)
    assert (
        do(
            room, room.dora, notice, "settle", delivery=row.pk, outcome="gone", note="app"
        ).status_code
        == 302
    )
    row.refresh_from_db()
    assert row.held == "gone"
    again = do(room, room.dora, notice, "settle", delivery=row.pk, outcome="gone")
    assert "This task was done already." in page(again)


def test_a_correction_shows_what_changed_word_by_word(room: Newsroom) -> None:
    notice = room.approved()
    live(notice)
    words = {"headline_0": "Bomb disposal in Lingen", "body_0": BODY.replace("09:30", "10:15")}
    data = {"note": "The time", "submit": "1", **words}
    data |= {f"language_{n}": code for n, code in enumerate(("en", "de", "fr"))}
    answer = room.client(room.alice).post(f"/notices/{notice.code}/correct/", data)
    assert answer.status_code == 302
    html = look(room, room.bob, notice, "approve/")
    assert "What changed since the text that is out" in html
    assert "<ins>" in html
    assert "10:15" in html.split("<ins>")[1][:120]


def test_the_prepared_correction_goes_out_by_one_button(room: Newsroom) -> None:
    notice = room.approved(Urgency.CRITICAL)
    live(notice)
    notice.revisions.filter(kind="prepared").update(state="approved", issued_at=None)
    assert "Send the prepared correction now" in look(room, room.bob, notice)
    assert do(room, room.bob, notice, "issue-prepared").status_code == 302
    notice.refresh_from_db()
    assert notice.state == "corrected"
    assert "went out already" in page(do(room, room.bob, notice, "issue-prepared"))


def test_a_failing_delivery_stands_on_the_desk_with_its_reason(room: Newsroom) -> None:
    notice = room.approved()
    sentence = {"template": "The approval of {platform} ended on {day}.",
                "values": {"platform": "mastodon", "day": "1 September 2026"}}  # fmt: skip
    Delivery.objects.filter(channel=room.mastodon).update(held="refused", reason=sentence)
    html = page(room.client(room.bob).get("/"))
    assert "The approval of mastodon ended on 1 September 2026." in html
    assert "Not sent" in look(room, room.bob, notice)


def test_what_one_is_told_leaves_the_desk_once_seen(room: Newsroom) -> None:
    notice = room.written()
    tell([room.bob, room.dora], say("Look at {code}.", code=notice.code), notice)
    mine = Telling.objects.get(person=room.bob)
    assert f"Look at {notice.code}." in page(room.client(room.bob).get("/"))
    room.client(room.dora).post(f"/seen/{mine.pk}/")
    assert f"Look at {notice.code}." in page(room.client(room.bob).get("/")), "not by others"
    room.client(room.bob).post(f"/seen/{mine.pk}/")
    assert f"Look at {notice.code}." not in page(room.client(room.bob).get("/"))


@pytest.mark.parametrize("verb", ["nothing", "delete"])
def test_there_are_no_other_verbs(room: Newsroom, verb: str) -> None:
    assert do(room, room.bob, room.written(), verb).status_code == 404


@pytest.mark.parametrize("verb", ["approve", "send-back", "settle", "close-review"])
def test_rows_of_another_notice_do_not_exist_here(room: Newsroom, verb: str) -> None:
    other, here = room.submitted(), room.submitted()
    data = {"revision": other.pk, "version": 1, "reason": "why", "delivery": 9, "outcome": "gone"}
    answer = do(room, room.bob, here.notice, verb, **data, approval=9, note="n")
    assert answer.status_code == 404
