"""The embedded server: whole files, honest headers, the newest state within half a second."""

from __future__ import annotations

import gzip
import http.client
import os
import signal
import socket
import subprocess
import sys
import time

import brotli
import pytest

from oyez.reach import store
from oyez.reach.document import Document
from oyez.reach.render import documents
from oyez.reach.tree import publish

from . import sample

COMMAND = """
import argparse
import sys
from oyez.cli import portal
parser = argparse.ArgumentParser()
portal.add_arguments(parser)
sys.exit(portal.run(parser.parse_args()))
"""


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


class Reader:
    """Asks the portal under test."""

    def __init__(self, root, port):
        self.root, self.port = root, port

    def get(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(
                method, path, headers={k.replace("_", "-"): v for k, v in headers.items()}
            )
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def wait_for(self, path, wanted):
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if self.get(path)[2] == wanted:
                return
            time.sleep(0.02)
        pytest.fail(f"{path} did not change")


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    home, port = tmp_path_factory.mktemp("home"), free_port()
    picture = home / "map.png"
    picture.write_bytes(b"\x89PNG" * 100)
    site = sample.site()
    extra = Document(b"", "image/png", "media", source=str(picture))
    publish(home / "site", documents(site) | {"m/map.png": extra}, durable=False)
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "--port", str(port)],
        env={"PATH": os.environ["PATH"], "OYEZ_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield started(Reader(home / "site", port))
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def started(reader):
    end = time.monotonic() + 10
    while True:
        try:
            reader.get("/")
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.05)
        else:
            return reader


def test_it_knows_neither_django_nor_settings():
    code = "import oyez.reach.listen, oyez.reach.server, sys; assert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PATH": os.environ["PATH"]})


def test_pages_answer_with_and_without_the_slash(reader):
    expected = (reader.root / "p/7k2/index.html").read_bytes()
    for path in ("/p/7k2", "/p/7k2/", "/p/7k2/index.html"):
        assert reader.get(path)[2] == expected
    assert reader.get("/")[2] == (reader.root / "index.html").read_bytes()


def test_each_encoding_holds_the_same_text_under_its_own_etag(reader):
    plain = reader.get("/p/7k2/")
    packed = reader.get("/p/7k2/", accept_encoding="gzip")
    small = reader.get("/p/7k2/", accept_encoding="gzip, deflate, br")
    assert (packed[1]["content-encoding"], small[1]["content-encoding"]) == ("gzip", "br")
    assert gzip.decompress(packed[2]) == brotli.decompress(small[2]) == plain[2]
    assert len({answer[1]["etag"] for answer in (plain, packed, small)}) == 3
    assert "content-encoding" not in reader.get("/p/7k2/", accept_encoding="br;q=0")[1]


def test_if_none_match_gives_304_with_the_same_headers(reader):
    _, headers, _ = reader.get("/live.json")
    for asked in (headers["etag"], f'"x", W/{headers["etag"]}', "*"):
        status, again, body = reader.get("/live.json", if_none_match=asked)
        assert (status, body) == (304, b"")
        for name in ("etag", "cache-control", "vary"):
            assert again[name] == headers[name]
    assert reader.get("/live.json", if_none_match='"other"')[0] == 200


def test_head_tells_the_length_without_the_body(reader):
    status, headers, body = reader.get("/", method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) == (reader.root / "index.html").stat().st_size


@pytest.mark.parametrize(
    ("path", "status", "cache"),
    [
        ("/", 200, store.FRESH),
        ("/p/7k2/", 200, store.FRESH),
        ("/feed.atom", 200, store.FRESH),
        ("/cap/7k2-1.xml", 200, store.FRESH),
        ("/live.json", 200, store.FRESH),
        ("/m/map.png", 200, "public, max-age=60"),
        ("/p/9x1/", 410, "public, max-age=5"),
        ("/p/9x1.json", 410, "public, max-age=5"),
        ("/p/none/", 404, "public, max-age=5"),
        ("/../../etc/passwd", 404, "public, max-age=5"),
        ("/manifest.json", 404, "public, max-age=5"),
        ("/manifest/index.json", 404, "public, max-age=5"),
    ],
)
def test_every_class_has_its_cache_header_and_nothing_sets_a_cookie(reader, path, status, cache):
    found, headers, body = reader.get(path)
    assert (found, headers["cache-control"]) == (status, cache)
    assert "set-cookie" not in headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["vary"] == "accept-encoding"
    assert body


def test_a_tombstone_is_not_turned_into_304(reader):
    _, headers, _ = reader.get("/p/9x1/")
    assert headers["x-robots-tag"] == "noindex"
    assert reader.get("/p/9x1/", if_none_match=headers["etag"])[0] == 410


def test_assets_are_immutable(reader):
    name = next(path for path in reader.root.glob("s/portal.*.css")).name
    assert reader.get(f"/s/{name}")[1]["cache-control"] == "public, max-age=31536000, immutable"


def test_other_methods_and_endless_addresses_are_refused(reader):
    status, headers, _ = reader.get("/", method="POST")
    assert (status, headers["allow"]) == (405, "GET, HEAD")
    assert reader.get("/" + "x" * 3000)[0] == 414


def test_three_revisions_of_equal_length_within_a_second(reader):
    tags = []
    for text in (b"1041", b"1042", b"1043"):
        publish(reader.root, {"n.json": Document(text, "application/json", "live")}, durable=False)
        reader.wait_for("/n.json", text)
        status, headers, body = reader.get("/n.json", if_none_match=", ".join(tags) or '"none"')
        assert (status, body) == (200, text)
        tags.append(headers["etag"])


def test_a_withdrawal_is_seen_within_a_second(reader):
    gone = sample.notice(state="retracted", retracted_at=sample.at(50), updated_at=sample.at(50))
    site = sample.site(gone, *sample.site().notices[1:])
    publish(reader.root, documents(site, {"7k2"}), durable=False)
    begun = time.monotonic()
    while reader.get("/p/7k2/")[0] != 410:
        assert time.monotonic() - begun < 1
        time.sleep(0.02)
    assert b'"7k2"' in reader.get("/live.json")[2].split(b'"gone"')[1].split(b"]")[0]
    publish(reader.root, documents(sample.site()), durable=False)
    reader.wait_for("/p/7k2/", documents(sample.site())["p/7k2/index.html"].data)


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/verify/?code=7k2", "/verify/7k2/"),
        ("/de/verify/?code=7K2", "/verify/7k2/"),
        ("/verify?code=https%3A%2F%2Fnews.example%2Fp%2F7k2%2F", "/verify/7k2/"),
        ("/verify/?code=%207%20k2%0d%0aset-cookie:x", "/verify/7k2setcookie/"),
        ("/verify/7K2/", "/verify/7k2/"),
    ],
)
def test_the_form_leads_to_the_page_of_a_code(reader, asked, leads):
    status, headers, _ = reader.get(asked)
    assert (status, headers["location"]) == (303, leads)
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    "asked", ["/verify/", "/verify/7k2/", "/verify/?code=%2E%2E", "/en/verify/"]
)
def test_a_plain_address_is_not_led_anywhere(reader, asked):
    assert reader.get(asked)[0] == 200


def test_an_unknown_code_has_a_page_of_its_own_in_each_language(reader):
    for folder, words in (("", b"Do not pass it on"), ("/de", b'lang="de"')):
        status, headers, body = reader.get(f"{folder}/verify/zzz/")
        assert (status, headers["cache-control"]) == (404, "public, max-age=5")
        assert words in body
    assert b"Do not pass it on" not in reader.get("/p/zzz/")[2]


def test_only_the_widget_may_be_framed(reader):
    for path in ("/", "/p/7k2/", "/accounts/", "/embed/", "/p/none/"):
        assert "frame-ancestors 'none'" in reader.get(path)[1]["content-security-policy"]
    policy = reader.get("/widget/pd-os/")[1]["content-security-policy"]
    assert policy.endswith("frame-ancestors *")
    assert "default-src 'none'" in policy


def test_the_register_is_found_without_being_told(reader):
    status, headers, body = reader.get("/.well-known/official-accounts.json")
    assert (status, headers["content-type"]) == (200, "application/json; charset=utf-8")
    assert body == reader.get("/accounts.json")[2]
