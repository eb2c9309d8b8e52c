"""This module splits a paragraph into which a copy has run a table of the form: each cell gets a line.

Only blanks are left between the cells. A blank cell leaves no trace, and a figure that begins the
prose after the table looks like its last cell, so nothing that is read from such a paragraph is
sound.
"""

import re

from parsers.form_words import meanings
from parsers.text import is_figure

_A_TABLE = 4  # so many words of the form, and so many figures, are no prose
_OF_A_TABLE = ("第二十条第", "第二十條第", "本年新收", "复议后起诉", "復議後起訴", "復議后起訴")
_COUNTED = re.compile("[件條条项項个個宗次份起例家戶户类類篇人名部批笔筆台套场場卷单單期年月日]")


def split_run_on_table(part: str) -> tuple[str, ...] | None:
    """The words and figures of the table in a paragraph, a line each, and the text before and after it.

    None where the paragraph holds no table.
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
