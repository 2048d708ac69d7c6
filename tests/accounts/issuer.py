"""A directory on loopback that speaks OpenID Connect as far as signing in needs it."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt

KEY = "a secret of the directory that nobody else knows"
CLIENT, SECRET = "oyez", "client secret"


class Issuer:
    """What it says can be changed by a test before the browser comes back."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.claims: dict[str, Any] = {
            "sub": "employee-7",
            "email": "dora@police.example",
            "email_verified": True,
            "groups": ["administrators"],
        }
        self.token: dict[str, Any] = {}
        self.discovery: dict[str, Any] = {}
        self.asked: list[str] = []
        self.challenges: dict[str, str] = {}

    def visit(self, location: str) -> str:
        """The browser follows the redirect, its person says yes; the query to come back with."""
        query = dict(parse_qsl(urlsplit(location).query))
        assert query["client_id"] == CLIENT
        assert query["code_challenge_method"] == "S256"
        assert "groups" not in query["scope"]
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = query["code_challenge"]
        return f"code={code}&state={query['state']}"

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        } | self.discovery

    def answer(self, sent: dict[str, list[str]]) -> tuple[int, object]:
        """The token, if code, verifier and secret fit."""
        verifier = sent.get("code_verifier", [""])[0].encode()
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        expected = self.challenges.pop(sent["code"][0], None)
        if digest != expected or sent.get("client_secret") != [SECRET]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60} | self.claims
        token = jwt.encode(claims, KEY, algorithm="HS256")
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": token} | self.token


class Handler(BaseHTTPRequestHandler):
    """Says what its issuer says."""

    issuer: Issuer

    def log_message(self, *args: object) -> None:
        """Tests do not talk."""

    def do_GET(self) -> None:
        self.issuer.asked.append(self.path)
        self.say(200, self.issuer.configuration())

    def do_POST(self) -> None:
        self.issuer.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.say(*self.issuer.answer(parse_qs(body)))

    def say(self, status: int, what: object) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running() -> Iterator[Issuer]:
    """The directory, for as long as a test needs it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = Issuer(f"http://127.0.0.1:{server.server_address[1]}")
    server.RequestHandlerClass = type("One", (Handler,), {"issuer": issuer})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
