"""This package proposes values for missing and wrong figures of table 三, with a module for each kind of damage.

    short_rows     rows from which the blank cells are gone: where their figures belong
    missing        figures that are missing or unreadable
    single_error   one wrong figure, or a total left blank, where an equation is not true
    proposals      the proposals that these make

Its equations are an error-correcting code. A proposal stands beside the figures as printed, never in their place.
"""

from parsers.records import TableRead
from parsers.repairs.missing import open_places, recover
from parsers.repairs.short_rows import place_short_rows
from parsers.repairs.single_error import correct
from schemas.finding import Finding
from schemas.report import Repair


def propose_repairs(
    read: TableRead, *, unproved: bool
) -> tuple[tuple[Repair, ...], tuple[Finding, ...]]:
    """All that the equations propose for a table, and findings for the figures that they leave open.

    `unproved`: an equation fails, or is not judged.
    """
    placed, unplaced = place_short_rows(read)
    computed = recover(read)
    left_open = open_places(read, (*computed, *placed))
    corrected = correct(read) if unproved else ()
    return (*corrected, *computed, *placed), (*unplaced, *left_open)
