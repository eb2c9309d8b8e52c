"""This module moves pipes that stand alone on a line to the cell that they end.

Some copies print each cell on a line and its pipe on the next. Only with the pipe beside its cell
can a blank cell be told from the pipe that ends the cell before it.
"""

from collections.abc import Iterator, Sequence


def attach_lone_pipes(lines: Sequence[str]) -> list[str]:
    """Return the lines, with each lone pipe moved to the end of the cell above it, and empty lines between dropped.

    >>> attach_lone_pipes(["规章", "|", "3", "|", "|", "5", "|||"])
    ['规章 |', '3 |', '|', '5 |', '||']
    """
    return list(_beside(lines))


def _beside(lines: Sequence[str]) -> Iterator[str]:
    held: list[str] = []  # a cell without a pipe after it, and the empty lines below
    for line in lines:
        if held and not line:
            held.append(line)
        elif held and not line.strip("| "):
            yield f"{held[0]} |"
            held = []
            yield from filter(None, [line[1:].strip()])
        else:
            yield from held
            held = [line] if _is_open(line) else []
            yield from () if held else (line,)
    yield from held


def _is_open(line: str) -> bool:
    """Whether a line is one cell that does not end in a pipe; it may begin with one."""
    cell = line.strip("| ")
    return bool(cell) and "|" not in cell and not line.endswith("|")
