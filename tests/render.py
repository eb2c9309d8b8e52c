"""This module prints a report: a form with given figures, in any layout that portals serve.

It derives everything from the forms, so a form added as data is printed without another line.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st

from schemas.form import Column, Form, Line
from tests.figures import balanced
from tests.printing import prose, tables
from tests.printing.damage import HARMLESS, TEXTUAL
from tests.printing.flat import FLAT
from tests.printing.markup import MARKUP
from tests.printing.skins import SKINS, Article, plain
from tests.printing.tables import Figures, Lines


@dataclass(frozen=True, slots=True)
class Layout:
    """How a report is printed: a skin with its markup, or flattened text; damage and wording.

    `apart`: table 二 in a table for each block, table 四 in three. `variant` picks each label's
    wording, 0 being the notice's own.
    """

    skin: str = "jpaas"
    markup: str = "clean"
    flat: str | None = None
    damage: str = "as prescribed"
    apart: bool = False
    variant: int = 0


def render(
    form: Form,
    figures: Figures,
    layout: Layout,
    article: Article,
    hurt: Callable[[Lines], Lines] = list,
) -> str:
    """The page: HTML, or text where the layout is a flattened one; `hurt` changes table 三."""
    damage = HARMLESS[layout.damage]
    parts = [_printed(part, layout, damage) for part in _tables(form, figures, layout, hurt)]
    printed = prose.around(article.year, parts)
    if layout.flat:
        return plain(article, "\n".join(printed))
    return SKINS[layout.skin](article, as_html(printed))


def _tables(
    form: Form, figures: Figures, layout: Layout, hurt: Callable[[Lines], Lines]
) -> list[list[Lines]]:
    """The three tables, each a list of the physical tables that it is printed in."""

    def word(line: Line | Column) -> str:
        return line.labels[layout.variant % len(line.labels)]

    blocks = tables.disclosures(form, figures, word)
    across = tables.disputes(form, figures, word)
    return [
        blocks if layout.apart else [[line for block in blocks for line in block]],
        [hurt(tables.requests(form, figures, word))],
        thirds(across) if layout.apart else [across],
    ]


def thirds(lines: Lines) -> list[Lines]:
    """Table 四 as three tables, one a group."""
    heads = [cell._replace(rows=1) for cell in lines[1][:5]]
    groups = [lines[0][0], *lines[1][5:]]
    return [[[group], heads, lines[3][i * 5 : i * 5 + 5]] for i, group in enumerate(groups)]


def _printed(part: list[Lines], layout: Layout, damage: Callable[[Lines], Lines]) -> str:
    mark = FLAT[layout.flat] if layout.flat else MARKUP[layout.markup]
    return ("\n" if layout.flat else "").join(mark(damage(lines)) for lines in part)


def as_html(printed: Iterable[str]) -> str:
    """Paragraphs, and tables that are HTML already, as the body of an article."""
    return "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in printed)


def true_figures(form: Form, seed: int) -> Figures:
    """Figures for a whole report, every equation of the form true."""
    random = Random(seed)
    figures: Figures = {
        place: random.randint(0, 9999) if random.random() < 0.7 else 0
        for place in tables.figures_of(form, lambda _: 0)
    }
    figures |= {
        ("requests", *place): value for place, value in balanced(seed, form.version).items()
    }
    for row in form.tables["disputes"].rows:
        parts = [
            figures["disputes", row, c] or 0 for c in list(form.tables["disputes"].columns)[:-1]
        ]
        figures["disputes", row, "total"] = sum(parts)
    return figures


def a_layout(random: Random, flat: str | None = None) -> Layout:
    """Any layout in which nothing is lost that a reader needs; `flat` names a flattened one."""
    ways = sorted(HARMLESS)
    if flat:  # a label that is both spaced and broken is none any more
        ways = [way for way in TEXTUAL if (flat, way) != ("broken labels", "spaced labels")]
    return Layout(
        skin=random.choice(sorted(SKINS)),
        markup=random.choice(sorted(MARKUP)),
        flat=flat,
        damage=random.choice(ways),
        apart=random.random() < 0.5,
        variant=random.randint(0, 11),
    )


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Any layout in which nothing is lost that a reader needs."""
    return a_layout(Random(draw(st.integers(0, 10**6))), draw(st.sampled_from([None, None, *FLAT])))


@dataclass(frozen=True, slots=True)
class Specimen:
    """A printed page with what was printed into it."""

    form: Form
    figures: Figures
    layout: Layout
    article: Article
    text: str = field(repr=False, default="")


def specimen(seed: int, layout: Layout, version: str = "2021") -> Specimen:
    """A page of true figures by seed: the same seed prints the same page."""
    form = next(form for form in tables.all_forms() if form.version == version)
    figures = true_figures(form, seed)
    article = Article(
        agency=f"海晏市{('水务', '档案', '体育', '民政', '规划')[seed % 5]}局",
        year=form.years[0] + seed % 2,
        published_on=f"{form.years[0] + seed % 2 + 1}-01-{seed % 27 + 1:02}",
    )
    return Specimen(form, figures, layout, article, render(form, figures, layout, article))
