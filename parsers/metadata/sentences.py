"""This module has the sentences by which a report tells whose it is, each as a pattern of simplified characters.

In each match the one group that takes part is the name. What a name must be is for the modules to say that
seek by these patterns: `opening`, `contact`, `announcement`.
"""

from parsers.patterns import late

CITED = late(r"《([^《》]{0,120})》")
SHORT_NAME = late(r"\((?:以下|下面|下)?简?称[^()]{0,40}\)")
YEAR = r"(?:19|20)\d\d(?:[-—–~至](?:19|20)\d\d学)?(?:年度?的?|(?=政府信息公开))"
DISCLOSURE = r"(?:(?:政府|政务)?(?:信息|资讯)公开|政务公开)"
_END = r"(?:报告|年报)(?![^,。;根依]{0,8}(?:通知|要求|工作|方案|格式|的))"
_STATE = r"情况(?=$|,|如下|予以|公布|报告|汇报)"
_REPORT = rf"{DISCLOSURE}(?:工作)?(?:年度)?(?:工作)?{_END}"
_TOLD = r"(?:公布|制定|公开|发布|编制(?!委)|编写|形成|撰写|现将)"
_BODY = rf"((?:(?!{_TOLD})[\u4e00-\u9fff()]){{3,40}}?)"
_OWN = r"(?:本(?=年度)|本(?:单位|机关|级|局|部门|级行政机关|行政机关))?"
# Which report is published: 现公布甲县教育局2021年政府信息公开工作年度报告.
NAMED = late(
    rf"{_TOLD}(?:完成|了)?由?{_BODY}{YEAR}(?:{_REPORT}|{DISCLOSURE}(?:工作)?(?:年度)?(?:总体)?{_STATE})"
    rf"|{_TOLD}(?:完成|了)?{YEAR}由?{_BODY}{_REPORT}"
    rf"|现(?:将|公布|发布|公开)由?{_BODY}{_REPORT}"
    rf"|(?:^|[,;])由?{_BODY}[现特]?(?:向社会)?{_TOLD}[了的]?{_OWN}(?:{YEAR}|年度){_OWN}{_REPORT}"
    rf"|^由?{_BODY}{YEAR}{_REPORT}"
    rf"|^{YEAR}由?{_BODY}{_REPORT}"
    rf"|{_TOLD}(?:完成|了)?由?{_BODY}{DISCLOSURE}(?:工作)?{YEAR}(?:工作)?{_END}"
    rf"|(?:(?:^|[,;])现?[就对]|涵盖了?|(?:全文|内容)包括|内容主要(?:为|是))(?:{YEAR})?由?{_BODY}(?:{YEAR})?{DISCLOSURE}(?:工作)?(?:年度)?(?:总体)?{_STATE}"
    rf"|涵盖了?(?:{YEAR})?{_BODY}(?:{YEAR})?{DISCLOSURE}工作(?=[,。])"
    rf"|做好{_BODY}(?:{YEAR})?{DISCLOSURE}工作,我[局委厅院队镇乡办]"
)
# Who wrote it; of a government's report that may be the office that all others report to.
WRITTEN = late(
    rf"由{_BODY}(?:负责|组织|会同)?(?:[根依]据|按照|(?:结合[^,;由]{{2,16}}?)?编[制写])"
    r"|由([\u4e00-\u9fff]{4,24}、[\u4e00-\u9fff]{4,24})(?:共同|联合)?编[制写]"
    rf"|由{_BODY}制作本(?:年度)?(?:报告|年报)"
    rf"|在(?:{YEAR})?由?{_BODY}(?:{YEAR})?{DISCLOSURE}(?:工作)?的?基础上编[制写]"
    rf"|(?:结合|按照)(?:{YEAR})?由?{_BODY}(?:{YEAR})?{DISCLOSURE}(?:工作)?(?:实际|有关统计|(?:情况)?编[制写])"
    rf"|(?:[根依]据|[和及])(?:{YEAR})?由?{_BODY}(?:{YEAR})?{DISCLOSURE}(?:工作)?(?:(?:开展|执行|进展|落实)?情况(?:编[制写]|完成)|实际编[制写])"
    rf"|(?:^|[,;])(?!本)由?{_BODY}[根依]据[^,;]{{2,30}}{DISCLOSURE}(?:工作)?(?:开展|执行|进展|落实)?情况,?(?:编[制写]|完成)"
    rf"|^(?!本)由?{_BODY}(?:[根依]据|按照)[^,;]{{0,40}},?编[制写]了?本(?:年度)?(?:报告|年报)"
    rf"|(?:^|[,;]|要求|规定)(?![根依]|要求)由?{_BODY}(?:编[制写]|形成)了本(?:年度)?(?:报告|年报)"
)
# Written by the office that a body has for its disclosure, whose name says whose it is.
BY_OFFICE = late(
    r"由([\u4e00-\u9fff]{3,30}?)(?:(?<!人民)政府|政务)?(?:信息|资讯)?公开(?:工作)?(?:领导小组|联席会议)?"
    r"(?:办公室|办|机构)?(?:负责|组织)?(?:[根依]据|按照|编[制写]|综合|汇总)"
)
# Of which place the parts' reports are collected: 综合2017年度甲市各县政府的报告.
COLLECTED = late(
    rf"(?:{YEAR}((?![各全本我省市县区])[\u4e00-\u9fff]{{1,12}}?(?:市|县|区|州|盟|旗))(?:人民)?政府[和及与、]?各[^,;]*(?:报告|情况)编制)|"
    r"由((?![各全本我省市县区])[\u4e00-\u9fff]{1,12}?(?:市|县|区|州|盟|旗))(?:人民)?政府(?:办公[室厅])?(?:负责)?(?:综合|汇总)|"
    rf"(?:汇总|综合)(?:{YEAR})?((?![各全本我省市县区])[\u4e00-\u9fff]{{1,12}}?(?:省|市|县|区|自治[州区县]|盟|旗))(?:人民政府)?"
    r"(?:所属|下辖)?各?(?:县(?!委)|区|市|部门|乡|镇)[^,;]*(?:报告|情况|数据)"
)
_NAME = r"([\u4e00-\u9fff]{2,30}?(?:\([\u4e00-\u9fff]{1,10}\)[\u4e00-\u9fff]{1,20}?)?)"
# Whom readers are to ask: 如有疑问,请与甲县水利局联系.
ASKED = late(
    r"(?:请(?:您)?(?:直接)?(?:[与和同向]|联系|致电|咨询)|可(?:直接)?(?:[与和同向]|致电)):?"
    rf"{_NAME}(?:联系|咨询|反映|查询|[(,。;:]|$)"
    rf"|(?<=[,;。)]){_NAME}(?:联系|咨询)电话"
)
# What a body does in its report.
DOES = (
    r"坚[持决]|认真|自觉|严[格守]|深[入化]|全[面年]|紧[紧密扣跟]|高度重视|始终|积极|不断|扎实|切实|持续|牢固|围绕"
    r"|立足|贯彻|进一步|结合|按照|根据|聚焦|充分|大力|着力|全力|通过|主动公开|共[向收受公]|未[收接]到"
    r"|没?有?收到|没有|利用|运用|依托|继续|强化|加强|[将把](?=政[府务])|对(?=政府信息)"
)
# Whose work is described: 2024年,甲市审计局坚持以人民为中心.
ACTING = late(
    r"(?:^|。)(?:20\d\d年,(?=在))?(?:(?:根据|按照|依据|为|在(?=[^,。]{2,60}下,))[^,。]{2,60},){0,2}(?:(?:在?20\d\d年(?:度|以来)?的?|今年以来|近年来|截[至止](?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|底)),?)?(?:现将?)?"
    rf"{_NAME}(?:党工?委、(?:办事处|[镇乡]?政府))?(?:\((?:以下)?简称[^()]{{0,40}}\))?"
    rf"(?:{DOES}|推进|落实|突出|以(?:[习“]|[^,。]{{2,30}}为(?:核心|主线|抓手|目标|导向|引领|重点|契机|宗旨))|在"
    r"|(?:属于?|[是系])(?=[^,。]{2,20}(?:机关|部门|单位))|指导(?=[、,全各])"
    r"|(?<!人民)政府信息公开工作(?!年度|报告|年报)|(?<=人民政府)信息公开工作)"
)
# On whose account the report says that it publishes: 甲市民政局微信公众号发布信息6条.
ACCOUNT = late(
    r"(?:^|[,。;:、“\"(和及与]|通过|利用|依托)((?:(?!通过|利用|依托)[\u4e00-\u9fff]){4,30}?)[”\"]?"
    r"(?:官方|政务)?(?:微信|微博|公众号)"
)
# Details under a report: 填报单位:甲县水利局; what ends an address.
MADE = ("填报", "编制", "报送", "填表")
_UNIT = r"(?:单位|机关|机构|部门)"
_BEFORE_IT = r"[^,;。()]{0,40}?(?:\d号|\d[楼层室])?\(?"
_AT_END = r"([\u4e00-\u9fff]{4,40})(?=[,;。()]|电话|$).*"
_NOTE = r"(?:\([^()]{0,8}\))?:"
DETAIL = late(rf"^\(?(?:(?:{'|'.join(MADE)}|联系){_UNIT}{_NOTE}|联系方式{_NOTE}(?!地址)){_AT_END}")
ADDRESS = late(rf"^\(?(?:联系方式:)?(?:联系|办公|通讯|通信)?地址{_NOTE}{_BEFORE_IT}{_AT_END}")
