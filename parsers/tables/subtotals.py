"""This module checks subtotals that no form has: they are reported, and never added to anything."""

from collections.abc import Iterator

from parsers.tables.reading import Reading, texts_by_column
from parsers.text import fold, number
from schemas.finding import Finding, finding
from schemas.form import forms

_WORDS = ("小计", "合计", "总计")
_GROUPS = ("withheld_", "unable_", "not_processed_", "other_")
_ORGANISATIONS = tuple(forms()["2021"].tables["requests"].columns)[1:-1]


def check_subtotals(reading: Reading) -> Iterator[Finding]:
    """A finding for each extra subtotal of table 三, which says whether it agrees with its terms."""
    if reading.table != "requests" or not reading.rows:
        return
    yield from _of_columns(reading)
    for before, cells in reading.strangers:
        label = next((text for text in reversed(cells) if _is_subtotal(text)), None)
        group = next((name for name in _GROUPS if before.startswith(name)), None)
        if label and group:
            yield _of_row(reading, group, cells)


def _is_subtotal(text: str) -> bool:
    return text == "total" or fold(text).endswith(_WORDS)


def _of_columns(reading: Reading) -> Iterator[Finding]:
    headers = dict.fromkeys(h for extra in reading.extra.values() for h in extra)
    for header in filter(_is_subtotal, headers):
        wrong = [
            f"{row}: {printed} ≠ {wanted}"
            for row, extra in reading.extra.items()
            if (printed := _figure(extra.get(header, ""))) is not None
            and row in reading.rows
            and printed != (wanted := _sum(texts_by_column(reading.rows[row]), _ORGANISATIONS))
        ]
        yield _finding("organisations", wrong)


def _of_row(reading: Reading, group: str, cells: tuple[str, ...]) -> Finding:
    rows = [texts_by_column(read) for row, read in reading.rows.items() if row.startswith(group)]
    columns = next(iter(reading.rows.values())).columns
    printed = [_figure(text) for text in cells[-len(columns) :]]
    wanted = [sum(_figure(row.get(column, "")) or 0 for row in rows) for column in columns]
    wrong = [
        f"{column}: {one} ≠ {other}"
        for column, one, other in zip(columns, printed, wanted, strict=False)
        if one is not None and one != other
    ]
    return _finding(group.rstrip("_"), wrong)


def _sum(texts: dict[str, str], columns: tuple[str, ...]) -> int:
    return sum(_figure(texts.get(column, "")) or 0 for column in columns)


def _figure(text: str) -> int | None:
    value = number(text).value
    return int(value) if value is not None else None


def _finding(what: str, wrong: list[str]) -> Finding:
    code = "subtotal-failed" if wrong else "subtotal-holds"
    return finding(code, f"requests.{what}", "; ".join(wrong) or None)
