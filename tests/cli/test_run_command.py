"""oyez run: one command starts everything, keeps it alive, and stops all of it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest
from called import APPROVER, AUTHOR, Oyez

OPENER = build_opener(ProxyHandler({}))
PARTS = ("console", "portal", "simulator", "smtp")


class Running:
    """An `oyez run` in a process group of its own, and what is known about it."""

    def __init__(self, home: Path, *more: str) -> None:
        self.env = {name: v for name, v in os.environ.items() if not name.startswith("OYEZ_")}
        self.env |= {"OYEZ_HOME": str(home), "DJANGO_SETTINGS_MODULE": "oyez.settings"}
        self.ports = dict(zip(PARTS, free_ports(len(PARTS)), strict=True))
        words = [f"--{name}-port={number}" for name, number in self.ports.items()]
        self.log = home.with_suffix(".log")
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "oyez.cli", "run", *words, *more],
                env=self.env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def said(self, words: str) -> str:
        wait(lambda: words in self.log.read_text() or self.process.poll() is not None)
        text = self.log.read_text()
        assert words in text, text
        return text

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "oyez.cli", *words],
            env=self.env, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    def get(self, part: str, path: str) -> str:
        url = f"http://127.0.0.1:{self.ports[part]}{path}"
        with OPENER.open(url, timeout=20) as answer:
            return str(answer.read().decode())

    def standing(self) -> set[str]:
        """The platforms on which something stands."""
        objects = json.loads(self.get("simulator", "/_sim/state"))["objects"]
        return {one["platform"] for one in objects if one["live"]}

    def processes(self) -> list[int]:
        """Everybody in the group, the first process first."""
        return sorted(group(self.process.pid))

    def megabytes(self) -> float:
        sizes = [Path(f"/proc/{one}/smaps_rollup").read_text() for one in self.processes()]
        return (
            sum(int(re.findall(r"^Pss:\s+(\d+)", text, re.MULTILINE)[0]) for text in sizes) / 1024
        )


def group(leader: int) -> set[int]:
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                alive = "State:\tZ" not in (folder / "status").read_text()
                if alive and os.getpgid(int(folder.name)) == leader:
                    found.add(int(folder.name))
            except OSError:
                continue
    return found


def free_ports(count: int) -> list[int]:
    servers = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    numbers = [int(server.getsockname()[1]) for server in servers]
    for server in servers:
        server.close()
    return numbers


def wait(until: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        time.sleep(0.05)
    assert until()


@contextmanager
def started(home: Path, *more: str) -> Iterator[Running]:
    running = Running(home, *more)
    try:
        running.said("Ctrl-C stops everything.")
        yield running
    finally:
        running.process.kill()
        running.process.wait()
        wait(lambda: not group(running.process.pid))


# Of the channels of Derbyshire Police, all but Instagram, which takes nothing without a picture.
PLACES = {"mastodon", "bluesky", "x", "facebook", "threads", "linkedin", "telegram"}
OUT = {"email", "sms", "webpush"}  # what no machine takes back
SHOWN = 1 + len(PLACES) + len(OUT) + 1  # the own page first; and two devices get the push


def publish(running: Running) -> str:
    """A notice that a second person has approved and that stands on every channel."""
    said = running.call(
        *("publish", "--unit", "/derbyshire/main/", "--as", AUTHOR, "--json"),
        *("--headline", "Road closed", "--body", "The A38 is closed."),
    )
    code = str(json.loads(said.stdout)["code"])
    refused = running.call("approve", code, "--as", AUTHOR)
    assert (refused.returncode, refused.stdout) == (3, "")
    approved = running.call("approve", code, "--as", APPROVER, "--wait", "15")
    assert approved.returncode == 0, approved.stdout + approved.stderr
    return code


def take_back(running: Running, code: str) -> None:
    words = ("--reason", "wrong", "--wait", "15", "--json")
    found = json.loads(running.call("retract", code, "--as", APPROVER, *words).stdout)
    held = {one["platform"]: one["held"] for one in found["deliveries"]}
    assert {name for name, one in held.items() if one == "needs_person"} == OUT
    assert {one for name, one in held.items() if name not in OUT} == {"gone"}


def test_a_notice_goes_out_and_comes_back_under_one_command(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with started(home) as running:
        assert {AUTHOR, APPROVER, "duty@derbyshire.example"} <= set(running.said("wall").split())
        code = publish(running)
        assert running.standing() == PLACES | OUT - {"email"}
        wait(
            lambda: answers(running, "portal", f"/p/{code}/"), 2
        )  # it looks for news 4 times a second
        assert "EXERCISE" in running.get("portal", f"/p/{code}/")
        assert running.get("simulator", "/wall").count("The A38 is closed.") == SHOWN
        take_back(running, code)
        assert running.standing() <= OUT
        assert running.megabytes() < 400
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(60) == 0
        assert not group(running.process.pid)
        assert "Oyez has stopped." in running.log.read_text()

    with started(home) as again:  # on other ports: the channels follow the simulator
        again.said("ready in")
        assert AUTHOR in again.log.read_text()
        assert code in again.call("status").stdout
        assert again.call("check", "--probe").stdout == "All is well.\n"


def test_whoever_dies_is_started_again_and_nobody_outlives_the_first(tmp_path: Path) -> None:
    with started(tmp_path / "home") as running:
        _, console, portal, worker, simulator = running.processes()
        for pid in (console, portal, worker, simulator):
            os.kill(pid, signal.SIGKILL)
        for name in ("console", "portal", "worker", "simulator"):
            running.said(f"The {name} ended unexpectedly (signal 9) and is started again.")
        wait(lambda: len(running.processes()) == 5)
        wait(lambda: answers(running, "portal") and answers(running, "simulator"))
        second = running.call("run", "--console-port", str(free_ports(1)[0]))
        assert (second.returncode, "running in" in second.stderr) == (4, True)
        running.process.kill()
        wait(lambda: not group(running.process.pid), 10)


def answers(running: Running, part: str, path: str = "/") -> bool:
    try:
        return bool(running.get(part, path))
    except OSError:
        return False


def test_real_has_neither_simulator_nor_exercise_and_homes_do_not_mix(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with started(home, "--real") as running:
        assert len(running.processes()) == 4
        assert "exercise" not in running.log.read_text().lower()
        assert "oyez person EMAIL --name NAME --role administrator" in running.log.read_text()
        worker = subprocess.Popen(
            [sys.executable, "-m", "oyez.cli", "worker"],
            env=running.env, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        with worker:
            assert worker.stdout is not None
            assert "works" in worker.stdout.readline()
            worker.terminate()
            assert worker.wait(60) == 0
        running.process.terminate()
        assert running.process.wait(60) == 0
        refused = running.call("run")
        assert refused.returncode == 2
        assert "holds a real installation" in refused.stderr


def test_a_port_that_is_taken(oyez: Oyez, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OYEZ_HOME", str(tmp_path / "home"))
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = str(server.getsockname()[1])
        said = oyez("run", "--console-port", number)
    assert said.code == 4
    assert said.err.startswith(f"Port {number} on 127.0.0.1 cannot be used")
    assert "--console-port" in said.err
    assert oyez("run", "--console-port", number, "--portal-port", number).code == 2
    assert oyez("run", "--console-port", "0").code == 2
    assert oyez("run", "--host", "no such host").code == 4
    assert not (tmp_path / "home").exists()


def test_commands_without_a_database_say_so(tmp_path: Path) -> None:
    env = {**os.environ, "OYEZ_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "oyez.settings"}
    for words, code in ((["status"], 4), (["worker"], 4), (["check"], 1)):
        said = subprocess.run(
            [sys.executable, "-m", "oyez.cli", *words],
            env=env, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert said.returncode == code, said
        assert "Traceback" not in said.stderr
        assert "database" in said.stdout + said.stderr
