from __future__ import annotations

import ast
from pathlib import Path

import oyez
from oyez.audit.words import ACTIONS, deed, details, thing

SRC = Path(oyez.__file__).parent


def recorded(source: str) -> set[str]:
    """What a module writes into the ledger, as far as it stands there in words."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
            found |= {
                one.value
                for argument in node.args[:2]
                for one in ast.walk(argument)
                if isinstance(one, ast.Constant) and "." in str(one.value)
            }
    return found


def test_every_deed_has_words() -> None:
    written = set().union(*(recorded(path.read_text()) for path in SRC.rglob("*.py")))
    assert len(written) > 30
    assert written - set(ACTIONS) == set()


def test_the_reader_of_modules_finds_what_is_written() -> None:
    assert recorded('record(by, "a.b", "c:1")\nrecord(by, "a.c" if x else "a.d", o)') == {
        *("a.b", "a.c", "a.d"),
    }


def test_what_has_no_words_is_shown_as_it_is() -> None:
    assert deed("guard.new") == "guard.new"
    assert thing("unknown:1") == ("unknown:1", "")
    assert thing("notice:abc") == ("Notice abc", "/notices/abc/")
    assert details({"reason": "x", "fields": ["a", "b"], "h": "0" * 64, "n": {"bar": "#1"}}) == [
        ("reason", "x"),
        ("fields", "a, b"),
        ("h", "000000000000…"),
        ("n", "bar #1"),
    ]
