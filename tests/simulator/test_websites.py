"""Websites of others, and posts by hand, as whoever steers an exercise sets them."""

from __future__ import annotations

import pytest

from oyez.domain.looking import Failure
from oyez.looking.door import Door


def door(web):
    host, _, port = web.sim.base_url.removeprefix("http://").rpartition(":")
    return Door.to_stand_in((host, int(port)))


def test_a_website_shows_what_was_set_and_can_change(web):
    web.sim.page("https://club.example/match?x=1", html="<p>The match")
    fetch = door(web).fetch
    assert b"The match" in fetch("https://club.example/match?x=1").answered.body
    web.sim.page("club.example/match?x=1", html="<p>Something else", rating="adult")
    found = fetch("http://CLUB.example/match?x=1#now").answered
    assert (found.body, found.ratings) == (b"<p>Something else", ("adult",))
    web.sim.page("https://club.example/match?x=1", status=503)
    assert fetch("https://club.example/match?x=1").answered.status == 503


def test_a_website_can_lead_elsewhere(web):
    web.sim.page("https://short.example/a", redirect="https://club.example/")
    web.sim.page("https://club.example/", html="<p>here")
    found = door(web).fetch("https://short.example/a")
    assert found.address == "https://club.example/"
    web.sim.page("https://short.example/a", redirect="http://10.0.0.1/")
    assert door(web).fetch("https://short.example/a").failure in (
        Failure.PRIVATE_ADDRESS, Failure.DOWNGRADE,
    )  # fmt: skip


def test_what_was_not_set_is_not_there_and_the_simulator_is_no_website(web):
    web.sim.page("https://club.example/", html="<p>here")
    assert door(web).fetch("https://club.example/other").answered.status == 404
    assert web.ask("GET", "/_sim/health").data["ok"]
    assert web.sim.platforms["mastodon"].startswith(web.sim.base_url)


def test_websites_are_forgotten_with_everything_else(web):
    web.sim.page("https://club.example/", html="<p>here")
    web.sim.reset()
    assert door(web).fetch("https://club.example/").answered.body != b"<p>here"


@pytest.mark.parametrize(
    "words", [{}, {"address": 1}, {"address": "a.example", "colour": "red"}, []]
)
def test_a_page_that_makes_no_sense_is_refused(web, words):
    with pytest.raises(ValueError, match=r"page|unknown"):
        web.sim.control("POST", "pages", words)


@pytest.mark.parametrize(
    "platform", ["mastodon", "bluesky", "x", "facebook", "instagram", "threads", "telegram"]
)
def test_a_post_by_hand_stands_there_as_the_accounts_own(web, platform):
    made = web.sim.by_hand(platform, "leer", "Watch the fight live!")
    [seen] = web.sim.live(platform, "leer")
    assert seen["id"] == made["id"]
    assert (seen["public"], seen["foreign"]) == ("Watch the fight live!", False)


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"platform": "mastodon", "account": "leer", "text": " "},
        {"platform": "sms", "account": "leer", "text": "x"},
        {"platform": "mastodon", "account": "leer", "text": "x", "more": "y"},
    ],
)
def test_a_post_that_makes_no_sense_is_refused(web, words):
    with pytest.raises(ValueError, match=r"post|platform"):
        web.sim.control("POST", "posts", words)
