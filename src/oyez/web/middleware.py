"""What every request gets: an id that ledger and logs share, and headers that allow little."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Cache-Control": "no-store",
}

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """The id of the request or command being served, or nothing outside of both."""
    return _request_id.get()


@contextmanager
def origin(name: str) -> Iterator[str]:
    """Give everything inside one id that begins with `name`; commands and the worker use it."""
    identifier = f"{name}-{secrets.token_hex(8)}"
    token = _request_id.set(identifier)
    try:
        yield identifier
    finally:
        _request_id.reset(token)


def request_id(get_response: GetResponse) -> GetResponse:
    """Give the request a random id of our own; one sent from outside is ignored."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with origin("web") as identifier:
            response = get_response(request)
        response["X-Request-ID"] = identifier
        return response

    return middleware


def security_headers(get_response: GetResponse) -> GetResponse:
    """Forbid by header what the console never does; a view may set a header of its own first."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        return response

    return middleware
