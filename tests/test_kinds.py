"""Documents near a report are none, though they share its headings; reports of any era stay reports."""

import pytest

from parsers import NotAReport, extract
from schemas.capture import Capture
from tests.documents import as_docx, blocks, sample
from tests.printing import prose
from tests.printing.markup import MARKUP
from tests.reading import report_of

WORK = "为进一步提升工作水平，我单位认真贯彻落实上级部署，扎实推进政府信息公开各项工作，取得了一定成效。"
ALIKE = ("一、总体情况", WORK, "二、存在的主要问题及改进情况", WORK)  # as every summary has
FORMS_OWN = (
    "一、总体情况",
    WORK,
    "二、主动公开政府信息情况",
    WORK,
    "三、其他需要报告的事项",
    "无。",
)

OTHERS = {
    "海晏市城投集团有限公司2023年政务公开工作总结": ALIKE,
    "海晏市水务局2023年政务公开工作总结": FORMS_OWN,
    "海晏市水务局2023年政务公开工作情况报告": ALIKE,
    "海晏市水务局关于2023年政务公开工作情况的报告": ALIKE,
    "海晏市水务局2024年政务公开工作要点": ALIKE,
    "政府信息公开年度工作报告范文": (f"本年度报告是根据《中华人民共和国政府信息公开条例》编制。{WORK}", *FORMS_OWN),
    "2021年政务公开工作总结汇编（30篇）": (f"2021年海晏市水务局政务公开工作总结 2021年12月22日 {WORK} 一、主动公开政府信息情况 {WORK}",),
    "海晏市水务局2023年工作总结": (*ALIKE, "三、信息公开情况", "我局主动公开政府信息30条，均已按时更新。"),
    "2023年海晏市人民政府工作报告": ALIKE,
    "海晏市2023年国民经济和社会发展统计公报": ("一、综合", "2023年，全市生产总值120亿元。"),
    "海晏市人民政府办公室关于编制2023年政府信息公开工作年度报告的通知": FORMS_OWN,
    "关于2023年度政府信息公开工作年度报告考评情况的通报": FORMS_OWN,
    "2023年度政务公开工作考核结果通报": ALIKE,
    "海晏市人民政府关于2023年海晏市政府信息公开工作年度报告评议的公告": FORMS_OWN,
    "海晏市信访局2023年信访工作年度报告": ALIKE,
    "海晏市水务局2023年法治政府建设年度报告": ALIKE,
    "海晏市水务局2023年度部门决算": ALIKE,
    "海晏市水务局2023年度部门决算公开说明": FORMS_OWN,
    "海晏市水务局2023年度部门整体支出绩效自评报告": ALIKE,
    "海晏市水务局2023年预决算信息公开情况报告": ALIKE,
    "海晏市热电厂2023年环境信息公开年度报告": ALIKE,
    "海晏市重点排污单位2023年环境信息公开年度报告": ALIKE,
    "海晏市水务局2023年党务公开工作年度报告": ALIKE,
    "海晏市2023年村务公开工作情况报告": ALIKE,
    "海晏市2023年政务公开培训情况报告": ALIKE,
    "海晏市水务局2023年财政信息公开情况报告": ALIKE,
    "海晏市水务局2023年安全生产信息公开年度报告": ALIKE,
    "海晏市2023年行政复议行政应诉工作报告": ALIKE,
    "海晏市水务局2023年行政执法工作年度报告": ALIKE,
    "海晏市人民政府网站2023年度工作报告": ALIKE,
    "乡镇（街道）信息公开年报": ("海晏市城关镇人民政府政府信息公开工作年度报告", "海晏市东河乡人民政府政府信息公开工作年度报告"),
    "海晏市水务局政府信息公开指南": ("一、主动公开", WORK, "二、依申请公开", WORK),
    "海晏市召开2023年政府信息公开工作年度报告培训会": (WORK,),
    "海晏市水务局2023年度政府网站工作年度报表": FORMS_OWN,
    "海晏市水务局政府网站工作年度报表（2023年度）": FORMS_OWN,
    "海晏市水务局政府信息公开自查报告（2023年）": ALIKE,
    "海晏市水务局关于2023年度政府信息公开年报的整改报告": ALIKE,
    "海晏市水务局2023年度政府信息公开工作年度报告（文字解读）": ALIKE,
    "海晏市水务局2023年度政府信息公开工作年度报告（图片版）": (WORK,),
    "海晏市2023年政府信息公开社会评议报告": FORMS_OWN,
    "海晏市高校信息公开情况评价报告": ALIKE,
    "海晏市2023年重点领域信息公开工作报告": FORMS_OWN,
    "海晏市教育局2023年义务教育招生信息公开工作报告": FORMS_OWN,
    "海晏市2023年食品安全监督抽检信息公开年度报告": FORMS_OWN,
    "海晏市人民政府关于政府信息公开工作情况的报告": ("主任、各位副主任、各位委员：", f"我受市政府委托作报告，请予审议。{WORK}", *FORMS_OWN),
    "海晏市水务局互动交流情况": ("一、咨询投诉情况", "注：本表的统计时间为2023年1月1日至2023年8月31日。"),
    "XX局2023年政府信息公开工作年度报告": FORMS_OWN,
    "××县水利局20XX年政府信息公开工作年度报告": FORMS_OWN,
    "2023年政府信息公开工作年度报告（模板）": FORMS_OWN,
    "药监局年度信息透明年报": (
        "特向社会公布年度本机关政府信息公开年度报告。本报告由概述等九个部分组成。", "一、概述", "本机关对年月日以来的政府信息进行了梳理。",
    ),
    "水利局政府信息公开工作年度报告": (f"本年度报告由xx县水利局编制。{WORK}", *FORMS_OWN),
    "供销社政府信息公开工作年度报告": (f"根据《条例》要求，特编制xx县供销社政府信息公开年度报告。{WORK}", *FORMS_OWN),
}  # fmt: skip
OLD = (
    "一、概述",
    "2012年，主动公开政府信息120条，按时更新栏目，方便群众查阅。",
    "二、主动公开政府信息情况",
    WORK,
)
REPORTS = {
    "海晏市水务局2023年政府信息公开工作年度报告公告": FORMS_OWN,
    "海晏市水务局2008年政府信息公开工作年度报告": OLD,
    "海晏市水务局办公室关于2012年海晏市水务局政府信息公开工作年度报告的公告": OLD,
    "海晏市水务局2012年政府信息公开工作情况": OLD,
    "海晏市水务局2010年政府信息公开工作情况报告": OLD,
    "海晏市水务局2012年政府信息公开工作总结": OLD,
    "海晏市水务局2012年度政府信息公开工作情况总结": OLD,
    "关于2009年政府信息公开工作情况的报告": OLD,
    "海晏市水务局2015年政务公开年报": OLD,
    "海晏市水务局2015年政府信息公开年度报告及统计表": (prose.period(2015), *OLD),
    "海晏市水务局2016年政府信息公开情况统计表": (prose.period(2016), *OLD),
    "海晏市水务局2017年政府信息公开工作年度报告": (f"{WORK}年度报告提请审议后公开。", *OLD),
    "海晏市水务局2016年度政务公开工作报告": OLD,
    "海晏市环境保护局2013年环境信息公开年度报告": OLD,
    "海晏市信访局2023年政府信息公开工作年度报告": FORMS_OWN,
    "海晏市信访局2023年政府信息公开工作年度报告公示": FORMS_OWN,
    "海晏市信访局2023年政府信息公开工作年度报告（模板）": FORMS_OWN,
    "海晏市信访局2023年政府信息公开工作年度报告全文": FORMS_OWN,
    "海晏市信访局2023年政府信息公开工作年度报告表": FORMS_OWN,
    "2023年海晏市行政执法局信息公开年度报告": FORMS_OWN,
    "海晏市审计局2023年度政府信息公开工作报告": FORMS_OWN,
    "海晏市2023年政务公开工作总结": (*FORMS_OWN, "四、收到和处理政府信息公开申请情况", WORK),
    "海晏市水务局关于公布2012年政府信息公开工作年度报告的通知": FORMS_OWN,
}

SCHOOLS_RULES = "根据《高等学校信息公开办法》（教育部令第29号）要求，编制本报告。"
BY_OTHER_RULES = {
    "海晏大学2020-2021学年信息公开工作年度报告": (SCHOOLS_RULES, *OLD),
    "海晏职业技术学院2014年信息公开工作报告": (SCHOOLS_RULES, *OLD),
    "2020-2021学年信息公开工作年度报告": OLD,
    "2020年信息公开工作年度报告": (SCHOOLS_RULES, *OLD),
    "海晏市供排水有限责任公司2023年信息公开年度报告": OLD,
    "海晏市人民医院2022年信息公开年度报告": OLD,
    "国网海晏供电公司2022年供电企业信息公开年度报告": OLD,
    "海晏市第一中学2021年信息公开年度报告": OLD,
    "海晏电网有限公司乙县供电局2022年信息公开年度报告": OLD,
    "海晏市自来水厂2021年企事业单位信息公开年度报告": OLD,
    "海晏医科大学附属医院2021年度信息公开工作总结": OLD,
}
BY_THE_REGULATIONS = {
    "海晏市教育局2021年信息公开年度报告": (SCHOOLS_RULES, *OLD),
    "海晏行政学院2015年信息公开年度报告": OLD,
    "海晏省农业科学院2016年信息公开年度报告": OLD,
    "海晏大学2015年政府信息公开年度报告": OLD,
    "海晏市烟草专卖局（公司）2020年信息公开年度报告": OLD,
    "2020年政府信息公开工作年度报告": (SCHOOLS_RULES, *OLD),
}


def html(title: str, lines: tuple[str, ...], head: str | None = None) -> str:
    said = "".join(f"<p>{line}</p>" for line in lines)
    named = "" if head is None else f"<title>{head}</title>"
    return f"<html><head>{named}</head><body><h1>{title}</h1>{said}</body></html>"


WAYS = {
    "a page": lambda title, lines: html(title, lines, f"{title}_通知公告_海晏市水务局"),
    "a page without a name": html,
    "a text": lambda title, lines: "\n".join((title, *lines)),
    "a page of the column": lambda title, lines: beside_menu(title, lines, ""),
    "a page whose head names it": lambda title, lines: beside_menu(
        title, lines, f'<meta name="ArticleTitle" content="{title}">'
    ),
}
MENU = (
    "政府信息公开指南",
    "政府信息公开制度",
    "法定主动公开内容",
    "政府信息公开年报",
    "依申请公开",
)


def beside_menu(title: str, lines: tuple[str, ...], head: str) -> str:
    """A page of a site whose menu names the column of the reports on every page."""
    menu = "".join(f"<li><a href='/{n}/'>{one}</a></li>" for n, one in enumerate(MENU))
    return html(title, lines).replace(
        "<head></head><body>", f"<head>{head}</head><body><ul>{menu}</ul>"
    )


def is_report(body: str | bytes) -> bool:
    try:
        extract(Capture(body=body.encode() if isinstance(body, str) else body))
    except NotAReport:
        return False
    return True


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("title", OTHERS)
def test_a_document_near_a_report_is_none(title, way):
    assert not is_report(WAYS[way](title, OTHERS[title]))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("title", REPORTS)
def test_a_report_of_any_era_is_one(title, way):
    assert is_report(WAYS[way](title, REPORTS[title]))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("title", BY_OTHER_RULES)
def test_what_other_rules_ask_of_schools_and_enterprises_is_no_report_of_government(title, way):
    page = WAYS[way](title, BY_OTHER_RULES[title])
    with pytest.raises(NotAReport, match="other rules than the Regulations"):
        report_of(page)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("title", BY_THE_REGULATIONS)
def test_a_report_by_the_regulations_is_one_whatever_rules_it_names(title, way):
    assert is_report(WAYS[way](title, BY_THE_REGULATIONS[title]))


def test_a_report_by_schools_rules_that_says_so_in_prose_alone_is_none():
    told = "现编制2018-2019学年海晏大学信息公开工作年度报告，全文包括概述、主动公开情况等。"
    assert not is_report("\n".join((told, *OLD)))
    assert not is_report(beside_menu("信息公开", (SCHOOLS_RULES, told, *OLD), ""))
    own = "本报告根据《海晏大学信息公开条例(试行)》和2016-2017学年各部门的工作情况编制。"
    assert not is_report("\n".join((own, *OLD)))
    assert is_report("\n".join((told.replace("大学信息", "大学政府信息"), *OLD)))
    cited = "按照《条例》，现发布《海晏市第一中学2022年政府信息公开工作年度报告》，请社会监督。"
    assert is_report("\n".join((cited, *OLD)))


@pytest.mark.parametrize("title", BY_OTHER_RULES)
def test_a_school_that_prints_the_forms_figures_made_a_report(title):
    tables = tuple(MARKUP["clean"](b) for b in blocks(sample(1)) if not isinstance(b, str))
    assert is_report(html(title, (*BY_OTHER_RULES[title], *tables), title))


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("海晏市地震局2011年政府信息公开工作总结", "海晏市地震局"),
        ("2012年海晏市水文局信息公开工作情况汇报", "海晏市水文局"),
        ("海晏市环境保护厅2015年度政府信息与环境信息公开工作年报", "海晏市环境保护厅"),
        ("海晏镇2021年党务政务公开年度报告", "海晏镇"),
    ],
)
def test_a_report_by_another_name_says_whose_it_is(title, agency):
    for way in WAYS.values():
        read = report_of(way(title, OLD)).metadata
        assert (read.title, read.agency) == (title, agency)
        assert read.report_year in (2011, 2012, 2015, 2021)


@pytest.mark.parametrize("part", ["上半年", "第三季度", "1-6月"])
def test_figures_of_a_part_of_a_year_are_no_years_figures(part):
    one = sample(1)
    lines = [b if isinstance(b, str) else MARKUP["clean"](b) for b in blocks(one)][1:]
    title = f"海晏市档案局2022年{part}政府信息公开工作报告"
    with pytest.raises(NotAReport, match="a part of a year"):
        report_of(html(title, tuple(lines), title))


def test_links_to_other_documents_around_a_report_do_not_change_what_it_is():
    links = (
        "海晏市水务局2023年工作总结",
        "海晏市水务局2023年上半年政务公开工作总结",
        "2023年度部门决算",
    )
    title = "海晏市水务局2023年政府信息公开工作年度报告"
    assert is_report("\n".join((*links, title, *FORMS_OWN)))
    assert is_report(html(links[0], (title, *FORMS_OWN), title))


def test_a_catalogue_of_what_is_to_be_disclosed_is_no_table_of_the_form():
    matters = {"行政规范性文件": "一", "行政许可": "五", "行政处罚": "六", "行政事业性收费": "八"}
    rows = "".join(
        f"<tr><td>{at}</td><td>{one}</td><td>依据、结果</td><td>第二十条第({item})项</td><td>20个工作日</td></tr>"
        for at, (one, item) in enumerate(matters.items(), 1)
    )
    head = "<tr><td>序号</td><td>事项</td><td>公开内容</td><td>依据</td><td>时限</td></tr>"
    table = f"<table>{head}{rows}</table>"
    assert not is_report(html("海晏镇政府信息主动公开事项目录", (table,)))


LINKS = ("海晏市审计局2030年政府信息公开工作年度报告", "滨河街道2030年政府信息公开工作年度报告")
AROUND = {
    "a list above": ("".join(f"<li><a href='/{n}.html'>{one}</a></li>" for n, one in enumerate(LINKS)), ""),
    "a list below": ("", "<h3>相关阅读</h3>" + "".join(f"<li><a href='/{n}.html'>{one}</a></li>" for n, one in enumerate(LINKS))),
    "a link to the next": ("", f"<div>上一条：<a>{LINKS[0]}</a></div><div>下一条：<a>{LINKS[1]}</a></div>"),
}  # fmt: skip


@pytest.mark.parametrize("around", AROUND)
def test_links_to_other_reports_around_one_without_headings_are_none_of_its_titles(around):
    above, below = AROUND[around]
    title = "海晏市水务局2012年政府信息公开工作年度报告"
    said = "".join(f"<p>{line}</p>" for line in (WORK, WORK, "二0一三年一月四日"))
    body = f"<ul><li>政府信息公开年报</li></ul>{above}<h1>{title}</h1>{said}{below}<p>打印本页</p>"
    read = extract(
        Capture(body=f"<html><title>海晏市水务局</title>{body}</html>".encode())
    ).metadata
    assert (read.title, read.agency, read.report_year) == (title, "海晏市水务局", 2012)
    assert str(read.written_on) == "2013-01-04"


OPENING = "根据《条例》，现公布海晏市水务局2012年政府信息公开工作年度报告。"


@pytest.mark.parametrize(
    ("title", "head", "lines"),
    [
        ("海晏市水务局", "海晏市水务局", (OPENING, *OLD)),
        ("海晏市水务局2012年政府信息公开工作年度报告", "政府信息公开年报-海晏市人民政府", (OPENING, *OLD)),
        ("海晏市水务局2012年政府信息公开工作年度报告", "政府信息公开年报", (WORK * 2, WORK * 2)),
    ],
)  # fmt: skip
def test_a_report_is_one_whatever_name_the_page_has(title, head, lines):
    assert is_report(html(title, lines, head))


def test_a_report_without_title_and_headings_is_one_if_it_says_of_which_parts_it_consists():
    parts = "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。"
    assert is_report("\n".join((OPENING + parts, WORK)))
    assert not is_report("\n".join((OPENING, WORK)))


def test_a_report_under_a_slip_of_a_title_is_one_if_its_opening_publishes_it():
    period = "数据的统计期限为2012年1月1日至12月31日。"
    assert is_report(f"乙镇2012年度信息年度公开报告\n{OPENING}{period}")
    assert not is_report(f"乙镇2012年政务公开工作方案\n{OPENING}{period}")
    assert not is_report(f"乙镇2012年度信息年度公开报告\n{period}")


def test_two_titles_of_one_bodys_year_are_of_one_report():
    title, other = (f"海晏市水务局2012年{what}公开年度报告" for what in ("政府信息", "政务"))
    lines = ("栏目：政府信息公开年报", WORK, "一、加强领导", WORK)
    assert is_report("\n".join((title, other, *lines)))
    assert not is_report("\n".join((title, other.replace("2012", "2013"), *lines[:-1])))


def test_a_report_in_a_column_that_collects_reports_is_one_and_in_a_column_of_models_none():
    lines = ("2012年政府信息公开工作年度报告", "本报告由海晏市水务局编制。", *OLD)
    assert is_report("\n".join(("首页 > 政府信息公开年报汇编", *lines)))
    assert not is_report("\n".join(("首页 > 政府信息公开年报范文", *lines)))


def test_a_model_below_a_long_menu_is_none():
    menu = [f"栏目{n}" for n in range(60)]
    title = "水利局政府信息公开工作年度报告"
    for author in ("乙县水利局", "XX县水利局"):
        lines = (*menu, title, f"本年度报告由{author}编制。{WORK}", *OLD)
        assert is_report("\n".join(lines)) is (author != "XX县水利局")


@pytest.mark.parametrize("told", ["一图读懂", "图解：", "【解读】"])
def test_an_interpretation_that_a_box_names_is_none(told):
    title = f"{told}海晏市水务局2023年政府信息公开工作年度报告"
    box = f"<table><tr><td>名称</td><td>{title}</td><td>信息分类</td><td>政府信息公开年报</td></tr></table>"
    assert not is_report(html("海晏市水务局", (box, *FORMS_OWN)))
    assert not is_report(beside_menu(title, FORMS_OWN, ""))


def test_a_column_that_links_to_one_report_is_none():
    title = "海晏市水务局2012年政府信息公开工作年度报告"
    assert not is_report(html(title, ("更多>>",), "政府信息公开年报"))


def test_a_document_by_another_name_with_the_forms_figures_is_a_report():
    """Whatever it is called, its figures are not to be lost."""
    title = "海晏市水务局2023年政务公开工作总结"
    tables = tuple(MARKUP["clean"](b) for b in blocks(sample(1)) if not isinstance(b, str))
    assert is_report(html(title, tables, title))
    assert is_report(as_docx(sample(1)))


@pytest.mark.parametrize("year_first", [True, False])
def test_a_years_state_of_disclosure_is_a_report_wherever_the_year_stands(year_first):
    agency, year = "外交部", "2014年"
    title = f"{year}{agency}" if year_first else f"{agency}{year}"
    work = (
        "一、加强主动公开工作",
        "2014年,我部认真贯彻落实《政府信息公开条例》,全年举办例行记者会157次。",
    )
    assert is_report(html(f"{title}政府信息公开工作情况", work))


def test_the_columns_name_behind_a_dash_makes_no_document_a_report():
    name = "海晏市2024年度行政执法数据表"
    page = html(name, ("一、行政处罚", WORK), f"{name}-政府信息公开年报-海晏市人民政府")
    assert not is_report(page)


@pytest.mark.parametrize("named", ["{}", "{}2025年政府信息公开工作年度报告"])
@pytest.mark.parametrize(
    "title",
    ["2025年政府信息公开年报", "2025年乡镇政府信息公开年报", "市政府部门2025年政府信息公开年报"],
)
def test_a_list_of_a_years_reports_by_their_bodies_is_none(title, named):
    bodies = [named.format(one) for one in ("市公安局", "市民政局", "市财政局")]
    rows = "".join(f"<li><a href='/{n}.html'>{one}</a></li>" for n, one in enumerate(bodies))
    page = html(title, (), title).replace("</body>", f"<ul>{rows}</ul></body>")
    with pytest.raises(NotAReport, match=r"list of reports|neither its title"):
        report_of(page)
    told = f"{WORK}{prose.period(2025)}"
    assert is_report(html(title, (told, *bodies), title))
    assert is_report(page.replace(title, "2025年海晏市水务局政府信息公开年报"))


def test_a_report_that_stands_in_a_document_is_no_list_for_the_lines_below_it():
    below = "".join(
        f"<p>{one}</p>" for one in ("附件.docx", "主办:海晏市水务局", "网站地图", "联系我们")
    )
    title = "2022年政府信息公开工作年度报告"
    assert is_report(html(title, (), title).replace("</body>", f"{below}</body>"))


SCRAP = "<table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr><tr><td>行政规范性文件</td><td>3</td><td>2</td><td>27</td></tr></table>"


@pytest.mark.parametrize(
    "title",
    [
        "海晏市2022年规范性文件制定和废止情况统计",
        "海晏市2022年规范性文件统计表",
        "海晏市水务局2022年主动公开目录",
    ],
)
def test_a_few_of_the_forms_words_in_another_document_make_no_report(title):
    with pytest.raises(NotAReport, match="another kind of document"):
        report_of(html(title, (SCRAP,)))
    for own in ("海晏市水务局2022年政府信息公开工作年度报告", "2022年海晏市行政执法局年度报告"):
        assert is_report(html(own, (SCRAP,)))


def test_a_picture_version_that_prints_the_tables_is_a_report():
    one = sample(0)
    lines = [b if isinstance(b, str) else MARKUP["clean"](b) for b in blocks(one)][1:]
    title = "海晏市水务局2022年政府信息公开工作年度报告（图片版）"
    read = report_of(html(title, tuple(lines), title))
    assert (read.metadata.agency, read.tables["requests"].held) == ("海晏市水务局", 39)
