"""This module has the sentences by which a report tells whose it is, each as a pattern of simplified characters.

In each match the one group that takes part is the name. Whether it is the name of a body is for the modules to
say that search with these patterns: `opening`, `contact`, `announcement`, `short_body`. Each way to say a thing
has a line, with an example beside it where the words do not speak for themselves.
"""

import re

from parsers.patterns import HAN, late

CITED = late(r"《([^《》]{0,120})》")
# What follows a name in brackets and is no part of it: (以下简称市局), (含国家公务员局).
SHORT_NAME = late(r"\((?:(?:以下|下面|下)?简?称|含)[^()]{0,40}\)")

# The words for a report and its parts.
YEAR = r"(?:19|20)\d\d(?:[-—–~至](?:19|20)\d\d学)?(?:年度?的?|(?=政府信息公开))"
INFORMATION = "(?:信息|资讯)公开"
DISCLOSURE = rf"(?:(?:政府|政务)?{INFORMATION}|政务公开)"
REPORT = "(?:报告|年报)"
_MAYBE_YEAR = rf"(?:{YEAR})?"
_WORK = rf"{DISCLOSURE}(?:工作)?"
_END = rf"{REPORT}(?![^,。;根依(]{{0,8}}(?:通知|要求|工作|方案|格式|的))"
_REPORT = rf"{_WORK}(?:年度)?(?:工作)?{_END}"
THIS_REPORT = f"本(?:年度)?{REPORT}"
_STATE = r"的?(?:总体)?情况(?=$|[,、]|如下|予以|公布|报告|汇报)"
_STATE_OF_WORK = rf"{_WORK}(?:年度)?{_STATE}"
_PROGRESS = r"(?:开展|执行|进展|落实)?情况"
WRITES = r"编[制写]"
BASED_ON = r"(?:[根依]据|按照)"

# Who says it, and by which verb.
_PUBLISHES = r"(?:公布|制定|公开|发布|编制(?!委)|编写|形成|撰写|现[将就])"
_HAS_PUBLISHED = rf"{_PUBLISHES}(?:完成)?[了的]?"
# A body, and no kind of bodies: 甲市各中小学校; but 李各庄镇.
_BODY = rf"((?:(?!{_PUBLISHES}|各(?!庄|级|部门))[{HAN}()]){{3,40}}?)"
_BY_BODY = rf"由?{_BODY}"
_OWN = r"(?:本(?=年度)|本(?:单位|机关|级|局|部门|级行政机关|行政机关))?"

# Which report is published.
NAMED = late(
    rf"""
    {_HAS_PUBLISHED}{_BY_BODY}(?<![及和与]){YEAR}(?:{_REPORT}|{_STATE_OF_WORK})  # 公布甲县教育局2021年政府信息公开工作年度报告
    |{_HAS_PUBLISHED}{YEAR}{_BY_BODY}{_REPORT}                      # 公布2021年甲县教育局政府信息公开年报
    |现(?:[将就]|公布|发布|公开|编制(?!委)){_BY_BODY}{_REPORT}
    |(?:^|[,;]){_BY_BODY}[现特]?(?:向社会)?{_PUBLISHES}[了的]?{_OWN}(?:{YEAR}|年度){_OWN}{_REPORT}
    |^{_BY_BODY}{YEAR}{_REPORT}
    |^{YEAR}{_BY_BODY}{_REPORT}
    |{_HAS_PUBLISHED}{_BY_BODY}{_WORK}{YEAR}(?:工作)?{_END}         # 公布甲县教育局政府信息公开2021年度报告
    |(?:(?:^|[,;])现?[就对]|涵盖了?|(?:全文|内容)包括|内容主要(?:为|是)|报告由){_MAYBE_YEAR}{_BY_BODY}{_MAYBE_YEAR}{_STATE_OF_WORK}
    |涵盖了?{_MAYBE_YEAR}{_BODY}{_MAYBE_YEAR}{DISCLOSURE}工作(?=[,。])
    |汇总了?{YEAR}((?:(?!各|部门|单位)[{HAN}]){{3,24}})的{_REPORT}{WRITES}  # 汇总2016年度甲乡政府的政务公开年度报告编制而成
    |做好{_BODY}{_MAYBE_YEAR}{DISCLOSURE}工作,我[局委厅院队镇乡办]
    """,
    re.VERBOSE,
)
# Of which year it is, where no name stands between: 编制了2021年政府信息公开年度报告, as may be said of last year's too.
OF_YEAR = late(rf"{_HAS_PUBLISHED}{_OWN}({YEAR}){_OWN}{_REPORT}")
# Who wrote it; of a government's report that may be the office that all others report to.
WRITTEN = late(
    rf"""
    由{_BODY}(?:负责|组织|会同)?(?:[根依]据|按照|(?:结合[^,;由]{{2,16}}?)?{WRITES})
    |由([{HAN}]{{4,24}}、[{HAN}]{{4,24}})(?:共同|联合)?{WRITES}  # 由甲县教育局、甲县体育局共同编制
    |由{_BODY}制作{THIS_REPORT}
    |^{_BODY}{YEAR}{REPORT}(?={BASED_ON})  # 甲乙高新区管委会2010年年报根据《条例》编制
    |在{_MAYBE_YEAR}{_BY_BODY}{_MAYBE_YEAR}{_WORK}的?基础上{WRITES}
    |(?:结合|按照){_MAYBE_YEAR}{_BY_BODY}{_MAYBE_YEAR}{_WORK}(?:实际|有关统计|(?:情况)?{WRITES})
    |(?:[根依]据|[和及]){_MAYBE_YEAR}{_BY_BODY}{_MAYBE_YEAR}{_WORK}(?:{_PROGRESS}(?:{WRITES}|完成)|实际{WRITES})
    |(?:^|[,;])(?!本){_BY_BODY}[根依]据[^,;]{{2,30}}{_WORK}{_PROGRESS},?(?:{WRITES}|完成)
    |^(?!本){_BY_BODY}{BASED_ON}[^,;]{{0,40}},?{WRITES}了?{THIS_REPORT}
    |(?:^|[,;]|要求|规定)(?![根依]|要求){_BY_BODY}(?:负责|组织|会同)?(?:{WRITES}|形成|撰写)(?:了|完成){THIS_REPORT}
    """,
    re.VERBOSE,
)
# Written by the office that a body has for its disclosure, whose name says whose it is.
BY_OFFICE = late(
    rf"""
    由([{HAN}]{{3,30}}?)(?:(?<!人民)政府|政务)?(?:信息|资讯)?公开(?:工作)?(?:领导小组|联席会议)?
    (?:办公室|办|机构)?(?:负责|组织)?(?:[根依]据|按照|编[制写]|综合|汇总)
    """,
    re.VERBOSE,
)
# Of which place the parts' reports are collected: 综合2017年度甲市各县政府的报告.
_PLACE = rf"(?![各全本我省市县区])[{HAN}]{{1,12}}?"
# Not 各水利单位 or 各医院, which say nothing of who collects.
_DIVISIONS = (
    rf"[和及与、]?各(?:[县区市旗乡镇街道办事处级人民政府行署机关部门单位开发有直属、()和及与各等]|委、?办、?(?:厅、?)?局|[{HAN}]{{2}}市(?=人民政府))*的?"
    rf"(?:{YEAR})?(?=政府?信|政务|信息公|年度|报告)"
)
COLLECTED = late(
    rf"""
    (?:{YEAR}({_PLACE}(?:市|县|区|州|盟|旗))(?:(?:人民)?政府[和及与、]?各|{_DIVISIONS})[^,;]*(?:报告|情况)(?:的?基础上)?编制)
    |由({_PLACE}(?:市|县|区|州|盟|旗))(?:人民)?政府(?:办公[室厅])?(?:负责)?(?:综合|汇总)
    |(?:汇总|综合){_MAYBE_YEAR}({_PLACE}(?:省|市|县|区|自治[州区县]|盟|旗))(?:人民政府)?
     (?:所属|下辖)?各?(?:县(?!委)|区|市|部门|乡|镇)[^,;]*(?:报告|情况|数据)
    """,
    re.VERBOSE,
)
_NAME = rf"([{HAN}]{{2,30}}?(?:\((?!以下|下称|简称)[{HAN}]{{1,10}}\)[{HAN}]{{1,20}}?)?)"
# Whom readers are to ask: 如有疑问,请与甲县水利局联系.
ASKED = late(
    rf"""
    (?:请(?:您)?(?:直接)?(?:[与和同向]|联[系络]|致电|咨询)|可(?:直接)?(?:[与和同向]|致电)):?
    {_NAME}(?:联[系络]|咨询|反映|查询|[(,。;:]|$)
    |(?<=[,;。)]){_NAME}(?:联系|咨询)电话
    """,
    re.VERBOSE,
)
# What a body does in its report.
DOES = (
    r"坚[持决]|认真|自觉|严[格守]|深[入化]|全[面年]|紧[紧密扣跟]|高度重视|始终|积极|不断|扎实|切实|持续|牢固|围绕"
    r"|立足|贯彻|进一步|结合|按照|根据|聚焦|充分|大力|着力|全力|通过|主动公开|共[向收受公]|未[收接]到"
    r"|没?有?收到|没有|利用|运用|依托|继续|强化|加强|[将把](?=政[府务])|对(?=政府信息)"
)
# Whose work is described: 2024年,甲市审计局坚持以人民为中心.
ACTING = late(
    rf"""
    (?:^|。)(?:20\d\d年,(?=在))?
    (?:(?:根据|按照|依据|为|在(?=[^,。]{{2,60}}下,))[^,。]{{2,60}},){{0,2}}  # 根据《条例》, 在县委的领导下,
    (?:(?:在?20\d\d年(?:度|以来)?的?|今年以来|近年来|[一长多][直期年]以?来|截[至止](?:20\d\d年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日|底)),?)?
    (?:(?:(?:全面|深入|依法)?(?:推进|实施|做好|加强))?{DISCLOSURE}(?:工作)?是(?=[^,。]{{4,40}}(?:贯彻|落实|深入|推进)))?
    (?:现将?)?(?!由){_NAME}(?:党工?委、(?:办事处|[镇乡]?政府))?(?:\((?:以下)?简称[^()]{{0,40}}\))?
    (?:{DOES}|推进|落实|突出|以(?:[习“]|[^,。]{{2,30}}为(?:核心|主线|抓手|目标|导向|引领|重点|契机|宗旨))|在
    |(?:属于?|[是系])(?=[^,。]{{2,20}}(?:机关|部门|单位))|指导(?=[、,全各])
    |(?<!人民)政府信息公开工作(?!年度|报告|年报)|(?<=人民政府)信息公开工作
    |(?<=[局厅])信息公开工作(?!年度|报告|年报))
    """,
    re.VERBOSE,
)
# Details under a report: 填报单位:甲县水利局; what ends an address.
MADE = ("填报", "编制", "报送", "填表")
_UNIT = r"(?:单位|机关|机构|部门)"
_BEFORE_IT = r"[^,;。()]{0,40}?(?:\d号|\d[楼层室])?\(?"
_AT_END = rf"([{HAN}]{{4,40}})(?=[,;。()]|电话|$).*"
_NOTE = r"(?:\([^()]{0,8}\))?:"
DETAIL = late(rf"^\(?(?:(?:{'|'.join(MADE)}|联系){_UNIT}{_NOTE}|联系方式{_NOTE}(?!地址)){_AT_END}")
ADDRESS = late(rf"^\(?(?:联系方式:)?(?:联系|办公|通讯|通信)?地址{_NOTE}{_BEFORE_IT}{_AT_END}")
