"""This module prints the lists of statistics that reports had before 2019, in the shapes that copies are met in."""

from html import escape
from itertools import zip_longest
from random import Random

from schemas.form import forms
from schemas.report import Report

TITLE = "海晏县人民政府2016年政府信息公开工作年度报告"


def rows_of(version: str):
    return list(forms()[version].tables["statistics"].rows.values())


def figures(seed: int, version: str = "2014") -> dict[str, int]:
    """Figures for every indicator of a list, all of its equations true."""
    random = Random(seed)
    table = forms()[version].tables["statistics"]
    told = {key: random.randint(0, 40) for key in table.rows}
    sums = [e for e in table.equations if e.relation == "=" and not e.usual]
    for _ in range(2):  # a term of one sum is the total of another
        for equation in reversed(sums):
            told[equation.right[0]] = sum(told[key] for key in equation.left)
    if version == "2014":
        told["closed_on_time"] = told["replies"] - min(told["closed_extended"], told["replies"])
        told["closed_extended"] = told["replies"] - told["closed_on_time"]
        told["closed"] = told["replies"]
        for less, more in (("press_conferences_chief", "press_conferences"),
                           ("online_interviews_chief", "online_interviews"),
                           ("normative_documents_disclosed", "normative_documents_made")):  # fmt: skip
            told[more] += told[less]
        told["information_disclosed"] = told["via_website"]
    return told


def lines(told: dict[str, object], version: str = "2014") -> list[tuple[str, ...]]:
    """The list as it is printed: a line of headers, groups, and each indicator with its unit."""
    printed = [("统计指标", "单位", "统计数"), ("一、主动公开情况", "——", "")]
    return printed + [
        (row.labels[0], row.unit or "", "" if told[row.key] is None else str(told[row.key]))
        for row in rows_of(version)
    ]


def as_html(printed, title=TITLE):
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in line) + "</tr>" for line in printed
    )
    return f"<h1>{title}</h1><p>政府信息公开情况统计表</p><table>{body}</table>"


def as_pipes(printed, title=TITLE):
    return "\n".join([title, *(" | ".join(line) + " |" for line in printed)])


def as_cells(printed, title=TITLE):
    return "\n".join(
        [title, *(cell for line in printed for cell in line), "单位负责人：", "审核人："]
    )


def as_spaced(printed, title=TITLE):
    return "\n".join([title, *(" ".join(line) for line in printed), "填报日期：2017年1月9日"])


def as_pdf(printed, title=TITLE):
    """As the text of a PDF has it: units glued to figures or to labels, and headers in two lines."""
    head, *rest = printed
    told = [title, head[0], " ".join(head[1:])]
    known = {row.labels[0] for version in ("2014", "local") for row in rows_of(version)}
    for at, (label, unit, value) in enumerate(rest):
        beside = unit and value[:1].isdigit()
        ways = ([label, unit, value], [label, unit + value], [label + unit, value])
        told += ways[at % (3 if label in known else 2)] if beside else [label, unit, value]
    return "\n".join(told)


def as_cells_with_pipes(cell: str, row: str):
    """A cell a line, with its pipe after or before it, or on the next line."""

    def shape(printed, title=TITLE):
        told = (
            "".join(cell.format(c) if c else "|\n" for c in line)
            + row.format("|" * (5 - len(line)))
            for line in printed
        )
        return f"{title}\n{''.join(told)}"

    return shape


def as_halves(*between: str):
    """Two halves side by side, as a sheet with many lines is set, with a blank column between or without."""

    def shape(printed, title=TITLE):
        head, *rest = printed
        half = (len(rest) + 1) // 2
        pairs = zip_longest(rest[:half], rest[half:], fillvalue=("",) * len(head))
        return as_html([(*one, *between, *other) for one, other in [(head, head), *pairs]], title)

    return shape


SHAPES = {
    "halves side by side": as_halves(),
    "halves with a column between": as_halves(""),
    "cells with a pipe after": as_cells_with_pipes("{} |\n", ""),
    "cells with a pipe after, filled up": as_cells_with_pipes("{} |\n", "{}\n"),
    "cells with a pipe under": as_cells_with_pipes("{}\n|\n", ""),
    "cells with a pipe before": as_cells_with_pipes("| {}\n", "|\n"),
    "rows that begin with a pipe": lambda printed, title=TITLE: as_cells_with_pipes(
        "{} |\n", "|\n"
    )(printed, f"{title}\n|"),
    "html": as_html,
    "pipes": as_pipes,
    "cells": as_cells,
    "spaced": as_spaced,
    "pdf": as_pdf,
    "one line": lambda printed, title=TITLE: "\n".join(
        [title, " ".join(cell for line in printed for cell in line if cell)]
    ),
}


def known(report: Report) -> dict[str, object]:
    """What was read of each indicator."""
    return {
        one.indicator: one.value if one.amount is None else one.amount
        for one in report.statistics
        if one.indicator
    }
