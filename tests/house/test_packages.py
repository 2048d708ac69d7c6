"""What is installed is pinned, and the public description says what the package says."""

from __future__ import annotations

import re
import tomllib

from house_tree import ROOT

PIN = re.compile(r"^[A-Za-z0-9._-]+==[A-Za-z0-9._+-]+$")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def plain(requirement: str) -> str:
    """A distribution's name as the index compares it."""
    name = re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def unpinned(requirements: list[str], pins: list[str]) -> list[str]:
    known = {plain(pin) for pin in pins}
    return [name for name in map(plain, requirements) if name not in known]


def constraints() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_every_dependency_is_pinned() -> None:
    extras = [name for extra in PROJECT["optional-dependencies"].values() for name in extra]
    assert unpinned([*PROJECT["dependencies"], *extras], constraints()) == []


def test_constraints_are_names_and_versions_only() -> None:
    assert [line for line in constraints() if not PIN.match(line)] == []


def test_the_public_description_agrees_with_the_package() -> None:
    public = (ROOT / "publiccode.yml").read_text()
    assert f'softwareVersion: "{PROJECT["version"]}"' in public
    assert f"license: {PROJECT['license']}" in public
    assert f"## [{PROJECT['version']}]" in (ROOT / "CHANGELOG.md").read_text()


def test_the_checkers_catch_what_is_missing() -> None:
    assert unpinned(["Django_X[a]>=1", "b"], ["django-x==1.2"]) == ["b"]
    assert not PIN.match("-e git+https://x.example/y")
    assert not PIN.match("a @ file:///b")
    assert not PIN.match("a>=1")
