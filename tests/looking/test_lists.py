"""Block-lists: whatever form they come in, replaced whole, and asked with all parents."""

from __future__ import annotations

import gzip
import io
import tarfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.looking.lists.building import Digests, digest_of, write_array
from oyez.looking.lists.reading import Counted, Unreadable, names_in
from oyez.looking.lists.store import Allowed, ListEntry, Lists
from together import together

TODAY = date(2026, 11, 21)
PLAIN = b"# a list\nbad.example\n\nWORSE.example.\n*.wild.example\n.dotted.example\n"
HOSTS = b"127.0.0.1 localhost\n::1 ip6-localhost\n0.0.0.0 bad.example worse.example # both\n"
CSV = (
    b"# id,dateadded,url,status\n"
    b'"1","2026-11-01","http://bad.example/evil.exe","online"\n'
    b'"2","2026-11-01","http://worse.example:8080/","offline"\n'
)


def read(data: bytes) -> tuple[list[str], Counted]:
    counted = Counted()
    return list(names_in(io.BytesIO(data), counted)), counted


def entry(name: str = "one", category: str = "adult") -> ListEntry:
    return ListEntry(name, category, "CC BY-SA", "", "2026-11-21T12:00:00+00:00", 0, 0)


@pytest.fixture
def lists(tmp_path: Path) -> Lists:
    return Lists(tmp_path / "blocklists")


def bring(lists: Lists, data: bytes, **more: str) -> ListEntry:
    source = lists.folder.parent / "source.txt"
    source.write_bytes(data)
    return lists.bring(source, entry(**more))[0]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (PLAIN, ["bad.example", "worse.example", "wild.example", "dotted.example"]),
        (HOSTS, ["bad.example", "worse.example"]),
        (CSV, ["bad.example/evil.exe", "worse.example"]),
        (b"domain,category\nbad.example,adult\n", ["bad.example"]),
        (b"||bad.example^$third-party\n! comment\n", ["bad.example"]),
        (b"http://bad.example/\nhttps://worse.example/a/b?c=d\n",
         ["bad.example", "worse.example/a/b?c=d"]),
        ("schön.example\n".encode(), ["xn--schn-7qa.example"]),
        (b"bad.example\r\nworse.example\r\n", ["bad.example", "worse.example"]),
        (b"\xef\xbb\xbf# mark\nbad.example", ["bad.example"]),
    ],
)  # fmt: skip
def test_every_form_of_list_is_read(data: bytes, names: list[str]) -> None:
    assert read(data)[0] == names


def test_what_is_no_name_is_counted_and_the_first_is_told() -> None:
    data = (
        b"bad.example\n<html>\nno name here\n1..2\n93.184.215.14\n" + b"x" * 9000 + b"\nlocalhost\n"
    )
    names, counted = read(data)
    assert names == ["bad.example", "93.184.215.14"]
    assert (counted.lines, counted.malformed, counted.first_malformed) == (7, 4, 2)


@given(st.binary())
def test_any_bytes_are_read_to_their_end(data: bytes) -> None:
    _, counted = read(data)
    assert counted.malformed <= counted.lines


@given(st.sets(st.text("abcdef.", min_size=1, max_size=12)), st.text("abcdef.", min_size=1))
def test_an_array_holds_what_was_written_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, names: set[str], other: str
) -> None:
    path = tmp_path_factory.mktemp("array") / "a.bin"
    assert write_array(names, path) == len(names)
    array = Digests(path)
    assert all(digest_of(name) in array for name in names)
    assert (digest_of(other) in array) == (other in names)


def test_a_host_is_found_by_itself_and_by_its_parents(lists: Lists) -> None:
    bring(lists, PLAIN)
    for host in ("bad.example", "www.bad.example", "a.b.bad.example", "BAD.example",
                 "http://www.bad.example/x?y=1", "bad.example."):  # fmt: skip
        assert lists.categories(host) == ("adult",), host
    for host in ("example", "notbad.example", "bad.example.org", "bad-example", "", "http://["):
        assert lists.categories(host) == (), host


def test_a_listed_address_does_not_list_its_whole_host(lists: Lists) -> None:
    bring(lists, CSV, category="malware")
    assert lists.categories("https://bad.example/evil.exe") == ("malware",)
    assert lists.categories("https://bad.example/good") == ()
    assert lists.categories("https://worse.example/anything") == ("malware",)


def test_a_hit_names_list_and_version(lists: Lists) -> None:
    made = bring(lists, PLAIN)
    other = bring(lists, b"wild.example\nmore.example\n", name="two", category="gambling")
    hits = lists.hits("x.wild.example")
    assert [(hit.listed, hit.entry) for hit in hits] == [
        ("wild.example", made),
        ("wild.example", other),
    ]
    assert len(made.version) == 12
    assert lists.categories("wild.example") == ("adult", "gambling")


def test_a_list_is_replaced_whole(lists: Lists) -> None:
    bring(lists, PLAIN)
    bring(lists, b"new.example\nother.example\n")
    assert lists.categories("bad.example") == ()
    assert lists.categories("new.example") == ("adult",)
    assert len(list(lists.folder.glob("*.bin"))) == 1


@pytest.mark.parametrize(
    "data", [b"", b"# only\n", b"<html>\n<body>\n<p>not found</p>\n", b"\x00\x01\x02\n" * 9]
)
def test_what_is_no_list_leaves_the_old_one(data: bytes, lists: Lists) -> None:
    bring(lists, PLAIN)
    with pytest.raises(Unreadable, match="no list of names"):
        bring(lists, data)
    assert lists.categories("bad.example") == ("adult",)
    assert not list(lists.folder.glob(".*.part"))


@pytest.mark.parametrize("name", ["", "../x", "Big", "a b", "x" * 41, "-x", "a/b"])
def test_a_list_has_a_plain_name(name: str, lists: Lists) -> None:
    with pytest.raises(Unreadable, match="small letters"):
        bring(lists, PLAIN, name=name)


def test_a_list_is_taken_away(lists: Lists) -> None:
    bring(lists, PLAIN)
    assert lists.remove("one")
    assert not lists.remove("one")
    assert lists.categories("bad.example") == ()
    assert not list(lists.folder.glob("*.bin"))


def test_what_is_allowed_is_no_hit_until_its_day(lists: Lists) -> None:
    bring(lists, PLAIN)
    lists.allow(Allowed("bad.example", "listed by mistake", TODAY))
    assert lists.categories("www.bad.example", TODAY) == ()
    assert lists.categories("www.bad.example", date(2026, 11, 22)) == ("adult",)
    assert lists.categories("worse.example", TODAY) == ("adult",)
    lists.allow(Allowed("bad.example", "seen again", date(2026, 11, 1)))
    assert lists.categories("bad.example", TODAY) == ("adult",)


def test_category_folders_and_archives_are_read(lists: Lists, tmp_path: Path) -> None:
    folder = tmp_path / "blacklists"
    (folder / "adult").mkdir(parents=True)
    (folder / "adult" / "domains").write_bytes(PLAIN)
    assert lists.bring(folder, entry())[0].names == 4
    archive = tmp_path / "blacklists.tar.gz"
    with tarfile.open(archive, "w:gz") as out:
        out.add(folder / "adult" / "domains", "blacklists/adult/domains")
    assert lists.bring(archive, entry("two"))[0].names == 4
    packed = tmp_path / "hosts.gz"
    packed.write_bytes(gzip.compress(HOSTS))
    assert lists.bring(packed, entry("three"))[0].names == 2
    for source in (folder, archive):
        with pytest.raises(Unreadable, match="gambling/domains"):
            lists.bring(source, entry("four", "gambling"))


def test_another_process_sees_the_change(lists: Lists) -> None:
    other = Lists(lists.folder)
    assert other.categories("bad.example") == ()
    bring(lists, PLAIN)
    other.seen = (0.0, other.seen[1])  # a second has passed
    assert other.categories("bad.example") == ("adult",)


def test_imports_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_bytes(PLAIN)

    def one(name: str) -> object:
        return Lists(tmp_path / "lists").bring(source, entry(name))

    done = together(*(lambda name=name: one(name) for name in "abcd"))  # type: ignore[misc]
    assert not [found for found in done if isinstance(found, Exception)]
    assert {one.name for one in Lists(tmp_path / "lists").read()[0]} == set("abcd")


def test_a_file_of_another_machine_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"something else entirely")
    with pytest.raises(ValueError, match="no block-list"):
        Digests(path)
