"""Every page in every state: no finding of axe, no sideways scroll, targets big enough."""

from __future__ import annotations

from itertools import groupby

import pytest
from acting import ACTS
from eyes import SMALL, axe, faults, findings
from late_style import late_style
from playwright.sync_api import Browser, Error, Page, Response
from states import PUBLIC, STATES, State

from conftest import Console, OpenDay

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BY_PERSON = sorted(STATES, key=lambda state: (state.person, state.address in PUBLIC))
PAGES = {"document", "xhr", "fetch"}
PATIENCE = 20_000.0  # milliseconds
PARTS = tuple(BY_PERSON[first::3] for first in range(3))


def look(opened: OpenDay, states: list[State]) -> list[str]:
    """The faults of these states; one window a person."""
    rules, bad = axe(), []
    for person, theirs in groupby(states, key=lambda state: state.person):
        context = opened.context(person, bypass_csp=True)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        for state in theirs:
            try:
                bad += go(page, opened, state)
                bad += faults(page, rules, state.name)
            except Error as error:
                bad.append(f"{state.name}: {error.message[:300]}")
        context.close()
    return bad


def go(page: Page, opened: OpenDay, state: State) -> list[str]:
    """Open the page and do what belongs to the state; says where that leads elsewhere."""
    statuses: list[int] = []

    def note(response: Response) -> None:
        if response.request.resource_type in PAGES:
            statuses.append(response.status)

    page.on("response", note)
    wanted = opened.address(state)
    page.goto(wanted)
    if state.act:
        ACTS[state.act](page, opened.day)
    page.remove_listener("response", note)
    lost = [] if state.act or page.url == wanted else [f"{state.name}: is at {page.url}"]
    if statuses[-1] != state.status:
        lost.append(f"{state.name}: answers {statuses[-1]}, not {state.status}")
    return lost


@pytest.mark.parametrize("part", range(len(PARTS)))
def test_every_page_is_accessible(open_day: OpenDay, part: int) -> None:
    with open_day.begin():
        bad = look(open_day, PARTS[part])
    assert bad == [], "\n".join(bad)


def test_an_exercise_looks_different(console: Console, settings: object) -> None:
    colour = "node => getComputedStyle(node).backgroundColor"
    page = console.context(console.room.alice).new_page()
    tops = []
    for settings.EXERCISE in (True, False):
        page.goto("/notices/new/")
        tops.append(page.locator(".top").evaluate(colour))
    assert tops[0] != tops[1]


def test_the_pages_hold_nothing_that_their_policy_refuses(console: Console) -> None:
    page = console.context(console.room.alice).new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    for path in ("/", "/notices/new/", "/channels/", "/freeze/"):
        page.goto(path)
    assert refused == [], "the content security policy refuses nothing that the pages hold"


def test_the_faults_of_a_bad_page_are_found(console: Console) -> None:
    page = console.browser.new_context().new_page()
    page.set_content(
        "<html><body><button>x</button><p>No title, no language,"
        " <img src='x.png'><span style='display:block;width:900px'>wide</span>"
    )
    bad = "\n".join(faults(page, axe(), "bad"))
    for fault in ("900", "small <button>", "html-has-lang", "image-alt"):
        assert fault in bad
    assert "html-has-lang" in "\n".join(findings(page))


def test_a_page_is_looked_at_when_its_style_has_come(chromium: Browser) -> None:
    page = chromium.new_context().new_page()
    with late_style("button { min-height: 44px }") as address:
        page.set_content(
            f"<!doctype html><html lang=en><head><title>Late</title>"
            f"<link rel=stylesheet href={address}></head>"
            "<body><main><h1>Late</h1><button>Send</button></main></body></html>",
            wait_until="commit",
        )
        page.locator("button").wait_for(state="attached")
        assert page.evaluate(SMALL), "without the wait the button would be called small"
        assert faults(page, axe(), "late") == []
