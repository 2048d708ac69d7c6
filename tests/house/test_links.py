"""Every link between our own pages leads somewhere, headings included."""

from __future__ import annotations

import re
from pathlib import Path

from house_tree import ROOT, listing, name, text_files

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
OUTSIDE = re.compile(r"^[a-z][a-z0-9+.-]*:")


def slug(heading: str) -> str:
    """The anchor that code forges give a heading."""
    plain = re.sub(r"[^\w\s-]", "", heading.strip().lower())
    return re.sub(r"\s", "-", plain)


def anchors(page: Path) -> set[str]:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {slug(line) for line in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}


def broken(page: Path) -> list[str]:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    found = []
    for match in LINK.finditer(text):
        target = match.group(1) or match.group(2)
        if OUTSIDE.match(target):
            continue
        file, _, anchor = target.partition("#")
        place = (page.parent / file).resolve() if file else page
        misses = (
            place.suffix == ".md" and anchor and place.exists() and anchor not in anchors(place)
        )
        if not place.exists() or misses:
            found.append(target)
    return found


def test_every_relative_link_resolves() -> None:
    pages = [path for path in text_files() if path.suffix == ".md"]
    assert ROOT / "README.md" in pages
    found = {name(page): broken(page) for page in pages}
    assert (bad := listing(found)) == "", bad


def test_the_checker_catches_a_broken_link(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    (tmp_path / "b.md").write_text("# Two words, here\n```\n# no heading\n```\n")
    page.write_text(
        "[x](gone.md) ![p](gone.png) [y](b.md) [z](b.md#two-words-here) [w](b.md#no-heading)\n"
        "[v](https://x.example) [u](#nowhere)\n```\n[code](never.md)\n```\n"
    )
    assert broken(page) == ["gone.md", "gone.png", "b.md#no-heading", "#nowhere"]
