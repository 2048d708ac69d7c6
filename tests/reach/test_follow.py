"""What follows a publication: nothing is lost, and a withdrawal waits for none of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from newsroom import Newsroom, build
from oyez.domain.channel import Mode
from oyez.domain.notice import Urgency
from oyez.govern.actions import change_mode, freeze
from oyez.publish.actions import retract
from oyez.publish.models import Delivery, Notice, Receipt
from oyez.reach import later, manifest
from oyez.reach.bring import TRIES, Change, bring
from oyez.reach.document import Document
from oyez.reach.follow import RestDue
from oyez.reach.publishing import open_house, publish_first, publish_rest
from oyez.reach.tree import publish, verify

pytestmark = pytest.mark.django_db
FOLDERS = ("", "en/", "de/", "fr/")


@pytest.fixture
def site(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty public tree, and no waiting for what follows."""
    settings.SITE_ROOT = tmp_path / "site"
    monkeypatch.setattr(later, "WAITS", (0.0, 3.0, 12.0))
    return settings.SITE_ROOT


def out(room: Newsroom, urgency: Urgency = Urgency.ROUTINE) -> Notice:
    """A notice whose page has begun, and whose other channels are done."""
    notice = room.approved(urgency)
    deliveries = Delivery.objects.filter(notice=notice)
    deliveries.filter(platform="page").update(attempt=1, revision=1, held="live")
    deliveries.update(due_at=None)
    Notice.objects.filter(pk=notice.pk).update(state="live")
    return notice


def follow(root: Path) -> dict[str, int]:
    taken = later.take(root, 100)
    publish_rest(taken)
    return taken


def public(root: Path) -> dict[str, manifest.Line]:
    return manifest.read(root)


def test_first_the_page_then_all_that_goes_with_it(site: Path) -> None:
    room = build()
    notice = out(room)
    publish_first({notice.code})
    assert f"p/{notice.code}/index.html" in public(site)
    assert f"og/{notice.code}.png" not in public(site)
    assert follow(site) == {f"n-{notice.code}": 0}
    held = public(site)
    assert {f"{folder}p/{notice.code}/index.html" for folder in FOLDERS} <= held.keys()
    assert {f"og/{notice.code}.png", f"verify/{notice.code}/index.html"} <= held.keys()
    assert {"widget/os/index.html", "fr/widget/os/emsland/index.html"} <= held.keys()
    assert list((site / manifest.LATER).iterdir()) == []


def test_a_withdrawal_takes_text_and_picture_in_its_first_step(site: Path) -> None:
    room = build()
    notice = out(room)
    publish_first({notice.code})
    follow(site)
    retract(room.dora, notice, "A mistake", at=timezone.now())
    publish_first({notice.code})
    held = public(site)
    assert {held[f"{folder}p/{notice.code}/index.html"].status for folder in FOLDERS} == {410}
    assert not (site / f"og/{notice.code}.png").exists()
    assert b"withdrawn it" in (site / f"verify/{notice.code}/index.html").read_bytes()
    follow(site)
    assert (site / f"og/{notice.code}.png").exists()
    words = notice.revisions.get().texts[0]["headline"].encode()
    pages = [path for path in site.rglob("*.html") if words in path.read_bytes()]
    assert pages == []


def test_a_killed_worker_loses_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notice = out(build())
    publish_first({notice.code})
    assert later.take(site, 100) == {f"n-{notice.code}": 0}
    assert later.take(site, 100) == {}, "it is taken once"
    monkeypatch.setattr(later, "FORGOTTEN", 0.0)
    assert follow(site) == {f"n-{notice.code}": 0}
    assert f"og/{notice.code}.png" in public(site)


def test_a_change_while_the_rest_is_rendered_leaves_a_new_note(site: Path) -> None:
    notice = out(build())
    publish_first({notice.code})
    taken = later.take(site, 100)
    publish_first({notice.code})
    publish_rest(taken)
    assert later.take(site, 100) == {f"n-{notice.code}": 0}


def test_channels_that_take_it_later_appear_on_the_page(site: Path) -> None:
    room = build()
    notice = out(room)
    delivery = Delivery.objects.get(notice=notice, channel=room.mastodon)
    Delivery.objects.filter(pk=delivery.pk).update(due_at=timezone.now())
    publish_first({notice.code})
    follow(site)
    page = site / f"p/{notice.code}/index.html"
    assert b"social.example/@emsland/1" not in page.read_bytes()
    (note,) = (site / manifest.LATER).iterdir()
    assert note.stat().st_size == 1, "the second round"
    Receipt.objects.create(
        delivery=delivery,
        revision=1,
        remote_id="1",
        url="https://social.example/@emsland/1",
        at=timezone.now(),
    )
    Delivery.objects.filter(pk=delivery.pk).update(due_at=None)
    publish_rest({note.name: 1})
    assert b"social.example/@emsland/1" in page.read_bytes()


def test_nobody_takes_a_note_before_it_is_due(tmp_path: Path) -> None:
    """A taker runs all the time: a note that appeared before its time is set would be taken."""
    over, early = threading.Event(), []

    def take() -> None:
        while not over.is_set():
            early.extend(later.take(tmp_path, 100))

    taker = threading.Thread(target=take)
    taker.start()
    try:
        for _ in range(200):
            later.note(tmp_path, ["n-x"], rounds=3)
    finally:
        over.set()
        taker.join()
    assert early == []


def test_after_the_last_round_nobody_looks_again(site: Path) -> None:
    later.note(site, ["n-x"], rounds=len(later.WAITS))
    assert not (site / manifest.LATER).exists()


def test_what_changes_in_the_house_is_shown_at_once(site: Path) -> None:
    room = build()
    open_house()
    follow(site)
    step = RestDue()
    step.look_at_house()
    assert later.take(site, 100) == {}
    change_mode(room.greta, room.mastodon, Mode.CRITICAL_ONLY, reason="Bots")
    freeze(room.greta, room.elsewhere.path, reason="Taken over")
    step.look_at_house()
    assert set(follow(site)) == {"common-0", f"u-{room.unit.pk}"}
    assert b"warnings only" in (site / "en/accounts/index.html").read_bytes()
    assert b"warnings only" in (site / "u/os/emsland/index.html").read_bytes()
    stopped = (site / "en/status/index.html").read_bytes()
    assert b"Polizeiinspektion Leer" in stopped
    assert b"Taken over" not in stopped
    step.look_at_house()
    assert later.take(site, 100) == {}


def test_a_lost_tree_comes_back_whole(site: Path) -> None:
    room = build()
    codes = [out(room).code for _ in range(3)]
    old = timezone.now() - timedelta(days=400)
    Delivery.objects.filter(notice__code=codes[0], platform="page").update(wanted_at=old)
    open_house()
    follow(site)
    assert {f"p/{code}/index.html" for code in codes} <= public(site).keys()
    assert {"u/os/emsland/index.html", "accounts/index.html", "404.html"} <= public(site).keys()


def test_notes_are_not_part_of_the_tree(site: Path) -> None:
    later.note(site, ["n-abc"])
    (site / "GENERATION").write_text("0 x")
    assert [path for path in verify(site, {}) if path.startswith(".later")] == []


def test_a_note_waits_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "WAITS", (1.0,))
    later.note(tmp_path, ["n-abc"])
    assert later.take(tmp_path, 10) == {}
    time.sleep(1.05)
    assert later.take(tmp_path, 10) == {"n-abc": 0}


def test_no_more_are_taken_than_one_rendering_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(later, "WAITS", (0.0,))
    later.note(tmp_path, [f"n-{number}" for number in range(10)])
    first, rest = later.take(tmp_path, 6), later.take(tmp_path, 6)
    assert (len(first), len(rest)) == (6, 4)
    assert len(first | rest) == 10


def test_a_name_that_is_no_note_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / manifest.LATER).mkdir()
    (tmp_path / manifest.LATER / "readme.txt").write_text("x")
    assert later.take(tmp_path, 10) == {}


def test_old_words_are_never_written_over_newer_ones(site: Path) -> None:
    """A rendering that began before a withdrawal ends after it; it has to read the rows again."""
    page = "p/a/index.html"
    rows = {"text": b"The old words"}
    begun: list[bytes] = []

    def slow() -> Change:
        said = rows["text"]
        begun.append(said)
        if len(begun) == 1:
            rows["text"] = b"Withdrawn"
            bring(site, lambda: ({page: Document(rows["text"], "text/html", "page", 410)}, ()))
        return {page: Document(said, "text/html", "page")}, ()

    bring(site, slow)
    assert begun == [b"The old words", b"Withdrawn"]
    assert (site / page).read_bytes() == b"Withdrawn"


def test_who_is_always_overtaken_holds_the_tree_in_the_end(site: Path) -> None:
    others = iter(range(100))
    held: list[bool] = []

    def overtaken() -> Change:
        held.append(len(held) == TRIES)
        if not held[-1]:
            quick = {f"{next(others)}.html": Document(b"x", "text/html", "page")}
            publish(site, quick, durable=False)
        return {"slow.html": Document(b"y", "text/html", "page")}, ()

    bring(site, overtaken, at_once=1)
    assert held == [False, False, False, True]
    assert (site / "slow.html").read_bytes() == b"y"
