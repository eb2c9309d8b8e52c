"""This module turns a row of labels whose values stand in the row under it into pairs."""

from collections.abc import Iterator, Sequence

from parsers.metadata.labels import Pair, clean, label_of, pairs

_FEWEST = 2  # labels that make a row of heads
_MOSTLY = 4  # of so many labels nobody need know one


def headed(line: Sequence[str], below: Sequence[str]) -> Iterator[Pair]:
    """Each label of a row with the value under it; one that nobody knows as it stands."""
    return (
        Pair(label_of(head) or clean(head), clean(value))
        for head, value in zip(line, below, strict=True)
        if head.strip()
    )


def is_head(line: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a line holds labels, of which a few may be unknown, and the line under it their values."""
    labels = [label_of(cell) for cell in line if cell.strip()]
    known = sum(label is not None for label in labels)
    return (
        known >= _FEWEST
        and known * _MOSTLY >= len(labels) * (_MOSTLY - 1)
        and len(line) == len(below)
        and any(cell.strip() for cell in below)
        and not any(label_of(cell) or pairs(cell) for cell in below)
    )


def apart(lines: Sequence[str]) -> tuple[list[Pair], list[str]]:
    """The pairs of such rows among lines with bars, and the lines without those rows."""
    found: list[Pair] = []
    rest: list[str] = []
    below = False
    for index, line in enumerate(lines):
        heads = [] if below else _beside(line, lines[index + 1 : index + 2])
        found += heads
        if not heads and not below:
            rest.append(line)
        below = bool(heads)
    return found, rest


def _beside(line: str, below: Sequence[str]) -> list[Pair]:
    if line.count("|") < _FEWEST or not below or "|" not in below[0]:
        return []
    heads, values = (one.strip("| \t").split("|") for one in (line, below[0]))
    return list(headed(heads, values)) if is_head(heads, values) else []
