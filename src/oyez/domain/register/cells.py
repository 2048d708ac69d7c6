"""Cells of a spreadsheet: nothing that a person typed may run as a formula on another's screen."""

from __future__ import annotations

from typing import Final

# With these a spreadsheet takes a cell for a formula, or runs it on into the next one.
FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
MARK: Final = "'"


def neutral(text: str) -> str:
    """The text so that a spreadsheet shows it and does nothing else."""
    return MARK + text if text[:1] in FORMULA | {MARK} else text


def plain(cell: str) -> str:
    """What was meant by a neutral cell; any other cell means itself."""
    marked = len(cell) > 1 and cell[0] == MARK and cell[1] in FORMULA | {MARK}
    return cell[1:] if marked else cell
