"""The page of one decision: exactly what goes out, what changed, and one thumb."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from visiting import do, look, page, seen

from newsroom import BODY, HEADLINE, Newsroom
from oyez.domain.channel import Mode
from oyez.domain.notice import Urgency
from oyez.govern.actions import change_mode
from oyez.govern.actions import freeze as freeze_scope
from oyez.publish.actions import edit, send_back, submit
from oyez.publish.draft import Words
from oyez.publish.models import Revision


def again(room: Newsroom, revision: Revision, body: str) -> Revision:
    """The author edits and submits once more."""
    draft = room.draft(texts=[Words("en", HEADLINE, body)])
    edit(room.alice, revision, draft, version=revision.version, at=timezone.now())
    revision.refresh_from_db()
    return submit(room.alice, revision, at=timezone.now())


def test_exactly_the_text_of_each_channel_and_who_is_reached(room: Newsroom) -> None:
    revision = room.submitted()
    html = look(room, room.bob, revision.notice, "approve/")
    assert "Exactly what goes out on 3 channels" in html
    for variant in revision.variants.all():
        assert variant.channel.name in html
        assert f"/p/{revision.notice.code}/" in html
    assert ">Approve</button>" in html.replace("\n", "")
    assert 'href="#send-back"' in html, "and the no is as near as the yes"


def test_what_changed_since_it_was_sent_back_is_shown_word_by_word(room: Newsroom) -> None:
    revision = room.submitted()
    send_back(room.bob, revision, "Which time?")
    revision.refresh_from_db()
    revision = again(room, revision, BODY.replace("09:30", "10:15"))
    html = look(room, room.bob, revision.notice, "approve/")
    assert "What changed since it was sent back" in html
    assert "<del>" in html
    assert "10:15" in html.split("<ins>")[1][:80]
    assert html.count("What changed here") == 3, "on each channel too"
    same = room.submitted()
    assert "What changed" not in look(room, room.bob, same.notice, "approve/")


def test_further_edits_of_a_draft_keep_what_was_judged(room: Newsroom) -> None:
    revision = room.submitted()
    draft = room.draft(texts=[Words("en", HEADLINE, "One.")])
    edit(room.alice, revision, draft, version=revision.version, at=timezone.now())
    revision.refresh_from_db()
    revision = again(room, revision, "Two.")
    html = look(room, room.bob, revision.notice, "approve/")
    assert "What changed since it was last submitted" in html
    assert "09:30" in html, "the words that Bob saw, not those in between"
    assert "One." not in html


def test_what_one_should_know_first(room: Newsroom) -> None:
    change_mode(room.greta, room.mastodon, Mode.CRITICAL_ONLY, reason="Bots")
    revision = room.submitted(texts=[Words("en", HEADLINE, BODY * 12)])
    freeze_scope(room.greta, room.bluesky.path, reason="Taken over")
    html = look(room, room.bob, revision.notice, "approve/")
    notes = html.split("Know this first")[1].split("</section>")[0]
    assert "takes critical notices only" in notes
    assert "Taken over" in notes
    assert "Shortened for" in notes
    assert "There is no text in Deutsch for Mastodon Emsland" in notes


def test_a_time_that_lies_ahead_is_said_on_the_button(room: Newsroom) -> None:
    later = timezone.now() + timedelta(hours=4)
    html = look(room, room.bob, room.submitted(scheduled_at=later).notice, "approve/")
    assert "Approve for its time" in html


def test_who_wrote_reads_why_and_who_may_not_has_no_button(room: Newsroom) -> None:
    revision = room.submitted()
    mine = look(room, room.alice, revision.notice, "approve/")
    assert "<form" not in mine.split('id="main"')[1].split("</main>")[0]
    path = f"/notices/{revision.notice.code}/approve/"
    assert room.client(room.dora).get(path).status_code == 200
    assert room.client(room.charlie).get(path).status_code == 404


def test_a_refusal_keeps_the_words_and_names_the_wording_of_now(room: Newsroom) -> None:
    revision = room.submitted()
    old = seen(revision)
    revision = again(room, revision, "Another text.")
    answer = do(room, room.bob, revision.notice, "approve", **old)
    assert answer.status_code == 422
    html = page(answer)
    assert "The text was changed after you opened it." in html
    assert "Another text." in html
    assert f'name="version" value="{revision.version}"' in html, "so that a second look counts"
    back = do(room, room.bob, revision.notice, "send-back", **seen(revision), reason="x" * 501)
    assert back.status_code == 422
    assert "x" * 501 in page(back)


def test_the_second_of_two_is_told_who_did_it_and_when(room: Newsroom) -> None:
    revision = room.submitted()
    do(room, room.bob, revision.notice, "approve", **seen(revision))
    answer = do(room, room.dora, revision.notice, "approve", **seen(revision))
    assert answer.status_code == 422
    assert "Bob approved this text." in page(answer)
    assert "<time datetime=" in page(answer).split("Bob approved this text.")[1][:200]


def test_the_glass_is_on_the_same_page_with_its_reason(room: Newsroom) -> None:
    revision = room.submitted(Urgency.CRITICAL)
    html = look(room, room.dora, revision.notice, "approve/")
    assert "break the glass" in html
    assert "Prepared correction" in html
    short = do(room, room.dora, revision.notice, "break-glass", **seen(revision), reason="night")
    assert short.status_code == 422
    assert 'href="#break-glass_reason"' in page(short)
    assert ">\nnight</textarea>" in page(short)
