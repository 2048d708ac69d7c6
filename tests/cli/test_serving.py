"""The console's server: requests whole, headers that cannot be forged, streams, and a clean end."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

APPLICATION = """
import json, sys
from oyez.web import serve
serve.LARGEST = 1000

class Parts(list):
    streaming = True

def application(environ, start):
    if environ["PATH_INFO"] == "/broken":
        raise RuntimeError("a bug")
    if environ["PATH_INFO"] == "/stream":
        start("200 OK", [("Content-Type", "text/plain")])
        return Parts([b"one ", b"two"])
    if environ["PATH_INFO"] == "/nothing":
        start("204 No Content", [("X-Mark", "a")])
        return []
    body = environ["wsgi.input"].read().decode()
    known = {k: v for k, v in environ.items() if isinstance(v, str)} | {"body": body}
    data = json.dumps(known).encode()
    start("200 OK", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    return [data]

serve.serve(application, "127.0.0.1", int(sys.argv[1]))
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    number = free_port()
    words = [sys.executable, "-c", APPLICATION, str(number)]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as child:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", number), timeout=1).close()
                break
            except OSError:
                time.sleep(0.02)
        yield number
        child.send_signal(signal.SIGTERM)
        assert child.wait(20) == 0


def ask(
    port: int, method: str, path: str, *headers: tuple[str, str], body: bytes = b""
) -> tuple[http.client.HTTPResponse, bytes]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.putrequest(method, path)
    for name, value in headers:
        line.putheader(name, value)
    if body:
        line.putheader("Content-Length", str(len(body)))
    line.endheaders(body or None)
    answer = line.getresponse()
    data = answer.read()
    line.close()
    return answer, data


def test_a_request_arrives_whole(port: int) -> None:
    answer, data = ask(port, "POST", "/%C3%A4/b?c=%20d", ("Content-Type", "x/y"), body=b"hello")
    found = json.loads(data)
    assert found["PATH_INFO"].encode("latin-1").decode() == "/ä/b"
    assert (found["QUERY_STRING"], found["body"]) == ("c=%20d", "hello")
    assert (found["CONTENT_TYPE"], found["CONTENT_LENGTH"]) == ("x/y", "5")
    assert found["REMOTE_ADDR"] == "127.0.0.1"
    assert answer.headers.get_all("set-cookie") == ["a=1", "b=2"]


def test_headers_cannot_be_forged_by_spelling(port: int) -> None:
    wrong = ("X_Forwarded_For", "6.6.6.6")
    _, data = ask(port, "GET", "/", wrong, ("X-Two", "a"), ("X-Two", "b"), ("Cookie", "c=1"))
    found = json.loads(data)
    assert "HTTP_X_FORWARDED_FOR" not in found
    assert (found["HTTP_X_TWO"], found["HTTP_COOKIE"]) == ("a,b", "c=1")


def test_a_body_that_is_too_large_is_refused(port: int) -> None:
    answer, _ = ask(port, "POST", "/", body=b"x" * 1001)
    assert answer.status == 413
    answer, _ = ask(port, "POST", "/", body=b"x" * 1000)
    assert answer.status == 200


def test_answers_of_every_kind(port: int) -> None:
    assert ask(port, "GET", "/stream")[1] == b"one two"
    head, data = ask(port, "HEAD", "/")
    assert (head.status, data) == (200, b"")
    assert int(head.headers["content-length"]) > 0
    nothing, _ = ask(port, "GET", "/nothing")
    assert (nothing.status, nothing.headers["x-mark"]) == (204, "a")


def test_a_bug_is_an_answer_and_not_the_end(port: int) -> None:
    assert ask(port, "GET", "/broken")[0].status == 500
    assert ask(port, "GET", "/")[0].status == 200
