"""The files of the project, as the house tests see them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src/oyez"
DOCS = ROOT / "docs"
NOT_OURS = {"node_modules", "__pycache__", "var", "build", "dist", "htmlcov"}
TEXT = {
    *("", ".py", ".pyi", ".md", ".toml", ".yml", ".yaml", ".txt", ".json", ".mjs", ".js"),
    *(".css", ".html", ".svg", ".xml", ".po", ".sh", ".cfg", ".ini"),
}


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in {".ci", ".gitignore"}
        if hidden or path.name in NOT_OURS or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


@cache
def text_files() -> tuple[Path, ...]:
    """Every text file of the project, without what tools and installers leave behind."""
    return tuple(path for path in _walk(ROOT) if path.suffix in TEXT)


def name(path: Path) -> str:
    """A path as people write it: from the project's root."""
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    """Python files below the folders; migrations are written by Django and left out."""
    return [
        path
        for path in text_files()
        if path.suffix == ".py"
        and name(path).startswith(folders or ("src/", "tests/"))
        and "/migrations/" not in name(path)
    ]


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def doc(path: str) -> str:
    """The text of a file in docs/."""
    return (DOCS / path).read_text(encoding="utf-8")


def listing(found: Mapping[str, Sequence[str]]) -> str:
    """One line for everything that was found, or nothing."""
    return "\n".join(f"{path}: {what}" for path, all_of_it in found.items() for what in all_of_it)
