"""A table under another year's caption, or another part's heading, may be another's: it proves nothing."""

import pytest

from parsers.form_words import TABLES
from schemas.report import Report, Status
from tests.documents import as_docx, blocks, differences, read, sample
from tests.printing.markup import MARKUP
from tests.printing.tables import Cell, tables_in

OWN, OTHER = sample(3), sample(8)
CAPTIONS = {
    "a year": "2019年度政府信息公开情况统计表",
    "an annex of a year": "附：2019年数据（供对比）",
    "last year": "附表：上年度数据",
    "the year before": "去年同期情况",
    "a year in words": "政府信息公开情况统计表（二〇一九年）",
    "a period": "本表数据的统计期限为2019年1月1日至2019年12月31日。",
}
YEAR, PART = "table-of-another-year", "table-out-of-part"


def as_html(printed: list) -> bytes:
    parts = (f"<p>{b}</p>" if isinstance(b, str) else MARKUP["clean"](b) for b in printed)
    return "".join(parts).encode()


def without(name: str, *instead: object) -> bytes:
    """The report with one of its tables as a picture, and other blocks behind table 四."""
    printed = blocks(OWN)
    places = [at for at, block in enumerate(printed) if not isinstance(block, str)]
    own, last = places[TABLES.index(name)], places[-1]
    return as_html([*printed[:own], *printed[own + 1 : last + 1], *instead, *printed[last + 1 :]])


def other(name: str):
    return tables_in(blocks(OTHER))[TABLES.index(name)]


def told(report: Report) -> set[tuple[str, str | None]]:
    return {(one.code, one.where) for one in report.findings if one.code in (YEAR, PART)}


@pytest.mark.parametrize("caption", CAPTIONS.values(), ids=CAPTIONS)
@pytest.mark.parametrize("name", TABLES)
def test_another_years_table_in_the_place_of_a_picture_is_doubtful(name, caption):
    report = read(without(name, caption, "单位：件", other(name)))
    assert report.tables[name].status is Status.DOUBTFUL
    assert (YEAR, name) in told(report)
    assert all(report.tables[one].status is not Status.DOUBTFUL for one in TABLES if one != name)


@pytest.mark.parametrize(
    ("year", "doubted"), [("2019年度", True), (f"{OWN.article.year}年", False)]
)
def test_a_table_under_its_parts_heading_of_another_year_is_doubtful(year, doubted):
    printed = [
        block.replace("、收到和处理", f"、{year}收到和处理") if isinstance(block, str) else block
        for block in blocks(OWN)
    ]
    assert ((YEAR, "requests") in told(read(as_html(printed)))) is doubted


def test_a_table_behind_next_years_plans_is_proved():
    printed = blocks(OWN)
    tables = tables_in(printed)
    texts = [block for block in printed if isinstance(block, str)]
    report = read(as_html([*texts, f"七、{OWN.article.year + 1}年工作打算", *tables]))
    assert (report.tables["requests"].status, told(report)) == (Status.PROVED, set())


def test_the_caption_of_a_table_is_read_as_above_it():
    page = as_html(blocks(OWN)).decode().replace("<tbody>", "<caption>YEAR年</caption><tbody>")
    own, other = (page.replace("YEAR", str(year)) for year in (OWN.article.year, 2019))
    assert told(read(own.encode())) == set()
    assert told(read(other.encode())) == {(YEAR, name) for name in TABLES}


@pytest.mark.parametrize("name", ["disclosures", "requests"])
def test_a_table_behind_its_part_is_doubtful_where_others_stand_in_theirs(name):
    report = read(without(name, "下属单位情况如下：", other(name)))
    assert report.tables[name].status is Status.DOUBTFUL
    assert told(report) == {(PART, name)}


@pytest.mark.parametrize("caption", [
    f"{OWN.article.year}年度政府信息公开情况统计表", f"附：{OWN.article.year}年数据", "上年结转情况说明如下", "单位：件",
    "2019年，我局受理申请3件。", f"{OWN.article.agency}政府信息公开情况：", OWN.article.agency, "市民政局情况如下：",
    "我局机关及所属单位情况如下：",
])  # fmt: skip
def test_a_table_under_its_own_caption_is_proved(caption):
    printed = [part for b in blocks(OWN) for part in ((b,) if isinstance(b, str) else (caption, b))]
    report = read(as_html(printed))
    assert differences(OWN, report) == {}
    assert report.tables["requests"].status is Status.PROVED
    assert told(report) == set()


def test_a_caption_within_a_table_is_one():
    printed = blocks(OWN)
    at = next(n for n, block in enumerate(printed) if not isinstance(block, str))
    for year, doubted in ((2019, True), (OWN.article.year, False)):
        title = other("disclosures")[0][0]._replace(text=f"{year}年主动公开情况")
        report = read(as_html([*printed[:at], [[title], *printed[at]], *printed[at + 1 :]]))
        assert ((YEAR, "disclosures") in told(report)) is doubted


def test_tables_that_all_stand_behind_the_parts_are_proved():
    printed = blocks(OWN)
    tables = tables_in(printed)
    report = read(as_html([*(b for b in printed if isinstance(b, str)), *tables]))
    assert report.tables["requests"].status is Status.PROVED
    assert told(report) == set()


def test_word_is_held_to_the_same():
    assert told(read(as_docx(OWN))) == set()


SUMMARIES = {
    "side by side": [["主动公开（条）", "受理申请（件）", "行政复议（件）", "行政诉讼（件）"], ["318", "6", "1", "2"]],
    "one below the other": [["项目", "数量"], ["受理申请", "6"], ["行政复议", "1"], ["行政诉讼", "2"]],
    "of bodies": [["单位", "依申请公开", "行政复议", "行政诉讼"], ["局机关", "6", "1", "2"], ["合计", "6", "1", "2"]],
    "of kinds of applicants": [["年度", "自然人", "商业企业", "其他", "总计"], ["2021年", "6", "1", "0", "7"], ["2020年", "5", "1", "1", "7"]],
    "of results": [["年度", "本年新收政府信息公开申请数量", "予以公开", "部分公开", "总计"], ["2021", "6", "5", "1", "6"], ["2020", "8", "5", "2", "7"]],
    "of bodies, by applicants and results": [
        ["单位", "收到申请数", "", "办理结果", ""], ["", "自然人", "法人", "予以公开", "总计"], ["局机关", "6", "1", "5", "7"], ["执法队", "2", "0", "1", "2"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("behind", [False, True])
@pytest.mark.parametrize("summary", SUMMARIES.values(), ids=SUMMARIES)
def test_a_table_that_sums_up_or_compares_years_is_none_of_the_forms(summary, behind):
    lines = [[Cell(text) for text in line] for line in summary]
    printed = blocks(OWN)
    at = len(printed) if behind else 2
    report = read(as_html([*printed[:at], lines, *printed[at:]]))
    assert differences(OWN, report) == {}
    assert {report.tables[name].status for name in TABLES} <= {Status.PROVED, Status.CONSISTENT}
