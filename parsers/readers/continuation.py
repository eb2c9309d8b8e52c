"""This module tells which table goes on overleaf, and puts the columns of its second part under those of the first."""

from collections.abc import Sequence

from parsers.readers.cell_grid import Cell, distinct_edges, edge_index
from parsers.readers.geometry import outline


def is_continuation(above: Sequence[Cell], below: Sequence[Cell], near: float) -> bool:
    """Whether two tables have the same left and right edges, as the parts of one have, and no columns of their own each."""
    first, second = outline(above), outline(below)
    if abs(first.left - second.left) >= near or abs(first.right - second.right) >= near:
        return False
    columns, others = _column_edges(above, near), _column_edges(below, near)
    few, many = sorted((columns, others), key=len)
    are_shared = all(any(abs(one - other) < near for other in many) for one in few)
    return are_shared or _are_set_anew(columns, others)


def stand_under(above: Sequence[Cell], below: Sequence[Cell], near: float) -> list[Cell]:
    """The second part with its columns as wide as the first's, as a page may set them anew."""
    first, second = _column_edges(above, near), _column_edges(below, near)
    if not _are_set_anew(first, second):
        return list(below)
    places = {edge: first[edge_index(second, edge)] for cell in below for edge in cell.box[::2]}
    return [
        cell._replace(
            box=cell.box._replace(left=places[cell.box.left], right=places[cell.box.right]),
            there=cell.there or cell.box,
        )
        for cell in below
    ]


def _column_edges(cells: Sequence[Cell], near: float) -> list[float]:
    """The edges of a table's columns from left to right."""
    return distinct_edges((edge for cell in cells for edge in cell.box[::2]), near)


def _are_set_anew(first: Sequence[float], second: Sequence[float]) -> bool:
    """Whether columns are as many as others, and none of their edges is beyond the next of those."""
    inner = zip(first, second[1:], first[2:], strict=False)
    return len(first) == len(second) and all(left < own < right for left, own, right in inner)
