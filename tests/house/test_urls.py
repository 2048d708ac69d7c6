"""No page is forgotten: axe run, screenshots, docs and measurement know every address."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from house_pages import addresses, lines, states, uncovered
from house_tree import DOCS, doc

from newsroom import build

CONVERTED = {"int": 1, "slug": "nothing", "str": "nothing", "path": "nothing"}


def arguments(pattern: URLPattern) -> dict[str, object]:
    """Something for each part of the address that is a value."""
    kinds = re.findall(r"<(?:(\w+):)?(\w+)>", str(pattern.pattern))
    given = {name: CONVERTED[kind or "str"] for kind, name in kinds}
    return given | dict.fromkeys(re.findall(r"\?P<(\w+)>", str(pattern.pattern)), "0" * 64)


def test_every_page_is_in_the_axe_run_and_photographed() -> None:
    found = uncovered(addresses(), states())
    assert {what: names for what, names in found.items() if names} == {}


def test_every_page_is_measured() -> None:
    pages = pytest.importorskip("oyez.proof.bench.console_pages")
    silent = set(states().ACTIONS) | set(states().FILES)
    assert pages.names() == set(addresses()) - silent


def test_every_address_is_in_the_docs() -> None:
    text = doc("pages.md")
    assert [path for path, _, _ in lines() if path not in text] == []


def test_every_picture_exists_and_none_is_left_over() -> None:
    table = states()
    wanted = {f"{state.name}-light-en.png" for state in table.STATES if state.picture}
    found = {path.name for path in (DOCS / "images").glob("*-light-en.png")}
    assert found == wanted, "run `make screenshots`"


def test_every_state_has_a_name_of_its_own_and_an_address() -> None:
    table = states()
    names = [state.name for state in table.STATES]
    assert len(names) == len(set(names))
    known = set(addresses()) | set(table.PUBLIC) | set(table.NOWHERE)
    assert [state.name for state in table.STATES if state.address not in known] == []


@pytest.mark.django_db
def test_what_is_called_an_action_shows_no_page() -> None:
    room = build()
    clients = [room.client(person) for person in (room.ada, room.dora, room.audrey)] + [Client()]
    for name in states().ACTIONS:
        path = reverse(name, kwargs=arguments(addresses()[name]))
        found = {client.get(path).status_code for client in clients}
        assert not found & {200, 500}, f"{name} answers {found}: put it into the table of states"


def test_a_page_that_nobody_looks_at_is_found() -> None:
    table = states()
    found = uncovered(dict.fromkeys([*addresses(), "a-new-page"]), table)
    assert found["axe run"] == found["screenshots"] == ["a-new-page"]
    rest = [state for state in table.STATES if state.address != "desk"]
    blind = SimpleNamespace(**vars(table) | {"STATES": rest})
    assert uncovered(addresses(), blind)["axe run"] == ["desk"]
    more = table.ACTIONS | {"gone": "is no more", "desk": "shows a page"}
    wrong = SimpleNamespace(**vars(table) | {"ACTIONS": more})
    assert uncovered(addresses(), wrong)["left over"] == ["gone"]
    assert uncovered(addresses(), wrong)["twice"] == ["desk"]
