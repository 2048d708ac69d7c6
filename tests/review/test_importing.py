"""Exports of the years before: what is sound comes in once, and everything else is told."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from exports import lines, tally, write
from reviewing import Round, one_of

from oyez.audit.models import Entry
from oyez.domain.errors import NotAllowed
from oyez.domain.review.corrected import frame_from, frame_of
from oyez.domain.review.likely import likely
from oyez.review.actions.import_facts import import_facts
from oyez.review.analytics.engine import duck
from oyez.review.analytics.evidence import Period, from_rows, from_store
from oyez.review.analytics.store import store
from oyez.review.models import Fact, ImportedCrowd
from oyez.review.report import told_of


def test_a_whole_export_comes_in_once_however_often(round_: Round, home: Path) -> None:
    room, channel = round_.room, round_.room.mastodon
    path = write(home / "x.jsonl", lines())
    told = import_facts(room.greta, room.police, path, channel=channel, at=round_.now)
    assert (told.rows, told.kept, told.bad, told.doubled, told.known) == (300, 300, 0, 0, 0)
    first, facts = tally(round_), list(Fact.objects.order_by("pk").values_list("day", "value"))
    again = import_facts(room.greta, room.police, path, channel=channel, at=round_.now)
    assert (again.kept, again.known) == (0, 300)
    assert tally(round_) == first
    assert sorted(Fact.objects.values_list("day", "value")) == sorted(facts)
    assert (first.total, first.posts) == (300, 43)
    assert first.labels == dict.fromkeys(
        ("report", "question", "thanks", "abuse", "spam", "other"), 50
    )
    assert sum(first.weeks.values()) == 300
    assert all(monday.weekday() == 0 for monday in first.weeks)
    crowd = ImportedCrowd.objects.get()
    assert (crowd.quarter, crowd.people, crowd.only_here) == ("2024-Q1", 40, 40)
    entry = Entry.objects.filter(action="review.import_facts").latest("seq")
    assert entry.data["rows"]["known"] == 300
    parquet = b"".join(one.read_bytes() for one in store().root.rglob("*.parquet"))
    assert b"robin" not in parquet
    assert b"Words" not in parquet


def test_the_sums_are_those_of_the_rules(round_: Round, home: Path) -> None:
    room, channel = round_.room, round_.room.mastodon
    rows = list(lines(100))
    for number in (3, 50):
        del rows[number]["post"]
    import_facts(
        room.greta, room.police, write(home / "x.jsonl", rows), channel=channel, at=round_.now
    )
    found = tally(round_)
    for name, frame in found.frames.items():
        parts: dict[str, list[float]] = {}
        for number, row in enumerate(rows):
            score = likely(row["abuse"], row["triage"], row["triage_p"])[name]
            parts.setdefault(row.get("post", f"alone{number}"), []).append(score)
        wanted = frame_of((len(p), sum(p), sum(one * one for one in p)) for p in parts.values())
        assert frame.total == wanted.total
        for field in ("mean", "spread", "error"):
            assert getattr(frame, field) == pytest.approx(getattr(wanted, field), abs=1e-4)
    assert frame_from(0, 0, 0, 0, 0, 0).total == 0


def test_single_rows_give_the_same_as_their_sums(round_: Round, home: Path) -> None:
    room, channel = round_.room, round_.room.mastodon
    import_facts(
        room.greta, room.police, write(home / "x.jsonl", lines()), channel=channel, at=round_.now
    )
    period = Period([channel.pk], date(2024, 2, 1), date(2024, 2, 9))
    [summed] = from_store(store(), period)
    names = store().files(period.channels, period.begins, period.ends)
    with duck() as engine:
        [single] = from_rows(engine.read_parquet(names, hive_partitioning=False), period)
    assert summed == single
    assert summed.total == 192


def test_lines_name_their_channels(round_: Round, home: Path) -> None:
    room = round_.room
    rows = [
        row | {"channel": [room.mastodon.name, str(room.bluesky.pk), "Nowhere"][n % 3]}
        for n, row in enumerate(lines(30))
    ]
    told = import_facts(room.greta, room.police, write(home / "x.jsonl", rows), at=round_.now)
    assert (told.kept, told.strange_channel) == (20, 10)
    assert {part.channel for part in store().parts()} == {room.mastodon.pk, room.bluesky.pk}
    shared = ImportedCrowd.objects.values_list("channel", "people", "only_here")
    assert {(people, only) for _, people, only in shared} == {(10, 10)}


def test_what_was_read_in_stands_in_a_review(round_: Round, home: Path) -> None:
    room, channel, begins = round_.room, round_.room.mastodon, round_.span.begins_at
    rows = [
        row | {"at": (begins + timedelta(hours=6 * n)).isoformat()}
        for n, row in enumerate(lines(300))
    ]
    import_facts(
        room.greta, room.police, write(home / "x.jsonl", rows), channel=channel, at=round_.now
    )
    told = told_of(one_of(round_.frozen(channel), channel))
    assert told.totals["interactions"] == 300
    assert told.shares["noise"] is None, "without a sample nothing is said about shares"
    assert any("300 interactions that were read in" in str(one) for one in told.gaps)
    community = told.shares["community"]
    assert community is not None
    assert community.value == 1.0


def test_without_the_extra_part_it_says_what_to_install(
    round_: Round, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ibis", None)
    path = write(home / "x.jsonl", lines(3))
    with pytest.raises(NotAllowed, match=r"pip install 'oyez\[analytics\]'"):
        import_facts(None, round_.room.police, path, at=round_.now)


def test_the_base_loads_nothing_of_it() -> None:
    program = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; "
        "django.setup(); import oyez.urls, oyez.review.gathering.whole; "
        "sys.exit(bool({'ibis', 'duckdb', 'pyarrow', 'pandas'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0
