"""A picture of a page as fetched: an ordinary user, the browser's sandbox, and no network."""

from __future__ import annotations

import html
import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image

from oyez.looking.pictures import NotAPicture, picture_of

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
NOBODY: Final = 65534
SECONDS: Final = 10.0
WIDE, HIGH = 900, 1200
# No script, no frame, no request; what the page would load is missing in the picture.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
WRAPPED: Final = (
    "<!doctype html><meta charset=utf-8>"
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    "<style>html,body{{margin:0}}iframe{{border:0;width:100vw;height:100vh}}</style>"
    '<iframe sandbox srcdoc="{page}"></iframe>'
)
OPTIONS: Final = (
    "--headless",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    # In a process of its own the frame may come after the picture, which is then empty.
    "--disable-features=IsolateSandboxedIframes",
    f"--window-size={WIDE},{HIGH}",
)


@cache
def browser() -> str | None:
    """Where chromium is, when it can be kept from the network; otherwise there are no pictures."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found if found and shutil.which("unshare") else None


def screenshot(page: str, seconds: float = SECONDS) -> Image.Image | None:
    """The page's first screen, or None where it could not be drawn in time or safely."""
    program = browser()
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="oyez-shot-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, picture = folder / "page.html", folder / "page.png"
        text = WRAPPED.format(page=html.escape(page))
        source.write_text(text, encoding="utf-8", errors="replace")
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
            source.chmod(0o644)
        _run(program, folder, seconds)
        try:
            return picture_of(picture.read_bytes())
        except (OSError, NotAPicture):
            return None


def _run(program: str, folder: Path, seconds: float) -> None:
    """Draw the page of the folder in a network of its own, which leads nowhere."""
    words = ["unshare", "--map-current-user", "--net", program, *OPTIONS]
    words += [f"--user-data-dir={folder}/browser", f"--screenshot={folder}/page.png"]
    words.append((folder / "page.html").as_uri())
    somebody = NOBODY if os.geteuid() == 0 else None
    started = subprocess.Popen(  # noqa: S603 - fixed words, and a folder that we named
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"HOME": str(folder), "PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"},
        user=somebody,
        group=somebody,
        extra_groups=[] if somebody else None,
        start_new_session=True,
    )
    try:
        with suppress(subprocess.TimeoutExpired):
            started.wait(seconds)
    finally:
        _end(started)


def _end(started: subprocess.Popen[bytes]) -> None:
    """Whatever the browser left running goes with it."""
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)
    started.wait()
