"""Lines and pages that print metadata in the ways of portals, each with what must be read of it."""

TITLE = "甲县财政局2023年政府信息公开工作年度报告"
USCC = "11330800002618736G/2025-00251"

LINES = [
    (f"索引号 /2021-0000 公开日期: 2021-01-29 14:26\n来源 水利局\n时 效 有效\n{TITLE}\n一、总体情况",
     {"index_number": "/2021-0000", "source": "水利局", "validity": "有效", "title": TITLE}),
    ("甲县人民政府2023年\n政府信息公开工作年度报告\n一、总体情况", {"title": "甲县人民政府2023年政府信息公开工作年度报告", "report_year": 2023}),
    (f"索引号: 12\n发文机关: 甲县人民政府\n标题: {TITLE}\n一、总体情况", {"publisher": "甲县人民政府", "agency": "甲县财政局", "scope": "own"}),
    (f"索 引 号 | 7-19 | 发布机构 | 公开日期 | 2024-01-17 | |\n公开范围 | 公开 | 主 题 词 | |||\n" f"著录日期 | 生效日期 | ||||\n{TITLE}\n一、总体情况",
     {"keywords": None, "publisher": None, "published_on": "2024-01-17"}),
    (f"{TITLE}\n发布时间:2024-01-25 作者:  来源:  【  保存\n  打印\n一、总体情况", {"source": None, "published_on": "2024-01-25"}),
    (f"{TITLE}\n发布日期:2024-01-26\n甲县财政局2023政府信息公开工作年度报告\n一、总体情况", {"title": TITLE, "agency": "甲县财政局"}),
    (f"标题: {TITLE[:14]}...\n发文机关: 甲县财政局\n{TITLE}\n一、总体情况", {"title": TITLE, "publisher": "甲县财政局"}),
    ("根据《甲县人民政府信息公开办法》(以下简称《办\n法》)和《关于印发政府信息公开工作年度报告\n格式的通知》(第3号)编制。\n一、总体情况", {"title": None}),
    ("甲县乙镇人民政府关于\n2023年政府信息公开工作年度报告\n一、总体情况", {"agency": "甲县乙镇人民政府"}),
    ("甲县乙镇人民政府\n关于2023年政府信息公开工作年度报告\n一、总体情况", {"title": "甲县乙镇人民政府关于2023年政府信息公开工作年度报告", "agency": "甲县乙镇人民政府"}),
    (f"- 索引号: 12345678X/2024-00044\n{TITLE}\n- 2024年02月18日\n- 来源: 甲县财政局\n一、总体情况",
     {"published_on": "2024-02-18", "source": "甲县财政局"}),
    ("我局按照《关于编制2021年度报告的通知》公开信息,工作取得成效。截至2020年12月,公开58条。\n" "一、总体情况\n二、主动公开政府信息情况", {"report_year": 2020}),
    ("甲县财政局2023政府信息公开工作年度报告\n一、总体情况", {"agency": "甲县财政局", "report_year": 2023}),
    # with the whole report in its line
    (f"甲县财政局2023年 政府信息公开工作年度报告 一、总体情况 2023年,我局{'公开信息,' * 20}取得成效。",
     {"title": "甲县财政局2023年 政府信息公开工作年度报告", "report_year": 2023}),
    ("甲县财政局\n政府信息公开工作年度报告\n为切实做好政府信息公开工作,我局进一步建立健全了各项工作机制,现将有关情况报告如下。\n"
     "一、总体情况\n本报告所列数据的统计期限自2023年1月1日起至2023年12月31日。",
      {"title": "甲县财政局政府信息公开工作年度报告", "agency": "甲县财政局", "report_year": 2023}),
    ("发布机构 | 甲县政府 | 效力属性 | 有效 |\n所属主题: 甲县乡镇\n"
     "按照甲县人民政府办公室《关于做好2023年度政府信息公开年度报告编制公布工作的通知》要求,"
     "现将乙丙镇2023年度政府信息公开工作报告如下:\n一、总体情况",
      {"publisher": "甲县政府", "agency": "乙丙镇", "validity": "有效", "topic": "甲县乡镇"}),
    ("甲县财政局2023年政府信息\n公开工作年度报告\n概述", {"title": TITLE}),
    ("2023年度省國土廳信息公開工作報告\n發文日期:2024-01-21\n甲乙省國土廳\n2023年政府信息公開年度報告\n一、概述",
     {"title": "甲乙省國土廳2023年政府信息公開年度報告", "agency": "甲乙省國土廳"}),
    ("標(biāo) 題 甲自治區(qū)人民政府 2023年政府信息公開工作年度報告\n" "索引號 000014349/2024-00600 發(fā)布機構(gòu) 甲自治區(qū)人民政府辦公廳\n一、總體情況",
     {"agency": "甲自治區人民政府", "scope": "consolidated"}),
    (f"{TITLE}.docx\n一、总体情况", {"title": TITLE}),
    (f"甲財﹝2024﹞3號\n{TITLE}\n本报告数据的起始时间为2022年1月1日。\n一、总体情况", {"document_number": "甲財﹝2024﹞3號", "report_year": 2022}),
    ("甲县人民政府\n政府信息公开年报\n首页\n一、总体情况", {"title": "政府信息公开年报", "agency": None}),
    (f"{TITLE}\n日期:2024-01-29\n字体:【 默认 超大\n甲县财政局政府信息公开工作年度报告\n一、总体情况",
     {"title": TITLE, "published_on": "2024-01-29"}),
    (f" 大中小\n大中小{TITLE}\n一、总体情况", {"title": TITLE}),
    (f"{TITLE} 二维码\n发表时间:2024-01-29 13:51来源:甲县财政局 根据《中华人民共和国政府信息公开条例》要求," "编制本报告。 一、总体情况 本年度公开。",
     {"title": TITLE, "source": "甲县财政局", "published_on": "2024-01-29"}),
    (f"Page 8 - {TITLE}\nP. 8\n一、总体情况", {"title": TITLE}),
    ("时间:2026-01-26 09:42来源:甲县乙镇作者: 点击:\n一、总体情况",
     {"published_on": "2026-01-26", "source": "甲县乙镇", "publisher": None, "other": None}),
    (f"名  称: {TITLE} 发布机构: 区政府信息科\n文  号: 索 引 号: 737546075/2020-819003\n" "公开日期: 2020年01月21日 公开方式: 主动公开\n一、总体情况",
     {"title": TITLE, "publisher": "区政府信息科", "document_number": None, "index_number": "737546075/2020-819003",
      "published_on": "2020-01-21", "disclosure_method": "主动公开", "report_year": 2023}),
    ("索 引 号: | /2021-None | 生成日期: | 2022-01-14 |\n文 号: | 关键字: | 信息,公开 | |\n" "所属机构: | 丙区 | 发布机构: |\n一、总体情况",
     {"index_number": "/2021-None", "written_on": "2022-01-14", "document_number": None, "keywords": "信息,公开",
      "publisher": None, "other": {"所属机构": "丙区"}}),
    (f"• 发文字号\n• 索引号\n• SZFH202200002\n• 发布日期\n• 2022-01-27\n• 主题分类\n" f"• 市政府各部门\n• 体裁分类\n• 服务对象\n{TITLE}\n一、总体情况",
     {"document_number": None, "index_number": "SZFH202200002", "published_on": "2022-01-27", "topic": "市政府各部门",
      "other": None, "title": TITLE}),
    (f"{TITLE}\n{USCC}\n县财政局\n2024-01-25\n字号:\n一、总体情况",
     {"index_number": USCC, "publisher": "县财政局", "published_on": "2024-01-25"}),
    ("政府信息公开工作年度报告\n甲县财政局\n2026年1月8日\n一、总体情况", {"written_on": "2026-01-08", "agency": "甲县财政局", "report_year": None}),
    ("索引号000014349/2026-09781 分类县市区\n发布机构丁区政府 发文日期2026-01-29\n文号\n一、总体情况",
     {"index_number": "000014349/2026-09781", "category": "县市区", "publisher": "丁区政府", "issued_on": "2026-01-29",
      "written_on": None, "organization_code": None}),
    ("发布日期:2017-03-28-00:00:00 信息来源:嵊州市 字号:[ ]", {"published_on": "2017-03-28"}),
    ("發(fā)布日期:2021-01-29 15:39:23\n文章來(lái)源:乙局", {"published_on": "2021-01-29", "source": "乙局"}),
    ("字号 :  | \n更新时间:2026-01-15 发布时间: |  来源:城乡办", {"published_on": None, "source": "城乡办"}),
    ("文 号 | 无号 | 主 题 词 | |\n发布机构 | 乙局 |", {"document_number": None, "publisher": "乙局"}),
    ("当前位置:首页 > 年报 > 正文\n甲县财政局\n2025年政府信息公开工作年度报告\n一、总体情况", {"title": "甲县财政局2025年政府信息公开工作年度报告"}),
    ("2024 年上海市科委政府信息公开工作\n年度报告\n一、总体情况", {"title": "2024 年上海市科委政府信息公开工作年度报告", "report_year": 2024}),
    (f"{TITLE} | |||||||||\n一、总体情况", {"title": TITLE}),
    ("甲局2021年度政府信息公开工作年报\n发布时间：2022-01-26 10:31 来源：甲局", {"report_year": 2021, "published_on": "2022-01-26"}),
    ("发布机构: 市应急管理局\n组配分类: 2024年度\n发布日期: 2025-01-13", {"report_year": 2024, "category": "2024年度"}),
]  # fmt: skip
LINES += [
    (
        "【索引号】" + USCC + " 【发布机构】县财政局 【发布日期】2025-01-13",
        {"index_number": USCC, "publisher": "县财政局", "published_on": "2025-01-13"},
    ),
    (
        "索引号:" + USCC + "，发布机构:县财政局；文号:无",
        {"index_number": USCC, "publisher": "县财政局", "document_number": None},
    ),
    ("标题: 【文稿解读】甲县通知 索引号：｜AB/2024-1｜", {"title": "【文稿解读】甲县通知"}),
    (
        "索 引 号: AB/2020-00017 主题分类: 政务信息 发布机构: 乙街道办\n"
        "发文日期: 2020-01-03 文  号: 有 效 期:   有 效\n一、总体情况",
        {
            "topic": "政务信息",
            "publisher": "乙街道办",
            "document_number": None,
            "other": {"有效期": "有 效"},
        },
    ),
    (
        "索引号 AB/2023-354 分类 报告\n发布机构 甲市乙局 发文日期 2023-01-18\n文号 时效\n丙局\n"
        "发布日期:2023-01-19\n一、总体情况",
        {"document_number": None, "validity": None, "issued_on": "2023-01-18", "other": None},
    ),
    (
        f"{TITLE}\n来源:甲县财政局\n2023\n政府信息公开工作年度报告\n一、总体情况",
        {"title": TITLE, "agency": "甲县财政局"},
    ),
    (
        f"{TITLE}\n发布日期: 2024-01-29\n2023年度县财政局政府信息公开工作年度报告\n一、总体情况",
        {"title": TITLE, "agency": "甲县财政局"},
    ),
    (
        f"{TITLE}\n2024年度县财政局政府信息公开工作年度报告\n一、总体情况",
        {"title": "2024年度县财政局政府信息公开工作年度报告"},
    ),
    (
        "2013年政府信息公开工作年度报告\n甲县农场\n一、概述",
        {"title": "2013年政府信息公开工作年度报告", "written_on": None},
    ),
    (
        "发布机构: 市科技局\n科技局2023年度政府信息公开工作年度报告\n一、总体情况",
        {"publisher": "市科技局", "agency": "市科技局"},
    ),
    (
        f"索 引 号 0160-9/2021-022 发布机构 县政府办\n公开目录 县区年度报告 发布日期 2024-02-20 09:00\n"
        f"名  称 {TITLE}\n一、总体情况",
        {
            "title": TITLE,
            "published_on": "2024-02-20",
            "publisher": "县政府办",
            "other": {"公开目录": "县区年度报告"},
        },
    ),
    (f"名  称 {TITLE}\n一、总体情况", {"title": TITLE, "agency": "甲县财政局"}),
    (
        f"{USCC}\n{TITLE}\n县财政局\n2024-01-25\n主动公开\n一、总体情况",
        {
            "index_number": USCC,
            "publisher": "县财政局",
            "published_on": "2024-01-25",
            "written_on": None,
        },
    ),
    (
        "甲县乙局 2023年度政府信息公开工作年度报告\n2023年度政府信息公开工作年度报告\n一、总体情况",
        {"title": "甲县乙局 2023年度政府信息公开工作年度报告", "agency": "甲县乙局"},
    ),
    (
        "甲县乙局2023年度政府信息公开工作年度报告\n2022年度政府信息公开工作年度报告\n一、总体情况",
        {"title": "2022年度政府信息公开工作年度报告"},
    ),
    (
        "甲区消防救援支队\n政府信息公开工作2025年度报告\n一、总体情况",
        {"title": "甲区消防救援支队政府信息公开工作2025年度报告", "agency": "甲区消防救援支队"},
    ),
    (
        "甲区消防救援支队\n政府信息公开工作年度报告\n一、总体情况",
        {"title": "政府信息公开工作年度报告"},
    ),
    (f"甲财〔2024〕3号\n{TITLE}\n一、总体情况", {"document_number": "甲财〔2024〕3号"}),
    (
        f"{TITLE}\n甲财[2024]13号\n2024-01-29\n一、总体情况",
        {"document_number": "甲财[2024]13号", "published_on": "2024-01-29"},
    ),
    (f"{TITLE}\n根据甲财〔2024〕3号文件要求,编制本报告。\n一、总体情况", {"document_number": None}),
    (
        f"{TITLE}\n发布时间:2024-01-25 09:25??????来源:办公室?????浏览量:次\n一、总体情况",
        {"published_on": "2024-01-25", "source": "办公室"},
    ),
    (
        "甲县2023年度\n政府信息公开年报?\n? ?本年度报告编制如下。\n一、总体情况",
        {"title": "甲县2023年度政府信息公开年报"},
    ),
    ("如何读懂2023年政府信息公开工作年度报告?\n一、总体情况", {"title": None}),
    (f"{TITLE}\n来源:县财政局 打印页面 关闭页面\n一、总体情况", {"source": "县财政局"}),
    ("政府政务公开年报\n一、总体情况", {"title": "政府政务公开年报", "agency": None}),
    (f"{TITLE}\n2024-01-29 09:30\n一、总体情况", {"published_on": "2024-01-29"}),
    (
        f"{TITLE} | |||\n|\n2024-01-29 作者:佚名 点击数: | |||\n一、总体情况",
        {"published_on": "2024-01-29"},
    ),
    (f"{TITLE}\n2024-01-29 18:38     (点击: )\n一、总体情况", {"published_on": "2024-01-29"}),
    (
        f"{TITLE}\n甲县政府 www.example.gov.cn 2024-01-29 14:32 来源:甲县人民政府办公室 放大 正常 缩小\n一、总体情况",
        {"published_on": "2024-01-29", "source": "甲县人民政府办公室"},
    ),
    (
        f"{TITLE}\n发布时间:2024-01-30\n2024-01-29 09:30\n一、总体情况",
        {"published_on": "2024-01-30"},
    ),
    (f"{TITLE}\n2024年1月29日\n一、总体情况", {"published_on": None, "written_on": None}),
    (
        f"{TITLE}\n(2024年1 月29日)\n一、总体情况",
        {"published_on": None, "written_on": "2024-01-29"},
    ),
    (
        f"索 引 号: 0030/2024-12 信息分类名称: 综合政务/其他\n名  称: {TITLE}\n文  号:\n一、总体情况",
        {"title": TITLE, "category": "综合政务/其他", "document_number": None},
    ),
    (
        "• 索引号\n• 0030/2024-12\n• 发布机构\n• 甲县财政局\n• 发布日期\n• 2024-01-29\n• 文号\n• 主题词\n"
        "甲县财政局2023年度关于政府信息公开工作的情况报告\n\n甲县人民政府办公室:\n一、总体情况",
        {"publisher": "甲县财政局", "published_on": "2024-01-29", "keywords": None},
    ),
    (
        "2023年乙镇政府信息公开工作年度报告\n访问量:\n2023乙镇政府信息公开工作年度报告\n一、总体情况",
        {"title": "2023年乙镇政府信息公开工作年度报告"},
    ),
    (f"{TITLE}\n(二○二四年一月二十九日)\n一、总体情况", {"written_on": "2024-01-29"}),
    (
        f"{TITLE}(二〇二四年一月二十九日)\n2024-01-30 09:12\n一、总体情况",
        {"title": TITLE, "published_on": "2024-01-30", "written_on": "2024-01-29"},
    ),
    (
        "(2024年1月29日)\n现公布甲县财政局2023年政府信息公开工作年度报告,请予监督。\n一、总体情况",
        {"written_on": "2024-01-29", "report_year": 2023},
    ),
    (
        f"{TITLE}\n• 所属类目: 年度报告\n• 主题分类: 其他\n• 机构名称: 甲镇\n一、总体情况",
        {"category": "年度报告", "publisher": "甲镇"},
    ),
    (
        "2024-01-29 16:36\n\n来源:甲县财政局\n我要收藏\n一、总体情况\n我局认真公开信息。",
        {"published_on": "2024-01-29", "source": "甲县财政局", "agency": "甲县财政局"},
    ),
    (
        f"{TITLE}\n信息来源:甲县 信息提供日期:2024-01-29 18:57\n一、总体情况",
        {"published_on": "2024-01-29", "source": "甲县"},
    ),
    (f"{TITLE}\n甲县 2024-01-29 星期一\n一、总体情况", {"published_on": None}),
    (
        f"{TITLE}\n2024年01月29日 来源: 甲县引 言\n一、总体情况",
        {"published_on": "2024-01-29", "source": "甲县"},
    ),
    (f"{TITLE}\n甲县财政局\n2024年1月29日来源:甲县\n一、总体情况", {"published_on": "2024-01-29"}),
    (f"{TITLE}\n甲县财政局\n2024-01-29\n一、总体情况", {"published_on": None}),
    (f"{TITLE}\n2024年1月29日 主持人:甲某\n一、总体情况", {"published_on": None}),
    (
        f"{TITLE}\n• 2024年01月29日\n• 来源: 甲县\n• 【字体: 大 中\n一、总体情况",
        {"published_on": "2024-01-29", "source": "甲县"},
    ),
    (
        f"{TITLE}\n甲县财政局\n2024年01月29日\n来源: 甲县\n一、总体情况",
        {"published_on": None, "written_on": "2024-01-29"},
    ),
    (f"{TITLE}\n2024年01月29日\n索引号: 甲-1\n一、总体情况", {"published_on": None}),
    (f"{TITLE}\n• 听全文\n• 2024-01-29\n• 来源:本网\n一、总体情况", {"published_on": "2024-01-29"}),
    (
        f"{TITLE}\n来源:甲县人民政府办公室          2024-01-29 17:13:25 【字体:\n一、总体情况",
        {"published_on": "2024-01-29", "source": "甲县人民政府办公室"},
    ),
    (
        f"{TITLE}\n发布机构:甲县人民政府办公室  2024-01-29\n一、总体情况",
        {"published_on": None, "publisher": "甲县人民政府办公室"},
    ),
    (
        f"{TITLE}\n公文生成日期：\n[2024-01-20]\n主题分类：\n综合政务\n一、总体情况",
        {"written_on": "2024-01-20", "published_on": None},
    ),
    (f"2024-01-29 来源：甲县\n{TITLE}\n一、总体情况", {"published_on": "2024-01-29"}),
    (
        f"{TITLE}\n公开方式：主动公开\n文号：\n分类：\n2024年1月29日 来源：甲县\n一、总体情况",
        {"published_on": "2024-01-29"},
    ),
    (
        f"2024-01-29 来源：甲县\n2024-01-30 来源：乙县\n公开方式：主动公开\n\n\n{TITLE}\n一、总体情况",
        {"published_on": None},
    ),
    (
        f"{TITLE}\n来源：甲县 / 发布时间：2024-01-29 / 【打印】【关闭】\n一、总体情况",
        {"published_on": "2024-01-29", "source": "甲县"},
    ),
    # the year in words, and the name of a report's body without it
    (
        "甲县财政局二〇二三年政府信息公开工作年度报告\n一、总体情况",
        {"report_year": 2023, "agency": "甲县财政局"},
    ),
    (
        "甲县财政局\n二O二三年政府信息公开工作年度报告\n一、总体情况",
        {
            "report_year": 2023,
            "agency": "甲县财政局",
            "title": "甲县财政局二O二三年政府信息公开工作年度报告",
        },
    ),
    ("一、总体情况\n二〇一四年,我局公开政府信息十二条,其中文件类信息三条。", {"report_year": 2014}),
    (
        f"《{TITLE}》\n发布机构：甲县人民政府\n一、总体情况",
        {"agency": "甲县财政局", "publisher": "甲县人民政府"},
    ),
    # links to other years' reports above a title that two lines print, or that is none
    (
        "甲局2022年政府信息公开工作年度报告\n2023-01-20\n甲局2021年政府信息公开工作年度报告\n2022-01-20\n"
        "甲县财政局2023年政府信息公开\n工作年度报告\n一、总体情况",
        {"title": TITLE, "published_on": None},
    ),
    (
        "甲局2022年政府信息公开工作年度报告\n2023-01-20\n甲局2021年政府信息公开工作年度报告\n2022-01-20\n"
        "甲县财政局:政府信息公开\n本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。\n一、总体情况",
        {"title": None, "published_on": None, "report_year": 2023},
    ),
    # a row of labels over one of values, which tabs or wide spaces part
    (
        f"{TITLE}\n索 引 号\t文号\t发布日期\n002618736/2024-001\t\t2024-01-29\n一、总体情况",
        {
            "index_number": "002618736/2024-001",
            "document_number": None,
            "published_on": "2024-01-29",
        },
    ),
    (
        f"{TITLE}\n索 引 号  文号  发布日期\n002618736/2024-001  甲财〔2024〕3号  2024-01-29\n一、总体情况",
        {"document_number": "甲财〔2024〕3号", "published_on": "2024-01-29"},
    ),
    (
        f"{TITLE}\n索 引 号\t文号\t发布日期\n\t甲财〔2024〕3号\n一、总体情况",
        {"index_number": None, "published_on": None},
    ),
    (
        f"{TITLE}\n发布机关 | 公开日期 | 文号\n | 2024年1月29日 | 甲财〔2024〕3号\n一、总体情况",
        {
            "publisher": None,
            "published_on": "2024-01-29",
            "document_number": "甲财〔2024〕3号",
        },
    ),
    (
        f"{TITLE}\n公开形式  发布部门  有效性  文号\n主动公开    有效  甲财〔2024〕3号\n一、总体情况",
        {"document_number": None, "title": TITLE},
    ),
    (
        f"{TITLE}\n有 效 性  文件编号  分类\n有效  甲财〔2024〕3号  政府信息公开年报\n一、总体情况",
        {"title": TITLE, "agency": "甲县财政局"},
    ),
    (f"{TITLE}\n名　　称  主题类别  有 效 性\n一、总体情况", {"title": TITLE}),
    # what is the value of a label is no title, and no part of one
    (
        "甲县财政局2023年度信息公开\n分类：\n政府信息公开年报\n索引号：甲-1\n一、总体情况",
        {"title": None, "category": "政府信息公开年报"},
    ),
    ("分类  政府信息公开年报\n来源：甲局\n一、总体情况", {"title": None}),
    ("名称  政府信息公开年报\n来源：甲局\n一、总体情况", {"title": "政府信息公开年报"}),
    (
        "发布机构：\n县财政局\n2023年政府信息公开工作年度报告\n一、总体情况",
        {"title": "2023年政府信息公开工作年度报告", "publisher": "县财政局"},
    ),
    (
        "索引号：\n2024.01.29\n发布机构：\n办公室\n一、总体情况",
        {"index_number": None, "publisher": "办公室"},
    ),
    (
        f"{TITLE}\n甲县政府 www.example.gov.cn 2024年01月29日 14时32分 来源:甲县政府网站\n一、总体情况",
        {"published_on": "2024-01-29", "source": "甲县政府网站"},
    ),
    (
        f"甲水利〔2024〕47号 签发人:甲乙丙\n{TITLE}\n一、总体情况",
        {"document_number": "甲水利〔2024〕47号"},
    ),
    ("甲水利〔2024〕47号 签发人:甲乙丙\n一、总体情况", {"document_number": "甲水利〔2024〕47号"}),
    ("甲水利〔2024〕47号 签发:甲乙\n一、总体情况", {"document_number": "甲水利〔2024〕47号"}),
    (
        f"{TITLE}\n【制定机关】甲县财政局\n【字 号】甲财函〔2021〕20号\n一、总体情况",
        {"document_number": "甲财函〔2021〕20号"},
    ),
    (
        "甲政发[2024]05\n\n甲县财政局\n\n2023年政府信息公开工作年度报告\n一、总体情况",
        {"document_number": "甲政发[2024]05", "title": TITLE},
    ),
    (
        "2023年政府信息公开工作年度报告 ( 2024-01-30 )\n甲县财政局\n2023年政府信息公开工作年度报告\n"
        "一、总体情况",
        {"published_on": "2024-01-30", "title": TITLE},
    ),
    (
        f"{TITLE}(全文)\n2024年01月29日17:47 | 甲网 www.example.cn | 给编辑写信 字号:T|T\n一、总体情况",
        {"published_on": "2024-01-29"},
    ),
    (f"{TITLE}\n2024年01月29日 | 甲网\n一、总体情况", {"published_on": None}),
    (
        f"索引号\n000014349/2024-00339\n文号\n时效性\n有效\n{TITLE}\n一、总体情况",
        {"index_number": "000014349/2024-00339", "validity": "有效", "document_number": None},
    ),
    (
        "甲县财政局\n2023政府信息公开工作年度报告\n一、总体情况",
        {"title": "甲县财政局2023政府信息公开工作年度报告", "agency": "甲县财政局"},
    ),
    (f"甲政﹝2024﹞6号\n{TITLE}\n一、总体情况", {"document_number": "甲政﹝2024﹞6号"}),
    (
        f"公报标题{TITLE}\n总号 期号\n主办单位甲局指挥部\n一、总体情况",
        {"title": TITLE},
    ),
    (
        f"标题: {TITLE}\n发布机构: 甲县水利局办公室\n一、总体情况".replace("财政局", "水利局"),
        {"agency": "甲县水利局", "publisher": "甲县水利局办公室"},
    ),
    (f"{TITLE}\n(2024-01-29)\n一、总体情况", {"published_on": "2024-01-29"}),
    (
        f"{TITLE}\n甲县门户网站 www.jiaxian.gov.cn 2024-01-29\n一、总体情况",
        {"published_on": "2024-01-29"},
    ),
    (
        "甲县财政局\n2024-01-29 10:06\n甲县财政局\n2023年政府信息公开工作年度报告\n一、总体情况",
        {"published_on": "2024-01-29", "title": TITLE},
    ),
    (f"甲县召开会议\n2024-01-29 10:06\n{TITLE}\n一、总体情况", {"published_on": None}),
    (f"{TITLE}(2024-01-29)\n一、总体情况", {"title": TITLE, "published_on": "2024-01-29"}),
    (
        "索引号000014349/2023-74857\n发布机构发文日期 2023-01-12 20:04\n文号是否有效\n"
        f"标题{TITLE}\n{TITLE}\n一、总体情况",
        {"issued_on": "2023-01-12", "publisher": None, "document_number": None, "title": TITLE},
    ),
    (
        "甲乙学院\n2021-2022学年度信息公开工作报告\n一、概述",
        {"title": "甲乙学院2021-2022学年度信息公开工作报告", "agency": "甲乙学院"},
    ),
    (
        "2022年度信息公开工作年报\n发布单位:办公室\n一、概述",
        {"publisher": "办公室", "agency": None},
    ),
    (
        f"{TITLE}\n本报告内容包括:总体情况等。统计期限自2023年1月1日起。\n联系电话:12345。\n一、总体情况",
        {"other": {"联系电话": "12345。"}},
    ),
    (
        "首页\n甲县财政局\n2023年政府信息\n公开工作年度报告\n一、总体情况",
        {"title": "甲县财政局2023年政府信息公开工作年度报告"},
    ),
    (f"{TITLE}\n有效期至 2032-01-20 来源:甲县\n一、总体情况", {"published_on": None}),
    (
        f"{TITLE}\n[ 发文日期 ] 2024-01-17\n[ 组配分类 ] 政府信息公开年报\n一、总体情况",
        {"title": TITLE, "category": "政府信息公开年报"},
    ),
    (f"{TITLE}\n成文日期 2022-01-20 来源:甲县\n一、总体情况", {"published_on": None}),
    (f"{TITLE}\n甲县 2022-01-20 表彰名单:甲县\n一、总体情况", {"published_on": None}),
    (
        f"{TITLE.replace('2023', '2021')}\n2022-01-20\n甲民〔2022〕3号\n"
        f"{TITLE.replace('2023', '2022')}\n2023-01-20\n其他\n其他\n"
        f"{TITLE}\n甲民〔2024〕5号\n2024-01-29 09:30 来源:甲县\n一、总体情况",
        {"published_on": "2024-01-29", "document_number": "甲民〔2024〕5号"},
    ),
    (
        f"{TITLE}\n信息来源: 县财政局 发布时间 2024-01-29\n一、总体情况",
        {"source": "县财政局", "published_on": "2024-01-29"},
    ),
    # a row of labels over a row of values, in a text with bars too; one of four nobody need know
    (
        "| 关键词 | 文号 | 等级 | 发文机关 | 公文时效 |\n|---|---|---|---|---|\n"
        f"| 预算 | 乙财〔2024〕5号 | 一般 | 乙县财政局 | 有效 |\n{TITLE}\n一、总体情况",
        {
            "keywords": "预算",
            "document_number": "乙财〔2024〕5号",
            "publisher": "乙县财政局",
            "validity": "有效",
            "title": TITLE,
        },
    ),
    (
        "<table><tr><td>名称</td><td>目录分类</td><td>序列</td><td>文号</td></tr>"
        f"<tr><td>{TITLE}</td><td>年报</td><td>1</td><td>乙财〔2024〕5号</td></tr></table>",
        {"title": TITLE, "category": "年报", "document_number": "乙财〔2024〕5号"},
    ),
    (
        f"公开机构\n成文时间\n标题\n文号\n乙县财政局\n2024-01-10\n{TITLE}\n乙财〔2024〕5号\n{TITLE}\n一、总体情况",
        {
            "publisher": "乙县财政局",
            "written_on": "2024-01-10",
            "document_number": "乙财〔2024〕5号",
        },
    ),
    # a blank number, and after it what is no label elsewhere
    (
        f"发文机关 乙县财政局 文号   名称   {TITLE}\n一、总体情况",
        {"document_number": None, "title": TITLE},
    ),
    (
        f"发文机关   乙县财政局    有效性  有效\n标题    {TITLE}  索取号   AB/2024-21  文号\n一、总体情况",
        {"title": TITLE, "index_number": "AB/2024-21", "document_number": None},
    ),
    # a box's own title is left out, and the next label stands in its place
    (
        f"<table><tr><td>名称</td><td>目录分类</td><td>年报</td></tr></table><h1>{TITLE}</h1>",
        {"title": TITLE, "category": "年报"},
    ),
    # each value on the line under its label, the last of them before the title
    (
        f"公开机构\n乙县财政局\n成文时间\n二〇二四年一月十日\n所属主题\n财政、金融/财政\n{TITLE}\n一、总体情况",
        {"publisher": "乙县财政局", "written_on": "2024-01-10", "topic": "财政、金融/财政"},
    ),
    (
        f"公开机构\n乙县财政局\n成文时间\n二〇二四年一月十日\n所属主题\n{TITLE}\n一、总体情况",
        {"publisher": "乙县财政局", "written_on": "2024-01-10", "topic": None, "title": TITLE},
    ),
    (
        "信息标题 甲县通知 文件编号\n公开类型 主动公开 产生日期 2024-01-18 17:46\n"
        "关键字 索取号 AB/2024-21\n公开形式 责任部门\n一、总体情况",
        {
            "title": "甲县通知",
            "disclosure_method": "主动公开",
            "written_on": "2024-01-18",
            "keywords": None,
            "index_number": "AB/2024-21",
        },
    ),
    (
        "乙区丙街道办事处2023年度政府\n信息公开工作年度报告\n一、总体情况",
        {"title": "乙区丙街道办事处2023年度政府信息公开工作年度报告"},
    ),
    (
        "乙縣產(chǎn)業(yè)委員會2010年度\n政府信息公開年度報告\n乙縣產(chǎn)業(yè)委員會\n(2011年3月10日)\n一、概述",
        {
            "title": "乙縣產(chǎn)業(yè)委員會2010年度政府信息公開年度報告",
            "agency": "乙縣產業委員會",
        },
    ),
    (
        "发布机构: 政务服务管理局\n丙丁街道2023年度政府信息公开工作年度报告\n一、总体情况",
        {"publisher": "政务服务管理局", "agency": "丙丁街道"},
    ),
    (
        "甲县人民政府机关\n2020年政府信息公开工作年度报告\n一、总体情况",
        {
            "title": "甲县人民政府机关2020年政府信息公开工作年度报告",
            "agency": "甲县人民政府机关",
        },
    ),
    (
        "2014年甲县烟草专卖局\n政府信息公开工作年度报告\n一、工作的基本概况",
        {"title": "2014年甲县烟草专卖局政府信息公开工作年度报告", "agency": "甲县烟草专卖局"},
    ),
    (
        "丁区人民政府\n2022年区人社局政府信息公开工作年度报告\n一、总体情况",
        {"title": "2022年区人社局政府信息公开工作年度报告", "agency": "区人社局"},
    ),
    (
        "甲县乙街道办事处\n2021年政府信息公开工作年度报告\n2021年政府信息公开工作年度报告\n一、总体情况",
        {
            "title": "甲县乙街道办事处2021年政府信息公开工作年度报告",
            "agency": "甲县乙街道办事处",
        },
    ),
    (
        f"- 信息类别: 政府信息公开年报\n- 公开方式: 主动公开\n- 信息索取号:AB/2026-00515\n{TITLE}\n一、总体情况",
        {
            "index_number": "AB/2026-00515",
            "category": "政府信息公开年报",
            "disclosure_method": "主动公开",
            "other": None,
        },
    ),
    (
        f"名称 {TITLE}\n索引号 AB/2026-1 分类 年报\n文号 关键词\n文件下载\n时效\n{TITLE}\n一、总体情况",
        {"document_number": None, "keywords": None, "validity": None, "title": TITLE},
    ),
    (
        "基本介紹\n- 中文名:甲市乙局2014年政府信息公開工作年度報告\n- 編制單位:甲市乙局\n一、基本情況",
        {"title": "甲市乙局2014年政府信息公開工作年度報告", "agency": "甲市乙局"},
    ),
    (
        "一、总体情况\n我局做好政府信息公开工作。截止2023年12月31日我局发布信息34条,2024年2月公布。",
        {"report_year": 2023},
    ),
    (
        f"{TITLE}{TITLE} 2023年,甲县财政局{'全面贯彻落实政府信息公开条例,' * 8}取得成效。\n一、总体情况",
        {"title": TITLE, "report_year": 2023},
    ),
    (
        "一、总体情况\n我局2021年8月成立。各项数据的汇总截止到2023年12月31日,2024年2月公布。",
        {"report_year": 2023},
    ),
    (
        f"- 首页\n- / 信息公開(kāi)年報(bào)\n{TITLE} ( 2024年01月27日 )\n??一、总体情况",
        {"title": TITLE, "published_on": None, "written_on": None},
    ),
    *[
        (
            f"标题:{TITLE}\n索引号:AB/2023-1 分 类:卫生 发文机关:甲县财政局 成文日期:2024年01月12日 {label}:"
            + "根据《条例》和《关于印发〈格式〉的通知》(国办公开办函〔2021〕30号)要求,编制本报告,内容有六个部分。"
            * times
            + "\n一、总体情况",
            {
                "index_number": "AB/2023-1",
                "category": "卫生",
                "publisher": "甲县财政局",
                "written_on": "2024-01-12",
                "validity": None,
                "document_number": None,
                "keywords": None,
                "other": None,
            },
        )
        for label in ("时效性", "文 号", "主题词")
        for times in (1, 9)
    ],
    (
        "政府信息公开工作年度报告\n甲县第一中学\n(2014年3月5日)\n一、概述",
        {"agency": "甲县第一中学", "written_on": "2014-03-05"},
    ),
]
PAGES = [
    (
        "<dl><dt>索&nbsp;引&nbsp;号：</dt><dd>"
        + USCC
        + "</dd><dt>文　　号：</dt><dd>—&nbsp;&nbsp;—</dd>"
        "<dt>发布机构：</dt><dd>市应急管理局</dd></dl><h1>"
        + TITLE
        + "</h1><p>联系衢州市应急管理局。</p><p>一、总体情况</p>",
        {
            "index_number": USCC,
            "document_number": None,
            "publisher": "市应急管理局",
            "agency": "衢州市应急管理局",
            "agency_code": "11330800002618736G",
            "organization_code": "002618736",
            "region_code": "330800",
            "region": "浙江省 衢州市",
            "level": "prefecture",
            "scope": "own",
        },
    ),
    (
        "<table><tr><th>索引号</th><th>发布机构</th><th>发布日期</th></tr><tr><td>"
        + USCC
        + "</td><td>衢州市人民政府</td><td>2025-01-13</td></tr></table><h1>2024年政府信息公开工作年度报告</h1>",
        {
            "publisher": "衢州市人民政府",
            "published_on": "2025-01-13",
            "scope": "consolidated",
            "report_year": 2024,
        },
    ),
    (
        "<table><tr><td>索引号：1/2-3456</td><td>文号：无文号</td></tr></table><p><strong>发布机构</strong>：乙局</p>",
        {"index_number": "1/2-3456", "document_number": None, "publisher": "乙局"},
    ),
    (
        f"<ul><li><a>{TITLE.replace('2023', '2022')}</a></li></ul><h1>{TITLE}</h1><p>一、总体情况</p>",
        {"title": TITLE, "report_year": 2023},
    ),
]
REPORTS = [
    (TITLE, True),
    (f"{TITLE}/全文\n三、推进决策公开\n本年度公开。", True),
    ("根据《政府信息公开条例》的规定,特编制丙丁海关2023年度信息公开报告。", True),
    ("乙局关于2020年政府信息公开工作情况的报告", True),
    ("【解读】" + TITLE, False),
    (f"标题: {TITLE[:14]}...\n所列数据的统计期限自2023年1月1日起至12月31日止。\n一、总体情况", True),
    (f"文字解读:{TITLE}\n字号:\n一、编制背景\n根据《中华人民共和国政府信息公开条例》有关要求,编写本报告。\n"
     f"相关文件:\n{TITLE}\n第一部分:总体情况,包含主动公开、依申请公开、政府信息管理、政府信息公开平台建设。",
      False),
    ("关于做好2023年政府信息公开工作年度报告", False),
    ("甲局关于做好2023年政府信息公开工作的报告", True),
    ("关于做好2023年政府信息公开工作年度报告编制工作的通知", False),
    ("政府信息公开年报", False),
    ("政府信息公开工作年度报告\n一、总体情况", True),
    ("一、总体情况\n2023年,我局(jú)做好信(xìn)息公(gōng)开(kāi)工作,成效较好,全年公布各类文件九十余件。", True),
    ("按照教育部门要求,甲乙學院根據校內各單位2021-2022學年信息公開情況完成此年度報告。\n一、信息公開工作概述", True),
    (TITLE + "\n" + TITLE.replace("2023", "2022") + "\n" + TITLE.replace("2023", "2021"), False),
    ("甲县召开政府信息公开工作年度报告培训会", False),
    # a news item and the report that one gives in full have the same headline
    ("甲局发布2010年政府信息公开年度报告\n甲网2月21日电 甲局今日在其网站发布年度报告。", False),
    ("甲局发布2010年政府信息公开年度报告\n甲局今日发布年度报告。\n一、总体情况", True),
    ("甲省人民政府办公厅\n关于政府信息公开工作年度报告\n有关事项的通知", False),
    ("甲省人民政府办公厅关于2021年政府信息公开\n工作年度报告\n有关事项的通知", False),
    (f"- / 信息公開(kāi)年報(bào)\n{TITLE}\n本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。", True),
    ("文件名称 | 乙局关于报送2021年政府信息公开年度报告的函 |\n县政府办公室:\n现将年度报告报来。\n" "乙局2021年政府信息公开年度报告\n统计期限为2021年1月1日至12月31日。\n一、总体情况",
     True),
    ("乙局关于报送2021年政府信息公开年度报告的函\n县政府办公室:\n现将年度报告报来。", False),
    ("标题: 关于做好2021年政府信息公开年度报告编制工作的通知\n" "统计期限为2021年1月1日至12月31日。\n一、总体情况", False),
    ("特此公布。本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。", True),
    # a heading that any document may have is no report's without a year
    ("第一部分 概述\n一、主要依据\n根据国务院办公厅关于全面推进政府信息公开工作的意见。", False),
    ("一、概述\n根据政府信息公开条例的要求,2010年我局继续开展政府信息公开工作。", True),
    ("", False),
]  # fmt: skip
