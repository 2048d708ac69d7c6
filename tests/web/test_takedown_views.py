"""Taking down on a phone: one thumb, then each channel until it is read as gone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from visiting import do, gone, live, look, page

from newsroom import Newsroom
from oyez.domain.notice import Urgency
from oyez.publish.models import Delivery, Notice

STATIC = Path(__file__).parents[2] / "src/oyez/web/static/web"


@pytest.fixture
def notice(room: Newsroom) -> Notice:
    one = room.approved(Urgency.CRITICAL)
    live(one)
    one.refresh_from_db()
    return one


def test_one_thumb_is_enough(room: Newsroom, notice: Notice) -> None:
    html = look(room, room.bob, notice, "takedown/")
    assert "Take down on 3 channels" in html
    chosen = re.search(r'name="choice" value="(\w+)"[^>]*checked', html)
    assert chosen, "a reason that is always true is chosen already"
    answer = do(room, room.bob, notice, "retract", choice=chosen[1])
    assert answer["Location"] == f"/notices/{notice.code}/takedown/"
    notice.refresh_from_db()
    assert notice.retract_reason == "We have withdrawn this notice while we look into it."


def test_own_words_win_and_nothing_typed_is_lost(room: Newsroom, notice: Notice) -> None:
    nothing = do(room, room.alice, notice, "retract", choice="own", instead="There is no bomb.")
    assert nothing.status_code == 422
    assert "Write why the notice is withdrawn" in page(nothing)
    assert 'href="#retract_reason"' in page(nothing)
    assert "There is no bomb." in page(nothing)
    answer = do(room, room.alice, notice, "retract", choice="wrong", reason="A pipe", instead="No.")
    assert answer.status_code == 302
    html = look(room, room.bob, notice)
    assert "A pipe" in html
    assert "No." in html


def test_ready_reasons_are_in_the_language_of_the_notice(room: Newsroom, notice: Notice) -> None:
    first = notice.revisions.earliest("number")
    first.texts[0]["language"] = "de"
    first.save()
    html = look(room, room.bob, notice, "takedown/")
    assert 'lang="de">' in html.split("In my own words")[0]


def test_rows_move_from_asked_to_gone_and_then_comes_the_next_step(
    room: Newsroom, notice: Notice
) -> None:
    do(room, room.dora, notice, "retract", choice="wrong")
    html = look(room, room.dora, notice, "takedown/")
    assert html.count("Asked to remove") == 3
    assert "0 of 3 channels are clear" in html
    assert '<meta http-equiv="refresh" content="3">' in html, "it follows without a script"
    part = look(room, room.dora, notice, "takedown/", **{"HX-Request": "true"})
    assert part.lstrip().startswith('<div id="follow" data-follow')
    gone(notice)
    html = look(room, room.dora, notice, "takedown/")
    assert html.count("0.6 s") == 3
    assert "Say what is true in a new notice" in html
    assert "refresh" not in html
    assert "<script" not in html


def test_a_row_for_a_person_has_a_link_steps_an_owner_and_two_buttons(
    room: Newsroom, notice: Notice
) -> None:
    do(room, room.dora, notice, "retract", choice="wrong")
    gone(notice)
    row = notice.deliveries.get(channel=room.mastodon)
    sentence = {"template": "{channel} still shows it.", "values": {"channel": "Mastodon"}}
    Delivery.objects.filter(pk=row.pk).update(
        held="needs_person", task="still_visible", task_for=room.dora, reason=sentence, gone_at=None
    )
    html = look(room, room.bob, notice, "takedown/")
    assert "Mastodon still shows it." in html
    assert "Dora was asked." in html
    assert f"https://social.example/{row.pk}" in html
    assert "so far" in html
    assert "1 needs a person" in html
    answer = do(room, room.bob, notice, "settle", delivery=row.pk, outcome="gone", back="takedown")
    assert answer["Location"].endswith("/takedown/")
    row.refresh_from_db()
    assert row.held == "gone"


def test_who_may_not_is_told_who_may_and_what_is_not_out_has_no_button(room: Newsroom) -> None:
    notice = room.approved()
    live(notice)
    html = look(room, room.audrey, notice, "takedown/")
    assert "Take down on" not in html
    assert "These people can do it: Alice, Bob, Dora." in html
    draft = look(room, room.alice, room.written(), "takedown/")
    assert "there is nothing to take down" in draft
    assert "<button" not in draft


def test_the_short_address_leads_there_and_asks_to_sign_in(room: Newsroom) -> None:
    code = room.approved().code
    assert room.client(room.bob).get(f"/t/{code}/")["Location"] == f"/notices/{code}/takedown/"
    assert room.client(room.charlie).get(f"/notices/{code}/takedown/").status_code == 404
    assert room.client(room.bob).get(f"/notices/{code}/retract/")["Location"].endswith("/takedown/")


def test_all_of_it_weighs_at_most_twenty_kilobytes(room: Newsroom, notice: Notice) -> None:
    do(room, room.dora, notice, "retract", choice="wrong")
    answer = room.client(room.dora).get(f"/notices/{notice.code}/takedown/")
    names = set(re.findall(r'(?:href|src)="/static/web/([^"]+)"', page(answer)))
    assert names == {"icon.svg", "takedown.css", "follow.js"}
    assert len(answer.content) + sum((STATIC / name).stat().st_size for name in names) <= 20_000


def test_its_colours_are_those_of_the_console() -> None:
    pairs = re.compile(r"(--[\w-]+): (light-dark\([^)]*\))")
    light = dict(pairs.findall((STATIC / "takedown.css").read_text()))
    console = dict(pairs.findall((STATIC / "console.css").read_text()))
    assert light
    assert {name: value for name, value in light.items() if console.get(name) != value} == {}
