"""Files of others: encodings, cut-off lines, formulas; what goes out comes in again unchanged."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oyez.domain.errors import NotAllowed
from oyez.domain.register.cells import FORMULA, neutral, plain
from oyez.domain.register.keys import key
from oyez.domain.register.sheet import Sheet, decoded, is_json, read_json, read_table, table
from oyez.domain.register.week import days, line

KNOWN, NEEDED = ("unit", "platform", "name", "purpose"), ("unit", "platform")
HEAD = "unit,platform,name,purpose\n"
# What a cell may hold; a lone surrogate is no text, and blanks at its ends are not kept.
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")).map(str.strip)


def read(text: str) -> Sheet:
    return read_table(text, KNOWN, NEEDED)


def problems(sheet: Sheet) -> list[str]:
    return [f"{one.place}: {one.sentence}" for one in sheet.problems]


@given(TEXT)
def test_no_cell_runs_as_a_formula_and_none_changes_its_meaning(text: str) -> None:
    cell = neutral(text)
    assert cell[:1] not in FORMULA
    assert plain(cell) == text


@pytest.mark.parametrize("text", ["=1+1", "@polizei", "+49", "-5", "\t=1", "'=1", "''", "＝1"])
def test_what_would_run_is_marked(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["polizei", "'tis", "1=1", ""])
def test_what_others_wrote_means_itself(text: str) -> None:
    assert plain(text) == text


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(KNOWN, TEXT)), max_size=6))
def test_what_goes_out_comes_in_again(rows: list[dict[str, str]]) -> None:
    text = "".join(table(KNOWN, rows))
    found = read(decoded(text.encode()))
    assert found.problems == []
    # A row without a single letter is a blank line to everybody.
    assert [dict(row.cells) for row in found.rows] == [row for row in rows if any(row.values())]
    for cells in list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1:]:
        assert all(cell[:1] not in FORMULA for cell in cells)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_each_spreadsheets_way_of_writing_is_read(encoding: str, separator: str) -> None:
    text = f"{HEAD}/os/,mastodon,Straßenwacht,Verkehr – Münster\r\n".replace(",", separator)
    (row,) = read(decoded(text.encode(encoding))).rows
    assert row.cells["name"] == "Straßenwacht"
    assert row.cells["purpose"] == "Verkehr – Münster"
    assert row.place == "line 2"


@pytest.mark.parametrize(
    "data", [HEAD.encode("utf-16"), b"unit\x00platform", b"unit,platform\n\x81\x8d,\xff"]
)
def test_what_is_no_text_is_said(data: bytes) -> None:
    with pytest.raises(NotAllowed, match="CSV UTF-8"):
        decoded(data)


def test_a_line_is_told_by_its_number_though_cells_have_lines_of_their_own() -> None:
    text = f'{HEAD}/os/,x,A,"two\nlines"\n\n/os/,x,B\n/os/,x,C,fine\n/os/,x,D,too,many\n'
    found = read(text)
    assert [(row.place, row.cells["name"]) for row in found.rows] == [
        ("line 2", "A"),
        ("line 6", "C"),
    ]
    assert problems(found) == [
        "line 5: The line has 3 cells, and the first line 4. Is it cut off?",
        "line 7: The line has 5 cells, and the first line 4. Is it cut off?",
    ]


def test_a_file_that_ends_inside_a_quotation_is_told() -> None:
    found = read(f'{HEAD}/os/,x,A,fine\n/os/,x,"B')
    assert len(found.rows) == 1
    assert problems(found) == ["line 3: The file ends or breaks here: a quotation mark is missing."]


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("", "unit, platform is missing"),
        ("unit,name", "platform is missing"),
        ("unit,platform,colour", "no column colour"),
        ("unit,platform,unit", "unit is there twice"),
        ('"unit,platform', "cannot be read as CSV"),
    ],
)
def test_a_head_that_does_not_fit_is_told(head: str, words: str) -> None:
    assert words in " ".join(problems(read(f"{head}\n/os/,x,a\n")))


def test_json_is_read_as_the_same_rows() -> None:
    data = [{"unit": "/os/", "platform": "x", "name": None}, {"unit": "/os/", "platform": "y"}]
    for text in (json.dumps(data), json.dumps({"channels": data})):
        assert is_json(text)
        found = read_json(text, "channels", KNOWN, NEEDED)
        assert [(row.place, row.cells.get("name")) for row in found.rows] == [
            ("channels[0]", ""),
            ("channels[1]", None),
        ]
    assert not is_json(HEAD)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"channels": [', "no sound JSON"),
        ("[" * 100_000, "no sound JSON"),
        ('{"channels": {}}', "a list of at most"),
        ('["x"]', "An object is expected"),
        ('[{"unit": "/os/"}]', "platform is missing"),
        ('[{"unit": "/os/", "platform": "x", "colour": ""}]', "no column colour"),
        ('[{"unit": "/os/", "platform": 7}]', "platform must be a text"),
        ('[{"unit": "/os/", "platform": "x", "name": NaN}]', "name must be a text"),
    ],
)
def test_json_that_does_not_fit_is_told(text: str, words: str) -> None:
    found = read_json(text, "channels", KNOWN, NEEDED)
    assert list(found.rows) == []
    assert words in " ".join(problems(found))


def test_a_tick_in_json_is_yes_or_no() -> None:
    text = '[{"unit": "/os/", "platform": "x", "name": true}]'
    assert read_json(text, "channels", KNOWN, NEEDED).rows[0].cells["name"] == "yes"


@given(st.binary(max_size=300))
def test_whatever_bytes_come_something_is_said(data: bytes) -> None:
    try:
        text = decoded(data)
    except NotAllowed:
        return
    found = read_json(text, "channels", KNOWN, NEEDED) if is_json(text) else read(text)
    assert all(one.place and str(one.sentence) for one in found.problems)


SPAN = st.tuples(st.integers(0, 1438), st.integers(1, 1440)).filter(lambda span: span[0] < span[1])


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@given(st.dictionaries(st.sampled_from(["mon", "wed", "sun"]), SPAN))
def test_hours_go_into_a_line_and_come_out_again(week: dict[str, tuple[int, int]]) -> None:
    hours = {day: f"{clock(begin)}-{clock(end)}" for day, (begin, end) in week.items()}
    assert days(line(hours)) == hours


@pytest.mark.parametrize("text", ["monday 08:00-16:00", "mon 8-16", "mon 08:00-09:00; mon "])
def test_hours_that_nobody_understands_are_told(text: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        days(text)
    assert refused.value.field == "hours"


def test_always_is_the_whole_week() -> None:
    assert set(days("Always").values()) == {"00:00-24:00"}
    assert days("") == days("mon") == {}


@pytest.mark.parametrize("account", ["Polizei_Emsland", " @polizei_emsland", "@POLIZEI_EMSLAND "])
def test_a_channel_is_found_however_its_account_is_written(account: str) -> None:
    assert key("/nds/os/", " Mastodon", account, "x") == "/nds/os/ mastodon polizei_emsland"
    assert key("/nds/os/", "email", "", "Press List") == "/nds/os/ email press list"
