"""Every page on a phone with texts that are 40 % longer, as German ones may be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.utils.translation import gettext as translated
from django.utils.translation import override
from playwright.sync_api import Page

from conftest import Console
from tongues import KEPT, busy, listen, shape, speak

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, MOST = 390, 60
WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const spoken = "a, button, h1, h2, h3, label, legend, summary, th, .tag";
  const cut = [...document.querySelectorAll(spoken)]
    .filter((node) => node.clientWidth > 8 && getComputedStyle(node).overflowX === "hidden"
      && node.scrollWidth > node.clientWidth + 1);
  const scrolls = document.documentElement.scrollWidth > width;
  const far = scrolls ? [...document.querySelectorAll("body *")]
    .filter((node) => node.getBoundingClientRect().right > width + 1 && !node.closest(".scroll"))
    .slice(-1) : [];
  const torn = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement;
    if (!around.checkVisibility() || around.closest(".hide, .scroll, .cards thead, code, pre")
      || around.offsetWidth < 8) continue;
    for (const word of node.data.matchAll(/\\p{L}{2,20}/gu)) {
      const range = new Range();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((one) => Math.round(one.top)));
      if (lines.size > 1) torn.push(`torn: ${word[0]} in ${around.outerHTML.slice(0, 100)}`);
    }
  }
  return [...torn, ...cut.map((node) => "cut: " + node.outerHTML.slice(0, 150)),
    ...(scrolls ? ["wide: " + (far[0]?.outerHTML ?? "").slice(0, 150)] : [])];
}"""
LINKS = """() => [...document.querySelectorAll("a[href^='/']")]
  .map((link) => link.getAttribute("href"))"""


def stretched(text: str) -> str:
    """The text with vowels doubled until it is 40 % longer; places and markup stay."""
    parts = KEPT.split(text)
    missing = round(sum(len(part) for part in parts[::2]) * 0.4)
    while missing > 0 and re.search("[aeiouAEIOU]", "".join(parts[::2])):
        for number in range(0, len(parts), 2):
            parts[number], done = re.subn(
                "([aeiou])", r"\1\1", parts[number], count=max(missing, 0), flags=re.IGNORECASE
            )
            missing -= done
    return "".join(parts)


def walk(page: Page, seen: set[str]) -> Iterable[tuple[str, list[str]]]:
    """Every page that links lead to, once, with what does not fit there."""
    ahead = ["/"]
    while ahead and len(seen) < MOST:
        path = ahead.pop(0)
        if shape(path) in seen:
            continue
        seen.add(shape(path))
        answer = page.goto(path)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        ahead += [link for link in page.evaluate(LINKS) if "sign-out" not in link]
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        yield path, page.evaluate(WIDE)


def test_pages_have_room_for_longer_words(
    console: Console, settings: object, tmp_path: Path
) -> None:
    room = console.room
    busy(room)
    people = (room.dora, room.alice, room.greta, room.ada, room.audrey)
    speak(settings, tmp_path, stretched)
    listen(people)
    with override("de"):
        assert len(translated("Sign in")) >= len("Sign in") * 1.4
    bad, seen = [], set[str]()
    for person in people:
        context = console.context(person, viewport={"width": PHONE, "height": 844})
        for path, faults in walk(context.new_page(), seen := seen - {"/"}):
            bad += [f"{path}: {fault}" for fault in faults]
        context.close()
    assert len(seen) > 10, "the walk has found the pages"
    assert bad == [], "\n".join(bad)


def test_the_check_sees_what_is_cut_or_too_wide(console: Console) -> None:
    page = console.context(viewport={"width": PHONE, "height": 844}).new_page()
    page.goto("/sign-in/")
    assert page.evaluate(WIDE) == []
    sheet = "button { overflow: hidden; max-width: 3em; white-space: nowrap }"
    page.evaluate("text => document.adoptedStyleSheets[0]?.insertRule(text)", sheet)
    page.evaluate(
        "text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);"
        " document.adoptedStyleSheets = [sheet] }",
        sheet,
    )
    assert page.evaluate(WIDE)[0].startswith("cut: <button")
    page.evaluate(
        "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('h1 { width: 1em }');"
        " document.adoptedStyleSheets = [sheet] }"
    )
    assert page.evaluate(WIDE)[0].startswith("torn: Sign in <h1")
    page.evaluate(
        "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('h1 { width: 500px }');"
        " document.adoptedStyleSheets = [sheet] }"
    )
    assert page.evaluate(WIDE)[0].startswith("wide: <h1")
    assert stretched("Send {name} now") != "Send {name} now"
    assert "{name}" in stretched("Send {name} now")
    assert stretched("12:30") == "12:30"
