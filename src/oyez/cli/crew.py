"""Several processes under one foreground command: started together, watched, stopped together.

They are forked from one process that has loaded everything, so they share its memory.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass

TICK, GRACE = 0.2, 8.0
STEADY, LONGEST = 10.0, 10.0


@dataclass(slots=True)
class Member:
    """One process: what it does until a signal says stop, and what is said when it ends."""

    name: str
    work: Callable[[], object]
    remark: str = ""
    pid: int = 0
    born: float = 0.0
    wait: float = 0.0
    due: float = 0.0


class Crew:
    """Keeps its members alive until it is told to stop."""

    def __init__(self, members: Sequence[Member], say: Callable[[str], None]) -> None:
        self.members, self.say = list(members), say
        self.stopping = False
        self.lifeline, self.held = os.pipe()

    def start(self) -> None:
        """Fork everybody; Ctrl-C and SIGTERM stop the crew from now on."""
        gc.collect()
        gc.freeze()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: setattr(self, "stopping", True))
        for member in self.members:
            self.fork(member)

    def watch(self) -> None:
        """Start again whoever ends without having been told to, until the crew stops."""
        while not self.stopping:
            time.sleep(TICK)
            for member in self.members:
                self.look_after(member)

    def look_after(self, member: Member) -> None:
        """Notice an end, and begin again after a pause that grows while it does not help."""
        how, now = self.reap(member), time.monotonic()
        if self.stopping:
            return
        if how is not None:
            steady = now - member.born > STEADY
            member.wait = 0.0 if steady else min(max(0.25, 2 * member.wait), LONGEST)
            member.due = now + member.wait
            line = f"The {member.name} ended unexpectedly ({how}) and is started again."
            self.say(f"{line} {member.remark}".rstrip())
        if not member.pid and now >= member.due:
            self.fork(member)

    def reap(self, member: Member) -> str | None:
        """How the member ended, told once; None while it runs or when that is known."""
        if not member.pid or (how := ended(member.pid)) is None:
            return None
        member.pid = 0
        return how

    def stop(self) -> None:
        """Ask everybody to stop; end those who do not within the grace."""
        self.stopping = True
        self.send(signal.SIGTERM)
        until = time.monotonic() + GRACE
        while time.monotonic() < until and any(member.pid for member in self.members):
            for member in self.members:
                self.reap(member)
            time.sleep(0.02)
        self.send(signal.SIGKILL)

    def send(self, number: signal.Signals) -> None:
        """A signal to everybody who still runs."""
        for member in self.members:
            if member.pid:
                os.kill(member.pid, number)

    def fork(self, member: Member) -> None:
        """Begin one member in a process of its own."""
        sys.stdout.flush()
        sys.stderr.flush()
        member.born = time.monotonic()
        member.pid = os.fork()
        if member.pid == 0:
            os._exit(self.live(member))

    def live(self, member: Member) -> int:
        """In the new process: do the work, and end with the crew however that ends."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        os.close(self.held)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        threading.Thread(target=end_with, args=(self.lifeline,), daemon=True).start()
        try:
            member.work()
        except BaseException:
            traceback.print_exc()
            return 1
        finally:
            sys.stdout.flush()
        return 0


def end_with(lifeline: int) -> None:
    """Wait for the end of the first process, even by kill -9, and stop then."""
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def ended(pid: int) -> str | None:
    """How a process ended, or None while it runs."""
    found, status = os.waitpid(pid, os.WNOHANG)
    if not found:
        return None
    code = os.waitstatus_to_exitcode(status)
    return f"signal {-code}" if code < 0 else f"exit code {code}"
