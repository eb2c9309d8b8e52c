"""This module writes tables as Word does: cells merged by `gridSpan` sideways and `vMerge` downwards.

python-docx merges cells too, but looks at the whole table for each of them.
"""

from html import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.table import CT_Tbl

from tests.printing.paper import placed
from tests.printing.tables import Lines

_WIDTH = 630  # of a column, in twentieths of a point


def word_table(lines: Lines) -> CT_Tbl:
    """A table of printed lines, to be put into the body of a document."""
    found = placed(lines)
    width = max(column + cell.columns for _, column, cell in found)
    rows: list[dict[int, str]] = [{} for _ in lines]
    for row, column, cell in found:
        rows[row][column] = _cell(
            cell.columns, '<w:vMerge w:val="restart"/>' * (cell.rows > 1), cell.text
        )
        for below in rows[row + 1 : row + cell.rows]:
            below[column] = _cell(cell.columns, "<w:vMerge/>")
    grid = f'<w:gridCol w:w="{_WIDTH}"/>' * width
    body = "".join(f"<w:tr>{''.join(row[place] for place in sorted(row))}</w:tr>" for row in rows)
    head = '<w:tblPr><w:tblW w:type="auto" w:w="0"/></w:tblPr>'
    return parse_xml(f"<w:tbl {nsdecls('w')}>{head}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>")


def _cell(columns: int, down: str, text: str = "") -> str:
    across = f'<w:gridSpan w:val="{columns}"/>' * (columns > 1)
    width = f'<w:tcW w:type="dxa" w:w="{_WIDTH * columns}"/>'
    run = f"<w:r><w:t>{escape(text)}</w:t></w:r>" * bool(text)
    return f"<w:tc><w:tcPr>{width}{across}{down}</w:tcPr><w:p>{run}</w:p></w:tc>"
