"""This module determines the status of a table: how far the form's equations prove its figures.

As equations prove figures but not labels, a table is `proved` only if it was also read without doubt.
OCR makes systematic errors: it may read every 1 as a 7, and where each sum has only one term, all
equations still hold. So each digit is exchanged for each other, everywhere and along single rows
and columns; figures read by OCR are proved only if every exchange breaks an equation.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from parsers.equations import Instance, blank_totals, equation_instances, judge, sum_places
from parsers.figures import Value
from parsers.records import TableRead
from parsers.tables.reading import texts_by_column
from schemas.finding import Finding, finding
from schemas.form import FormPlace
from schemas.report import Status, TableResult

PARTED = "figure-parted"
_ORDER = tuple(Status)  # from worst to best
_DIGITS = "0123456789"
_ENOUGH = 30  # equations: table 三 alone is a code that finds several errors


def prove(name: str, read: TableRead | None) -> tuple[TableResult, tuple[Finding, ...]]:
    """Prove a table; one read by OCR is proved only where the equations vouch for each digit."""
    result, findings = _evaluate(name, read)
    if read is None or not read.recognised or result.status is not Status.PROVED:
        return result, findings
    if are_digits_vouched(read, equation_instances(read.form.version, name)):
        return result, findings
    return result.model_copy(update={"status": Status.CONSISTENT}), findings


def _evaluate(name: str, read: TableRead | None) -> tuple[TableResult, tuple[Finding, ...]]:
    """Evaluate every equation of a table, and give its status, with findings for what failed or is missing."""
    if read is None:
        return TableResult(), (finding("table-absent", name),)
    every = equation_instances(read.form.version, name)
    outcomes = _outcomes(every, read)
    failed = [one for one, holds in zip(every, outcomes, strict=True) if holds is False]
    missing = read.missing
    parted = list(_parted(name, every, outcomes, read)) if read.parted else []
    read = read._replace(sound=False) if parted else read
    result = TableResult(
        form=read.form.version,
        status=_status(read, every, outcomes),
        places=len(read.expected) - len(missing),
        expected=len(read.expected),
        held=outcomes.count(True),
        failed=len(failed),
        not_judged=outcomes.count(None),
    )
    failures = (*parted, *_failures(name, failed, read), *_missing(name, missing))
    return result, (*read.findings, *failures)


def _parted(
    name: str, every: tuple[Instance, ...], outcomes: list[bool | None], read: TableRead
) -> Iterator[Finding]:
    """A finding for each figure with a blank among its digits that is in no equation that holds."""
    held = [one for one, holds in zip(every, outcomes, strict=True) if holds]
    vouched = {place for one in held for place in (*one.left, *one.right)}
    for row, column in read.parted:
        if (row, column) not in vouched and (row, column) not in read.unreadable:
            placed = read.placed[row]
            text = texts_by_column(placed)[column]
            yield finding(PARTED, f"{name}.{row}.{column}", text, placed.place(column))


def _outcomes(every: tuple[Instance, ...], read: TableRead) -> list[bool | None]:
    """Whether each equation holds, as `judge` says; all at once where every place has a figure.

    One that fails where a total is left blank is not judged.
    """
    figure = read.values.__getitem__
    try:
        return [sum(map(figure, i.left)) == sum(map(figure, i.right)) for i in every]  # type: ignore[arg-type]
    except (KeyError, TypeError):  # a place that is missing, blank or no figure
        outcomes = [judge(instance, read.values, read.unreadable) for instance in every]
    if False not in outcomes:
        return outcomes
    blank = blank_totals(every, read.values)
    return [
        None if holds is False and not blank.isdisjoint((*one.left, *one.right)) else holds
        for one, holds in zip(every, outcomes, strict=True)
    ]


def _status(read: TableRead, every: tuple[Instance, ...], outcomes: list[bool | None]) -> Status:
    """How far a table is proved, from the outcome of each equation."""
    if read.missing:
        return Status.PARTIAL
    if not read.sound or read.unreadable or (False in outcomes and not read.spans):
        return Status.DOUBTFUL
    if False in outcomes:
        return Status.CONTRADICTED
    figures = (read.values[place] for one in every for place in (*one.left, *one.right))
    return Status.PROVED if all(outcomes) and any(figures) else Status.CONSISTENT


def _failures(name: str, failed: list[Instance], read: TableRead) -> Iterator[Finding]:
    for instance in failed:
        left, right = (_sum(side, read) for side in (instance.left, instance.right))
        row, column = instance.right[0]
        text, place = f"{left} ≠ {right} ({instance.equation.text})", read.placed[row].place(column)
        yield finding("equation-failed", f"{name}.{instance.along}", text, place)


def _sum(places: tuple[FormPlace, ...], read: TableRead) -> str:
    terms = " + ".join(str(read.values[place] or 0) for place in places)
    return terms if len(places) == 1 else f"{terms} = {sum_places(places, read.values) or 0}"


def _missing(name: str, missing: tuple[FormPlace, ...]) -> Iterator[Finding]:
    if missing:
        yield finding("places-missing", name, " ".join(map(".".join, missing)))


def worst(tables: dict[str, TableResult]) -> Status:
    """The status of a report: that of its worst table, except that `consistent` tables do not lower
    a proved `requests`.

    Statistics count only where they stand alone, as before 2019.
    """
    if alone := tables.get("statistics"):
        if not any(table.form for name, table in tables.items() if name != "statistics"):
            return alone.status
        tables = {name: table for name, table in tables.items() if name != "statistics"}
    requests = tables["requests"].status
    statuses = [table.status for table in tables.values()]
    if requests is Status.PROVED:
        statuses = [requests, *(one for one in statuses if one is not Status.CONSISTENT)]
    return min(statuses, key=_ORDER.index)


def are_digits_vouched(read: TableRead, every: Sequence[Instance]) -> bool:
    """Whether any digit taken for another, everywhere or along a line, would break an equation."""
    if len(every) < _ENOUGH:
        return False
    printed = [place for place, value in read.values.items() if value is not None]
    mistaken = (values for within in _lines(printed) for values in _exchanges(read.values, within))
    return all(any(judge(one, v, read.unreadable) is False for one in every) for v in mistaken)


def _lines(places: list[FormPlace]) -> Iterator[list[FormPlace]]:
    """All the places, then those of each row and of each column."""
    yield places
    key: Callable[[FormPlace], str]
    for key in (lambda place: place[0], lambda place: place[1]):
        for line in dict.fromkeys(map(key, places)):
            yield [place for place in places if key(place) == line]


def _exchanges(
    values: dict[FormPlace, Value], within: list[FormPlace]
) -> Iterator[dict[FormPlace, Value]]:
    """The figures with each digit exchanged for each other digit, at the given places."""
    texts = {place: str(values[place]) for place in within}
    for old in _DIGITS:
        affected = {place: text for place, text in texts.items() if old in text}
        for new in _DIGITS if affected else "":
            if new != old:
                changed = ((at, Decimal(text.replace(old, new))) for at, text in affected.items())
                yield {**values, **dict(changed)}
