from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys

import pytest

from oyez.cli import main
from oyez.simulator import running

START = [sys.executable, "-m", "oyez.simulator", "--port", "0", "--smtp-port", "0"]


def launch(*more, stdin=subprocess.PIPE):
    pipe = subprocess.PIPE
    return subprocess.Popen([*START, *more], stdin=stdin, stdout=pipe, stderr=pipe)


def test_it_ends_when_its_stdin_closes():
    with launch() as child:
        info = json.loads(child.stdout.readline())
        assert info["wall"] == info["base_url"] + "/wall"
        child.stdin.close()
        assert child.wait(30) == 0
        assert child.stderr.read() == b""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_on_a_signal_with_a_client_connected(number):
    with launch(stdin=subprocess.DEVNULL) as child:
        info = json.loads(child.stdout.readline())
        port = int(info["base_url"].rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)):
            os.kill(child.pid, number)
            assert child.wait(30) == 0
        assert child.stderr.read() == b""


def test_a_taken_port_is_a_sentence_and_exit_code_4(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for words in (["--port", str(port)], ["--port", "0", "--smtp-port", str(port)]):
            assert main(["simulator", *words]) == 4
            assert f"port {port} on 127.0.0.1 cannot be used" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "example.org"])
def test_it_listens_on_loopback_only(host, capsys):
    assert main(["simulator", "--host", host, "--port", "0", "--smtp-port", "0"]) == 2
    assert "loopback" in capsys.readouterr().err


def test_faults_of_the_command_line():
    with running("--fault", "mastodon:publish:error_before:1", "--latency-ms", "5") as sim:
        (fault,) = sim.control("GET", "faults")["faults"]
        assert (fault["operation"], fault["times"]) == ("publish", 1)
        assert sim.control("GET", "health")["ms"] == 5.0


@pytest.mark.parametrize("words", ["mastodon", "mastodon:publish:none", "*:*:slow:x"])
def test_senseless_faults_of_the_command_line(words, capsys):
    assert main(["simulator", "--fault", words]) == 2
    assert capsys.readouterr().err


def test_a_start_that_fails_is_told():
    with pytest.raises(RuntimeError, match="exit code 2"), running("--host", "192.0.2.1"):
        pass


def test_connections_are_kept_and_requests_may_be_pipelined(sim):
    host = sim.base_url.removeprefix("http://")
    link = http.client.HTTPConnection(host, timeout=20)
    for _ in range(3):
        link.request("GET", "/_sim/health")
        answer = link.getresponse()
        assert answer.read()
        assert link.sock is not None
    link.close()
    name, port = host.split(":")
    with socket.create_connection((name, int(port)), timeout=20) as raw:
        one = b"GET /_sim/health HTTP/1.1\r\nHost: x\r\n"
        raw.sendall((one + b"\r\n") * 2 + one + b"Connection: close\r\n\r\n")
        answer = b""
        while part := raw.recv(4096):
            answer += part
    assert answer.count(b"HTTP/1.1 200 OK") == 3


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n", b"413"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"411"),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000, b"431"),
        (b"GET /nothing HTTP/1.1\r\nConnection: close\r\n\r\n", b"404"),
        (b"HEAD /wall HTTP/1.1\r\nConnection: close\r\n\r\n", b"200"),
    ],
)
def test_bad_requests_are_answered(sim, sent, status):
    name, port = sim.base_url.removeprefix("http://").split(":")
    with socket.create_connection((name, int(port)), timeout=20) as raw:
        raw.sendall(sent)
        assert raw.recv(4096).split()[1] == status
