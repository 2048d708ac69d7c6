"""What is wrong with a page that is open in the browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from acting import open_all
from playwright.sync_api import Page

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
NARROW, WIDTHS = 320, (390, 1280)
# The dark scheme changes colours and nothing else, so the rules about colours are enough there.
SCHEMES: dict[str, list[str]] = {"light": [], "dark": ["color-contrast", "link-in-text-block"]}
RUN = """async (rules) => {
  const options = {resultTypes: ['violations'], ...(rules.length ? {runOnly: rules} : {})};
  const found = await axe.run(document, options);
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


def axe() -> str:
    """The rules, or a test that says it did not run; in CI it fails instead."""
    if not AXE.exists():
        assert not os.environ.get("CI"), "axe-core is missing: run `make test`, which installs it"
        pytest.skip("NOT RUN: axe-core is missing; `make test` installs it with npm")
    return AXE.read_text(encoding="utf-8")


def dressed(page: Page) -> None:
    """Wait for the page's style: its words come first, and measured without it all is small."""
    page.wait_for_load_state("load")


def findings(page: Page) -> list[str]:
    """What axe finds on the page as it stands, and a sideways scroll; its window bypasses CSP."""
    dressed(page)
    page.evaluate(axe())
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*page.evaluate(RUN, []), *([f"{page.url}: {wide} px too wide"] if wide > 0 else [])]


def faults(page: Page, library: str, name: str) -> list[str]:
    """Sideways scroll, small targets and axe's findings, at each width and in each scheme."""
    found: list[str] = []
    dressed(page)
    open_all(page)
    page.evaluate(library)
    for width in (NARROW, *WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{name} at {width}: {wide} px wide"] if wide > width else []
        found += [f"{name} at {width}: small {html}" for html in page.evaluate(SMALL)]
        for scheme, rules in SCHEMES.items() if width in WIDTHS else ():
            page.emulate_media(color_scheme=scheme)
            found += [f"{name} at {width}, {scheme}: {one}" for one in page.evaluate(RUN, rules)]
    return found
