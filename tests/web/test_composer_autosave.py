"""Saving by the clock: into a plain draft only, and never over anybody's words."""

from __future__ import annotations

from composer_form import NEW, ask, clock, hidden, press, text

from newsroom import HEADLINE, Newsroom
from oyez.audit.queries import entries_about
from oyez.domain.notice import Urgency
from oyez.publish.actions import send_back
from oyez.publish.models import Approval, Jotting, Notice, Revision, Telling


def only() -> Revision:
    return Revision.objects.get(kind="first")


def edit(notice: Notice) -> str:
    return f"/notices/{notice.code}/edit/"


def test_the_first_save_begins_the_draft_and_the_page_knows_it(room: Newsroom) -> None:
    answer = clock(room)
    notice = Notice.objects.get()
    assert answer["HX-Replace-Url"] == edit(notice)
    assert answer["HX-Trigger"] == "oyez:saved"
    assert hidden(answer, "version") == "1"
    assert "Draft saved" in text(answer)
    again = clock(room, edit(notice), version=1, body_0="More words.")
    assert hidden(again, "version") == "2"
    assert only().texts[0]["body"] == "More words."
    assert Notice.objects.count() == 1


def test_an_unfinished_text_is_kept_for_its_author_alone(room: Newsroom) -> None:
    answer = clock(room, body_0="")
    assert not Notice.objects.exists()
    assert "Kept for you" in text(answer)
    assert "Write the text of the notice." in text(answer)
    clock(room, body_0="", headline_0="Second thoughts")
    kept = Jotting.objects.get()
    assert kept.person == room.alice
    assert "Second thoughts" in text(room.client(room.alice).get(NEW))
    assert "Second thoughts" not in text(room.client(room.dora).get(NEW))
    page = room.client(room.alice).get(f"{NEW}?jotting={kept.key}")
    assert 'value="Second thoughts"' in page.content.decode()
    clock(room)
    assert not Jotting.objects.exists(), "the draft holds it now"


def test_an_answer_that_got_lost_is_no_conflict(room: Newsroom) -> None:
    clock(room)
    answer = clock(room, body_0="The page never heard of version one.")
    assert (hidden(answer, "version"), only().version) == ("2", 2)
    path = edit(only().notice)
    clock(room, path, version=2, body_0="Three.")
    answer = clock(room, path, version=2, body_0="Nor of version three.")
    assert (hidden(answer, "version"), only().version) == ("4", 4)


def test_what_did_not_change_is_not_written_again(room: Newsroom) -> None:
    clock(room)
    clock(room)
    assert only().version == 1


def test_somebody_else_is_told_apart_at_once_and_nothing_is_overwritten(room: Newsroom) -> None:
    notice = room.written()
    path = edit(notice)
    clock(room, path, by=room.dora, form_key="dora", version=1, body_0="Theirs came first.")
    mine = {"form_key": "alice", "body_0": "Mine comes second."}
    answer = clock(room, path, version=1, **mine)
    assert only().texts[0]["body"] == "Theirs came first."
    assert "Dora saved another text" in text(answer)
    assert "removed: Theirs" in text(answer)
    assert (hidden(answer, "version"), hidden(answer, "conflict")) == ("2", "2")
    waits = clock(room, path, version=2, conflict=2, **mine)
    assert "waits beside the other text" in text(waits)
    assert only().texts[0]["body"] == "Theirs came first.", "no clock decides between two people"
    kept = Jotting.objects.get()
    assert "Mine comes second." in text(room.client(room.alice).get(f"{path}?jotting={kept.key}"))
    saved = press(room.client(room.alice), room, path, version=2, conflict=2, save="1", **mine)
    assert saved.status_code == 302
    assert only().texts[0]["body"] == "Mine comes second."
    assert not Jotting.objects.exists()


def test_two_windows_of_one_person_are_told_apart(room: Newsroom) -> None:
    path = edit(room.written())
    clock(room, path, form_key="left", version=1, body_0="Left.")
    answer = clock(room, path, form_key="right", version=1, body_0="Right.")
    assert "You saved another text in another window" in text(answer)
    assert only().texts[0]["body"] == "Left."


def test_what_a_second_person_has_seen_changes_by_a_button_only(room: Newsroom) -> None:
    approved, waiting, returned = room.approved(), room.submitted().notice, room.submitted()
    send_back(room.bob, returned, "Which street?")
    for notice in (approved, waiting, returned.notice):
        before = notice.revisions.get(kind="first")
        answer = clock(room, edit(notice), version=before.version, body_0="Changed by a clock.")
        after = notice.revisions.get(kind="first")
        assert "only your button changes it" in text(answer)
        assert (after.texts, after.version, after.state) == (
            *(before.texts, before.version, before.state),
        )
        assert Jotting.objects.get(address=edit(notice)).person == room.alice
    assert Approval.objects.filter(voided_at=None).count() == 1
    assert press(
        room.client(room.alice), room, edit(approved), version=1, body_0="By hand.", save="1"
    ).status_code in {302, 422}


def test_the_ledger_hears_once_who_writes(room: Newsroom) -> None:
    notice = room.written()
    path, about = edit(notice), f"notice:{notice.code}"
    for number in range(1, 4):
        clock(room, path, by=room.dora, version=number, body_0=f"Words {number}.")
    actions = [entry.action for entry in entries_about(about)]
    assert actions == ["publish.compose", "publish.autosave"]
    assert only().contributions.filter(person=room.dora).exists(), "so she may not approve it"


def test_a_prepared_correction_takes_no_row_for_every_save(room: Newsroom) -> None:
    notice = room.written(Urgency.CRITICAL)
    grave = {"urgency": "critical", "prepared_headline_0": "Correction"}
    for number in range(1, 4):
        clock(room, edit(notice), version=number, prepared_body_0=f"Not {number}.", **grave)
    ready = notice.revisions.get(kind="prepared")
    assert ready.texts[0]["body"] == "Not 3."
    assert ready.variants.count() == 3
    assert only().version == 4


def test_a_correction_begins_by_a_button(room: Newsroom) -> None:
    notice = room.approved()
    path = f"/notices/{notice.code}/correct/"
    answer = clock(room, path, note="The time", body_0="Until noon.")
    assert "begins when you save it" in text(answer)
    assert not notice.revisions.filter(kind="correction").exists()
    sent = {"note": "The time", "body_0": "Until noon.", "save": "1"}
    assert press(room.client(room.alice), room, path, **sent).status_code == 302
    late = press(room.client(room.dora), room, path, **(sent | {"body_0": "Until one."}))
    assert "/edit/?jotting=" in late["Location"], "what was typed comes along to the other page"
    assert "Until one." in text(room.client(room.dora).get(late["Location"]))
    own = clock(room, edit(notice), version=1, note="The time", body_0="Until two.")
    assert "Draft saved" in text(own)


def test_a_button_after_the_clock_sends_once(room: Newsroom) -> None:
    clock(room)
    sent = {"submit": "1", "ask": room.bob.pk}
    client = room.client(room.alice)
    answers = [press(client, room, **sent), press(client, room, **sent)]
    assert {answer["Location"] for answer in answers} == {f"/notices/{Notice.objects.get().code}/"}
    assert only().state == "submitted"
    assert Telling.objects.count() == 1, "and asks once"
    late = press(client, room, body_0="From an old page.", save="1")
    assert late.status_code == 422
    assert "saved already as notice" in text(late)
    assert only().state == "submitted"


def test_a_button_pressed_through_htmx_leads_on_by_header(room: Newsroom) -> None:
    answer = ask(room, "save")
    code = Notice.objects.get().code
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"/notices/{code}/")
    refused = ask(room, "save", form_key="k2", headline_0="")
    assert refused.status_code == 422
    assert 'id="bench"' in refused.content.decode()


def test_who_else_is_there_is_shown_and_asked_again_costs_nothing(room: Newsroom) -> None:
    notice = room.written()
    path = edit(notice)
    room.client(room.dora).get(path)
    page = room.client(room.alice).get(path)
    assert "Dora has this open since" in text(page)
    beat = {"form_key": "alice", "version": 1}
    first = ask(room, "pulse", path, **beat)
    assert "Dora has this open since" in text(first)
    assert ask(room, "pulse", path, others=hidden(first, "others"), **beat).status_code == 204
    clock(room, path, by=room.dora, form_key="dora", version=1, body_0="Theirs.")
    told = ask(room, "pulse", path, **beat)
    assert "Dora saved another text" in text(told)
    assert told["HX-Retarget"] == "#saved"
    assert ask(room, "pulse").status_code == 204


def test_strangers_and_readers_save_nothing(room: Newsroom) -> None:
    notice = room.written()
    for person in (room.charlie, room.bob, room.audrey):
        assert clock(room, edit(notice), by=person, version=1).status_code == 404
    assert only().texts[0]["headline"] == HEADLINE
    assert clock(room, by=room.charlie).status_code == 200
    assert not Notice.objects.exclude(pk=notice.pk).exists(), "nor for a unit of others"
