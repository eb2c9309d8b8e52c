"""This module finds the cells of a scanned page's tables by their rules, whole or worn."""

from collections.abc import Sequence
from statistics import median

from parsers.readers.cell_grid import find_cells
from parsers.readers.frames import Rule, find_frames, join_rules, keep_anchored
from parsers.readers.geometry import Box, scaled
from parsers.readers.printed import is_table
from parsers.readers.scan_image import find_rules
from parsers.readers.sheet import NEAR
from parsers.readers.untyped import Image
from parsers.readers.worn_rules import find_worn_rules

_WORN = 0.3  # share of level rules that end at none: they are broken


def find_tables(image: Image, scale: float) -> tuple[list[Rule], list[list[Box]]]:
    """The rules of a level page and the cells of each table, in pixels, of which `scale` are a point."""
    found = find_rules(image)
    anchored, lost = _anchored(found, scale)
    if lost > _WORN:
        worn = find_worn_rules(image)
        whole, still = _anchored(worn, scale)
        if still < lost:
            found, anchored = worn, whole
    cells = (find_cells(frame, NEAR) for frame in find_frames(anchored, NEAR))
    tables = (boxes for boxes in cells if is_table(boxes, image.shape[0] / scale))
    return found, [[scaled(box, scale) for box in boxes] for boxes in tables]


def _anchored(found: Sequence[Rule], scale: float) -> tuple[list[Rule], float]:
    """The rules in points, whole and held at their ends, and the share of the level ones that are not."""
    drawn = [rule._replace(box=scaled(rule.box, 1 / scale)) for rule in found]
    whole = join_rules(drawn, NEAR)
    held = keep_anchored(whole, NEAR / 2 + _half_a_rule(drawn))
    level = sum(not rule.upright for rule in whole)
    return held, (len(whole) - len(held)) / level if level else 0.0


def _half_a_rule(drawn: Sequence[Rule]) -> float:
    """Half the thickness of the upright rules: a level rule ends at the outer edge of the last."""
    return median([one.box.right - one.box.left for one in drawn if one.upright] or [0.0]) / 2
