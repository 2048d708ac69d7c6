"""Headless chromium against the console; without it the tests are skipped, in CI they fail."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from newsroom import Newsroom, build
from oyez.accounts.models import Person
from together import shared_database

__all__ = ["shared_database"]

# Playwright keeps an event loop in this thread; the tests' own queries beside it are harmless.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
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
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    room = build()
    server = Server(("127.0.0.1", 0), Quiet)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    base = f"http://127.0.0.1:{server.server_address[1]}"
    settings.CSRF_TRUSTED_ORIGINS = [base]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield Console(base, room, chromium)
    server.shutdown()
    thread.join()
    server.server_close()
