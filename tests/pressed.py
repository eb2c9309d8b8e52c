"""This module prints pages in random layouts and damage, reads them back, and counts what came of it.

Run as a module it prints the count: `python -m tests.pressed 2000`.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from parsers.form_words import TABLES
from schemas.form import Form
from schemas.report import Report, Status
from tests import oracle
from tests.printing.flat import FLAT
from tests.printing.skins import Article
from tests.printing.tables import Figures, Lines, Place, all_forms
from tests.printing.wounds import CELLS_COUNTED, SPANNED, WOUNDS, Wound
from tests.reading import report_of
from tests.render import Layout, a_layout, render, true_figures

UNHURT = "none"
# How a table is marked up where only the wound shall matter.
_PLAIN = ("clean", "Word", "unclosed tags", "nested layout tables", "a hidden copy")
_UNPADDED = ("bare pipes", "markdown", "tabs")
_ROW_A_LINE = ("padded pipes", *_UNPADDED)
_YEAR = 2023


@dataclass(frozen=True)
class Pressed:
    """A page with what is printed on it, and what can be read of it."""

    form: Form
    layout: Layout
    kind: str
    wound: Wound
    figures: Figures
    text: str

    @property
    def spans(self) -> bool:
        return self.layout.flat is None and self.layout.damage != "lost spans"

    def report(self) -> Report:
        return report_of(self.text)

    def due(self, name: str) -> Status:
        """The status that the design's table gives this table."""
        table = self.form.tables[name]
        printed = {p[1:]: value for p, value in self.figures.items() if p[0] == name}
        hurt = name == "requests"
        return oracle.status(
            table,
            printed | (dict(self.wound.changed) if hurt else {}),
            spans=self.spans,
            partial=hurt and self.wound.partial,
            unsound=hurt and self.wound.unsound,
        )

    def readable(self) -> Iterator[tuple[Place, Any]]:
        """Every place that can be read, and the figure printed there."""
        for place, value in self.figures.items():
            inner = place[1:]
            if place[0] != "requests":
                yield place, value
            elif inner not in self.wound.lost:
                yield place, self.wound.changed.get(inner, value)


def pressed(seed: int, kind: str | None = None) -> Pressed:
    """The page of a seed: figures, layout and wound all follow from it."""
    random = Random(seed)
    form = random.choice(all_forms())
    kind = kind or random.choice([UNHURT] * len(WOUNDS) + list(WOUNDS))
    layout = a_layout(random, random.choice([None, None, *FLAT]))
    if kind != UNHURT:
        layout = _plain(layout, kind, random)
    return press(form, _figures(form, random, layout), layout, kind, random)


def press(
    form: Form, figures: Figures, layout: Layout, kind: str = UNHURT, random: Random | None = None
) -> Pressed:
    """The page of these figures in this layout, table 三 hurt in one way."""
    wounds: list[Wound] = []

    def hurt(lines: Lines) -> Lines:
        wounds.append(WOUNDS[kind](lines, form.tables["requests"], random or Random(0)))
        return wounds[0].lines

    article = Article(agency="海晏市水务局", year=_YEAR, published_on=f"{_YEAR + 1}-01-15")
    text = render(form, figures, layout, article, hurt)
    return Pressed(form, layout, kind, wounds[0], figures, text)


def keeps_blanks(layout: Layout) -> bool:
    """Whether a blank cell can be seen in a layout: as a cell, or between two bars."""
    return layout.flat is None or layout.flat in _ROW_A_LINE


def _plain(layout: Layout, kind: str, random: Random) -> Layout:
    shapes = _UNPADDED if kind in CELLS_COUNTED else _ROW_A_LINE
    flat = None if kind in SPANNED or not layout.flat else random.choice(shapes)
    return Layout(layout.skin, random.choice(_PLAIN), flat, variant=layout.variant)


def _figures(form: Form, random: Random, layout: Layout) -> Figures:
    """Figures true, all zero, or true with zeros left blank where the layout keeps blanks."""
    figures = true_figures(form, random.randint(0, 10**6))
    way = random.random()
    if way < 0.1:
        return dict.fromkeys(figures, 0)
    if way < 0.4 and keeps_blanks(layout):
        return {place: value or None for place, value in figures.items()}
    return figures


def counted(pages: int, kind: str | None = None, first: int = 0) -> tuple[Counter[str], list[str]]:
    """Pages, cells and statuses by how they were read; and a line for each that is not right."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for seed in range(first, first + pages):
        page = pressed(seed, kind)
        for what, told in compared(page):
            counts[what] += 1
            if told:
                wrong.append(f"{seed} {page.kind} {page.layout}: {what}: {told}")
    return counts, wrong


def compared(page: Pressed) -> Iterator[tuple[str, str]]:
    """What was read of a page, a name to count each thing by, and what is not right of it."""
    report = page.report()
    yield "pages", ""
    read = dict(_read(page.form, report))
    readable = dict(page.readable())
    for place, value in readable.items():
        right = place in read and read[place] == value
        yield (
            ("cells right", "")
            if right
            else ("cells wrong", f"{place} {read.get(place, '?')} for {value}")
        )
    for place in read.keys() - readable.keys():
        if read[place] is not None:
            yield "invented", f"{place} {read[place]}"
    for name in TABLES:
        due, status = page.due(name), report.tables[name].status
        if status is Status.PROVED and (due is not Status.PROVED):
            yield "false proofs", name
        yield (
            ("statuses right", "")
            if status is due
            else ("statuses wrong", f"{name} {status} for {due}")
        )


def _read(form: Form, report: Report) -> Iterator[tuple[Place, Any]]:
    """Every figure read, and None for the blanks of places that the form has."""
    for name in TABLES:
        rows = form.tables[name].rows
        for row in getattr(report, name):
            for column, value in row.model_dump(exclude={"row", "printed", "unit"}).items():
                if value is not None or (row.row in rows and column in rows[row.row].columns):
                    yield (name, row.row, column), value


def main() -> None:
    """Print the count over as many pages as the first argument says, and what is not right."""
    counts, wrong = counted(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    print(*wrong, sep="\n")
    print(dict(counts))


if __name__ == "__main__":
    main()
