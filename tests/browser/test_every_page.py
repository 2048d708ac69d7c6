"""Every page in every state: no finding of axe, no sideways scroll, targets big enough."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from conftest import Console
from newsroom import BODY, HEADLINE, Newsroom
from oyez.accounts.models import Person
from oyez.domain.channel import Mode
from oyez.domain.notice import Urgency
from oyez.govern.actions import change_mode, freeze
from oyez.publish.actions import break_glass, correct, retract, send_back, submit
from oyez.publish.draft import Words
from oyez.publish.models import Delivery, Notice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
WIDTHS, SCHEMES = (390, 1280), ("light", "dark")
RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  const said = v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ');
  return found.violations.map(said);
}"""
# Links inside a sentence are exempt (WCAG 2.5.8); a label makes its control bigger.
SMALL = """() => [...document.querySelectorAll('a, button, summary, select, input')]
  .filter(node => node.checkVisibility() &&
          !node.matches('.skip, [type=radio], [type=checkbox], [type=hidden]'))
  .filter(node => !(node.matches('a') && node.closest('p, li, td, th, .strip') &&
                    !node.matches('.title, .danger, .btn')))
  .filter(node => node.getBoundingClientRect().height < 44)
  .map(node => node.outerHTML.slice(0, 120))"""
Seen = list[tuple[str, Person | None, str]]


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        assert not os.environ.get("CI"), "axe-core is missing: run `make test`, which installs it"
        pytest.skip("NOT RUN: axe-core is missing; `make test` installs it with npm")
    return AXE.read_text(encoding="utf-8")


def busy_day(room: Newsroom) -> Seen:
    """Something of every state, and the pages that show it."""
    now = timezone.now()
    out, grave, waiting = room.approved(), room.written(Urgency.CRITICAL), room.submitted()
    Delivery.objects.filter(notice=out).update(held="live", revision=1, attempt=1, live_at=now)
    Notice.objects.filter(pk=out.pk).update(state="live", live_at=now)
    out.revisions.update(state="issued", issued_at=now)
    words = [Words("en", HEADLINE, BODY.replace("09:30", "10:30"))]
    correction = correct(room.alice, out, room.draft(texts=words, note="The time"), at=now)
    submit(room.alice, correction, at=now)
    first = grave.revisions.earliest("number")
    break_glass(room.dora, first, "Nobody else answers at night", version=1, at=now)
    send_back(room.bob, room.submitted(), "Which street?")
    gone = room.approved()
    retract(room.dora, gone, "A water pipe", at=now, instead="There is no bomb.")
    told = {"template": "{channel} still shows it.", "values": {"channel": "Mastodon"}}
    Delivery.objects.filter(notice=gone, channel=room.mastodon).update(
        held="needs_person", task="still_visible", task_for=room.dora, reason=told
    )
    change_mode(room.greta, room.mastodon, Mode.CRITICAL_ONLY, reason="Bots")
    freeze(room.greta, room.elsewhere.path, reason="Taken over")
    return pages(room, {"live": out, "glass": grave, "waiting": waiting.notice, "gone": gone})


def pages(room: Newsroom, notices: dict[str, Notice]) -> Seen:
    """What there is to see, and for whom."""
    waiting, grave = notices["waiting"], notices["glass"]
    return [
        ("sign-in", None, "/sign-in/"),
        *((f"notice {name}", room.dora, f"/notices/{n.code}/") for name, n in notices.items()),
        ("approve", room.bob, f"/notices/{waiting.code}/"),
        ("progress", room.dora, f"/notices/{grave.code}/progress/"),
        ("desk of a duty officer", room.dora, "/"),
        ("desk of an author", room.alice, "/"),
        ("new", room.alice, "/notices/new/"),
        ("edit", room.alice, f"/notices/{waiting.code}/edit/"),
        ("correct", room.alice, f"/notices/{grave.code}/correct/"),
        ("channels", room.greta, "/channels/"),
        ("channel", room.greta, f"/channels/{room.mastodon.pk}/"),
        ("add a channel", room.ada, "/channels/new/"),
        ("platforms", room.greta, "/platforms/"),
        ("freeze", room.greta, "/freeze/"),
        ("people", room.ada, "/people/"),
        ("person", room.ada, f"/people/{room.bob.pk}/"),
        ("ledger", room.audrey, "/ledger/?verify=1"),
        ("missing", room.alice, "/nothing/"),
    ]


def faults(page: Page, axe: str, name: str) -> list[str]:
    """What is wrong with the page as it is open now, at each width and in each scheme."""
    found: list[str] = []
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(axe)
    for width in (320, *WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{name} at {width}: {wide} px wide"] if wide > width else []
        found += [f"{name} at {width}: small {html}" for html in page.evaluate(SMALL)]
        for scheme in SCHEMES if width in WIDTHS else ():
            page.emulate_media(color_scheme=scheme)
            found += [f"{name} at {width}, {scheme}: {one}" for one in page.evaluate(RUN)]
    return found


def test_every_page_is_accessible(console: Console, axe: str) -> None:
    bad: list[str] = []
    pages = busy_day(console.room)
    for person in {id(person): person for _, person, _ in pages}.values():
        context = console.context(person, bypass_csp=True)
        page = context.new_page()
        for name, who, path in pages:
            if who is person:
                page.goto(path)
                bad += faults(page, axe, name)
        context.close()
    assert bad == [], "\n".join(bad)


def test_a_refused_form_is_accessible_and_an_exercise_looks_different(
    console: Console, axe: str, settings: object
) -> None:
    settings.EXERCISE = True
    page = console.context(console.room.alice, bypass_csp=True).new_page()
    page.goto("/notices/new/")
    plain = page.locator(".top").evaluate("node => getComputedStyle(node).backgroundColor")
    page.get_by_label("Area").fill("Lin\u200bgen")
    page.get_by_role("button", name="Submit for approval").click()
    bad = faults(page, axe, "refused")
    assert bad == [], "\n".join(bad)
    settings.EXERCISE = False
    page.goto("/notices/new/")
    assert page.locator(".top").evaluate("node => getComputedStyle(node).backgroundColor") != plain


def test_no_page_needs_or_runs_a_script(console: Console) -> None:
    page = console.context(console.room.alice).new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    for path in ("/", "/notices/new/", "/channels/", "/freeze/"):
        page.goto(path)
    assert refused == [], "the content security policy refuses nothing that the pages hold"
