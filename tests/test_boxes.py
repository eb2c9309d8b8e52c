import pytest

from parsers.metadata import read_metadata
from parsers.readers import html, pipes

TITLE = "甲县财政局2023年政府信息公开工作年度报告"
NOTICE = "甲县财政局关于印发某某办法的通知"


def told(text: str) -> dict[str, object]:
    page = html.read(text) if text.startswith("<") else pipes.read(text)
    return read_metadata(page)[0].model_dump(mode="json")


def rows(*pairs: tuple[str, str]) -> str:
    return "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in pairs)


LABELS = [
    ("信息索引", "index_number", "360A04-07-2024-0011-1"),
    ("题名", "title", NOTICE),
    ("发文部门", "publisher", "甲县财政局"),
    ("信息所属单位", "publisher", "农业机械化管理司"),
    ("来自", "source", "甲县财政局"),
    ("签署日期", "written_on", "2024-01-09"),
    ("制发日期", "written_on", "2024-01-09"),
    ("公布日期", "published_on", "2024-01-09"),
    ("下发日期", "issued_on", "2024-01-09"),
    ("公文字号", "document_number", "甲财〔2024〕3号"),
    ("所属目录", "category", "年度报告"),
    ("主题信息", "topic", "综合管理"),
    ("时效状态", "validity", "现行有效"),
]


@pytest.mark.parametrize(("label", "field", "value"), LABELS)
def test_a_label_that_a_ministry_or_a_province_prints_fills_its_field(label, field, value):
    box = f"<table>{rows(('索引号', 'AB/2024-1'), (label, value))}</table>"
    if field == "index_number":
        box = f"<table>{rows((label, value), ('文号', ''))}</table>"
    assert told(box)[field] == value


TRANSLATED = [
    ("索引号 Index No.", "index_number", "AB/2024-1"),
    ("发布日期 / Release Date", "published_on", "2024-01-09"),
    ("文号(Document No.)", "document_number", "甲财〔2024〕3号"),
    ("標題 Title", "title", NOTICE),
    ("資訊索引號", "index_number", "AB/2024-1"),
    ("釋出日期", "published_on", "2024-01-09"),
    ("檔案編號", "document_number", "甲财〔2024〕3号"),
    ("組配分類", "category", "年报"),
    ("有效狀態", "validity", "有效"),
]


@pytest.mark.parametrize(("label", "field", "value"), TRANSLATED)
@pytest.mark.parametrize("form", ["<table>{}</table>", "{}：{}"])
def test_a_label_in_two_languages_or_in_taiwans_words_is_one(label, field, value, form):
    pair = rows((label, value), ("公开方式", "主动公开")) if "table" in form else None
    text = form.format(pair) if pair else form.format(label, value)
    assert told(text)[field] == value


STACKED = [
    # a label that is common elsewhere is one where a box's own follows it
    (f"名称\n{NOTICE}\n索引号\nAB/2024-1\n生效日期\n2024-02-01\n公开日期\n2024-01-09\n内容概述",
     {"title": NOTICE, "published_on": "2024-01-09", "other": {"生效日期": "2024-02-01"}}),
    (f"标题：\n{NOTICE}\n内容概述：", {"title": NOTICE}),
    ("标题：\n某某单位名单\n甲县", {"title": None}),
    # a short word is a body's where a label follows it, and a title is none's
    ("索引号：\nAB/2024-1\n来源：\nzwgk001\n发布日期：\n2024-01-09", {"source": "zwgk001"}),
    ("索引号：\nAB/2024-1\n来源：\n关于某某的通知\n发布日期：\n2024-01-09", {"source": None}),
    # a column's name stands under a label of no field too
    ("索引号\nAB/2024-1\n公开目录\n政府信息公开年报\n有效性\n有效", {"validity": "有效", "other": {"公开目录": "政府信息公开年报"}}),
    ("索引号\n甲水〔2024〕1\n发布机构\n甲县水利局", {"index_number": "甲水〔2024〕1", "publisher": "甲县水利局"}),
    ("索引号\nA-12\n发布机构\n甲县水利局", {"index_number": "A-12", "publisher": "甲县水利局"}),
    ("索引号\n2024年1月9日\n发布机构\n甲县水利局", {"index_number": None, "publisher": "甲县水利局"}),
    ("索引号\n附件:1\n发布机构\n甲县水利局", {"index_number": None, "publisher": "甲县水利局"}),
    # only a page's style parts a label from its value, in a line among those of a box
    ("索引号AB2024/0001\n主题分类其他\n成文日期2024-01-09", {"topic": "其他", "written_on": "2024-01-09"}),
    ("索引号AB2024/0001\n主题分类的说明,见某某办法", {"topic": None}),
    ("文件分类规范性文件\n公布日期2024-01-09\n公开范围面向社会\n主题词年报,财政",
     {"category": "规范性文件", "keywords": "年报,财政", "other": {"公开范围": "面向社会"}}),
    ("发布机构\n分类目录\n成文日期2024-01-09", {"category": None}),
    # a summary, which is as long as a paragraph
    (f"索引号：\nAB/2024-1\n内容概述：\n{'甲县财政局公开信息。' * 12}\n有效性：\n有效",
     {"validity": "有效", "other": {"内容概述": "甲县财政局公开信息。" * 12}}),
    # a label broken over two lines, and two that are one after the other
    ("<ul><li>组配分类：</li><li>成文<br>日期：2024-01-09</li></ul>",
     {"written_on": "2024-01-09", "category": None, "published_on": None}),
    ("索引号：AB2024/0001\n来源\n日期：2024-01-09", {"source": None, "published_on": "2024-01-09"}),
    # the bullets of markdown
    ("- 索引号:\n- AB/2024-1\n- 所属栏目:\n- 2023年度\n- 发文日期:\n- 2024-01-09",
     {"index_number": "AB/2024-1", "category": "2023年度", "issued_on": "2024-01-09"}),
    # what a list of inquiries calls 主题 is its title
    ("主题:\n甲县关于征求意见的函\n时限:\n2024-01-09", {"topic": None}),
    ("发布:\n甲县财政局\n时间:\n2024-01-09", {"publisher": "甲县财政局"}),
    ("发布:2024-01-09 浏览:3", {"publisher": None, "published_on": "2024-01-09"}),
]  # fmt: skip


def test_a_header_line_in_the_cells_of_a_table_is_a_box():
    cells = "".join(
        f"<td>{cell}</td>" for cell in ("日期：2024-01-09", "发布：甲县财政局", "字号：大")
    )
    assert told(f"<table><tr>{cells}</tr></table>")["published_on"] == "2024-01-09"


@pytest.mark.parametrize(("text", "expected"), STACKED)
def test_lines_of_a_box_are_labels_and_values_by_turns(text, expected):
    got = told(text)
    assert {field: got[field] for field in expected} == expected


LINES = [
    # no colons, and one space or more between the pairs
    ("索引号 AB/2024-1  标 题 某某单位名单\n名称 某某名单  公开类别 主动公开\n文号 甲财〔2024〕3号 来源 甲县财政局",
     {"title": "某某名单", "disclosure_method": "主动公开", "document_number": "甲财〔2024〕3号"}),
    ("发文机关 甲县财政局   有效期 长期\n来源 办公室", {"publisher": "甲县财政局", "source": "办公室"}),
    # a day of something else
    ("审核日期：2024-01-09 来源：甲县财政局", {"published_on": None, "other": {"审核日期": "2024-01-09"}}),
    ("来源单位：甲县财政局 文号说明：无 文号发布机构：县财政局", {"source": None, "publisher": "县财政局", "document_number": None}),
    ("来源：甲县财政局 打印时间：2024-01-09", {"published_on": None, "source": "甲县财政局"}),
    ("信息来源：甲县财政局 【 大 中 小 】【打印】", {"source": "甲县财政局"}),
    # the report's first words joined to the header line
    ("2024-01-09 来源：甲乙区本年度报告根据《条例》的要求,由甲乙区财政局编制,全文包括总体情况。", {"source": "甲乙区"}),
    # the title joined to the agency, and prose after an empty label
    ("发布机构：甲县财政局甲县财政局2023年政府信息公开工作年度报告 发布时间：本报告所列数据自2023年1月1日起。", {"publisher": "甲县财政局", "published_on": None}),
    # signs for slanted print and for icons, and prose behind a word that is no agency's name
    ("- 索引号： *AB2024/0001*\n- 公开方式： _主动公开_\n- 成文日期： _2024-01-09_",
     {"index_number": "AB2024/0001", "written_on": "2024-01-09", "disclosure_method": "主动公开"}),
    ("发布日期：2024-01-09 16:05 __来源：本站 根据《条例》的要求，现公布本报告，并欢迎社会各界监督。", {"source": "本站"}),
    (r"来源：甲县财政局 \| 公开日期：2024-01-09 \| 作者：", {"source": "甲县财政局", "published_on": "2024-01-09"}),
    ("索引号 发布机构 成文日期 有效性 AB2024/0001 甲县财政局 2024-01-09 有效 甲县2023年报告",
     {"index_number": "AB2024/0001", "written_on": "2024-01-09", "validity": "有效"}),
    ("索引号 发布机构 成文日期 有效性 AB2024/0001 2024-01-09 2024-01-10 有效",
     {"index_number": None, "written_on": None, "validity": None}),
    ("效力状况： 有效 甲县财政局2023年政府信息公开工作年度报告", {"validity": "有效"}),
    (
        "**索引号：** [AB2024/0001](#)\n**发布日期 ： **[2024-01-09 09:30](/a(1).html)\n**公开方式：** **",
        {
            "index_number": "AB2024/0001",
            "published_on": "2024-01-09",
            "disclosure_method": None,
        },
    ),
    # the first line of the title below a label without a value
    (
        "文号：\n甲财〔2024〕3号\n有效性：\n有效\n组配分类：\n甲县财政局\n2023年政府信息公开工作年度报告",
        {"document_number": "甲财〔2024〕3号", "validity": "有效", "category": None},
    ),
    # a box without colons whose cells are run together
    ("索引号AB2024/0001主题分类政务公开\n发布时间：2024-01-10", {"index_number": "AB2024/0001", "topic": "政务公开"}),
    # labels within one another's reach, and a label that lost its own place
    ("索引号：AB2024/0001 主题类别：政务公开\t内容概述：无", {"topic": "政务公开"}),
    ("文件分类：规范性文件/其他文件效力状况：有效", {"category": "规范性文件/其他文件", "validity": "有效"}),
    ("索引号：AB2024/0001 关键词：信息 公开效力状况：有效", {"keywords": "信息 公开", "validity": "有效"}),
    ("来源 甲县财政局  生成日期 2024-01-09", {"source": "甲县财政局", "written_on": "2024-01-09"}),
    ("来源 : 甲县财政局作者 : 发布时间 : 2024-01-09", {"source": "甲县财政局", "published_on": "2024-01-09"}),
    # a copy that lost a part of a label still ends the value before it
    ("发文字号: 甲财〔2024〕3号 性: 有效", {"document_number": "甲财〔2024〕3号"}),
    # a row of labels whose row of values lost the blank cells at its ends
    ("发布时间\t索引号\t公文字号\t组配分类\t制发机关\n\tAB2024/0001\t\t年度报告\t县财政局",
     {"index_number": "AB2024/0001", "category": "年度报告", "publisher": "县财政局"}),
    ("有效性\t名称\t公开部门\t主题分类\n某某单位名单公示\t甲县财政局", {"validity": None, "title": None, "publisher": None, "topic": None}),
    ("索引号:AB2024/0001部门:县财政局\n栏目:年度报告来源:默认管理员",
     {"index_number": "AB2024/0001", "publisher": "县财政局", "category": "年度报告"}),
    # cells with commas between
    ("索引号：,0030/2023-12,成文日期：,2023-01-20", {"index_number": "0030/2023-12", "written_on": "2023-01-20"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_a_value_ends_where_the_next_label_begins(text, expected):
    got = told(text)
    assert {field: got[field] for field in expected} == expected


@pytest.mark.parametrize("text", [
    "公开事项 | 公开主体 | 公开方式 |\n机构职能 | 甲县财政局 | 主动公开 |\n领导信息 | 乙县财政局 | 主动公开 |",
    "序号 | 公开主体 | 公开对象 | 公开方式 | 备注 |\n1 | 甲县财政局 | 社会 | 网站 | 无 |",
    "序号 |\n公开事项 |\n公开的内容 |\n公开范围 |\n公开依据 |\n公开时限 |\n公开主体 |\n1 |\n文件 |\n全部 |\n甲县财政局 |",
    "<ul><li>发布机构</li><li>主题分类</li><li>体裁分类</li><li>服务对象</li></ul>"
    "<ul><li>甲县财政局</li><li>财政</li><li>通知</li><li>公民</li><li>乙县财政局</li></ul>",
    "<table><tr><td>序号</td><td>公开主体</td><td>发布日期</td></tr>"
    "<tr><td>1</td><td>甲县财政局</td><td>2024-01-09</td></tr></table>",
    "<table><tr><td>文号</td><td>标题</td><td>发布日期</td></tr>"
    f"<tr><td>甲财〔2024〕3号</td><td>{NOTICE}</td><td>2024-01-09</td></tr>"
    "<tr><td>甲财〔2024〕4号</td><td>某某公告</td><td>2024-01-10</td></tr></table>",
])  # fmt: skip
def test_what_a_table_or_a_menu_lists_is_not_the_pages_own(text):
    got = told(text)
    assert not any(got[field] for field in ("publisher", "disclosure_method", "published_on"))


def test_labels_in_the_prose_after_a_box_are_the_documents_own():
    prose = "某某项目采用公开招标方式," + "由采购人委托代理机构组织实施" * 6 + "。"
    box = "索引号: AB/2024-1\n发布机构: 甲县财政局\n发布日期: 2024-01-09"
    text = f"{box}\n{NOTICE}\n{prose}\n{prose}\n名称: 某某公司\n文号: 乙财〔2020〕1号"
    got = told(text)
    assert (got["title"], got["document_number"], got["index_number"]) == (
        NOTICE,
        None,
        "AB/2024-1",
    )


LINKED = [
    ('{"@context": "https://schema.org", "headline": "%s", "datePublished": "2024-01-29"}', "2024-01-29"),
    ('[{"@type": "WebSite"}, {"title": "%s", "pubDate": "2024-01-29T09:30:00"}]', "2024-01-29"),
    ('{"@graph": [{"title": "%s", "pubDate": "2024-01-29 09:30"}]}', "2024-01-29"),
    ('{"title": "%s", "pubDate": ""}', None),
    ('{"title": "%s", "pubDate": 20240129}', None),
    ('{"title": "%s", "pubDate": "2024-01-29",}', None),
    ("[" * 5000 + "%s", None),
    ('"%s"', None),
]  # fmt: skip


@pytest.mark.parametrize(("script", "day"), LINKED)
def test_what_a_page_tells_search_engines_of_its_article_counts_as_its_head(script, day):
    told_so = f'<head><script type="application/ld+json">{script % TITLE}</script></head>'
    got = told(f"<html>{told_so}<body><h1>{TITLE}</h1><p>一、总体情况</p></body></html>")
    assert (got["published_on"], got["title"]) == (day, TITLE)


def test_the_head_of_a_page_comes_before_what_it_tells_search_engines():
    head = f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2024-01-28">'
    script = f'{{"title": "{TITLE}", "pubDate": "2024-01-29"}}'
    page = f'<html><head>{head}<script type="application/ld+json">{script}</script></head><body>'
    assert (
        told(f"{page}<h1>{TITLE}</h1><p>一、总体情况</p></body></html>")["published_on"]
        == "2024-01-28"
    )
