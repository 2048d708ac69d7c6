"""The archive of a backup itself, without an installation: whole, sound, and nothing else."""

from __future__ import annotations

import io
import sqlite3
import tarfile
from pathlib import Path

import pytest

from oyez.cli import bundle as archive
from oyez.cli.bundle import ArchiveError, unpack, write


def contents(file: Path) -> dict[str, bytes]:
    with tarfile.open(file) as tar:
        return {m.name: tar.extractfile(m).read() for m in tar}  # type: ignore[union-attr]


def sample(folder: Path) -> Path:
    database = folder / "db.sqlite3"
    connection = sqlite3.connect(database)
    connection.execute("CREATE TABLE words (word TEXT)")
    connection.commit()
    connection.close()
    (folder / "media").mkdir()
    (folder / "media" / "a.jpg").write_bytes(b"picture")
    file = folder / "a.tar.gz"
    assert write(file, database, {"media": folder / "media"}, {"made_at": "now"}) == 2
    return file


def rewritten(file: Path, change: dict[str, bytes | None]) -> Path:
    """The same archive with other contents, or with something more or less."""
    found = contents(file) | change
    other = file.with_name("other.tar.gz")
    with tarfile.open(other, "w:gz") as tar:
        for name, data in found.items():
            if data is not None:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
    return other


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"media/a.jpg": b"another"}, "1 files are not what was written"),
        ({"media/a.jpg": None}, "1 files are not what was written"),
        ({"manifest.json": None}, "ends without its list"),
        ({"manifest.json": b"{"}, "cannot be read"),
        ({"../../escaped": b"x"}, "which is no backup’s"),
        ({"media/../../escaped": b"x"}, "which is no backup’s"),
        ({"/etc/escaped": b"x"}, "which is no backup’s"),
        ({"keys/vault_key": b"x"}, "which is no backup’s"),
    ],
)
def test_what_was_changed_is_refused(
    tmp_path: Path, change: dict[str, bytes | None], words: str
) -> None:
    file = rewritten(sample(tmp_path), change)
    into = tmp_path / "into"
    into.mkdir()
    with pytest.raises(ArchiveError, match=words):
        unpack(file, into)
    assert not (tmp_path / "escaped").exists()


def test_forgotten_words_do_not_live_on_in_it(tmp_path: Path) -> None:
    database = tmp_path / "db.sqlite3"
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA secure_delete = OFF")  # which is not the same everywhere
    connection.execute("CREATE TABLE words (word TEXT)")
    connection.executemany("INSERT INTO words VALUES (?)", [("forgotten-words " * 99,)] * 200)
    connection.commit()
    connection.execute("DELETE FROM words")
    connection.commit()
    assert b"forgotten-words" in database.read_bytes(), "the file itself still holds them"
    archive.copy_of(database, tmp_path / "copy.sqlite3")
    assert b"forgotten-words" not in (tmp_path / "copy.sqlite3").read_bytes()
    connection.close()


def test_a_copy_is_of_one_moment_and_waits_for_nobody(tmp_path: Path) -> None:
    database = tmp_path / "db.sqlite3"
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE words (word TEXT)")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO words VALUES ('not yet')")
    archive.copy_of(database, tmp_path / "copy.sqlite3")
    connection.execute("COMMIT")
    connection.close()
    copy = sqlite3.connect(tmp_path / "copy.sqlite3")
    assert copy.execute("SELECT count(*) FROM words").fetchone() == (0,)
    copy.close()


def test_a_cut_file_and_a_link_are_refused(tmp_path: Path) -> None:
    file = sample(tmp_path)
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(ArchiveError, match="cannot be read"):
        unpack(cut, tmp_path / "one")
    linked = tmp_path / "linked.tar.gz"
    with tarfile.open(linked, "w:gz") as tar:
        info = tarfile.TarInfo("media/link")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(info)
    with pytest.raises(ArchiveError, match="no backup’s"):
        unpack(linked, tmp_path / "two")


def test_what_changes_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.html").write_text("old")
    (folder / "gone.html").write_text("withdrawn")
    add, calls = archive.Writer.add, []

    def meanwhile(writer: archive.Writer, path: Path, name: str) -> None:
        add(writer, path, name)
        if not calls:
            (folder / ".new").write_text("new")
            (folder / ".new").replace(folder / "a.html")
            (folder / "b.html").write_text("more")
            (folder / "gone.html").unlink(missing_ok=True)
        calls.append(name)

    monkeypatch.setattr(archive.Writer, "add", meanwhile)
    file = tmp_path / "a.tar.gz"
    write(file, None, {"site": folder}, {"made_at": "now"})
    unpack(file, tmp_path / "into")
    found = {p.name: p.read_text() for p in (tmp_path / "into" / "site").iterdir()}
    assert found == {"a.html": "new", "b.html": "more"}


def test_a_failed_backup_leaves_nothing(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(archive.Writer, "finish", lambda *_: 1 // 0)
    (tmp_path / "media").mkdir()
    with pytest.raises(ZeroDivisionError):
        write(tmp_path / "a.tar.gz", None, {"media": tmp_path / "media"}, {})
    assert [one.name for one in tmp_path.iterdir()] == ["media"]
