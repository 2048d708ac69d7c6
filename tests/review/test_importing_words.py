"""What people wrote before Oyez listened is read in, scored, sampled and labelled like the rest."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from exports import Line, write
from reviewing import GOOD, Round, one_of

from oyez.audit.models import Entry
from oyez.domain.errors import NotAllowed
from oyez.domain.review.estimate import decidable
from oyez.listen.models import Deed, InboxItem, Score
from oyez.listen.steps.score import ScoreDue
from oyez.review.actions import score_again
from oyez.review.actions.import_words import Told, import_words
from oyez.review.models import Measuring
from oyez.review.report import told_of

KINDS = [kind for kind, share in GOOD.items() for _ in range(share)]


def written(round_: Round, many: int = 300) -> list[Line]:
    """So many replies to 40 posts, evenly over the weeks of the review."""
    step = (round_.span.ends_at - round_.span.begins_at) / many
    return [
        {
            "id": f"r{number}",
            "at": (round_.span.begins_at + number * step).isoformat(),
            "post": f"p{number % 40}",
            "author": f"robin{number % 90}",
            "text": KINDS[number * 37 % len(KINDS)],
        }
        for number in range(many)
    ]


def bring(round_: Round, path: Path) -> Told:
    room = round_.room
    return import_words(room.greta, room.police, path, channel=room.mastodon, at=round_.now)


def read_by_the_scorer(round_: Round) -> None:
    step = ScoreDue()
    while InboxItem.objects.filter(score_due_at__lte=round_.now).exists():
        step.time = lambda: True  # type: ignore[assignment]
        errands = step.claim("routine", 1, round_.now, "w").errands
        step.record([(one, step.run(one)) for one in errands], round_.now)


def test_what_was_read_in_carries_a_decision(round_: Round, home: Path) -> None:
    rows = written(round_)
    told = bring(round_, write(home / "x.jsonl", rows))
    assert (told.rows, told.kept, told.known) == (300, 300, 0)
    read_by_the_scorer(round_)
    assert Score.objects.count() == 300
    sample = round_.draw(round_.room.mastodon)
    assert sample.frame == 300
    round_.label(sample)
    review = round_.frozen(round_.room.mastodon)
    found = told_of(one_of(review, round_.room.mastodon))
    assert found.sound, [str(one) for one in found.faults]
    noise = found.shares["noise"]
    assert noise is not None
    assert decidable(noise)
    assert noise.low <= 0.07 <= noise.high
    assert found.sample.notices <= 40, "replies to one post are one cluster"
    assert bring(round_, home / "x.jsonl").known == 300, "once however often"


def test_nobody_is_asked_to_do_anything_about_it(round_: Round, home: Path) -> None:
    Measuring.objects.update_or_create(
        channel=round_.room.mastodon,
        defaults={"counted_until": round_.now.date(), "due_at": round_.now},
    )
    bring(round_, write(home / "x.jsonl", written(round_, 30)))
    read_by_the_scorer(round_)
    rows = InboxItem.objects.all()
    assert rows.count() == 30
    assert not rows.exclude(open_at=None, due_at=None, score_due_at=None).exists()
    assert not Deed.objects.exists()
    assert Measuring.objects.get(channel=round_.room.mastodon).counted_until is None, "counted anew"
    entry = Entry.objects.filter(action="review.import_words").latest("seq")
    assert entry.data["rows"]["kept"] == 30


def test_what_is_not_sound_is_told_by_its_reason(round_: Round, home: Path) -> None:
    rows = written(round_, 20)
    now = round_.now
    rows[0] = rows[0] | {"at": "yesterday"}
    rows[1] = rows[1] | {"text": " "}
    rows[2] = rows[2] | {"kind": "reaction"}
    rows[3] = rows[3] | {"channel": "Nowhere"}
    rows[4] = rows[4] | {"at": (now - timedelta(days=400)).isoformat()}
    rows[5] = rows[5] | {"at": now.isoformat()}
    rows += [rows[9] | {"id": f"b{n}", "author": "bot"} for n in range(150)]
    told = bring(round_, write(home / "x.jsonl", rows))
    assert (told.bad, told.not_words, told.strange_channel) == (1, 2, 1)
    assert (told.too_old, told.heard, told.floods, told.kept) == (1, 1, 150, 14)


def test_where_oyez_listens_itself_nothing_is_read_in(round_: Round, home: Path) -> None:
    heard = round_.span.begins_at + timedelta(days=7)
    InboxItem.objects.create(
        channel=round_.room.mastodon, platform_id="own", kind="reply", text="x", at=heard,
        first_seen=heard + timedelta(seconds=3),
    )  # fmt: skip
    told = bring(round_, write(home / "x.jsonl", written(round_, 84)))
    assert (told.kept, told.heard) == (8, 76)


def test_tables_and_other_encodings(round_: Round, home: Path) -> None:
    path = home / "x.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        table = csv.DictWriter(file, ["id", "at", "text"], extrasaction="ignore")
        table.writeheader()
        table.writerows(row | {"text": "Müll, überall"} for row in written(round_, 5))
    told = bring(round_, path)
    assert (told.kept, told.encoding) == (5, "cp1252")
    assert set(InboxItem.objects.values_list("text", flat=True)) == {"Müll, überall"}
    path.write_text("id,at\n1,2026-01-01\n")
    with pytest.raises(NotAllowed, match="no column “text”"):
        bring(round_, path)


def test_a_review_that_has_everything_scored_again_answers_nobody(
    round_: Round, home: Path
) -> None:
    bring(round_, write(home / "x.jsonl", written(round_, 10)))
    review = round_.opened(round_.room.mastodon)
    assert score_again(round_.room.greta, review, at=round_.now) == 10
    read_by_the_scorer(round_)
    assert not Deed.objects.exists()
