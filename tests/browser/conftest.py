"""Headless chromium against the console; without it the tests are skipped, in CI they fail."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import day
import pytest
import time_machine
from day import Day, codes_out
from day_house import SIMULATOR
from day_time import NOW
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from states import NOWHERE, PUBLIC, State

from newsroom import Newsroom, build
from oyez.accounts import sessions
from oyez.accounts.models import Person
from oyez.reach.publishing import publish_all
from portal_process import portal
from together import shared_database

__all__ = ["shared_database"]

# Playwright keeps an event loop in this thread; the tests' own queries beside it are harmless.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
DEVICE = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
# A page may take seconds on a machine that does three other things; what never comes still fails.
expect.set_options(timeout=20_000)
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CHROMIUM = shutil.which("chromium") or ""


@dataclass(frozen=True)
class Console:
    """A running console and a browser to look at it with."""

    base: str
    room: Newsroom
    browser: Browser

    def context(self, person: Person | None = None, **options: object) -> BrowserContext:
        """A browser window, with the person signed in."""
        context = self.browser.new_context(**options, base_url=self.base)
        if person is not None:
            cookie = self.room.client(person).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": self.base}])
        return context


@dataclass
class OpenDay:
    """The day's rows, the console and the portal; time stands still in its afternoon."""

    browser: Browser
    settings: object
    home: Path
    day: Day | None = None
    console: str = ""
    portal: str = ""

    @contextmanager
    def begin(self, language: str = "en") -> Iterator[Day]:
        """Build the day and serve it."""
        with time_machine.travel(NOW, tick=False):
            self.day = day.build(language)
            publish_all(set(codes_out()), common=True)
            with serving(self.settings) as self.console, portal(self.home) as self.portal:
                yield self.day

    def context(self, person: str = "", **options: object) -> BrowserContext:
        """A browser window with the person signed in; without one it may look at the portal."""
        context = self.browser.new_context(**options)
        if person and self.day is not None:
            cookie = signed_in(self.day.people[person])
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": self.console}])
        return context

    def address(self, state: State) -> str:
        """Where the page of the state is."""
        self.settings.EXERCISE = state.exercise
        about = self.day.things[state.about] if self.day and state.about else None
        if state.address in PUBLIC and self.day:
            return f"{self.portal}/{PUBLIC[state.address].format(about, **self.day.things)}"
        path = NOWHERE.get(state.address) or reverse(state.address, args=[about] if about else [])
        query = state.query.format(**self.day.things) if self.day else ""
        return f"{self.console}{path}" + (query and f"?{query}")


def signed_in(person: Person) -> str:
    """The session of somebody who has just come in."""
    client = Client()
    client.force_login(person)
    session, now = client.session, time.time()
    here = {"begun": now, "seen": now, "address": "192.0.2.7", "device": DEVICE}
    session.update({sessions.MARK: here, sessions.PROVED: now})
    session.save()
    return client.cookies["sessionid"].value


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Tests do not talk."""


class Server(ThreadedWSGIServer):
    daemon_threads = True

    def close_request(self, request: object) -> None:
        super().close_request(request)
        connection.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        assert not os.environ.get("CI"), "chromium is missing: install Debian's package chromium"
        pytest.skip("NOT RUN: chromium is missing (Debian: chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def console(chromium: Browser, shared_database: None, settings: object) -> Iterator[Console]:
    settings.PASSWORD_HASHERS = FAST
    room = build()
    with serving(settings) as base:
        yield Console(base, room, chromium)


@pytest.fixture
def open_day(chromium: Browser, shared_database: None, settings: object, tmp_path: Path) -> OpenDay:
    """A believable day, built by the test itself in the language it wants."""
    settings.PASSWORD_HASHERS = FAST
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.SITE_ROOT, settings.PUBLIC_URL = tmp_path / "site", "https://news.example"
    settings.SIMULATOR_URL = SIMULATOR
    return OpenDay(chromium, settings, tmp_path)


@contextmanager
def serving(settings: object) -> Iterator[str]:
    """The console on loopback, in threads of this process."""
    server = Server(("127.0.0.1", 0), Quiet)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    base = f"http://localhost:{server.server_address[1]}"
    settings.CSRF_TRUSTED_ORIGINS = [base]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield base
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
