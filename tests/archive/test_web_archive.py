"""The public pages of a channel as a web archive that other programs can read."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from accounts_kept import Account
from django.conf import settings
from django.utils import timezone
from websites import Site, site

from oyez.archive import outside
from oyez.archive.storing import path_of
from oyez.archive.warc import Page, surt, write
from oyez.looking.door import Door as Looking


@pytest.fixture
def page() -> Iterator[Site]:
    body = b"<html><title>Our account</title><p>Words</p></html>"
    with site({"/@us": ("text/html", body)}) as one:
        yield one


def test_the_public_page_is_kept_as_a_web_archive(account: Account, page: Site) -> None:
    account.channel.public_url = "http://social.example/@us"
    account.channel.save()
    door = Looking.to_stand_in(page.place)
    addresses = ("http://social.example/@us", "http://social.example/missing")
    brought = outside.pages(account.channel, addresses, door, timezone.now())
    assert "(404)" in str(brought.missing[0])
    [held] = brought.things
    [(stored, _alt)] = held.media
    assert stored.mime == "application/wacz"
    file = path_of(stored.sha256, stored.ending)
    assert file.is_relative_to(Path(settings.MEDIA_ROOT))
    one = record_in(file, "http://social.example/@us")
    head, _, body = one.partition(b"\r\n\r\n")
    assert head.startswith(b"WARC/1.1\r\nWARC-Type: resource\r\n")
    assert b"<p>Words</p>" in body
    assert "Our account" in held.text


def record_in(file: Path, url: str) -> bytes:
    """The first record of the archive, found by its index; everything agrees with the package."""
    with zipfile.ZipFile(file) as opened:
        package = json.loads(opened.read("datapackage.json"))
        for one in package["resources"]:
            data = opened.read(one["path"])
            assert one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert one["bytes"] == len(data)
        warc = opened.read("archive/data.warc.gz")
        lines = gzip.decompress(opened.read("indexes/index.cdx.gz")).decode().splitlines()
        stored_plain = opened.getinfo("archive/data.warc.gz").compress_type
    assert package["wacz_version"] == "1.1.1"
    assert stored_plain == zipfile.ZIP_STORED
    key, _stamp, told = lines[0].split(" ", 2)
    place = json.loads(told)
    assert (key, place["url"]) == (surt(url), url)
    begin = int(place["offset"])
    return gzip.decompress(warc[begin : begin + int(place["length"])])


def test_a_web_archive_reads_back_record_by_record() -> None:
    now = timezone.now()
    pages = [Page(f"https://a.example/{n}", now, 200, "text/html", b"x" * n) for n in range(1, 6)]
    out = io.BytesIO()
    assert write(pages, out, title="A", software="Oyez") == 5
    with zipfile.ZipFile(out) as opened:
        warc = gzip.decompress(opened.read("archive/data.warc.gz"))
        listed = opened.read("pages/pages.jsonl").decode().splitlines()
    found = []
    while warc:
        head, _, rest = warc.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
        length = int(fields["Content-Length"])
        assert rest[length : length + 4] == b"\r\n\r\n"
        found.append((fields["WARC-Type"], rest[:length]))
        warc = rest[length + 4 :]
    kinds = [kind for kind, _body in found]
    assert kinds == ["warcinfo", *["resource", "metadata"] * 5]
    assert found[1][1] == b"x"
    assert json.loads(listed[0])["format"] == "json-pages-1.0"
    assert len(listed) == 6
    assert surt("https://Sub.Example.org:8080/A?b=C") == "org,example,sub:8080)/a?b=c"
