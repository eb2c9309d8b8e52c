"""This module checks subtotals that no form has: they are reported, and never added to anything."""

from collections.abc import Iterator, Mapping, Sequence

from parsers.form_words import APPLICANTS, is_group
from parsers.numbers import is_figure, number
from parsers.recognise import TableLine
from parsers.tables.headers import COLUMNS
from parsers.tables.reading import Reading, RowRead, Stranger, place_of, texts_by_column
from parsers.text import fold
from schemas.finding import Finding, Place, finding

_WORDS = ("小计", "合计", "总计")
_ROWS_OF_2019 = {"other_total": "other_"}
_GROUPS = ("withheld_", "unable_", "not_processed_", "other_")


def sums_up_group(line: TableLine) -> bool:
    """Whether a line prints figures beside the name of a group of rows, and no word that no form knows."""
    texts = [text for text in line.cells if text and not is_figure(text)]
    figures = sum(map(is_figure, line.cells))
    return bool(texts) and figures >= APPLICANTS and all(map(is_group, texts))


def take_out_subtotal_rows(reading: Reading) -> None:
    """Report a row that another form has in the place of several, where it stands beside them: (六)其他处理."""
    for row, group in _ROWS_OF_2019.items():
        if row in reading.rows and _is_beside_terms(row, group, reading.rows):
            read = reading.rows.pop(row)
            _report(reading, group, read.texts, read.place(read.columns[0]))


def _is_beside_terms(row: str, group: str, rows: Mapping[str, RowRead]) -> bool:
    """Whether a row stands right above or under those of its group, and they print figures."""
    terms = [read for other, read in rows.items() if other.startswith(group) and other != row]
    lines = [read.line for read in terms if read.grid is rows[row].grid]
    beside = lines and rows[row].line in (min(lines) - 1, max(lines) + 1)
    return bool(beside) and any(any(map(is_figure, read.texts)) for read in terms)


def check_subtotals(reading: Reading) -> None:
    """A finding for each extra subtotal of table 三, which says whether it agrees with its terms.

    A group's name is a word of the form: a line of its sums raises no doubt where they are right, nor does a column of
    the organisations' sums.
    """
    if reading.table != "requests" or not reading.rows:
        return
    reading.findings += _of_columns(reading)
    for header, place in reading.summed.items():
        if not _is_vouched_for(header, reading):
            reading.doubt("unknown-label", "requests", header, place)
    for one in reading.strangers:
        cells = one.line.cells
        summed, place = sums_up_group(one.line), place_of(one.grid, one.line.position, 0)
        heads = any(map(is_group, cells))
        beside = _row_after(one, reading) if heads else one.before
        group = next((name for name in _GROUPS if beside.startswith(name)), None)
        if group and (summed or any(map(_is_subtotal, cells))):
            _report(reading, group, cells, place if summed else None)
        elif summed:
            reading.doubt("unknown-label", "requests", " | ".join(filter(None, cells)), place)


def _row_after(one: Stranger, reading: Reading) -> str:
    here = {read.line: row for row, read in reading.rows.items() if read.grid is one.grid}
    below = [line for line in here if line > one.line.position]
    return here[min(below)] if below else ""


def _is_subtotal(text: str) -> bool:
    return text == "total" or fold(text).endswith(_WORDS)


def _is_vouched_for(header: str, reading: Reading) -> bool:
    """Whether every row has the sum of its organisations under a header.

    Where no row has figures of two organisations, the sum cannot be told from its one term: the header may stand at either.
    """
    terms = [_terms(texts_by_column(read)) for read in reading.rows.values()]
    most = max(sum(map(bool, row)) for row in terms)
    return most != 1 and all(
        header in (extra := reading.extra.get(row, {}))
        and (is_figure(extra[header]) or not extra[header])
        and (_figure(extra[header]) or 0) == _of_organisations(texts_by_column(read))
        for row, read in reading.rows.items()
    )


def _of_organisations(texts: Mapping[str, str]) -> int:
    return sum(_terms(texts))


def _terms(texts: Mapping[str, str]) -> list[int]:
    return [_figure(texts.get(column, "")) or 0 for column in COLUMNS[1:-1]]


def _of_columns(reading: Reading) -> Iterator[Finding]:
    headers = dict.fromkeys(h for extra in reading.extra.values() for h in extra)
    for header in filter(_is_subtotal, headers):
        wrong = []
        for row, read in reading.rows.items():
            printed = _figure(reading.extra.get(row, {}).get(header, ""))
            wanted = _of_organisations(texts_by_column(read))
            if printed not in (None, wanted):
                wrong.append(f"{row}: {printed} ≠ {wanted}")
        yield _finding("organisations", wrong)


def _report(reading: Reading, group: str, cells: Sequence[str], place: Place | None) -> None:
    """Say whether a line sums up a group of rows; with a place, one that does not is doubted."""
    rows = [texts_by_column(read) for row, read in reading.rows.items() if row.startswith(group)]
    columns = next(iter(reading.rows.values())).columns
    words = [at for at, text in enumerate(cells) if text and not is_figure(text)]
    first = words[-1] + 1 if words else 0
    printed = [_figure(text) for text in cells[first : first + len(columns)]]
    wanted = [sum(_figure(row.get(column, "")) or 0 for row in rows) for column in columns]
    told = zip(columns, printed, wanted, strict=False)
    wrong = [f"{key}: {one} ≠ {sum_}" for key, one, sum_ in told if one not in (None, sum_)]
    found = _finding(group.rstrip("_"), wrong)
    if place and wrong:
        reading.doubt(found.code, found.where or "", found.text, place)
    else:
        reading.findings.append(found)


def _figure(text: str) -> int | None:
    value = number(text).value
    return int(value) if value is not None else None


def _finding(what: str, wrong: list[str]) -> Finding:
    code = "subtotal-failed" if wrong else "subtotal-holds"
    return finding(code, f"requests.{what}", "; ".join(wrong) or None)
