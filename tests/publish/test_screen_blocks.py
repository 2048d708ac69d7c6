"""What stops a text: set aside by name and for a time, or taken out of it."""

from __future__ import annotations

from importlib import import_module

import pytest
from press_office import LATER, NOW, Newsroom, first, grave, ledger, refused, said

from oyez.publish.actions import (
    Watching,
    approve,
    compose,
    drop_link,
    edit,
    screen,
    set_aside,
    submit,
)
from oyez.publish.draft import Draft, Words
from oyez.publish.models import Finding, Notice, Revision
from oyez.publish.pictures import Taken
from oyez.publish.queries import findings_of, watched_now, watched_too_long

STREAM = "https://www.twitch.tv/boxingnight"
WHY = "We show our own colleagues' charity bout."


def text(body: str) -> list[Words]:
    return [Words("en", "News from Derby", body)]


def named(**more: object) -> Draft:
    return said(texts=text("Witness Sarah Collins called us."), **more)


def streaming(**more: object) -> Draft:
    return said(texts=text(f"Watch the fight: {STREAM}"), **more)


def codes(revision: Revision) -> dict[str, str]:
    return {one.code: one.level for one in findings_of(revision)}


def the(revision: Revision, code: str) -> Finding:
    return Finding.objects.get(screening__revision=revision, code=code)


def answers(revision: Revision, why: str = "checked") -> dict[int, str]:
    return {one.pk: why for one in findings_of(revision) if one.level == "ask"}


def test_a_block_stops_and_is_kept_so_that_it_can_be_read(room: Newsroom) -> None:
    revision = room.composed(streaming())
    with refused("body", "live stream of somebody else"):
        submit(room.alice, revision, at=LATER)
    revision.refresh_from_db()
    assert revision.state == "draft"
    assert codes(revision)["link:live_stream"] == "block"


def test_a_block_is_set_aside_by_name_with_a_reason_and_an_end(room: Newsroom) -> None:
    revision = room.composed(streaming())
    screen(revision, at=NOW)
    one = the(revision, "link:live_stream")
    with refused("", "no role"):
        set_aside(room.alice, one, WHY, at=LATER)
    with refused("reason", "Write in a sentence"):
        set_aside(room.dora, one, "fun", at=LATER)
    with refused("watcher", "Name who watches"):
        set_aside(room.dora, one, WHY, at=LATER)
    with refused("minutes", "30 minutes at most"):
        set_aside(room.dora, one, WHY, at=LATER, watching=Watching(room.alice, 31))
    with refused("watcher", "take the notice down"):
        set_aside(room.dora, one, WHY, at=LATER, watching=Watching(room.charlie, 20))
    set_aside(room.dora, one, WHY, at=LATER, watching=Watching(room.alice, 20))
    one.refresh_from_db()
    assert (one.decided_by, one.reason, one.watcher, one.minutes) == (
        room.dora, WHY, room.alice, 20
    )  # fmt: skip
    assert ledger(revision.notice)[-1] == "publish.set_aside"
    with refused("", "decided this already"):
        set_aside(room.bob, one, WHY, at=LATER, watching=Watching(room.alice, 20))


def test_a_picture_that_was_taken_back_before_is_known_again(room: Newsroom) -> None:
    taken = (Taken("ab" * 32, "image/png", 8, 8, "A red bridge over a river"),)
    old = compose(room.alice, room.unit, said(), at=NOW, pictures=taken)
    new = compose(room.alice, room.unit, said(), at=NOW, pictures=taken)
    screen(first(new), at=NOW)
    assert codes(first(new)) == {}
    Notice.objects.filter(pk=old.pk).update(state="retracted", retracted_at=NOW)
    screen(first(new), at=LATER)
    one = the(first(new), "media:seen_before")
    assert (one.level, one.evidence, one.field) == ("block", old.code, "media[0]")


def test_whoever_set_it_aside_is_no_second_person(room: Newsroom) -> None:
    revision = overridden(room)
    with refused("", "set a block of this notice aside"):
        approve(room.dora, revision, version=1, at=LATER, decisions=answers(revision))
    approve(room.bob, revision, version=1, at=LATER, decisions=answers(revision))


def test_the_watch_begins_when_it_goes_out_and_has_an_end(room: Newsroom) -> None:
    revision = overridden(room)
    assert not watched_now(LATER).exists()
    approve(room.bob, revision, version=1, at=LATER, decisions=answers(revision))
    one = watched_now(LATER).get()
    assert one.ends_at is not None
    assert (one.ends_at - LATER).total_seconds() == 20 * 60
    assert (one.evidence, one.watcher) == (STREAM, room.alice)
    assert not watched_now(one.ends_at).exists()
    assert watched_too_long(one.ends_at).get() == one


def overridden(room: Newsroom) -> Revision:
    revision = room.composed(streaming())
    screen(revision, at=NOW)
    one = the(revision, "link:live_stream")
    set_aside(room.dora, one, WHY, at=NOW, watching=Watching(room.alice, 20))
    return submit(room.alice, revision, at=NOW)


@pytest.mark.parametrize("body", ["See http://192.168.1.1/x", "See https://intranet.local/x"])
def test_some_blocks_are_set_aside_by_nobody(room: Newsroom, body: str) -> None:
    notice = Notice.objects.create(unit=room.unit, created_by=room.alice)
    revision = Revision.objects.create(
        notice=notice, number=1, created_by=room.alice,
        texts=[Words("en", "News", body).as_json()],
    )  # fmt: skip
    screen(revision, at=NOW)
    with refused("reason", "cannot be set aside"):
        set_aside(room.dora, the(revision, "link:private_address"), WHY, at=NOW)


def test_only_blocks_are_set_aside(room: Newsroom) -> None:
    revision = room.submitted(named())
    with refused("reason", "Only what blocks"):
        set_aside(room.dora, the(revision, "personal_data:name"), WHY, at=NOW)


def test_an_edit_keeps_what_was_set_aside_about_the_same_link(room: Newsroom) -> None:
    revision = overridden(room)
    more = said(texts=text(f"Please note: watch the fight: {STREAM}"))
    edit(room.alice, revision, more, version=1, at=LATER)
    submit(room.alice, revision, at=LATER)
    one = the(revision, "link:live_stream")
    assert one.decided_by == room.dora
    whole = f"{revision.texts[0]['headline']}\n{revision.texts[0]['body']}"
    assert whole[one.start : one.end] == STREAM


def test_a_critical_notice_goes_out_without_the_link(room: Newsroom) -> None:
    body = "Leave the area now. More at https://strange.example/x . Call 999."
    draft = grave(texts=text(body), links=["https://strange.example/x"])
    revision = room.submitted(draft)
    drop_link(room.bob, the(revision, "link:not_official"), version=1, at=LATER)
    revision.refresh_from_db()
    assert revision.texts[0]["body"] == "Leave the area now. More at. Call 999."
    assert (revision.links, revision.version, revision.state) == ([], 2, "submitted")
    assert codes(revision) == {}
    assert all("strange.example" not in one.text for one in revision.variants.all())
    approve(room.bob, revision, version=2, at=LATER)
    assert "publish.drop_link" in ledger(revision.notice)


def test_a_link_is_taken_out_of_nothing_else_than_a_critical_notice(room: Newsroom) -> None:
    revision = room.submitted(said(texts=text("See https://strange.example/x")))
    with refused("", "Only a link of a critical"):
        drop_link(room.bob, the(revision, "link:not_official"), version=1, at=LATER)
    other = room.submitted(grave(texts=text("https://strange.example/x")))
    with refused("", "nothing would be left"):
        drop_link(room.bob, the(other, "link:not_official"), version=1, at=LATER)
    with refused("", "no role"):
        drop_link(room.alice, the(other, "link:not_official"), version=1, at=LATER)


def test_without_the_screening_a_stream_would_go_out(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: this is what the block stands for."""
    verb = import_module("oyez.publish.actions.submit")
    monkeypatch.setattr(verb, "refuse_if_blocked", id)
    revision = submit(room.alice, room.composed(streaming()), at=NOW)
    assert revision.state == "submitted"
    with refused("body", "live stream"):
        approve(room.bob, revision, version=1, at=LATER, decisions=answers(revision))
