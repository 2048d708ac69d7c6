"""No code without a sentence: every table and every adapter's own words, read from the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest

import oyez
from oyez.domain.delivery import FailureClass
from oyez.domain.errors import Sentence
from oyez.platforms import errors, http
from oyez.platforms.registry import ADAPTERS, LABELS
from oyez.platforms.sentences import CLASSES, SHARED, UNKNOWN, sentence
from oyez.platforms.sentences_of import OF

SRC = Path(oyez.__file__).parent
# Where a code is made: the adapters, what renews and what sends.
ROOMS = ("platforms", "govern", "publish/delivering", "listen")
# Codes of one platform, as its module keeps them.
TABLES = {
    "facebook": ("facebook_codes", "CODES"),
    "instagram": ("instagram_codes", "CODES"),
    "threads": ("threads_codes", "CODES"),
    "whatsapp": ("whatsapp_codes", "CODES"),
    "x": ("x_codes", "CODES"),
    "linkedin": ("linkedin_codes", "CODES"),
    "matrix": ("matrix_codes", "CODES"),
    "telegram": ("telegram_codes", "CODES"),
    "bluesky": ("bluesky_repo", "CODES"),
}
ANYWHERE = "mastodon"  # a platform without words of its own


def tables() -> Iterator[tuple[str, str]]:
    for platform, (module, name) in TABLES.items():
        table: Mapping[str, FailureClass] = getattr(import_module(f"oyez.platforms.{module}"), name)
        assert table
        for code in table:
            # A subcode comes with some code before it.
            yield platform, f"999{code}" if code.startswith("/") else code
    for code in import_module("oyez.platforms.x_codes").REFUSED_RENEWALS:
        yield "x", code
    for status in import_module("oyez.platforms.webpush_codes").CODES:
        yield "webpush", f"http_{status}"
    for status in import_module("oyez.platforms.linkedin_codes").STATUSES:
        yield "linkedin", f"http_{status}"


def written(source: str) -> set[str]:
    """The codes that a module writes down: in `Failed(...)`, and where it says why not."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(
            node.func, "id", getattr(node.func, "attr", "")
        ) == ("Failed"):
            for part in ast.walk(ast.Module([ast.Expr(one) for one in node.args[1:2]], [])):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    found.add(part.value)
        if isinstance(node, ast.FunctionDef) and node.name in {"unfit", "unusable"}:
            found |= {
                part.value.value
                for part in ast.walk(node)
                if isinstance(part, ast.Return)
                and isinstance(part.value, ast.Constant)
                and isinstance(part.value.value, str)
            }
    return {code for code in found if code and not code.endswith("_")}


def in_the_code() -> set[str]:
    files = [path for room in ROOMS for path in sorted((SRC / room).glob("*.py"))]
    return {code for path in files for code in written(path.read_text(encoding="utf-8"))}


def lacking(codes: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, code) for name, code in codes if sentence(name, code) in {None, unknown(name)}]


def unknown(platform: str) -> Sentence:
    return Sentence(UNKNOWN.template, {"platform": LABELS[platform]})


def test_every_code_of_every_table_has_a_sentence() -> None:
    codes = list(tables())
    assert len(codes) > 150
    assert lacking(iter(codes)) == []


def test_every_code_that_an_adapter_writes_has_one() -> None:
    codes = in_the_code()
    assert {"no_recipients", "picture_needed", "no receipt", "unreadable_secrets"} <= codes
    assert lacking((ANYWHERE, code) for code in sorted(codes)) == []


def test_every_word_of_the_door_and_every_status_has_one() -> None:
    codes = [word for _kind, word in http.NAMES] + ["protocol", "too_large", "held", "lease"]
    codes += ["nothing", "connected", "body_sent"]
    codes += [f"http_{status}" for status in (*errors.BY_STATUS, 400, 413, 422, 500, 502, 503)]
    codes += [f"smtp_{status}" for status in (*errors.MAIL_CODES, 421, 450, 552, 553)]
    codes += [*errors.MAIL_ERRORS, "container_error", "container_expired", "session_scan_qr_code"]
    assert lacking((ANYWHERE, code) for code in codes) == []


def test_every_class_has_words_and_no_table_names_a_stranger() -> None:
    assert set(CLASSES) == set(FailureClass)
    assert set(OF) <= set(ADAPTERS)


@pytest.mark.parametrize(
    ("platform", "code", "words"),
    [
        ("instagram", "100/2207009", "Instagram does not take a picture."),
        ("facebook", "1/1609008", "Facebook does not take a link in this text."),
        ("facebook", "230", "The account may not do this on Facebook."),
        ("facebook", "190/460", "Facebook does not accept the sign-in any more."),
        ("linkedin", "http_426", "The version of the interface has ended."),
        ("x", "duplicate_content", "X has this very text already."),
        ("mastodon", "http_503", "Mastodon has a fault of its own."),
        ("email", "smtp_421", "E-mail did not do it this time."),
        ("bluesky", "http_451", "Bluesky refused the content by its own rules."),
        ("x", "a_new_word", "X gave a reason that Oyez does not know."),
        ("x", "http_299", "X refused the text or its form."),
    ],
)
def test_what_people_read(platform: str, code: str, words: str) -> None:
    assert str(sentence(platform, code)).startswith(words)


def test_nothing_is_said_where_nothing_failed() -> None:
    assert sentence("x", "") is None


def test_a_code_without_a_sentence_is_caught() -> None:
    """Sabotage: a new code in a table or in an adapter, and a sentence that went missing."""
    source = 'def publish():\n    return Failed(FailureClass.INVALID, "brand_new_trouble")\n'
    assert written(source) == {"brand_new_trouble"}
    assert lacking(iter([(ANYWHERE, "brand_new_trouble")])) == [(ANYWHERE, "brand_new_trouble")]
    assert lacking(iter([("x", "M_FORBIDDEN")])) == [("x", "M_FORBIDDEN")], "another one’s word"
    assert "no_recipients" in SHARED
