"""The statistics that reports had before 2019: the national list, the local ones, and prose alone."""

from decimal import Decimal

import pytest

from parsers import NotAReport
from schemas.form import forms
from schemas.report import Status
from tests.printing.statistics import (
    SHAPES,
    TITLE,
    as_cells,
    as_html,
    as_pipes,
    figures,
    known,
    lines,
    rows_of,
)
from tests.reading import report_of


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("version", ["2014", "local"])
def test_every_indicator_is_read_in_every_shape(version, shape, seed):
    told = figures(seed, version)
    report = report_of(SHAPES[shape](lines(told, version)))
    assert known(report) == told
    assert report.form == version
    assert report.status is Status.CONSISTENT
    assert not [f for f in report.findings if f.code not in ("unusual-figures", "form-not-of-year")]


@pytest.mark.parametrize(("head", "year"), [
    ("政府信息公开情况统计表\n(2017年度)", 2017), ("2017年度政府信息公开情况统计表", 2017),
    ("附件:政府信息公开情况统计表(2017年)", 2017), ("政府信息公开情况统计表", None),
    ("政府信息公开情况统计表\n填报日期:2018年1月10日", None), ("2016年、2017年政府信息公开情况统计表", None),
    ("政府信息公开情况统计表\n2018年，我局将继续公开信息。", None), ("政府信息公开情况统计表\n2017年", 2017),
])  # fmt: skip
def test_statistics_alone_are_of_the_year_that_they_are_headed_with(head, year):
    text = as_pipes(lines(figures(1, "2014")), head)
    assert report_of(text).metadata.report_year == year


SPARSE = [
    ("主动公开信息数", "条", "12", "1204"),
    ("新增的行政规范性文件数", "条", "", "7"),
    ("提供服务类信息数", "条", "5", ""),
    ("网站专栏页面访问量", "人次", "3", "9"),
    ("现场接待人数", "人次", "0", "0"),
    ("网上咨询数", "人次", "26", "26"),
]


@pytest.mark.parametrize("shape", ["cells", "spaced"])
@pytest.mark.parametrize("head", [("指标名称", "计量单位", "数量"), ("指标名称", "数量"), None])
@pytest.mark.parametrize("parted", [" ".join, lambda digits: f"{digits[:-3]} {digits[-3:]}"])
def test_the_digits_of_a_figure_that_blanks_part_are_no_figures_of_several_columns(
    parted, head, shape
):
    told = [
        (label, unit, parted(figure) if len(figure) > 3 else figure[:1])
        for label, unit, _, figure in SPARSE
    ]
    without_unit = head is not None and len(head) == 2
    listed = [(line[0], line[2]) if without_unit else line for line in told]
    report = report_of(SHAPES[shape]([*filter(None, [head]), *listed]))
    assert [one.value for one in report.statistics if one.label == SPARSE[0][0]] == [None]
    assert report.tables["statistics"].status is not Status.CONSISTENT
    assert "row-not-placed" in {one.code for one in report.findings}


@pytest.mark.parametrize(
    ("heads", "listed"), [(("项目", "数量"), 2), (("项目", "单位", "数量"), 1)]
)
def test_a_table_with_a_header_of_any_table_is_a_list_by_two_indicators(heads, listed):
    for so_many in (1, 2):
        lines = [(line[0], *line[1:2][: len(heads) - 2], line[3]) for line in SPARSE[:so_many]]
        page = as_html([heads, *lines])
        report = report_of(
            f"<h1>甲县水利局2012年政府信息公开工作年度报告</h1><p>一、概述</p>{page}"
        )
        assert len(report.statistics) == (so_many if so_many >= listed else 0)


def test_lines_of_a_list_without_headers_may_begin_with_their_numbers():
    listed = [(str(number), *line[:2], line[3]) for number, line in enumerate(SPARSE * 2, 1)]
    read_first = {one.label: one.value for one in reversed(report_of(as_html(listed)).statistics)}
    assert read_first == {line[0]: int(line[3]) if line[3] else None for line in SPARSE}


def test_a_cell_of_a_list_has_its_column_beside_a_column_of_groups():
    headers = ("类别", "指标名称", "计量单位", "本期", "累计")
    report = report_of(as_html([headers, *(("主动公开", *line) for line in SPARSE)]))
    assert [(one.label, one.column, one.value) for one in report.statistics] == [
        (line[0], column, int(text) if text else None)
        for line in SPARSE
        for column, text in zip(headers[3:], line[2:], strict=True)
    ]


def test_a_line_of_a_list_without_headers_that_lacks_a_figure_is_told_and_not_read():
    full = [(*line[:2], line[2] or "4", line[3] or "8") for line in SPARSE]
    report = report_of(as_html([*full[:2], SPARSE[2], *full[3:]]))
    (told,) = (one.where for one in report.findings if one.code == "row-not-placed")
    assert told == "statistics.services_information"
    assert [(one.column, one.value) for one in report.statistics if one.label == full[0][0]] == [
        ("1", 12),
        ("2", 1204),
    ]


def test_halves_of_a_list_without_headers_are_no_columns_of_one():
    for cells in (4, 3):
        halves = zip(SPARSE[:3:2], SPARSE[3::2], strict=False)
        report = report_of(as_html([(*one[:cells], *other[:cells]) for one, other in halves]))
        assert "row-not-placed" in {one.code for one in report.findings}
        assert {one.value for one in report.statistics} == {None}
        assert report.tables["statistics"].status is not Status.CONSISTENT


CODED = [
    ("指标名称", "计量单位", "代码", "本期实际", "本年累计"),
    ("甲", "乙", "丙", "1", "2"),
    ("主动公开信息数", "条", "01", "3", "9"),
    ("其中：全文电子化的主动公开信息数", "条", "02", "35", "351"),
    ("新增的行政规范性文件数", "条", "03", "", "7"),
    ("提供服务类信息数", "条", "04", "5", ""),
    ("网站专栏页面访问量", "人次", "05", "", ""),
]


@pytest.mark.parametrize(
    "shape",
    [s for s in SHAPES if s not in ("cells", "spaced", "pdf", "one line") and "narrow" not in s],
)
def test_a_code_beside_an_indicator_is_none_of_its_figures(shape):
    report = report_of(SHAPES[shape](CODED))
    assert [(one.column, one.value) for one in report.statistics] == [
        (head, int(value) if value else None)
        for line in CODED[2:]
        for head, value in zip(CODED[0][3:], line[3:], strict=True)
    ]


@pytest.mark.parametrize("shape", ["cells", "spaced"])
def test_where_blanks_leave_no_trace_neither_a_code_nor_another_columns_figure_is_read(shape):
    told = [CODED[0], *CODED[2:], ("现场接待人数", "人次", "06", "8", "9")]
    report = report_of(SHAPES[shape]([tuple(filter(None, line)) for line in told]))
    by_label: dict[str, list[int | None]] = {}
    for one in report.statistics:
        by_label.setdefault(one.label, []).append(one.value)
    assert by_label == {
        "主动公开信息数": [3, 9],
        "其中：全文电子化的主动公开信息数": [35, 351],
        "新增的行政规范性文件数": [None],
        "提供服务类信息数": [None],
        "网站专栏页面访问量": [None],
        "现场接待人数": [8, 9],
    }
    told = [one.where for one in report.findings if one.code == "unreadable-figure"]
    assert told == ["statistics.normative_documents_new", "statistics.services_information"]


def test_figures_of_several_columns_are_not_placed_where_a_copy_left_blanks_out():
    told = [tuple(filter(None, line)) for line in CODED]
    report = report_of(
        SHAPES["cells with a pipe after, filled up"](told).replace("\n\n", "\n|||\n")
    )
    assert [one.value for one in report.statistics if "新增" in one.label] == [None]
    assert [one.value for one in report.statistics if "电子化" in one.label] == [35, 351]
    assert "unreadable-figure" in [one.code for one in report.findings]


@pytest.mark.parametrize(
    "shape", [shape for shape in SHAPES if shape != "pdf" and "halves" not in shape]
)
def test_two_figures_that_were_run_together_are_read_as_none(shape):
    one, other = figures(3), figures(4)
    head, *rest = zip(lines(one), lines(other), strict=True)
    told = [(*head[0][:2], "2016年", "2015年"), *((*line, also[2]) for line, also in rest)]
    label, unit, _, _ = told[10]
    told[10] = (label, unit, "97569794")
    report = report_of(SHAPES[shape](told))
    assert [row.value for row in report.statistics if row.label == label] == [None]
    assert report.tables["statistics"].status is Status.DOUBTFUL
    assert {"row-not-placed", "unreadable-figure"} & {found.code for found in report.findings}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_blank_is_no_zero_and_money_is_exact(shape):
    told = figures(1) | {"complaints": None, "fees": "12.50", "budget": "—"}
    report = report_of(SHAPES[shape](lines(told)))
    by_key = {one.indicator: one for one in report.statistics}
    assert (by_key["complaints"].value, by_key["budget"].amount) == (None, None)
    assert (by_key["fees"].amount, by_key["fees"].unit) == (Decimal("12.50"), "万元")
    assert '"amount":12.50' in report.to_json()


@pytest.mark.parametrize("shape", ["html", "pipes", "cells", "spaced"])
def test_a_list_that_is_printed_again_with_other_figures_is_told_and_the_first_is_kept(shape):
    own, other = figures(1), figures(2)
    again = SHAPES[shape](lines(other), "附：甲县水文站情况")
    report = report_of(f"{SHAPES[shape](lines(own))}\n{again}")
    assert known(report) == own
    assert report.tables["statistics"].status is Status.DOUBTFUL
    told = {f.where for f in report.findings if f.code == "row-printed-twice"}
    assert told == {f"statistics.{key}" for key in own if own[key] != other[key]}


def test_money_has_the_unit_that_its_cell_prints_in_brackets():
    report = report_of(as_html(lines(figures(1) | {"budget": "3500（元）"})))
    (budget,) = (one for one in report.statistics if one.indicator == "budget")
    assert (budget.amount, budget.unit) == (Decimal(3500), "元")


@pytest.mark.parametrize("odd", [
    ["1.当面申请数", "2.传真申请数", "件", "3", "件", "5"],
    ["1.当面申请数", "件", "2.传真申请数", "件", "3", "5"],
    ["1.当面申请数 | 件 | 3 5 |", "2.传真申请数 | 件 | |"],
])  # fmt: skip
def test_figures_that_a_copy_set_beside_another_label_are_read_as_none(odd):
    told = figures(6)
    shape = as_pipes if "|" in odd[0] else as_cells
    text = shape([one for one in lines(told) if one[0] not in ("1.当面申请数", "2.传真申请数")])
    mark = "(二)申请办结数"
    report = report_of(text.replace(mark, "\n".join((*odd, mark)), 1))
    aside = ("requests_in_person", "requests_fax")
    assert [known(report).get(key) for key in aside] == [None, None]
    assert {"unreadable-figure", "row-not-placed"} & {one.code for one in report.findings}
    assert report.status is not Status.CONSISTENT
    assert {k: v for k, v in known(report).items() if k not in aside} == {
        k: v for k, v in told.items() if k not in aside
    }


@pytest.mark.parametrize(
    "glued", ["指标名称 计量单位代码本期实际本年累计", "指标名称\n计量单位 代码 本期实际 本年累计"]
)
def test_codes_are_no_figures_whatever_a_copy_made_of_the_headers(glued):
    told = figures(7, "local")
    rows = [
        f"{row.labels[0]}{'' if at == 4 else ' '}{row.unit} {at + 1:02d} {told[row.key]} {told[row.key] * 2}"
        for at, row in enumerate(rows_of("local")[:30])
    ]
    report = report_of("\n".join((TITLE, glued, *rows)))
    first = [one.value for one in report.statistics[::2]]
    assert first == [told[row.key] for row in rows_of("local")[:30]]
    assert [one.value for one in report.statistics[1::2]] == [2 * value for value in first]


@pytest.mark.parametrize("version", ["2014", "local"])
def test_a_soft_equation_that_fails_is_a_warning_and_no_verdict(version):
    for equation in forms()[version].tables["statistics"].equations:
        if equation.relation == "=" and not equation.usual:
            told = figures(3, version)
            told[equation.left[0]] += 1000
            report = report_of(as_html(lines(told, version)))
            failed = [f for f in report.findings if f.code == "soft-equation-failed"]
            (text,) = [f.text for f in failed if equation.text in (f.text or "")]
            left = sum(told.get(key, 0) for key in equation.left)
            right = sum(told.get(key, 0) for key in equation.right)
            assert text == f"{left} ≠ {right} ({equation.text})"
            assert report.status is Status.CONSISTENT
            assert report.tables["statistics"].failed == 0


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_words_are_told_apart_by_what_they_are_part_of(shape):
    report = report_of(SHAPES[shape](lines(figures(2))))
    keys = [one.indicator for one in report.statistics if one.label.endswith("被依法纠错数")]
    assert keys == ["reconsideration_corrected", "litigation_corrected"]


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if "narrow" not in shape])
def test_an_unknown_indicator_is_kept_as_printed_and_makes_the_list_doubtful(shape):
    printed = lines(figures(4))
    printed.insert(12, ("主动公开机构领导信息数", "条", "17"))
    report = report_of(SHAPES[shape](printed))
    (one,) = [s for s in report.statistics if s.indicator is None]
    assert (one.label, one.unit, one.value) == ("主动公开机构领导信息数", "条", 17)
    assert report.status is Status.DOUBTFUL
    assert known(report) == figures(4)


def test_a_local_list_may_have_indicators_of_its_own():
    printed = [*lines(figures(4, "local"), "local"), ("政务微博发布数", "条", "30")]
    report = report_of(as_html(printed))
    assert report.status is Status.CONSISTENT
    assert [one.label for one in report.statistics if one.indicator is None] == ["政务微博发布数"]


def test_a_list_that_lacks_indicators_of_its_form_is_partial():
    report = report_of(as_html(lines(figures(5))[:-3]))
    assert report.status is Status.PARTIAL
    assert [f.text for f in report.findings if f.code == "places-missing"] == [
        "meetings trainings trained_persons"
    ]


def test_several_columns_are_kept_apart_by_their_headers():
    printed = [("指标名称", "计量单位", "代码", "本期实际", "本年累计")]
    printed += [
        (row.labels[0], row.unit or "", f"{n:02}", str(n), str(n * 2))
        for n, row in enumerate(rows_of("local"), 1)
    ]
    for shape in ("html", "pipes", "spaced"):
        report = report_of(SHAPES[shape](printed))
        first = [s for s in report.statistics if s.indicator == "information_disclosed"]
        assert [(s.column, s.value) for s in first] == [("本期实际", 1), ("本年累计", 2)], shape


@pytest.mark.parametrize("heads", [
    ("指标名称", "计算单位", "代码", "年度累计", "上年累计"),
    ("指标名称", "", "代码", "年度累计", "上年累计"),
], ids=["unit in other words", "no unit"])  # fmt: skip
def test_the_code_of_a_line_is_no_figure(heads):
    told = figures(6, "local")
    printed = [heads] + [
        (row.labels[0], row.unit or "", f"{n:02}" + "**" * (n > 50), str(told[row.key]), str(n + 7))
        for n, row in enumerate(rows_of("local"), 1)
    ]
    printed[9] = (*printed[9][:3], "", printed[9][4])
    report = report_of(as_html(printed))
    assert {one.column for one in report.statistics} == {"年度累计", "上年累计"}
    first = {s.indicator: s.value if s.amount is None else s.amount
             for s in report.statistics if s.column == "年度累计"}  # fmt: skip
    assert first == told | {rows_of("local")[8].key: None}
    assert [one.label for one in report.statistics if one.column == "上年累计"] == [
        row.labels[0] for row in rows_of("local")
    ]


def cell(text: object, wide: int = 1, high: int = 1) -> str:
    return f'<td colspan="{wide}" rowspan="{high}">{text}</td>'


AGENCIES = (
    ("甲局", (12, 7, 1, 6, 7, 0)),
    ("乙局", (22, 9, 3, 6, 9, "")),
    ("合计", (34, 16, 4, 12, 16, 0)),
)


def test_figures_that_rise_by_one_on_a_few_lines_are_no_codes():
    rows = rows_of("local")[:6]
    report = report_of(
        as_html([(row.labels[0], "条", str(n), "9") for n, row in enumerate(rows, 1)])
    )
    assert [s.value for s in report.statistics if s.column == "1"] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("other", "total", "fails"),
    [(None, 11, False), (None, 14, True), (3, 14, False), (3, 11, True)],
)
def test_an_indicator_that_is_optional_is_a_blank_where_a_list_lacks_it(other, total, fails):
    told = {"对申请的答复总数": total, "其中：1.同意公开答复数": 8, "2.同意部分公开答复数": 1,
            "3.否决公开答复数": 2, "4.其他类型答复数": other}  # fmt: skip
    printed = [("指标名称", "计量单位", "2018年度", "历年累计")]
    printed += [(label, "条", str(n), str(n * 9)) for label, n in told.items() if n is not None]
    report = report_of(as_html(printed))
    assert {one.column for one in report.statistics} == {"2018年度", "历年累计"}
    assert all(one.indicator for one in report.statistics)
    failed = [f.where for f in report.findings if f.code == "soft-equation-failed"]
    assert failed == (
        ["statistics.replies [2018年度]", "statistics.replies [历年累计]"] if fails else []
    )


def test_a_header_of_two_lines_names_the_columns_below():
    html = (
        f"<h1>{TITLE}</h1><table><tr><td rowspan=2>统计指标</td><td rowspan=2>单位</td>"
        "<td colspan=2>统计数</td></tr><tr><td>县政府</td><td>乡镇街道</td></tr>"
        + "".join(f"<tr><td>{r.labels[0]}</td><td>{r.unit}</td><td>1</td><td>2</td></tr>"
                  for r in rows_of("2014"))
        + "</table>"
    )  # fmt: skip
    report = report_of(html)
    assert {(s.column, s.value or int(s.amount)) for s in report.statistics} == {
        ("县政府", 1),
        ("乡镇街道", 2),
    }


def test_labels_in_cells_of_their_own_with_spans_are_read():
    rows = rows_of("2014")[18:22]
    html = (
        f"<h1>{TITLE}</h1><table><tr><td colspan=2>统计指标</td><td>单位</td><td>统计数</td></tr>"
    )
    html += f"<tr><td rowspan={len(rows)}>其中</td><td>{rows[0].labels[0]}</td><td>件</td><td>3</td></tr>"
    html += "".join(f"<tr><td>{r.labels[0]}</td><td>件</td><td>4</td></tr>" for r in rows[1:])
    report = report_of(html + "</table>")
    assert [s.value for s in report.statistics] == [3, 4, 4, 4]
    assert [s.indicator for s in report.statistics] == [r.key for r in rows]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_blank_form_is_no_report(shape):
    blank = lines(dict.fromkeys(figures(0)))
    with pytest.raises(NotAReport):
        report_of(SHAPES[shape](blank, "政府信息公开情况统计表"))


def test_three_indicators_in_prose_or_in_a_table_without_header_are_no_list():
    report = report_of(
        f"{TITLE}\n一、概述\n全年收到申请数\n3\n件，其中\n当面申请数\n1\n件。政府信息公开工作平稳。"
    )
    assert report.statistics == ()
    rows = "".join(f"<tr><td>{r.labels[0]}</td><td>1</td></tr>" for r in rows_of("2014")[18:21])
    assert report_of(f"<h1>{TITLE}</h1><p>一、概述</p><table>{rows}</table>").statistics == ()


def test_a_report_of_prose_alone_before_2019_misses_no_table():
    text = f"{TITLE}\n一、主动公开情况\n2016年，本县主动公开政府信息3012条，及时更新栏目。\n"
    report = report_of(text + "二、依申请公开情况\n2016年收到申请12件，均按时答复，未收取费用。\n")
    assert report.form is None
    assert report.status is Status.ABSENT
    assert [f.code for f in report.findings] == ["prose-only"]


def test_a_report_of_prose_alone_since_2019_misses_its_tables():
    text = TITLE.replace("2016", "2022") + "\n一、总体情况\n2022年，本县主动公开政府信息3012条。\n"
    assert [f.code for f in report_of(text).findings] == ["table-absent"] * 3


def test_the_three_tables_of_today_are_never_taken_for_statistics():
    from tests.render import Layout, specimen  # noqa: PLC0415

    for version in ("2021", "2019"):
        report = report_of(specimen(1, Layout(), version).text)
        assert report.statistics == ()
        assert set(report.tables) == {"disclosures", "requests", "disputes"}


def test_labels_glued_to_their_figures_are_cut():
    told = figures(6)
    glued = [f"{row.labels[0]}{row.unit}{told[row.key]}" for row in rows_of("2014")]
    report = report_of("\n".join([TITLE, "政府信息公开情况统计表", *glued]))
    assert known(report) == told


def test_a_label_broken_over_two_lines_is_one():
    told = figures(6)
    broken = []
    for label, unit, figure in lines(told):
        half = len(label) // 2
        broken += (
            [label[:half], label[half:], unit, figure]
            if label[-1] == "数"
            else [label, unit, figure]
        )
    assert known(report_of("\n".join([TITLE, *broken]))) == told


def test_a_figure_that_cannot_be_read_is_told_and_makes_the_list_doubtful():
    for shape in ("html", "pipes"):
        report = report_of(SHAPES[shape](lines(figures(6) | {"complaints": "3O"})))
        assert [f.where for f in report.findings if f.code == "unreadable-figure"] == [
            "statistics.complaints"
        ]
        assert report.status is Status.DOUBTFUL


def test_an_indicator_whose_cells_are_gone_is_printed_without_a_figure():
    printed = [line if "举报投诉" not in line[0] else line[:1] for line in lines(figures(6))]
    report = report_of(as_html(printed))
    (one,) = [s for s in report.statistics if s.indicator == "complaints"]
    assert (one.value, one.printed) == (None, "")
