"""The case tables: what must be found, where, and what must be left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read

from oyez.domain.screening import CODES, Level, screen

TABLES = {path.stem: read(path) for path in sorted((Path(__file__).parent / "cases").glob("*.txt"))}
CASES = [(table, case) for table, cases in TABLES.items() for case in cases]
NAMES = [f"{table}:{case.line}" for table, case in CASES]


@pytest.mark.parametrize(("table", "case"), CASES, ids=NAMES)
def test_a_case_of_the_tables(table: str, case: Case) -> None:
    found = screen(case.draft, case.context)
    asked = {one.code for one in found if one.level is not Level.INFO}
    if not case.codes:
        assert asked == set(), [(one.code, one.evidence) for one in found]
    for code, evidence in case.codes:
        places = [one.evidence for one in found if one.code == code]
        assert places, f"{code} was not found; found: {sorted(asked)}"
        assert evidence in ("", *places)


def test_the_tables_name_codes_that_exist() -> None:
    named = {code for _, case in CASES for code, _ in case.codes}
    assert named <= CODES


def test_the_tables_hold_every_language_on_both_sides() -> None:
    for lang in ("en", "de", "fr"):
        own = [case for _, case in CASES if case.draft.lang == lang]
        assert len([case for case in own if case.codes]) >= 40
        assert len([case for case in own if not case.codes]) >= 60
