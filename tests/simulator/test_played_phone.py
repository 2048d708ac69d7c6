"""The played telephone: a person posts, changes and deletes by hand, and the wall shows it."""

from __future__ import annotations

import pytest

HOME = "/whatsapp_channel/polizei_os/"
EVIL = "<script>alert(1)</script>"


def say(web, text: str, path: str = HOME) -> str:
    answer = web.ask("POST", path, form={"text": text, "do": "say"})
    assert answer.status == 303
    return answer.headers["Location"].removeprefix(web.sim.base_url)


def shown(web, path: str) -> str:
    return web.ask("GET", path).body.decode()


def test_what_is_posted_has_an_address_of_its_own_and_stands_on_the_wall(web):
    first, second = say(web, "The bridge is closed.\r\nMore soon."), say(web, "It is open again.")
    assert (first, second) == (f"{HOME}1", f"{HOME}2")
    assert "The bridge is closed.\nMore soon." in shown(web, first)
    assert web.sim.base_url + first in shown(web, first)
    listed = shown(web, HOME)
    assert listed.index("It is open again.") < listed.index("The bridge is closed.")
    wall = shown(web, "/wall")
    assert "WhatsApp channels (by hand) <strong>2</strong>" in wall
    assert "<h3>polizei_os</h3>" in wall


def test_what_is_changed_or_deleted_is_seen_at_once(web):
    place = say(web, "At 9:30.")
    assert say(web, "At 8:00.", place) == place
    wall = shown(web, "/wall")
    assert "At 8:00." in wall
    assert "edited" in wall
    assert "At 9:30." not in wall
    gone = web.ask("POST", place, form={"do": "delete"})
    assert (gone.status, gone.headers["Location"]) == (303, web.sim.base_url + HOME)
    assert web.ask("GET", place).status == 404
    assert "At 8:00." not in shown(web, "/wall")
    assert say(web, "Another.") == f"{HOME}2", "a number is used once"


def test_nothing_that_is_typed_becomes_a_page(web):
    place = say(web, EVIL)
    for page in (place, HOME, "/wall"):
        assert "<script" not in shown(web, page)
    assert web.ask("POST", HOME, form={"text": "  "}).status == 200
    assert web.sim.state()["objects"][0]["text"] == EVIL


@pytest.mark.parametrize("path", [HOME, f"{HOME}1"])
def test_pages_of_others_cannot_post_here(web, path):
    say(web, "Ours.")
    form = {"text": "Theirs."}
    far = web.ask("POST", path, form=form, headers={"Origin": "https://elsewhere.example"})
    assert far.status == 403
    # What a browser says of a page without referrer policy, or of one that hides where it is.
    hidden = web.ask("POST", path, form=form, headers={"Origin": "null"})
    assert hidden.status == 403
    assert web.ask("GET", path).headers["Referrer-Policy"] == "same-origin"
    near = web.ask("POST", path, form=form, headers={"Origin": web.sim.base_url})
    assert near.status == 303


@pytest.mark.parametrize("path", ["/whatsapp_channel/", "/whatsapp_channel/a/b", "/youtube/a/"])
def test_other_addresses_are_nothing(web, path):
    assert web.ask("GET", path).status == 404
