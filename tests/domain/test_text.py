from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.links import check_link, find_links
from oyez.domain.text import normalise, problems, sha256


def test_normalise() -> None:
    assert normalise("e\u0301  \r\nb\t\rc\n\n") == "é\nb\nc"


@given(st.text())
def test_normalise_is_idempotent_and_the_hash_follows(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert sha256(text) == sha256(normalise(text))


@pytest.mark.parametrize(
    "text",
    [
        "Straße gesperrt.\n\tBitte “meiden” – danke…",
        "می\u200cخواهم",
        "क्\u200dष",
        "👨‍👩‍👧‍👦 🏳️‍🌈 ❤️‍🔥 👩🏽‍🚒 🙂‍↔️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "a\r\nb",
    ],
)
def test_honest_texts_have_no_problems(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("ab\ncd\u202e", "Line 2, character 3: RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        ("\u200fa", "another order"),
        ("a\u2066", "another order"),
        ("a\x00", "NULL (U+0000) is a control character"),
        ("a\x1b[0m", "ESCAPE"),
        ("a\x85", "the character U+0085"),
        ("pol\u200bizei", "ZERO WIDTH SPACE (U+200B) cannot be seen"),
        ("pol\u200dizei", "ZERO WIDTH JOINER"),
        ("a\u200d", "cannot be seen"),
        ("\ufeffa", "cannot be seen"),
        ("a\U000e0061", "cannot be seen"),
        ("a\ud83d", "damaged"),
        ("a\uffff", "damaged"),
        ("a\ufdd0", "damaged"),
    ],
)
def test_tricks_are_named_with_their_place(text: str, part: str) -> None:
    (sentence,) = problems(text)
    assert part in str(sentence)


def test_the_same_character_is_named_once() -> None:
    assert len(problems("\u200ba\u200bb\u202e")) == 2


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_problems_never_fails(text: str) -> None:
    assert all(str(sentence) for sentence in problems(text))


@pytest.mark.parametrize(
    "url",
    [
        "https://www.polizei.de/a?b=c#d",
        "http://münchen.de",
        "https://example.org:8443/",
        "https://1.1.1.1/",
        "https://[2606:4700::1111]/",
        "https://localhost.example.org/",
    ],
)
def test_public_addresses_pass(url: str) -> None:
    assert check_link(url) is None


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "printer",
        "a.local",
        "metadata.google.internal",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0x7f000001",
        "0177.0.0.1",
        "017700000001",
        "10.0.0.1",
        "192.168.1.1",
        "0",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "127.0.0.1.",
        "256.1.1.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[fe80::1]",
        "[fd00::1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "１２７.0.0.1",
        "127。0。0。1",
        "a.localhost",
        "1.2.3.4.5",
        "09.1",
    ],
)
def test_internal_addresses_are_refused(host: str) -> None:
    assert "internal network" in str(check_link(f"http://{host}/x"))


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("ftp://a.de", "https://"),
        ("javascript:alert(1)", "https://"),
        ("//a.de", "https://"),
        ("", "https://"),
        ("https://", "names no website"),
        ("https://a..de", "names no website"),
        ("https://a%2ede.de", "names no website"),
        ("https://u:p@a.de", "user name"),
        ("https://a.de\\@b.de", "backslash"),
        ("https://a.de/a b", "space"),
        ("https://a.de/\x00", "invisible"),
        ("https://a.de/\u202e", "invisible"),
        ("https://a.de:99999/", "not complete"),
        ("https://[::1", "not complete"),
    ],
)
def test_broken_addresses_are_refused(url: str, part: str) -> None:
    assert part in str(check_link(url))


@given(st.text(max_size=40))
def test_check_link_never_fails(text: str) -> None:
    check_link("https://" + text)
    find_links(text)


def test_find_links() -> None:
    text = "Siehe https://a.de/x_(y), (www.b.de) und „http://c.de/“. Nicht a@b.de."
    assert find_links(text) == ["https://a.de/x_(y)", "www.b.de", "http://c.de/"]
