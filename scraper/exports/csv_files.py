"""This module writes sheets as CSV that spreadsheets open correctly: UTF-8 with a byte order mark.

A text that a spreadsheet would run as a formula is prefixed with an apostrophe; in Parquet it is not.
"""

import csv
import re
import sqlite3
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from scraper.exports.sheets import Sheet, Value

_ENCODING = "utf-8-sig"
# Characters that begin a formula; East Asian spreadsheets also accept full-width ones.
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n](?!\s*$)")
_NUMBER = re.compile(r"[+-]?[\d,.]+%?$")


def write(folder: Path, sheets: Sequence[Sheet], db: sqlite3.Connection) -> None:
    """Write each sheet to a file `NAME.csv` in a new folder."""
    folder.mkdir()
    for sheet in sheets:
        path = folder / f"{sheet.name}.csv"
        with path.open("w", encoding=_ENCODING, newline="") as file:
            out = csv.writer(file)
            out.writerow(field.name for field in sheet.fields)
            for rows in sheet.batches(db):
                out.writerows([text(value) for value in row] for row in rows)


def text(value: Value) -> str:
    """A value as CSV text: money without exponent, texts that are no formulas."""
    if isinstance(value, str):
        return escape_formula(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)


def escape_formula(value: str) -> str:
    """A text that no spreadsheet interprets as a formula: `=1+1` becomes `'=1+1`; `-5` is a number."""
    runs = _FORMULA.match(value) and not _NUMBER.match(value)
    return f"'{value}" if runs else value
