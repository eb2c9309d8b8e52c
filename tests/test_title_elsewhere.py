"""A report's title that is worn down, in one line with its day, or in a table's cell."""

import pytest

from parsers import extract
from parsers.metadata import read_metadata
from parsers.metadata.titles import is_report_title
from parsers.page import Grid, Page
from parsers.readers import html, pipes
from schemas.capture import Capture

TITLE = "甲县水利局2023年政府信息公开工作年度报告"
BARE = "政府信息公开工作年度报告"
PROSE = "本报告根据《条例》编制,所列数据的统计期限自2023年1月1日起至2023年12月31日止。"


def title_of(*lines: str) -> str | None:
    return read_metadata(Page((*lines, PROSE, "一、总体情况")))[0].title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("甲县水利局2023", BARE), f"甲县水利局2023{BARE}"),
        (("公开专栏2023", BARE), BARE),
        (("甲市人民政府门户网站 部门 " + TITLE, "文章正文"), TITLE),
        (("甲省大数据局2023年" + BARE, "省大数据局2023年" + BARE), "甲省大数据局2023年" + BARE),
        (("内甲县水利局2023年" + BARE, "甲县水利局2023年" + BARE), "内甲县水利局2023年" + BARE),
        ((f"1、{TITLE}",), TITLE),
        (("县水利局2023年" + BARE, "水利局2023年" + BARE), "县水利局2023年" + BARE),
        (("县水利局2022年" + BARE, "水利局2023年" + BARE), "水利局2023年" + BARE),
        (("乙市丙县水利局2023年" + BARE, "丙乙县水利局2023年" + BARE), "丙乙县水利局2023年" + BARE),
    ],
)
def test_a_worn_title_is_read_with_what_the_line_beside_it_has(lines, title):
    assert title_of(*lines) == title


@pytest.mark.parametrize("above", ["", "<ul><li>政府信息公开年报</li></ul>"])
@pytest.mark.parametrize(
    "stamp", ["2024-01-29", "[2024/1/29]", "发布时间：2024-01-29 09:30 来源：水利局"]
)
def test_a_title_in_one_line_with_its_day_is_read_apart(stamp, above):
    markup = f"{above}<div><span>{TITLE}</span><span>{stamp}</span></div><p>{PROSE}</p><h2>一、总体情况</h2>"
    read, _ = read_metadata(html.read(markup))
    assert (read.title, str(read.published_on)) == (TITLE, "2024-01-29")


def test_a_long_opening_that_calls_itself_this_years_report_is_no_title_run_on():
    opening = "本年度政府信息公开工作报告根据《中华人民共和国政府信息公开条例》编制。" + PROSE * 3
    assert title_of(TITLE, opening) == TITLE


def test_rows_of_a_list_with_their_days_are_no_titles():
    rows = [f"甲县{body}2023年{BARE} 2024-01-29" for body in ("水利局", "财政局")]
    assert title_of(*rows) is None
    assert title_of(rows[0], "甲县概况", "联系我们", "网站地图") is None
    assert title_of(TITLE, rows[1]) == TITLE


def test_a_title_alone_in_a_row_of_a_table_that_lays_out_the_page_is_the_reports():
    def read(*titles):
        cells = "".join(f"<tr><td colspan=2>{title}</td></tr>" for title in titles)
        markup = f"<table><tr><td>您的位置：</td><td>首页</td></tr>{cells}</table><p>{PROSE}</p><h2>一、总体情况</h2>"
        return read_metadata(html.read(markup))[0].title

    assert read(TITLE) == TITLE
    assert read(TITLE, TITLE.replace("水利", "财政")) is None


def test_the_path_to_a_page_is_no_title_and_makes_no_list():
    bare = "2016年度信息公开年度报告"
    lines = (
        "首页 / 政务公开 / 县水利局 / 政府信息公开年报",
        bare,
        "一、主要做法",
        "我局公开信息6条。",
    )
    assert extract(Capture(body="\n".join(lines).encode(), name="1.txt")).metadata.title == bare


def test_a_notice_that_is_the_report_says_whose_it_is():
    title = "甲县水利局办公室关于2016年甲县水利局政府信息公开工作年度报告的公告"
    lines = (
        "发文机构:甲县水利局办公室",
        title,
        "一、概述",
        "我局按《政府信息公开条例》公开政府信息6条。" * 2,
    )
    read = extract(Capture(body="\n".join(lines).encode(), name="1.txt")).metadata
    assert (read.title, read.agency) == (title, "甲县水利局")


def test_an_index_number_of_shanghai_stands_under_the_title_without_its_label():
    read, _ = read_metadata(Page((TITLE, "QA1234567-2024-001", PROSE, "一、总体情况")))
    assert read.index_number == "QA1234567-2024-001"


def test_the_state_of_a_years_disclosure_is_a_title_only_under_an_agencys_name():
    assert is_report_title("甲乙部2014年政府信息公开工作情况")
    assert not is_report_title("2014年政府信息公开工作情况")


MENU = tuple(f"甲县水利局{year}年{BARE}" for year in (2025, 2024, 2023, 2022, 2021))


@pytest.mark.parametrize(
    ("head", "above", "said", "year"),
    [
        (None, MENU, "2023年,我局主动公开信息三条,2023年度收到申请两件。", 2023),
        (None, MENU[::-1], PROSE, 2023),
        (
            None,
            (MENU[3], "首页", *MENU[:3]),
            "我局主动公开信息三条,收到申请两件,均按期答复。",
            2022,
        ),
        (MENU[1], MENU, PROSE.replace("2023", "2022"), 2022),
        (
            None,
            (MENU[0], Grid((("2019年", "2020年"),)), MENU[1]),
            "2024年,我局主动公开信息三条,收到申请两件。",
            2024,
        ),
        (None, MENU, "我局主动公开信息三条,收到申请两件,均按期答复。", None),
        (None, (), "我局主动公开信息三条,收到申请两件,均按期答复。", None),
    ],
    ids=[
        "prose",
        "period",
        "title above",
        "period and head",
        "own below a link",
        "nothing",
        "menu below",
    ],
)
def test_a_menu_of_years_gives_a_page_without_a_title_neither_title_nor_year(
    head, above, said, year
):
    below = () if above else MENU
    read, _ = read_metadata(
        Page((*above, "一、总体情况", said, "二、主动公开情况", *below), title=head)
    )
    assert read.report_year == year
    assert read.title == (f"甲县水利局{year if head is None else 2024}年{BARE}" if year else None)


@pytest.mark.parametrize(
    ("heading", "title"), [(TITLE, TITLE), ("政府信息公开年报", "甲县水利局年报")]
)
def test_a_boxs_short_title_gives_way_to_one_that_says_more(heading, title):
    page = f"标题：甲县水利局年报\n成文日期：2024-01-20\n{heading}\n{PROSE}\n一、总体情况\n"
    assert read_metadata(pipes.read(page))[0].title == title


def test_a_title_whose_year_stands_before_its_body_is_fuller_than_one_without_the_body():
    title, bare = "2024年甲县水利局政府信息公开年报", "2024年政府信息公开年报"
    assert read_metadata(Page((title, bare, PROSE, "一、总体情况")))[0].title == title


@pytest.mark.parametrize(
    "link", ["2024年甲县{}局政府信息公开年报", "甲县{}局2024年政府信息公开年报"]
)
def test_the_names_of_several_bodies_above_a_title_without_one_are_those_of_others(link):
    menu, bare = (link.format("水利"), link.format("民政")), "2024年政府信息公开年报"
    read = read_metadata(Page((*menu, bare, PROSE, "一、总体情况")))[0]
    assert (read.title, read.agency) == (bare, None)


@pytest.mark.parametrize("bare", ["2024年政府信息公开年报", "政府信息公开年报"])
@pytest.mark.parametrize(
    "link", ["2024年甲县水利局政府信息公开年报", "甲县水利局2024年政府信息公开年报"]
)
@pytest.mark.parametrize(
    "says", ["根据《条例》,现公布甲县民政局2024年政府信息公开年报。", "我局公开信息6条。"]
)
def test_a_title_above_one_without_a_body_is_another_reports_if_opening_or_signature_say_so(
    says, link, bare
):
    signed = () if "民政局" in says else ("甲县民政局", "2025年1月9日")
    read, _ = read_metadata(Page((link, bare, says, "一、总体情况", "公开信息6条。", *signed)))
    assert (read.title, read.agency) == (bare, "甲县民政局")


@pytest.mark.parametrize("column", ["政府信息公开年报", "政府信息公开年度报告", "信息公开年度报告"])
def test_a_page_under_the_name_of_a_column_has_the_title_that_its_head_has(column):
    lines = (column, PROSE, "一、总体情况")
    read, _ = read_metadata(Page(lines, title=f"{TITLE}-甲县人民政府"))
    assert (read.title, read.agency) == (TITLE, "甲县水利局")
    assert read_metadata(Page(lines, title=column))[0].title == column


@pytest.mark.parametrize("whose", ["部门", "市直部门", "各乡镇", "县政府部门"])
def test_the_column_of_a_years_departments_in_a_path_is_no_reports_title(whose):
    path = f"当前位置：首页 > 政务公开 > 2023年{whose}政府信息公开年报"
    lines = (*path.split(" > "), PROSE, "一、总体情况")
    read, _ = read_metadata(Page(lines, title=f"{TITLE}-甲县人民政府"))
    assert (read.title, read.agency) == (TITLE, "甲县水利局")


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("甲县水利局关于报送2019年政府信息公开工作年度报告的函", "甲县水利局"),
        ("甲县水利局关于印发《2019年政府信息公开工作年度报告》的通知", "甲县水利局"),
        ("甲县水利局2020年度政务公开工作报告", "甲县水利局"),
        ("水利局关于报送2019年政府信息公开工作年度报告的函", None),
        ("甲县人民政府办公室关于公布甲县水利局2019年政府信息公开工作年度报告的通知", None),
    ],
)
def test_who_sends_a_report_made_it_where_nothing_else_tells(title, agency):
    def read(*lines, above=()):
        told = (*above, title, "统计期限为2019年1月1日至2019年12月31日。", *lines)
        return read_metadata(Page(told, title=title))[0]

    assert read(above=("发布机构：县水利局",)).agency == (agency or "县水利局")
    assert (read().title, read().agency) == (title, agency)
    assert read("一、总体情况", "联系单位：乙县水利局").agency == "乙县水利局"
