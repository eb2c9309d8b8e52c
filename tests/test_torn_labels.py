"""Rows of table 三 whose labels a program has torn from their figures are named by order, or not at all."""

from random import Random
from typing import NamedTuple

import pytest

from schemas.form import forms
from schemas.report import Report, Status
from tests.figures import balanced
from tests.reading import report_of

ABOVE = "甲县水利局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
HEADER = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
COLUMNS = tuple(forms()["2021"].tables["requests"].columns)
# How many of a label's pieces come out before its figures, and how many in all.
PLACES = ((9, 9), (0, 9), (1, 9), (0, 0))

Rows = list[list[str]]  # the lines of each row


class Torn(NamedTuple):
    """The lines of each row of a table 三, its figures, and the places in it of the rows whose labels are torn."""

    rows: Rows
    figures: dict[tuple[str, str], int]
    places: dict[int, str]


def torn(seed: int, form: str) -> Torn:
    random, figures = Random(seed), balanced(seed, form, 3)
    printed = Torn([], figures, {})
    for at, row in enumerate(forms()[form].tables["requests"].rows.values()):
        own = " ".join(str(figures[row.key, column]) for column in COLUMNS)
        label = row.labels[0]
        if at == 0 or row.key == "carried_forward" or random.random() < 0.6:
            printed.rows.append([f"{label} {own}"])
            continue
        pieces = [label[first : first + 7] for first in range(0, len(label), 7)]
        before, end = random.choice(PLACES)
        printed.rows.append([*pieces[:before], own, *pieces[before:end]])
        printed.places[at] = row.key
    return printed


def read(rows: Rows, drawn: bool) -> Report:
    """The report of these rows; `drawn`: with pipes around figures and what stands beside them."""
    lines = [HEADER, *(line for row in rows for line in row)]
    if drawn:
        lines = [f"| {line.replace(' ', ' | ')} |" if " " in line else line for line in lines]
    return report_of(ABOVE + "\n".join(lines))


def told(report: Report) -> dict[tuple[str, str], int | None]:
    return {
        (row.row, column): getattr(row, column) for row in report.requests for column in COLUMNS
    }


def named(report: Report) -> set[str | None]:
    return {one.where for one in report.findings if one.code == "row-without-label"}


CASES = [(seed, form, seed % 2 > 0) for seed in range(4) for form in ("2021", "2019")]


@pytest.mark.parametrize(("seed", "form", "drawn"), CASES)
def test_rows_without_labels_are_named_by_order_and_doubted(seed, form, drawn):
    rows, figures, places = torn(seed, form)
    report = read(rows, drawn)
    assert told(report) == figures
    assert named(report) == {f"requests.{key}" for key in places.values()}
    assert report.tables["requests"].status is Status.DOUBTFUL


def lost(rows: Rows, at: int) -> Rows:
    return [*rows[:at], *rows[at + 1 :]]


def repeated(rows: Rows, at: int) -> Rows:
    return [*rows[:at], rows[at], *rows[at:]]


def between_others(rows: Rows, at: int) -> Rows:
    return [*rows[:at], ["9.申请人撤回", "1 0 0 0 0 0 1"], *rows[at:]]


def turned(rows: Rows, at: int) -> Rows:
    """The results from the last to the first, as no form has them."""
    return [*rows[:2], *reversed(rows[2:-2]), *rows[-2:]]


@pytest.mark.parametrize("damage", [lost, repeated, between_others, turned])
@pytest.mark.parametrize(("seed", "form", "drawn"), CASES[:4])
def test_no_row_is_named_where_one_is_lost_repeated_or_strange(seed, form, drawn, damage):
    rows, figures, places = torn(seed, form)
    for at in list(places)[::3]:
        report = read(damage(rows, at), drawn)
        assert told(report).items() <= figures.items()
        assert named(report) == set()


@pytest.mark.parametrize("where", range(7))
def test_no_row_is_named_where_the_sums_do_not_hold(where):
    rows, _, places = torn(1, "2021")
    for at in places:
        line = next(n for n, text in enumerate(rows[at]) if " " in text)
        figures = rows[at][line].split()
        figures[where] = str(int(figures[where]) + 1)
        wrong = [*rows[at][:line], " ".join(figures), *rows[at][line + 1 :]]
        assert named(read([*rows[:at], wrong, *rows[at + 1 :]], drawn=False)) == set()
