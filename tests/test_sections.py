import pytest

from parsers.headings import heading_of, is_mandated
from parsers.page import Grid, Page
from parsers.sections import sections

MANDATED = (
    "总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "因政府信息公开工作被申请行政复议、提起行政诉讼情况", "政府信息公开工作存在的主要问题及改进情况", "其他需要报告的事项",
)  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), [
    ("一、总体情况", (1, "总体情况", "")),
    ("五、存在的主要问题及整改措施：", (5, "存在的主要问题及整改措施", "")),
    ("一、总体情况、", (1, "总体情况", "")),
    ("一、總體情況", (1, "總體情況", "")),
    ("三是收到和处理政府信息公开申请情况", (3, "收到和处理政府信息公开申请情况", "")),
    ("第六部分 其他需要报告的事项", (6, "其他需要报告的事项", "")),
    ("一、总体情况........................ 1", (1, "总体情况", "")),
    ("五、存在的主要问题及改进情况 …… 12", (5, "存在的主要问题及改进情况", "")),
    ("• 总体情况", (1, "总体情况", "")),
    ("总体情况", (1, "总体情况", "")),
    ("1.总体情况", (1, "总体情况", "")),
    ("六、其他需要报告的事项。本年度收取信息处理费0元。", (6, "其他需要报告的事项", "本年度收取信息处理费0元。")),
    ("一、总体情况：2024年，我局认真贯彻。", (1, "总体情况", "2024年，我局认真贯彻。")),
    ("一、总体情况2024年我局全面贯彻条例。", (1, "总体情况", "2024年我局全面贯彻条例。")),
    ("一、总体情况 2024 年,我局贯彻条例", (1, "总体情况", "2024 年,我局贯彻条例")),
    ("一,、总体情况", (1, "总体情况", "")),
    ("第一、总体情况", (1, "总体情况", "")),
    ("—、总体情况", (1, "总体情况", "")),
    ("二、工作机制保障", (2, "工作机制保障", "")),
    ("五存在的主要问题及改进情况", (5, "存在的主要问题及改进情况", "")),
    ("Ⅰ、总体情况", (1, "总体情况", "")),
    ("Ⅵ 其他需要报告的事项", (6, "其他需要报告的事项", "")),
])  # fmt: skip
def test_a_heading_is_known_with_its_number(line, expected):
    assert heading_of(line) == expected


@pytest.mark.parametrize("line", [
    "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "三、本年度办理结果", "四、结转下年度继续办理", "一、本年新收政府", "一、本年", "三、本年度",
    "四、结转下年度继续办理 0 0 0 0 0 0 0", "四、结转下年度继续办理 3 件 0 件 0件 0 件 0 件 0 件 3 件", "三、本年 (一)予以公开", "三、本年度办 （三）不予公开",
    "三、本年度办理结果 | （一）予以公开 | 9", "（一）总体情况", "1.属于国家秘密", "(一)主动公开情况", "一是加强领导,健全机制。", "第一,主动公开", "第二，筑牢信息质量关",
    "2024年,我局认真贯彻", "",
])  # fmt: skip
def test_rows_and_prose_are_no_headings(line):
    assert heading_of(line) is None


def test_the_six_headings_of_the_form_are_known():
    assert all(map(is_mandated, MANDATED))
    assert not is_mandated("工作机制保障")


def test_each_part_has_its_prose_and_the_preface_is_kept():
    page = Page(
        (
            "首页",
            "本报告所列数据的统计期限为2024年1月1日至2024年12月31日。",
            "一、总体情况",
            "(一)主动公开。全年公开12条。",
            "二、主动公开政府信息情况",
            "该部分以表格形式报告。表格如下:",
            Grid((("规章", "0"),)),
            "行政许可 | 289 | ||",
            "六、其他需要报告的事项",
            "无。",
            "主办单位:某县政府 网站标识码:123",
            "友情链接",
        )
    )
    assert [(s.number, s.heading, s.text) for s in sections(page)] == [
        (0, "", "本报告所列数据的统计期限为2024年1月1日至2024年12月31日。"),
        (1, "总体情况", "(一)主动公开。全年公开12条。"),
        (2, "主动公开政府信息情况", ""),
        (6, "其他需要报告的事项", "无。"),
    ]


def test_a_sentence_about_related_matters_does_not_end_the_report():
    page = Page(
        (
            "一、总体情况",
            "认真学习相关信息公开的文件。",
            "二、收到申请",
            "收到1件。",
            "相关信息:",
            "甲乙。",
        )
    )
    assert [part.text for part in sections(page)] == ["认真学习相关信息公开的文件。", "收到1件。"]


def test_what_is_counted_within_a_part_is_no_part_and_stays_in_it():
    page = Page(
        ("一、总体情况", "1.主动公开政府信息情况。2024年公开甲事。", "二、主动公开政府信息情况")
    )
    assert [(part.number, part.heading) for part in sections(page)] == [
        (1, "总体情况"),
        (2, "主动公开政府信息情况"),
    ]
    assert "公开甲事" in sections(page)[0].text
    counted = Page(("1.总体情况", "2024年公开甲事。", "2.主动公开政府信息情况"))
    assert [part.number for part in sections(counted)] == [1, 2]


def test_a_sites_line_within_a_report_does_not_end_it_where_the_forms_next_parts_follow():
    lines = [
        "一、总体情况",
        "公开甲事。",
        "责任编辑：张三",
        "公开乙事。",
        "六、其他需要报告的事项",
        "无。",
    ]
    page = Page((*lines, "责任编辑：张三", "二、主动公开政府信息情况", "丙县公开。"))
    assert [(part.number, part.text) for part in sections(page)] == [
        (1, "公开甲事。\n公开乙事。"),
        (6, "无。"),
    ]


@pytest.mark.parametrize("answer", ["无", "无。", "没有。", "暂无", "不涉及"])
def test_a_short_answer_is_the_text_of_its_part(answer):
    (part,) = sections(Page(("六、其他需要报告的事项", answer)))
    assert part.text == answer


@pytest.mark.parametrize(
    "line",
    [
        "浏览次数：33", "【阅读量:1,204次】", "本文已被浏览 77 次", "(更新时间：2025-01-20 10:31:07)",
        "今天是2026年1月20日 星期二", "今天是：2026-01-20", "您是第1,024位访客", "欢迎您，您是本站第7位访问者！",
        "来源：甲市政府 作者：张三 点击：3次 字体：大中小", "发布时间：2025-01-20 09:30 来源：甲局 浏览次数：33",
        "【打印】 【关闭】", "分享到：微信 微博", "责任编辑：张三", "返回顶部", "承办：甲县政务服务局", "相关附件",
    ],
)  # fmt: skip
def test_a_counter_or_a_time_stamp_of_the_site_is_no_prose(line):
    page = Page(("六、其他需要报告的事项", "没有其他需要报告的事项。", line))
    assert sections(page)[-1].text == "没有其他需要报告的事项。"


def test_a_sentence_about_visits_is_prose():
    for line in (
        "全年网站访问量达到12万人次，公众号阅读量3万次。",
        "信息来源：各科室 浏览了3次",
        "第3位访客提出建议",
        "(二)主动公开相关信息",
        "3.优化网站地图、友情链接",
        "现在是攻坚时期。",
    ):
        assert sections(Page(("一、总体情况", line)))[-1].text == line


def test_parts_numbered_in_brackets_are_read_where_none_has_a_plain_number():
    lines = [
        text
        for number, words in zip("一二三四五六", MANDATED, strict=True)
        for text in (f"({number}){words}", "(一)主动公开政府信息情况。2023年,我县认真公开信息。")
    ]
    found = sections(Page(tuple(lines)))
    assert [(one.number, one.heading) for one in found] == list(enumerate(MANDATED, 1))
    assert all("我县认真公开信息" in one.text for one in found)
    plain = sections(Page(("一、总体情况", *lines[2:])))
    assert [one.number for one in plain] == [1]
