"""Walking through a platform's consent page as a person with a browser does."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from django.http import HttpResponse
from django.test import Client

LINK = re.compile(r'rel="noreferrer" href="(http[^"]*/oauth/authorize[^"]*)"')


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


BROWSER = build_opener(ProxyHandler({}), Stay())


def set_out(client: Client, pk: int) -> str:
    """Press the button; the address of the link that leads to the platform."""
    answer = client.post(f"/channels/{pk}/connect/", {})
    assert answer.status_code == 200, answer.content.decode()
    found = LINK.search(answer.content.decode())
    assert found, answer.content.decode()
    return unescape(found[1])


def consent(url: str, answer: str = "yes", **more: object) -> str:
    """Say yes or no there; the address here to which the platform sends the browser."""
    asked = parse_qs(urlsplit(url).query)
    said = {"account": "press", "scope": asked["scope"][0].split(), "answer": answer, **more}
    try:
        BROWSER.open(Request(url, urlencode(said, doseq=True).encode()), timeout=20).close()
    except HTTPError as error:
        with error:
            if error.code != 303:
                raise
            where = urlsplit(error.headers["Location"])
            return f"{where.path}?{where.query}"
    raise AssertionError("the platform sends nobody back")


def connect(client: Client, pk: int, answer: str = "yes", **more: object) -> HttpResponse:
    """The whole way; what the page to which one comes back shows in the end."""
    return client.get(consent(set_out(client, pk), answer, **more), follow=True)
