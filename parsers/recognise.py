"""This module recognises the tables of the form on a page: grids to the lines of each table.

Nothing here decides by year: only by the words that are printed.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from parsers.form_words import ALL_OUTCOMES, TABLES, Role, key_of_word, role_reader, table_of_word
from parsers.headings import is_mandated
from parsers.numbers import is_figure
from parsers.page import Grid
from parsers.tables.aside_columns import plain_grids
from parsers.tables.glued_heads import part_heads
from parsers.tables.shapes import REMEMBERED, InternedShape, example_grid, intern_shape, shape_of
from parsers.tables.turned import stand_up
from parsers.text import squeeze
from parsers.traditional import simplified

LineKind = Literal["row", "label", "header", "values", "other", "caption", "empty"]

# What stands alone in a line besides the title of its part: the form's units, not 元 or 万件; 续表; a page's number.
_ASIDE = re.compile(
    r"\(?(?:计量)?单位:(?:(?:件|条|个|次|项|万元)[/、,]?){1,4}\)?|\(?(?:接?续上?表|接上[表页])\)?"
    r"|[-\u2013\u2014]\d{1,3}[-\u2013\u2014]"
)

# A note under a table: its first sign, or longer than any word; a sentence.
_NOTE_SIGNS = frozenset("注说备*※")
_LONGEST_WORD = 60
# A sentence, unless it may say that the figures are of another time.
_SENTENCE = re.compile(r"(?!.*(?:\d{4}年|[上去]年|半年|季度)).*[^。]。.*")
_SIGNED = re.compile(r"(?:单位)?(?:填|制表|审|复核|负责|经办|联系|报[送出表])[^:\d]{0,6}:.*")
_BY_WHOM = re.compile(_SIGNED.pattern + ":.*")
_OF_TABLE = re.compile(r"^附?表[一二三四1-4]?[:、.\-]?|(?<=情况)(?:统计)?表$")  # of a table's title


class TableLine(NamedTuple):
    """A printed line as seen by one table; `label` is the cell of its row label, -1 if it has none."""

    position: int
    cells: tuple[str, ...]
    roles: tuple[Role, ...]
    kind: LineKind
    label: int


class Part(NamedTuple):
    """The lines of a grid that belong to one table; `like` are the same lines in the example of its shape."""

    table: str
    grid: Grid
    like: tuple[TableLine, ...]
    shape: InternedShape

    @property
    def lines(self) -> tuple[TableLine, ...]:
        """The lines with the texts of this grid; made only when needed, which is seldom for a known shape."""
        printed = self.grid.lines
        return tuple([line._replace(cells=printed[line.position]) for line in self.like])


def find_tables(grids: Iterable[Grid]) -> list[Part]:
    """The parts of the form's tables in all grids, in the order of print."""
    return [part for grid, interned in plain_grids(grids) for part in _split(grid, interned)]


def _split(grid: Grid, interned: InternedShape) -> Iterator[Part]:
    arranged = part_heads(grid, interned) or stand_up(grid, interned)
    every = [(one, intern_shape(shape_of(one))) for one in arranged] or [(grid, interned)]
    return (Part(name, one, lines, shape) for one, shape in every for name, lines in _owned(shape))


@lru_cache(maxsize=REMEMBERED)
def _owned(interned: InternedShape) -> tuple[tuple[str, tuple[TableLine, ...]], ...]:
    """The tables in a grid of this shape, each with its lines."""
    grid = example_grid(interned.shape)
    votes = [_vote(line) for line in grid.lines]
    present = [name for name in TABLES if name in votes and _is_there(grid, name, votes)]
    if not present:
        return ()
    current = next(vote for vote in votes if vote in present)
    owners = [current := vote if vote in present else current for vote in votes]
    return tuple(
        (name, tuple(_line(grid, i, name) for i, o in enumerate(owners) if o == name))
        for name in present
    )


def _vote(line: tuple[str, ...]) -> str | None:
    """The table that most of a line's unambiguous words belong to."""
    tables = [table for text in line if text and (table := table_of_word(text))]
    return max(tables, key=tables.count) if tables else None


def _is_there(grid: Grid, name: str, votes: list[str | None]) -> bool:
    """Whether a grid has a table: a row label of it and, except for `requests`, a word of its header.

    The words of a header are asked for since menus name 行政许可 and 行政处罚 too. A catalogue of what is to be
    disclosed quotes the article in the line of each matter, where the form has a figure. What has figures is a summary,
    or compares years, if it names 行政复议 beside other words and no outcome, or in 三 a row only beside columns or rows.
    """
    role = role_reader(name)
    figured = any(is_figure(text) for line in grid.lines for text in line)
    row = header = False
    for line, vote in zip(grid.lines, votes, strict=True):
        if vote == name:
            told = [text for text in line if text]
            found = list(map(role, told))
            rows = _rows_named(told, found) if figured and name == "requests" else found
            label = max((at for at, one in enumerate(rows) if one.row), default=-1)
            quotes = name == "disclosures" and label >= 0 and not any(map(is_figure, told[label:]))
            row = row or label >= 0 or tuple(one.column for one in found) == ALL_OUTCOMES
            header = header or name == "requests"
            mixed = figured and name == "disputes" and not all(one.known for one in found)
            heads = (one.column if mixed else one.known and not one.row for one in found)
            header = header or (not quotes and any(heads))
            if row and header:
                return True
    return False


def _rows_named(texts: list[str], roles: list[Role]) -> list[Role]:
    """The words of a line that may name its row: without a figure neither one beside heads of columns, nor several rows."""
    heads = any(one.heads for one in roles)
    rows = [one for one in roles if one.row and not (heads and one.column)]
    return rows if (len(rows) < 2 and not heads) or any(map(is_figure, texts)) else []


def _line(grid: Grid, index: int, table: str) -> TableLine:
    cells = grid.lines[index]
    found = tuple(map(role_reader(table), cells))
    kind, label = _kind(cells, found)
    is_group = label >= 0 and key_of_word(cells[label], table, "group")
    if is_group and _is_word(cells, found, label + 1):
        kind, label = "values", -1
    return TableLine(index, cells, found, kind, label)


def _is_word(cells: tuple[str, ...], found: tuple[Role, ...], index: int) -> bool:
    """Whether a cell holds a word that no form knows: after (六)其他处理 it is the label of a row."""
    text = cells[index] if index < len(cells) else ""
    if not text or found[index].known or is_figure(text) or any(map(str.isdigit, text)):
        return False
    return any(map(str.isalpha, text))  # a sign stands for an unread figure


def _kind(cells: tuple[str, ...], found: tuple[Role, ...]) -> tuple[LineKind, int]:
    """The kind of a line and the cell of its row label, which is the rightmost label of the line.

    A line without a figure after its label is a header where another of its words heads a column.
    """
    label = -1
    heads = False
    for index, role in enumerate(found):
        heads = heads or role.heads
        label = index if role.row and not (heads and role.column) else label
    if heads and (label < 0 or not any(map(is_figure, cells[label + 1 :]))):
        return "header", -1
    if label >= 0:
        return ("row" if len(cells) > label + 1 else "label"), label
    texts = [text for text in cells if text]
    if not texts:
        return "empty", -1
    if len(texts) == 1 and (_is_remark(texts[0]) or _is_caption(texts[0])):
        return "caption", -1
    if len(texts) > 1 and all(_SIGNED.fullmatch(squeeze(text)) for text in texts):
        return "caption", -1
    return ("values" if any(is_figure(text) for text in cells if text) else "other"), -1


def _is_caption(text: str) -> bool:
    """Whether a text alone in its line is the title of a part or of its table, a unit or the number of a page.

    >>> _is_caption("表二：主动公开政府信息情况"), _is_caption("行政复议、行政诉讼情况统计表")
    (True, True)
    >>> _is_caption("2023年主动公开政府信息情况"), _is_caption("表二：主动公开信息数据")
    (False, False)
    """
    told = simplified(squeeze(text))
    titles = (title := _OF_TABLE.sub("", told), f"政府信息公开{title}")
    return any(map(is_mandated, titles)) or bool(_ASIDE.fullmatch(told))


def _is_remark(text: str) -> bool:
    """Whether a text alone in its line is a note, a sentence or who filled the table in.

    >>> _is_remark("注：数据截至12月31日"), _is_remark("填报人：甲　审核人：乙"), _is_remark("某类申请")
    (True, True, False)
    >>> _is_remark("我局及时公开。"), _is_remark("以下为2022年数据。")
    (True, False)
    """
    told = squeeze(text)
    is_note = len(told) > _LONGEST_WORD or told[:1] in _NOTE_SIGNS
    return is_note or bool(_BY_WHOM.fullmatch(told) or _SENTENCE.fullmatch(told))
