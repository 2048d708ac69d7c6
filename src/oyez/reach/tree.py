"""Publishing: documents become files, and a reader sees each of them old or new, never torn.

A journal (`.unfinished`) names what is about to change. It is the only thing needed to survive
a kill at any moment: the next publisher trusts no name in it and brings name, siblings and
manifest together again. A store of objects by digest would give readers one generation over
all files as well, at the price of every content twice on disk and a sweep; the embedded server
gets the same from checking digests while it loads, so there is none.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Collection, Mapping
from pathlib import Path

from oyez.reach import disk, manifest
from oyez.reach.compress import SUFFIXES, worth
from oyez.reach.document import Class, Document
from oyez.reach.manifest import GENERATION, LATER, MANIFEST, UNFINISHED, Generation, Line, Manifest

NAME = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,199}")
OWN = {GENERATION, MANIFEST}
KNOWN_FOLDER = ".well-known"  # the one name with a dot that the public asks for (RFC 8615)


class BadName(Exception):
    """A document's path would leave the tree or hide one of its own files."""


class Overtaken(Exception):
    """Somebody else published after the rows of these documents were read."""


def number(root: Path) -> int:
    """The present generation; asked before the rows are read, it proves that nobody was quicker."""
    found = manifest.read_generation(root)
    return found.number if found else 0


def publish(
    root: Path,
    documents: Mapping[str, Document],
    remove: Collection[str] = (),
    *,
    whole: bool = False,
    durable: bool = True,
    base: int | None = None,
) -> Generation:
    """Bring the documents onto the disk and name the new state, last of all.

    `whole` removes every other document as well. `durable` waits until the pages and alerts
    and all renames have reached the disk. With `base` they are refused if the tree has moved
    on from that generation: old words must not be written over newer ones.
    """
    with disk.alone(root):
        if base is not None and number(root) != base:
            raise Overtaken
        return publish_alone(root, documents, remove, whole=whole, durable=durable)


def publish_alone(
    root: Path,
    documents: Mapping[str, Document],
    remove: Collection[str] = (),
    *,
    whole: bool = False,
    durable: bool = True,
) -> Generation:
    """The same for one who holds the tree already."""
    for path in (*documents, *remove):
        check_name(path)
    before = recover(root)
    wanted = {path: line(document) for path, document in documents.items()}
    changed = [path for path, entry in wanted.items() if before.get(path) != entry]
    unwanted = set(before) if whole else set(remove) & set(before)
    gone = sorted(unwanted - set(wanted))
    if changed or gone:
        coming = {path: wanted[path] for path in changed} | dict.fromkeys(gone, REMOVED)
        journal(root, coming, durable=durable)
        apply(root, {path: documents[path] for path in changed}, gone, durable=durable)
    kept = {path: entry for path, entry in before.items() if path not in gone}
    state = settle(root, kept | wanted, durable=durable)
    return Generation(state.number, state.digest, tuple(sorted(changed)), tuple(gone))


REMOVED = Line("", "", "", 0)
KEPT = {"page", "alert"}
# Media first, so that no page shows a picture that is not there yet; then what was withdrawn and
# the other notices; then pictures that nothing shows any more go; then what gathers notices.
ORDER: tuple[Class, ...] = ("asset", "media", "page", "live", "list", "widget", "feed", "alert")
FIRST = ORDER[:3]


def check_name(path: str) -> None:
    """Refuse a path that is not plainly inside the tree."""
    parts = path.removeprefix(f"{KNOWN_FOLDER}/").split("/")
    bad = path in OWN or any(not NAME.fullmatch(part) for part in parts)
    if bad or path.endswith(SUFFIXES) or disk.TEMPORARY in path:
        raise BadName(path)


def line(document: Document) -> Line:
    """What the manifest says of a document."""
    return Line(document.sha256, document.media_type, document.cls, document.status)


def journal(root: Path, lines: Manifest, *, durable: bool) -> None:
    """Note what is about to change, before anything does."""
    disk.place(root / UNFINISHED, manifest.write(lines), sync=durable)
    if durable:
        disk.sync_folders({root})


def apply(
    root: Path, documents: Mapping[str, Document], gone: Collection[str], *, durable: bool
) -> None:
    """Write and remove, in the order of a takedown."""
    now = time.time()
    ordered = sorted(documents, key=lambda path: (turn(documents[path]), path))
    first = [path for path in ordered if documents[path].cls in FIRST]
    write(root, {path: documents[path] for path in first}, now, durable=durable)
    for path in gone:
        disk.remove(root / path)
    rest = {path: documents[path] for path in ordered if path not in first}
    write(root, rest, now, durable=durable)
    if durable:
        disk.sync_folders({(root / path).parent for path in (*documents, *gone)})


def turn(document: Document) -> tuple[int, bool]:
    """When a document has its turn: in the order of its class, what was withdrawn first."""
    return ORDER.index(document.cls), document.status != 410


def write(root: Path, documents: Mapping[str, Document], now: float, *, durable: bool) -> None:
    """Put documents in their places, one after the other."""
    for path, document in documents.items():
        sync = durable and document.cls in KEPT
        small = worth(document.media_type)
        disk.place_all(root / path, document.content(), small=small, now=now, sync=sync)


def settle(root: Path, lines: Manifest, *, durable: bool) -> Generation:
    """Write the manifest, then the generation, then forget the journal."""
    data = manifest.write(lines)
    digest = manifest.digest(data)
    old = manifest.read_generation(root)
    if old is None or old.digest != digest:
        number = old.number + 1 if old else 1
        disk.place(root / MANIFEST, data, sync=durable)
        disk.place(root / GENERATION, f"{number} {digest}\n".encode("ascii"), sync=durable)
        old = Generation(number, digest)
    (root / UNFINISHED).unlink(missing_ok=True)
    return old


def recover(root: Path) -> Manifest:
    """The manifest, made true again if the last publisher was killed."""
    lines = manifest.read(root)
    disk.sweep(root.glob(disk.LEFT))
    if not (root / UNFINISHED).exists():
        return lines
    disk.sweep(root.rglob(disk.LEFT))
    for path, entry in manifest.read(root, UNFINISHED).items():
        old = lines.pop(path, entry)
        if entry == REMOVED or not (root / path).is_file():
            disk.remove(root / path)
        else:
            lines[path] = mend(root / path, (entry, old))
    settle(root, lines, durable=True)
    return lines


def mend(path: Path, known: tuple[Line, Line]) -> Line:
    """The line that belongs to the bytes on the disk; stale siblings are made anew."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    found = next((entry for entry in known if entry.sha256 == digest), known[0])
    small = worth(found.media_type)
    if not disk.sound(path, data, small=small):
        disk.place_all(path, data, small=small, now=time.time(), sync=False)
    return Line(digest, found.media_type, found.cls, found.status)


def own(path: str) -> bool:
    """Whether a file is the publisher's note to itself."""
    return path in {manifest.LOCK, UNFINISHED} or path.startswith(f"{LATER}/")


def verify(root: Path, documents: Mapping[str, Document]) -> dict[str, str]:
    """What differs between the tree and a fresh rendering, by path; empty means nothing."""
    wrong: dict[str, str] = {}
    expected = set(OWN)
    for path, document in documents.items():
        small = worth(document.media_type)
        expected |= {path, *(path + suffix for suffix in SUFFIXES if small)}
        name = root / path
        if not name.is_file():
            wrong[path] = "missing"
        elif hashlib.sha256(data := name.read_bytes()).hexdigest() != document.sha256:
            wrong[path] = "changed"
        elif not disk.sound(name, data, small=small):
            wrong[path] = "siblings differ"
    for name in root.rglob("*"):
        path = name.relative_to(root).as_posix()
        if name.is_file() and path not in expected and not own(path):
            wrong[path] = "unexpected"
    return wrong
