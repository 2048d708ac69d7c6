"""Docs are tested: what the code has, they name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from importlib import import_module

import pytest
from house_tables import BLOCK, TABLES, commands, render
from house_tree import DOCS, SRC, doc, python_files

SETTING = re.compile(r"\bOYEZ_[A-Z_]+[A-Z]\b")
# What an administrator finds on the page of each platform.
TOLD = ("An account", "Rights to ask for", "What it cannot do")
STATES = {
    "delivery": ("oyez.domain.delivery.facts", "nothing"),
    "channel": ("oyez.domain.channel", "critical-only"),
    "notice": ("oyez.domain.notice", "draft"),
    "revision": ("oyez.domain.notice", "issued"),
    "urgency": ("oyez.domain.notice", "routine"),
    "idempotency": ("oyez.domain.delivery", "client_id"),
}


def missing(names: Iterable[str], text: str) -> list[str]:
    """Names that the text does not show as code."""
    return [name for name in names if not re.search(rf"`(?:oyez )?{re.escape(name)}`", text)]


def settings_read() -> set[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in python_files("src/"))
    return {name.removesuffix("_FILE") for name in SETTING.findall(text)}


def states(module: str, member: str) -> list[str]:
    """The values of the enumeration in `module` that has this member."""
    kinds = [
        kind
        for kind in vars(import_module(module)).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and member in set(kind)
    ]
    assert kinds, f"no enumeration in {module} has {member}"
    return [value.value for value in kinds[0]]


def test_every_command_has_its_section() -> None:
    text = doc("commands.md")
    known = list(import_module("oyez.cli").COMMANDS)
    headings = re.findall(r"^## oyez (\S+)$", text, re.MULTILINE)
    assert sorted(headings) == sorted(known)


def test_every_exit_code_is_explained() -> None:
    assert missing("01234", doc("commands.md")) == []


def test_every_setting_is_described_and_none_is_left_over() -> None:
    described = set(re.findall(r"^\| `(OYEZ_[A-Z_]+)` \|", doc("settings.md"), re.MULTILINE))
    assert described == settings_read()


def sections(text: str) -> dict[str, str]:
    """What a page says under each of its headings."""
    found = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(found[1::2], (part.strip() for part in found[2::2]), strict=True))


def lacking(text: str, scopes: Iterable[str]) -> list[str]:
    """What a platform's page does not tell an administrator."""
    told = sections(text)
    found = [heading for heading in TOLD if not told.get(heading)]
    return found + missing(scopes, told.get("Rights to ask for", ""))


def test_every_platform_has_its_page_which_says_how_what_and_what_not() -> None:
    profiles = import_module("oyez.platforms.registry").PROFILES
    pages = {path.stem: path.read_text("utf-8") for path in (DOCS / "platforms").glob("*.md")}
    assert sorted(pages) == sorted(profiles)
    listed = re.findall(r"\]\(platforms/(\w+)\.md\)", doc("platforms.md"))
    assert sorted(listed) == sorted(profiles)
    found = {name: lacking(pages[name], one.scopes) for name, one in profiles.items()}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize("machine", STATES)
def test_every_state_is_explained(machine: str) -> None:
    assert missing(states(*STATES[machine]), doc("architecture.md")) == []


def test_every_decision_is_listed() -> None:
    records = {path.name for path in (DOCS / "decisions").glob("0*.md")}
    listed = set(re.findall(r"\]\((0\d{3}-[a-z0-9-]+\.md)\)", doc("decisions/README.md")))
    assert records == listed
    assert records


def test_every_page_is_in_the_index() -> None:
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    hidden = {p for p in pages if p == "README.md" or p.startswith(("decisions/0", "platforms/"))}
    listed = set(re.findall(r"\]\(([\w/.-]+\.md)\)", doc("README.md")))
    assert pages - hidden - listed == set()


def test_tables_from_the_code_are_up_to_date() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md")}
    used = [match["name"] for text in texts.values() for match in BLOCK.finditer(text)]
    assert sorted(used) == sorted(TABLES)
    lagging = [path.name for path, text in texts.items() if render(text) != text]
    assert lagging == [], "run `make docs`"


def test_the_checkers_catch_docs_that_lag() -> None:
    bare = "# X\n\n## An account\n\nAsk.\n\n## Rights to ask for\n\n`read`\n"
    assert lacking(bare, ["read", "write"]) == ["What it cannot do", "write"]
    assert missing(["run", "fit"], "`oyez run` and fit") == ["fit"]
    assert missing(["live"], "`alive` and `live`") == []
    assert "OYEZ_HOME" in settings_read()
    assert (SRC / "settings.py").exists()
    stale = "<!-- table: commands -->\nold\n<!-- end -->"
    assert render(stale) == f"<!-- table: commands -->\n{commands()}<!-- end -->"
    with pytest.raises(KeyError):
        render(stale.replace("commands", "nothing"))
    with pytest.raises(AssertionError, match="no enumeration"):
        states("oyez.domain.channel", "enabled")
