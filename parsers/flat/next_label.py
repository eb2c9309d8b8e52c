"""This module removes the number of the next row's label, if a truncated text ends with it.

`6.属于四类过程性信息 | | | | | | |` with `7` under it has no figure 7: the row after it would have begun
with 7.属于行政执法案卷.
"""

import re
from collections.abc import Sequence

from parsers.flat.pieces import split_at_pipes
from parsers.form_words import meanings

_NUMBERED = re.compile(r"\s*(\d{1,2})\s*[.、．]")


def label_number(label: str) -> int | None:
    """The number before a label."""
    match = _NUMBERED.match(label)
    return int(match[1]) if match else None


def drop_next_number(lines: Sequence[str]) -> list[str]:
    """The lines without a last one that counts on from the last label, where cells have pipes after them.

    >>> drop_next_number(["6.属于四类过程性信息 | | | | | | |", "7"])
    ['6.属于四类过程性信息 | | | | | | |']
    >>> drop_next_number(["6.属于四类过程性信息", "0", "7"])[-1]
    '7'
    """
    filled = [at for at, line in enumerate(lines) if line]
    last = lines[filled[-1]].lstrip("| ") if filled else ""
    if not last.isdecimal() or not any("|" in line for line in lines):
        return list(lines)
    before = (cell for at in reversed(filled[:-1]) for cell in reversed(split_at_pipes(lines[at])))
    label = next((cell for cell in before if meanings(cell)), "")
    number = label_number(label)
    counts_on = number is not None and int(last) == number + 1
    return list(lines[: filled[-1]]) if counts_on else list(lines)
