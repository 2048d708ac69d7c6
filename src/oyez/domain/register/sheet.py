"""A register as a file of others: which bytes are text, which lines are rows, what is wrong."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from oyez.domain.errors import NotAllowed, Sentence, say
from oyez.domain.register.cells import neutral, plain

LARGEST: Final = 20_000_000  # bytes
MOST: Final = 50_000  # rows
BOMS: Final = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS: Final = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by column; `place` says where it stands, as people find it again."""

    place: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row, or the file, cannot be taken; at a column where one is to blame."""

    place: str
    sentence: Sentence
    column: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: rows that can be read, and what is wrong with the others."""

    rows: Sequence[Row] = ()
    problems: Sequence[Problem] = ()


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8 or, as older spreadsheets write it, Windows-1252."""
    if len(data) > LARGEST:
        raise NotAllowed(say("The file is larger than {most} bytes.", most=LARGEST))
    if data.startswith(BOMS) or b"\x00" in data:
        raise NotAllowed(say("The file is no text in UTF-8. Save it as “CSV UTF-8”."))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotAllowed(say("The file is neither UTF-8 nor Windows-1252. Save it as “CSV UTF-8”."))


def is_json(text: str) -> bool:
    """Whether the text is JSON rather than a table."""
    return text.lstrip()[:1] in {"{", "["}


def read_table(text: str, known: Collection[str], needed: Collection[str]) -> Sheet:
    """The rows of a CSV file with a comma, a semicolon or a tab between cells."""
    lines = io.StringIO(text, newline="")
    try:
        reader = csv.reader(lines, delimiter=_separator(text), strict=True)
        head = [plain(cell).strip().lower() for cell in next(reader, [])]
    except csv.Error:
        return Sheet(problems=[Problem("line 1", say("The first line cannot be read as CSV."))])
    if wrong := _wrong_head(head, known, needed):
        return Sheet(problems=[Problem("line 1", one) for one in wrong])
    rows: list[Row] = []
    problems: list[Problem] = []
    for found in _cells(reader, head):
        (rows if isinstance(found, Row) else problems).append(found)  # type: ignore[arg-type]
    if len(rows) > MOST:
        problems.append(Problem("the file", say("It has more than {most} rows.", most=MOST)))
    return Sheet(rows, problems)


def _separator(text: str) -> str:
    head = text.partition("\n")[0]
    return max(SEPARATORS, key=head.count)


def _wrong_head(head: list[str], known: Collection[str], needed: Collection[str]) -> list[Sentence]:
    strange = sorted({name for name in head if name not in known})
    missing = [name for name in needed if name not in head]
    twice = sorted({name for name in head if head.count(name) > 1})
    found = []
    if missing:
        template = "The first line must name the columns; {names} is missing."
        found.append(say(template, names=", ".join(missing)))
    if strange and not missing:
        template = "There is no column {names} in the register; the columns are {known}."
        found.append(say(template, names=", ".join(strange), known=", ".join(known)))
    if twice and not missing:
        found.append(say("The column {names} is there twice.", names=", ".join(twice)))
    return found


def _cells(reader: Any, head: list[str]) -> Iterator[Row | Problem]:
    """Every line below the first, empty ones left out; what cannot be read ends the file."""
    while True:
        before = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            sentence = say("The file ends or breaks here: a quotation mark is missing.")
            yield Problem(f"line {before}", sentence)
            return
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head):
            template = "The line has {found} cells, and the first line {wanted}. Is it cut off?"
            sentence = say(template, found=len(cells), wanted=len(head))
            yield Problem(f"line {before}", sentence)
            continue
        yield Row(
            f"line {before}",
            {name: plain(cell).strip() for name, cell in zip(head, cells, strict=True)},
        )


def read_json(text: str, name: str, known: Collection[str], needed: Collection[str]) -> Sheet:
    """The objects of the list `name` in a JSON file; a bare list is the list itself."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        return Sheet(
            problems=[Problem(f"line {line}", say("This is no sound JSON. Is it cut off?"))]
        )
    found = data.get(name, []) if isinstance(data, dict) else data
    if not isinstance(found, list) or len(found) > MOST:
        template = "Under {name} a list of at most {most} objects is expected."
        return Sheet(problems=[Problem("the file", say(template, name=name, most=MOST))])
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, one in enumerate(found):
        place = f"{name}[{number}]"
        wrong = _wrong_object(one, known, needed)
        if wrong:
            problems.append(Problem(place, wrong))
        else:
            rows.append(Row(place, {key: _text(value) for key, value in one.items()}))
    return Sheet(rows, problems)


def _wrong_object(one: object, known: Collection[str], needed: Collection[str]) -> Sentence | None:
    if not isinstance(one, dict):
        return say("An object is expected here.")
    strange = sorted(str(key) for key in one if key not in known)
    if strange:
        template = "There is no column {names} in the register; the columns are {known}."
        return say(template, names=", ".join(strange), known=", ".join(known))
    if missing := [key for key in needed if key not in one]:
        return say("{names} is missing.", names=", ".join(missing))
    odd = sorted(key for key, value in one.items() if not isinstance(value, str | bool | None))
    return say("{names} must be a text.", names=", ".join(odd)) if odd else None


def _text(value: str | bool | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (value or "").strip()


def table(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """The lines of a CSV file for spreadsheets, every cell quoted and neutral."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    # Older spreadsheets take a file without this mark for Windows-1252.
    line.write("\ufeff")
    writer.writerow(columns)
    yield line.getvalue()
    for row in rows:
        line.seek(0)
        line.truncate()
        writer.writerow([neutral(row.get(name, "")) for name in columns])
        yield line.getvalue()
