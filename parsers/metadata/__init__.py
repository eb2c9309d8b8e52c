"""This package reads a report's metadata: its agency, its year, and what its title, box and page head say.

What a page says goes one way, from lines to candidates, from candidates to one value a field:

    announcement  the blocks before the report, and whether its first sentences announce one
    boxes         their labels with values: lines of text, and rows of cells (`label_rows`), both by `label_pairs`,
                  which splits a line at its `label_marks`; `labels` and `values` know which words are labels, and
                  what is a value of which
    titles        `title_search` finds them among lines trimmed by `title_lines`, with the agency above; `title_choice`
                  those of the report itself, and `title_candidates` puts them in order
    unlabelled    what stands beside a title without a label; `stamps` for the day; `signature` for the end
    opening       whose report it is in prose, by the patterns of `sentences`; then `contact`, with the `named_bodies`
                  of the report's own kind, then `short_body`
    report_year   the years of title and prose, and of the `period`
    candidates    all of these in the order of print, each with its source
    resolution    the first source of each field by the table in `fields`, and where sources disagree
    identity      the agency under its fullest name (`names`, `hosts`, `counties`), its level and scope (`levels`),
                  and the `codes` in its index number

What a name says is in seven modules that all of these use: `agencies` (what kind of body it is), `offices` (which
body an office is of), `spellings` (a government's full name, and how else an agency is called), `short_names` (of
bodies of one kind), `divisions` (the register of places), `county_names` (which of them share a name) and
`named_regions` (the place that a name begins with).

Whether a page is a report at all is told by the same words, in `classification` and `kinds`, or else by its
`report_headings`; whether two pages are of one report, by `report_identity`.
"""

from parsers.metadata.classification import (
    covers_part_of_year,
    is_left_to_fill_in,
    is_of_other_rules,
    is_report,
)
from parsers.metadata.report_headings import has_report_headings
from parsers.metadata.resolution import read_metadata

__all__ = [
    "covers_part_of_year",
    "has_report_headings",
    "is_left_to_fill_in",
    "is_of_other_rules",
    "is_report",
    "read_metadata",
]
