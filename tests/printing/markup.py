"""This module marks tables up as HTML, in the ways that editors and portals do."""

from collections.abc import Callable, Iterable

from tests.printing.tables import Cell, Lines

_LONG = 20  # lines that only table 三 has
_HEAD = 3  # lines of its header
_MSO = '<p class="MsoNormal" align="center" style="text-align:center">{}</p>'


def clean(lines: Lines) -> str:
    """As a careful hand writes it."""
    return _table(lines, lambda cell: cell.text)


def word(lines: Lines) -> str:
    """As Word or WPS leaves it: a paragraph in each cell and a span for each character."""

    def content(cell: Cell) -> str:
        text = cell.text or "<o:p>&nbsp;</o:p>"
        spans = "".join(
            f'<span lang="EN-US" style="font-family:宋体">{c}</span>' for c in cell.text
        )
        return _MSO.format(spans or text)

    return _table(lines, content, 'class="MsoNormalTable" border="1"')


def paragraphs(lines: Lines) -> str:
    """Labels broken over paragraphs within their cell."""

    def content(cell: Cell) -> str:
        half = len(cell.text) // 2
        if half < 2 or cell.text.replace(".", "").isdigit():
            return f"<p>{cell.text}</p>"
        return f"<p>{cell.text[:half]}</p><p>{cell.text[half:]}</p>"

    return _table(lines, content)


def unclosed(lines: Lines) -> str:
    """Without the end tags that HTML lets go."""
    rows = "".join("<tr>" + "".join(f"<td{_spans(c)}>{c.text}" for c in line) for line in lines)
    return f"<TABLE BORDER=1>{rows}</TABLE>"


def nested(lines: Lines) -> str:
    """Inside two tables that only lay the page out."""
    return f"<table><tr><td><table><tr><td>{clean(lines)}</td></tr></table></td></tr></table>"


def twice(lines: Lines) -> str:
    """With a hidden copy of other figures before it, as print versions leave."""
    other = [[c._replace(text="9" if c.text.isdigit() else c.text) for c in line] for line in lines]
    return f'<div style="display:none">{clean(other)}</div>{clean(lines)}'


def split(lines: Lines) -> str:
    """Table 三 in two tables, the header and the labels that go on printed again on the second."""
    if len(lines) < _LONG:
        return clean(lines)
    at = len(lines) // 2 + 1
    carried = [
        cell._replace(rows=i + cell.rows - at)
        for i, line in enumerate(lines[:at])
        for cell in line
        if i >= _HEAD and i + cell.rows > at
    ]
    rest = [[*carried, *lines[at]], *lines[at + 1 :]]
    return clean(_cut(lines[:at])) + clean([*lines[:_HEAD], *rest])


def _cut(lines: Lines) -> Lines:
    """Spans that would reach beyond the end of the lines, shortened to it."""
    return [
        [c._replace(rows=min(c.rows, len(lines) - i)) for c in line] for i, line in enumerate(lines)
    ]


def absurd(lines: Lines) -> str:
    """With spans no browser takes at their word: shares, units, nothing, and none of them needed."""
    odd = iter(("100%", "", "7px", "-3", "abc"))
    html = clean(lines)
    while "<td>0</td>" in html and (span := next(odd, None)) is not None:
        html = html.replace("<td>0</td>", f'<td colspan="{span.replace("7px", "1px")}">0</td >', 1)
    return html


def _table(lines: Lines, content: Callable[[Cell], str], attributes: str = 'border="1"') -> str:
    rows = (
        "<tr>" + "".join(f"<td{_spans(cell)}>{content(cell)}</td>" for cell in line) + "</tr>\n"
        for line in lines
    )
    return f"<table {attributes}><tbody>\n{''.join(rows)}</tbody></table>\n"


def _spans(cell: Cell) -> str:
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return rows + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")


MARKUP: dict[str, Callable[[Lines], str]] = {
    "clean": clean, "Word": word, "paragraphs in cells": paragraphs, "unclosed tags": unclosed,
    "nested layout tables": nested, "a hidden copy": twice, "split with repeated headers": split,
    "absurd spans": absurd,
}  # fmt: skip


def marked_up(
    printed: Iterable[str | Lines], mark: Callable[[Lines], str] = MARKUP["clean"]
) -> str:
    """Paragraphs and tables as HTML."""
    return "".join(f"<p>{b}</p>" if isinstance(b, str) else mark(b) for b in printed)
