"""This module compares two documents of one report; every figure that differs is a finding."""

from collections.abc import Iterator

from parsers.parsed_document import ParsedDocument
from schemas.finding import Finding, finding

DISAGREE = "sources-disagree"


def compare_figures(name: str, one: ParsedDocument, other: ParsedDocument) -> Iterator[Finding]:
    """A finding for each figure of a table that the two documents print differently."""
    table = other.tables.get(name)
    if table is None:
        return
    for place, value in one.tables[name].values.items():
        if place in table.values and table.values[place] != value:
            row, column = place
            yield _disagree(f"{name}.{row}.{column}", (one, value), (other, table.values[place]))


def compare_statistics(one: ParsedDocument, other: ParsedDocument) -> Iterator[Finding]:
    """A finding for each indicator of before 2019 that the two documents print differently."""
    others = dict(_listed(other))
    for (indicator, column), value in _listed(one):
        if (indicator, column) in others and others[indicator, column] != value:
            against = (other, others[indicator, column])
            yield _disagree(f"statistics.{indicator}", (one, value), against)


def _listed(one: ParsedDocument) -> Iterator[tuple[tuple[str, str | None], object]]:
    """The figures of a list of statistics by indicator and column, the indicator by its key or else its label."""
    for row in one.statistics.rows if one.statistics else ():
        yield (
            (row.indicator or row.label, row.column),
            row.value if row.amount is None else row.amount,
        )


def _disagree(where: str, *figures: tuple[ParsedDocument, object]) -> Finding:
    return finding(
        DISAGREE, where, " / ".join(f"{value} ({source_label(one)})" for one, value in figures)
    )


def source_label(one: ParsedDocument) -> str:
    """The beginning of a document's SHA-256, and its name, as findings quote it."""
    name = one.source.name or one.source.url or ""
    return f"{one.source.sha256[:16]} {name}".strip()
