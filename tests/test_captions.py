"""The title of a part or of its table, a unit, a note or the number of a page in a line of a table is no word of its form."""

from dataclasses import replace

import pytest

from parsers.form_words import TABLES
from schemas.report import Report, Status
from tests.documents import Specimen, blocks, differences, read, sample
from tests.printing.markup import MARKUP
from tests.printing.tables import Cell

OWN = sample(3)
TITLES = (
    "主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
)
LINES = {
    "a title": TITLES,
    "a table's title": (
        "表二：主动公开政府信息情况",
        "附表3 收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况统计表",
    ),
    "a unit": ("单位：件、万元", "（单位：件）", "计量单位：件"),
    "a page's number": ("- 3 -", "—4—", "– 5 –"),
    "a note": ("注：本表数据不含乡镇", "※截至12月31日", "备注：2件已撤回"),
    "who filled it in": (
        "填报人：甲　审核人：乙",
        "单位负责人：　填报日期：",
        "填表:甲 电话:0000-1",
    ),
    "a sentence": ("我局及时更新栏目。", "按要求填报，现予公布。", "无其他事项。下一步加强培训。"),
}


def above(lines: tuple[str, ...]) -> Report:
    """The report, in each of its tables one more line above the others."""
    more = iter(lines)
    tables = (
        [[Cell(next(more), columns=4)], *b] if not isinstance(b, str) else b for b in blocks(OWN)
    )
    printed = (f"<p>{b}</p>" if isinstance(b, str) else MARKUP["clean"](b) for b in tables)
    return read("".join(printed).encode())


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES)
def test_such_a_line_leaves_a_table_proved(lines):
    report = above(lines)
    assert differences(OWN, report) == {}
    assert report.tables["requests"].status is Status.PROVED
    assert report.tables["disclosures"].status is Status.CONSISTENT
    assert report.tables["disputes"].status is Status.PROVED


def in_one_table(printed: Specimen = OWN) -> Report:
    """The report as a sheet is exported: one table, a line for each paragraph."""
    alike = (
        [[Cell(b)]] if isinstance(b, str) else b
        for b in [*blocks(printed), "甲县水利局", "2024年1月9日"]
    )
    lines = [line for block in alike for line in block]
    return read(MARKUP["clean"](lines).encode())


def test_of_a_report_that_is_one_table_the_prose_and_the_day_are_read_too():
    report = in_one_table()
    assert differences(OWN, report) == {}
    assert report.tables["requests"].status is Status.PROVED
    assert report.tables["disputes"].status is Status.PROVED
    assert {one.number for one in report.sections} >= {1, 2, 5, 6}
    assert str(report.metadata.written_on) == "2024-01-09"


def test_a_line_of_blanks_above_the_prose_of_such_a_report_is_table_four():
    unfilled = replace(
        OWN,
        figures={p: None if p[0] == "disputes" else figure for p, figure in OWN.figures.items()},
    )
    report = in_one_table(unfilled)
    assert differences(unfilled, report) == {}
    assert report.tables["disputes"].status is Status.CONSISTENT


@pytest.mark.parametrize(
    "line",
    [
        "按要求填报",
        "单位：元",
        "单位：万件",
        "单位：件、元",
        "以下为2022年数据。",
        "以上为上半年数据。",
        "更正:行政许可应为:120",
        "制发件数:3 废止件数:0",
    ],
)
@pytest.mark.parametrize("name", TABLES)
def test_any_other_line_leaves_its_table_doubtful(name, line):
    lines = tuple(line if one == name else "单位：件" for one in TABLES)
    report = above(lines)
    assert report.tables[name].status is Status.DOUBTFUL
    assert [one.where for one in report.findings if one.code == "unknown-label"] == [name]
