"""Pictures of pages, drawn without a network; where chromium is missing there are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from oyez.looking import screenshot as drawing
from oyez.looking.screenshot import browser, screenshot
from stands import Web, page

there = pytest.mark.skipif(browser() is None, reason="needs chromium and unshare")
RED = "<body style='margin:0;background:#f00'>"


def colour(picture: Image.Image | None) -> object:
    assert picture is not None
    return picture.getpixel((picture.width // 2, picture.height - 20))


@there
def test_a_page_is_drawn() -> None:
    assert colour(screenshot(RED + '<p>Hello &amp; "welcome"</p>')) == (255, 0, 0)


@there
def test_nothing_is_loaded_no_script_runs_and_nobody_is_sent_on(net: Web, tmp_path: Path) -> None:
    there = net.put("127.0.0.1", "/x", page("x"))
    secret = tmp_path / "secret.html"
    secret.write_text("<body style='background:#00f'>")
    text = (
        f"{RED}<meta http-equiv=refresh content='0;url={secret.as_uri()}'>"
        f"<img src='{there}'><link rel=stylesheet href='{there}'><iframe src='{there}'></iframe>"
        f"<iframe src='{secret.as_uri()}'></iframe>"
        "<script>document.body.style.background = '#0f0'</script>"
        f"<script src='{there}'></script>"
    )
    assert colour(screenshot(text)) == (255, 0, 0)
    assert net.connections == 0


@there
def test_a_page_that_takes_too_long_is_not_drawn() -> None:
    assert screenshot(RED, seconds=0.01) is None


def test_where_there_is_no_browser_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "NAMES", ("no-such-browser",))
    browser.cache_clear()
    assert screenshot(RED) is None
    browser.cache_clear()
