"""Publishing: documents become files, and a reader sees each of them old or new, never torn.

A journal names what is about to change, and that is all it takes to survive a kill at any moment.
Besides the documents, a publication reads and writes a few small shards of the manifest, so its
cost does not grow with the tree. A store of objects by digest would give readers one generation
over all files as well, at the price of every content twice on disk and a sweep; the embedded
server gets the same from checking digests while it loads, so there is none.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Collection, Mapping
from pathlib import Path

from oyez.reach import disk, journal, manifest
from oyez.reach.compress import SUFFIXES, worth
from oyez.reach.document import Class, Document
from oyez.reach.journal import REMOVED
from oyez.reach.lines import shards_of
from oyez.reach.manifest import FOLDER, FORMER, GENERATION, LATER, UNFINISHED, Generation, Line

NAME = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,199}")
OWN = {GENERATION, FOLDER, FORMER}
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
    lines = journal.recover(root)
    wanted = {path: line(document) for path, document in documents.items()}
    changed = [path for path, entry in wanted.items() if lines.get(path) != entry]
    unwanted = manifest.read(root) if whole else filter(lines.get, remove)
    gone = sorted(set(unwanted) - set(wanted))
    if changed or gone:
        coming = {path: wanted[path] for path in changed} | dict.fromkeys(gone, REMOVED)
        journal.begin(root, coming, durable=durable)
        apply(root, {path: documents[path] for path in changed}, gone, durable=durable)
        for path, entry in coming.items():
            lines.put(path, None if entry == REMOVED else entry)
    state = lines.settle(durable=durable)
    return Generation(state.number, state.digest, tuple(sorted(changed)), tuple(gone))


KEPT = {"page", "alert"}
# Media first, so that no page shows a picture that is not there yet; then what was withdrawn and
# the other notices; then pictures that nothing shows any more go; then what gathers notices.
ORDER: tuple[Class, ...] = ("asset", "media", "page", "live", "list", "widget", "feed", "alert")
FIRST = ORDER[:3]


def check_name(path: str) -> None:
    """Refuse a path that is not plainly inside the tree."""
    parts = path.removeprefix(f"{KNOWN_FOLDER}/").split("/")
    bad = path.partition("/")[0] in OWN or any(not NAME.fullmatch(part) for part in parts)
    if bad or path.endswith(SUFFIXES) or disk.TEMPORARY in path:
        raise BadName(path)


def line(document: Document) -> Line:
    """What the manifest says of a document."""
    return Line(document.sha256, document.media_type, document.cls, document.status)


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
    rest = {path: documents[path] for path in ordered if documents[path].cls not in FIRST}
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


def own(path: str) -> bool:
    """Whether a file is the publisher's note to itself."""
    return path in {manifest.LOCK, UNFINISHED} or path.startswith(f"{LATER}/")


def verify(root: Path, documents: Mapping[str, Document]) -> dict[str, str]:
    """What differs between the tree and a fresh rendering, by path; empty means nothing."""
    wrong = verify_manifest(root)
    expected = {GENERATION, *shards_of(root).files()}
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


def verify_manifest(root: Path) -> dict[str, str]:
    """Where generation, index and shards do not name each other."""
    shards, state = shards_of(root), manifest.read_generation(root)
    wrong = {
        manifest.shard_path(name): "changed"
        for name, digest in shards.index.items()
        if manifest.digest(shards.data(name)) != digest
    }
    if state is not None and state.digest != shards.digest:
        wrong[GENERATION] = "changed"
    return wrong
