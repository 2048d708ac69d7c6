"""Exports that are cut off, doubled, flooded, of another encoding or another shape."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from exports import BEGAN, lines, tally, write
from reviewing import Round

from oyez.domain.errors import NotAllowed
from oyez.review.actions.import_facts import import_facts
from oyez.review.analytics import files
from oyez.review.models import Fact, ImportedCrowd


def test_bad_lines_are_counted_and_the_sound_ones_come_in(round_: Round, home: Path) -> None:
    room, channel = round_.room, round_.room.mastodon
    rows = [json.dumps(row) for row in lines(10)]
    rows[2] = "not json"
    rows[5] = '{"id": "x", "at": "yesterday"}'
    rows[7] = '{"id": "y", "at": "1970-01-01"}'
    rows[9] = rows[9][:30]  # cut off
    path = home / "x.jsonl"
    path.write_text("\n".join(rows))
    told = import_facts(room.greta, room.police, path, channel=channel, at=round_.now)
    assert (told.rows, told.bad, told.kept) == (10, 4, 6)
    assert told.bad_lines == [3, 10]


def test_doubled_lines_floods_and_deleted_accounts_are_told(round_: Round, home: Path) -> None:
    room, channel = round_.room, round_.room.mastodon
    rows = [*lines(50), *lines(20)]
    rows += [row | {"id": f"d{n}", "author": "[deleted]"} for n, row in enumerate(lines(9))]
    rows += [
        row | {"id": f"b{n}", "author": "bot", "at": BEGAN.isoformat()}
        for n, row in enumerate(lines(150))
    ]
    rows += [row | {"id": f"k{n}", "kind": "reaction"} for n, row in enumerate(lines(4))]
    told = import_facts(
        room.greta, room.police, write(home / "x.jsonl", rows), channel=channel, at=round_.now
    )
    assert (told.doubled, told.floods, told.gone, told.not_words) == (20, 150, 9, 4)
    found = tally(round_)
    assert found.total == 59, "the flood is kept and not counted"
    assert ImportedCrowd.objects.get().people == 40, "nobody counts a deleted account"


def test_lines_without_an_id_are_told_apart_by_what_they_hold(round_: Round, home: Path) -> None:
    room, channel = round_.room, round_.room.mastodon
    rows = [{k: v for k, v in row.items() if k != "id"} for row in lines(20)]
    told = import_facts(
        room.greta,
        room.police,
        write(home / "x.jsonl", [*rows, rows[0]]),
        channel=channel,
        at=round_.now,
    )
    assert (told.kept, told.doubled) == (20, 1)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_other_encodings_are_read(round_: Round, home: Path, encoding: str) -> None:
    room, channel = round_.room, round_.room.mastodon
    rows = [row | {"text": "Grüße – schön", "author": f"Jörg{n}"} for n, row in enumerate(lines(9))]
    path = write(home / "x.jsonl", rows, encoding)
    told = import_facts(room.greta, room.police, path, channel=channel, at=round_.now)
    assert (told.kept, told.bad) == (9, 0)
    assert told.encoding == encoding


def test_a_table_with_other_columns(round_: Round, home: Path) -> None:
    room, channel = round_.room, round_.room.mastodon
    path = home / "x.csv"
    rows = ["at;author;kind;likes;abuse", *(
        f"2024-02-{day:02d} 10:00:00+01:00;a{day};reply;7;0.2" for day in range(1, 29)
    )]  # fmt: skip
    path.write_text("\n".join([*rows, "nonsense;;;"]))
    told = import_facts(room.greta, room.police, path, channel=channel, at=round_.now)
    assert (told.kept, told.bad, told.left_alone) == (28, 1, ["likes"])
    path.write_text("when;who\n2024-01-01;a\n")
    with pytest.raises(NotAllowed, match="no column “at”"):
        import_facts(room.greta, room.police, path, channel=channel, at=round_.now)


def test_what_is_no_export_is_refused(round_: Round, home: Path) -> None:
    room, channel = round_.room, round_.room.mastodon
    for text, sentence in (("", "is empty"), ("[{}]", "one object a line")):
        path = home / "x.jsonl"
        path.write_text(text)
        with pytest.raises(NotAllowed, match=sentence):
            import_facts(room.greta, room.police, path, channel=channel, at=round_.now)
    with pytest.raises(NotAllowed, match="cannot be read"):
        import_facts(room.greta, room.police, home / "nowhere", channel=channel, at=round_.now)
    with pytest.raises(NotAllowed, match="no role"):
        import_facts(room.bob, room.police, path, channel=channel, at=round_.now)
    assert room.police.superior is not None
    with pytest.raises(NotAllowed, match="Choose channels"):
        import_facts(None, room.police.superior, path, channel=channel, at=round_.now)
    assert not Fact.objects.exists()


def test_the_first_bad_lines_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b'{"a": 1}\n[1]\n\n\xff\n{"b": 2}\n"x"\n' + b"no\n" * 9)
    assert files.bad_lines(path) == [2, 4, 6, 7, 8]
