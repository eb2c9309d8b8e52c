"""This module makes the reports of a country as workers send them, without printing their pages.

Twelve agencies are printed and read over five years; every other agency takes their figures over.
Most years follow from the year before, as they do in life, and most prose is an agency's own.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from json import dumps
from random import Random

from schemas.capture import Capture
from schemas.form import Form
from scraper.database.rows import restore_report
from scraper.inputs.attached import Group
from scraper.read import read
from scraper.reading import Reading, file_report
from tests.bench import pages
from tests.printing.tables import Figures
from tests.render import true_figures

_CHAINS, _YEARS = 12, 5
_BREAKS = 0.12  # of the years do not follow from the year before
_PROSE = 120  # characters of an agency's own


def readings(count: int) -> Iterator[Reading]:
    """So many reports, agencies and years all different."""
    for number in range(count):
        rest, body = divmod(number, 10)
        place, year = divmod(rest, _YEARS)
        yield _as(_template((place * 10 + body) % _CHAINS, year), number)


def prose(seed: int) -> str:
    """Some prose, the same for the same seed."""
    return "".join(Random(seed).choices(pages.SIGNS, k=_PROSE))


def over_years(form: Form, chain: int) -> list[Figures]:
    """The figures of an agency's years, every equation true; most years follow from the year before."""
    random = Random(chain)
    found: list[Figures] = []
    for year in range(_YEARS):
        figures = true_figures(form, chain * _YEARS + year)
        if found and random.random() > _BREAKS:
            _follow(form, figures, found[-1], random)
        found.append(figures)
    return found


def _follow(form: Form, figures: Figures, before: Figures, random: Random) -> None:
    columns = list(form.tables["requests"].columns)
    for column in columns[:-1]:
        over = before["requests", "carried_forward", column] or 0
        new = sum(figures["requests", row, column] or 0
                  for row in ("new_requests", "carried_over")) - over  # fmt: skip
        if new >= 0:
            figures["requests", "carried_over", column] = over
            figures["requests", "new_requests", column] = new
    for row in ("carried_over", "new_requests"):
        figures["requests", row, columns[-1]] = sum(
            figures["requests", row, column] or 0 for column in columns[:-1]
        )
    for (table, row, column), value in before.items():
        key = (table, row, column)
        if column == "decisions" and random.random() > _BREAKS:
            figures[key] = (value or 0) * random.randint(80, 125) // 100
        elif column == "in_force":
            had = (value or 0) + (figures[table, row, "issued"] or 0)
            figures[table, row, "repealed"] = min(figures[table, row, "repealed"] or 0, had)
            figures[key] = had - (figures[table, row, "repealed"] or 0)


@cache
def _years(chain: int) -> list[Figures]:
    return over_years(pages.form(), chain)


@cache
def _template(chain: int, year: int) -> Reading:
    text = pages.printed(40, chain, _years(chain)[year])
    return read(Group(Capture(body=text.encode())))


def _as(one: Reading, number: int) -> Reading:
    """The reading of a template as another agency's and year's."""
    if one.filed is None:
        raise ValueError("a template is no report")
    agency, year = pages.agency(number)
    key = sha256(str(number).encode()).hexdigest()
    own = dumps(prose(number // 50 if number % 5 == 0 else number), ensure_ascii=False)[1:-1]
    text = (
        one.filed.text.replace(pages.STAND_IN, agency)
        .replace('"report_year":2023', f'"report_year":{year}')
        .replace("不能改的说明理由", f"不能改的说明理由{own}")
    )
    claim = one.filed.claim._replace(name=agency, year=year)
    made = file_report(restore_report(text), text, claim, key)
    return Reading(
        replace(one.capture, id=key[:20], sha256=key, name=f"{number}.html"),
        one.registrant,
        filed=replace(made, content=key[:32]),
    )
