"""This module cuts a section of a report into lines where a copy ran a table of the form into a paragraph.

Blanks between cells are all that is left of the table: a blank cell leaves no trace, and a figure that
begins the prose after it cannot be told from a last cell. So nothing read from it is ever sound.
"""

import re

from parsers.form_words import meanings
from parsers.text import is_figure

_A_TABLE = 4  # so many words of the form, and so many figures, are no prose
_OF_A_TABLE = ("第二十条第", "第二十條第", "本年新收", "复议后起诉", "復議後起訴", "復議后起訴")
_COUNTED = re.compile("[件條条项項个個宗次份起例家戶户类類篇人名部批笔筆台套场場卷单單期年月日]")


def split_run_on_table(part: str) -> tuple[str, ...] | None:
    """A part's words and figures of the form a line each, what stands before and after them whole.

    None for a part without a table.
    """
    if not any(word in part for word in _OF_A_TABLE):
        return None
    pieces = part.split(" ")
    formal = [at for at, piece in enumerate(pieces) if meanings(piece) or is_figure(piece)]
    figures = sum(map(is_figure, pieces))
    if figures < _A_TABLE or len(formal) - figures < _A_TABLE:
        return None
    begin, end = formal[0], formal[-1] + 1
    if _COUNTED.match(" ".join(pieces[end:])):  # 2 件已结: the prose's own figure
        end -= 1
    lines = (" ".join(pieces[:begin]), *pieces[begin:end], " ".join(pieces[end:]))
    return tuple(filter(None, lines))
