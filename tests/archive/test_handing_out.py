"""Records are handed out in a file that anybody can check, and a changed file is found out."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from accounts_kept import Account
from django.core.management import call_command
from django.utils import timezone
from exports_made import unpacked, x_files

from newsroom import Newsroom
from oyez.archive.actions import import_export
from oyez.archive.exporting import export
from oyez.archive.models import Medium, Record
from oyez.archive.storing import path_of
from oyez.archive.verifying import verify
from oyez.cli import main
from oyez.govern.models import Channel


@pytest.fixture
def kept(room: Newsroom, store: None, tmp_path: Path) -> Channel:
    """A channel with the archive of X."""
    Channel.objects.filter(pk=room.mastodon.pk).update(platform="x")
    channel = Channel.objects.select_related("unit").get(pk=room.mastodon.pk)
    import_export(None, channel, unpacked(tmp_path / "x", x_files()), at=timezone.now())
    return channel


def written(channel: Channel, path: Path) -> Path:
    with path.open("w+b") as out:
        export(channel, out, timezone.now())
    return path


def changed(path: Path, name: str, data: bytes | None) -> Path:
    """The same file with one member changed, left out or put in."""
    other = path.with_name(f"{len(list(path.parent.iterdir()))}.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        if data is not None:
            new.writestr(name, data)
    return other


def test_everything_is_in_it_and_sound(kept: Channel, tmp_path: Path) -> None:
    path = written(kept, tmp_path / "out.zip")
    found = verify(path)
    assert (found.problems, found.records, found.files) == ([], 4, 3)
    with zipfile.ZipFile(path) as file:
        records = [json.loads(line) for line in file.read("records.jsonl").splitlines()]
        index = file.read("index.jsonl").decode()
    one = next(each for each in records if each["platform_id"] == "1001")
    assert "Road & rail" in one["text"]
    assert json.loads(one["original"])["tweet"]["id_str"] == "1001"
    assert "Road" not in index


@pytest.mark.parametrize("name", ["records.jsonl", "index.jsonl", "manifest.json"])
@pytest.mark.parametrize("way", ["words", "lost", "cut"])
def test_sabotage_every_change_is_found(kept: Channel, tmp_path: Path, name: str, way: str) -> None:
    path = written(kept, tmp_path / "out.zip")
    with zipfile.ZipFile(path) as file:
        data = file.read(name)
    other = {"words": data.replace(b"1001", b"1009").replace(b'"format": 1', b'"format": 2'),
             "cut": data[: len(data) // 2], "lost": None}[way]  # fmt: skip
    assert not verify(changed(path, name, other)).sound


def test_a_record_that_was_rewritten_with_its_digests_is_found_by_the_list(
    kept: Channel, tmp_path: Path
) -> None:
    """Whoever rewrites everything cannot rewrite the digest in the ledger, which is the list’s."""
    before = verify(written(kept, tmp_path / "a.zip")).index
    Record.objects.filter(platform_id="1001").update(sha256="0" * 64)
    after = verify(written(kept, tmp_path / "b.zip"))
    assert not after.sound
    assert after.index != before


def test_a_picture_that_was_exchanged_or_is_lacking(kept: Channel, tmp_path: Path) -> None:
    path = written(kept, tmp_path / "out.zip")
    medium = Medium.objects.get()
    name = f"media/{medium.sha256}.{medium.ending}"
    assert not verify(changed(path, name, b"other")).sound
    assert not verify(changed(path, name, None)).sound
    assert not verify(changed(path, "media/more.png", b"x")).sound
    path_of(medium.sha256, medium.ending).unlink()
    again = verify(written(kept, tmp_path / "again.zip"))
    assert "was lacking" in str(again.problems)


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    for data in (b"", b"PK", b"nothing"):
        (tmp_path / "x").write_bytes(data)
        assert not verify(tmp_path / "x").sound
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as file:
        file.writestr("manifest.json", "[1]")
    assert not verify(tmp_path / "y.zip").sound


def test_what_was_forgotten_is_listed_without_its_words(kept: Channel, tmp_path: Path) -> None:
    rows = Record.objects.filter(platform_id="1003")
    rows.update(text="", original=b"", forgotten_at=timezone.now())
    path = written(kept, tmp_path / "out.zip")
    assert verify(path).sound
    with zipfile.ZipFile(path) as file:
        assert not any(name.startswith("media/") for name in file.namelist())


def test_the_list_is_the_one_that_a_run_wrote_down(account: Account, tmp_path: Path) -> None:
    account.by_hand("One")
    run = account.archive()
    with (tmp_path / "out.zip").open("w+b") as out:
        told = export(account.channel, out, timezone.now())
    assert told["index"] == run.manifest == verify(tmp_path / "out.zip").index


def test_the_command(kept: Channel, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "out.zip"
    assert main(["archive", "export", str(kept.pk), str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["records"] == 4
    assert main(["archive", "export", str(kept.pk), str(file)]) == 2
    assert main(["archive", "verify", str(file)]) == 0
    assert "as it was written" in capsys.readouterr().out
    broken = changed(file, "records.jsonl", b"")
    assert main(["archive", "verify", str(broken), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"]
    assert main(["archive", "verify", str(tmp_path / "none.zip")]) == 2
    assert main(["archive", "begin", str(kept.pk), "--json"]) == 0
    assert "archiving" in capsys.readouterr().out
    assert main(["archive", "begin", "999999"]) == 2
    capsys.readouterr()
    assert main(["archive", "import", str(kept.pk), str(tmp_path / "x")]) == 0
    assert "0 things are new, 4 were known already." in capsys.readouterr().out
    assert main(["archive", "import", str(kept.pk), str(tmp_path / "none")]) == 3
    assert "neither a zip file" in capsys.readouterr().err


def test_the_rows_and_the_models_agree(db: None) -> None:
    out = io.StringIO()
    call_command("makemigrations", "archive", "--check", "--dry-run", stdout=out)
