"""The public pages in a browser: readable by everybody, alone, and quick to forget."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from eyes import axe, faults
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from oyez.reach.content import Outlet, Picture, PublicNotice, Site, Stop, Text
from oyez.reach.render import documents, pictures
from oyez.reach.tree import publish
from portal_process import PATIENCE, portal
from reach import sample

pytestmark = pytest.mark.browser
ARABIC = Text("ar", "تفكيك قنبلة في لينغن", "يرجى مغادرة المنطقة المحددة قبل الساعة 9:30.")
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikationsgelände"
PAGES = {
    "home": "/",
    "authority": "/fr/a/pd-os/",
    "unit": "/u/pd-os/leer/",
    "notice": "/de/p/7k2/",
    "corrected": "/fr/p/8m4/",
    "withdrawn": "/p/9x1/",
    "expired": "/p/5a5/",
    "right to left": "/p/a2b/",
    "accounts": "/de/accounts/",
    "verify": "/verify/",
    "real": "/verify/8m4/",
    "unreal": "/fr/verify/zzz/",
    "embed": "/embed/",
    "interruptions": "/de/status/",
    "widget": "/widget/pd-os/",
    "missing": "/nothing/",
}


@dataclass
class Public:
    """A public side that a test may change, and how to open it."""

    base: str
    home: Path
    browser: Browser

    def page(self, path: str, **options: object) -> Page:
        """A page in a window of its own."""
        context: BrowserContext = self.browser.new_context(base_url=self.base, **options)
        page = context.new_page()
        page.goto(path)
        return page


def site_of(home: Path, *more: PublicNotice, **changes: object) -> Site:
    """Every kind of notice, an authority with colours and a crest, long words, a freeze."""
    file = home / "crest.png"
    Image.new("RGBA", (120, 150), "#c8102e").save(file)
    crest = Picture("cd" * 32, "image/png", "", 120, 150, str(file))
    police = replace(sample.AUTHORITIES[0], bar="#1d3c34", accent="#0f6b4f", crest=crest)
    closed = Outlet("X", "x", "", "closed", f"@{LONG}", sample.at(-9), "@leer@news.example")
    leer = replace(sample.UNITS[1], channels=(*sample.UNITS[1].channels, closed))
    arabic = sample.edition(texts=(ARABIC, Text("de", LONG, LONG * 3)))
    foreign = sample.notice("a2b", editions=(arabic,), urgency="critical", area=LONG)
    plain = sample.site(*sample.site().notices, foreign, *more)
    return replace(
        plain,
        authorities=(police, sample.AUTHORITIES[1]),
        units=(sample.UNITS[0], leer),
        languages=("en", "de", "fr"),
        stops=(Stop("Leer Inspection", sample.at(0)),),
        **changes,
    )


def put(home: Path, site: Site) -> None:
    """Put a state on the disk; the crest is not the picture it claims to be, and need not be."""
    found = documents(site) | pictures(site)
    undeclared = {
        path: replace(one, declared="") if one.source.endswith("crest.png") else one
        for path, one in found.items()
        if one.source != "/nowhere"
    }
    publish(home / "site", undeclared, whole=True, durable=False)


@pytest.fixture
def public(chromium: Browser, tmp_path: Path) -> Iterator[Public]:
    put(tmp_path, site_of(tmp_path))
    with portal(tmp_path) as base:
        yield Public(base, tmp_path, chromium)


def test_every_public_page_is_accessible(public: Public) -> None:
    rules, bad = axe(), []
    page = public.page("/", bypass_csp=True)
    for name, path in PAGES.items():
        page.goto(path)
        bad += faults(page, rules, name)
    assert bad == [], "\n".join(bad)


def colour(page: Page) -> str:
    """The colour of the bar at the top."""
    return page.locator(".top").evaluate("node => getComputedStyle(node).backgroundColor")


def test_an_exercise_is_accessible_and_looks_different(public: Public) -> None:
    rules, bad = axe(), []
    page = public.page("/", bypass_csp=True)
    plain = colour(page)
    put(public.home, site_of(public.home, exercise=True))
    until = time.monotonic() + PATIENCE
    while colour(page) == plain and time.monotonic() < until:
        page.reload()
    for path in ("/p/7k2/", "/widget/pd-os/"):
        page.goto(path)
        bad += faults(page, rules, f"exercise {path}")
    assert bad == [], "\n".join(bad)
    page.goto("/")
    assert colour(page) != plain


def test_no_page_asks_anybody_else_sets_anything_or_is_refused_anything(public: Public) -> None:
    asked: set[str] = set()
    complaints: list[str] = []
    page = public.page("/")
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    for path in PAGES.values():
        page.goto(path)
        page.wait_for_load_state("networkidle")
    assert asked == {urlsplit(public.base).netloc}
    refused = [line for line in complaints if "status of 4" not in line]
    assert refused == [], "the policy refuses nothing that the pages hold"
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("script", [True, False])
def test_a_typed_code_leads_to_its_answer(public: Public, *, script: bool) -> None:
    page = public.page("/de/verify/", java_script_enabled=script)
    page.locator("#code").fill(" HTTPS://news.example/p/8M4/ ")
    page.locator(".ask button").click()
    expect(page).to_have_url(f"{public.base}/verify/8m4/")
    expect(page.locator("section[lang=en] h2")).to_have_text(
        "This notice is real and was corrected"
    )


def test_an_open_page_becomes_the_tombstone(public: Public) -> None:
    page = public.page("/p/7k2/")
    page.route("**/live.json", hurry)
    expect(page.locator("h1")).to_have_text("Road closed 1")
    gone = replace(sample.retracted("7k2"), updated_at=sample.at(60))
    others = tuple(one for one in site_of(public.home).notices if one.code != "7k2")
    put(public.home, site_of(public.home, notices=(gone, *others)))
    expect(page.locator("h1")).to_have_text("This notice was withdrawn")


def hurry(route: Route) -> None:
    """Answer as the portal does, but let the page ask again soon."""
    answer = route.fetch()
    route.fulfill(response=answer, json={**answer.json(), "every": 2})


class Town(SimpleHTTPRequestHandler):
    """Somebody else's website, on a port of its own, which shows the page that is asked for."""

    def do_GET(self) -> None:
        """Answer with a frame."""
        shown = unquote(self.path.partition("?")[2])
        frame = f'<iframe src="{shown}" title="Notices" width="400" height="400"></iframe>'
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(frame.encode())

    def log_message(self, *args: object) -> None:
        """Tests do not talk."""


@pytest.fixture
def town() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Town) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_another_website_can_show_the_widget_and_nothing_else(public: Public, town: str) -> None:
    page = public.page("/")
    for path, count in (("/widget/pd-os/", 1), ("/p/7k2/", 0)):
        page.goto(f"{town}/?{quote(public.base + path)}", wait_until="load")
        assert page.frames[1].locator(".top").count() == count, path


def test_paper_shows_the_notice_and_no_buttons(public: Public) -> None:
    page = public.page("/p/8m4/")
    page.emulate_media(media="print")
    for seen in ("h1", ".said", ".history", ".contact", ".code"):
        expect(page.locator(seen).first).to_be_visible()
    for unseen in ("footer", ".tongues", ".skip"):
        expect(page.locator(unseen).first).to_be_hidden()
