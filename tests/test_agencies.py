import pytest

from parsers.metadata.agencies import has_place, is_agency
from parsers.metadata.codes import Codes
from parsers.metadata.hosts import is_host
from parsers.metadata.identity import resolve_agency, resolve_codes
from parsers.metadata.levels import classify_agency
from parsers.metadata.names import body_of_office
from parsers.metadata.titles import agency_in_title
from parsers.page import Page
from schemas.report import Metadata

BODIES = [
    ("国家税务总局", "national"),
    ("国家税务总局办公厅", "national"),
    ("国家税务总局浙江省税务局", "province"),
    ("国家税务总局乙县税务局", "county"),
    ("国家税务总局丙市税务局", None),
    ("国家统计局乙县调查队", "county"),
    ("国家统计局重庆调查总队", "province"),
    ("国家统计局杭州调查队", "prefecture"),
    ("国家矿山安全监察局山西局", "province"),
    ("国家知识产权局专利局", "national"),
    ("中国人民银行", "national"),
    ("中国人民银行丙市中心支行", None),
    ("中华人民共和国海事局", "national"),
    ("中华人民共和国甲乙海关", None),
    ("国家发展和改革委员会", "national"),
    ("生态环境部", "national"),
    ("交通运输部甲乙海事局", None),
    ("水利部甲江水利委员会", None),
    ("乙县教育部门", "county"),
    ("乙縣丁鄉人民政府", "township"),
    ("丁镇政府(机关)", "township"),
    ("乙縣丁街道辦事處", "township"),
    ("甲乙自治區財政廳", "province"),
    ("甲乙自治区文化市场综合行政执法局", "province"),
    ("甲海关关区", None),
    ("丙市海珠区", "county"),
    ("丙市高新技術產業開發區管理委員會", None),
]
TITLES = [
    ("乙总署(本级机关)2020年政府信息公开工作年度报告", "乙总署(本级机关)"),
    ("甲县民政局（本级）2020年政府信息公开工作年度报告", "甲县民政局"),
    ("乙海关（本级）2020年政府信息公开工作年度报告", "乙海关(本级)"),
    ("甲县民政局（含老龄办）2015年政府信息公开工作年度报告", "甲县民政局"),
    ("【年报】甲县水利局2022年政府信息公开工作年度报告", "甲县水利局"),
    ("【甲县水利局】2022年政府信息公开工作年度报告", "甲县水利局"),
    ("甲县水利局 | 2022年政府信息公开工作年度报告", "甲县水利局"),
    ("转发甲县水利局2022年政府信息公开工作年度报告", "甲县水利局"),
    ("關於公佈《甲县水利局2022年政府信息公开工作年度报告》的公告", "甲县水利局"),
    ("附件2 甲县水利局2022年政府信息公开工作年度报告", "甲县水利局"),
    ("03甲县水利局2022年政府信息公开工作年度报告", "甲县水利局"),
    ("权威发布｜甲县水利局2022年政府信息公开工作年度报告", "甲县水利局"),
    ("附城镇人民政府2022年政府信息公开工作年度报告", "附城镇人民政府"),
    ("2022年政府信息公开工作年度报告（甲县水利局）", "甲县水利局"),
    ("2022年政府信息公开工作年度报告（文字版）", None),
    ("甲县水利局2022年政府网站信息公开年度报告", "甲县水利局"),
    ("甲县水利局公开2022年度政府信息公开年报", "甲县水利局"),
    ("甲县水利局关于报送2022年政府信息公开工作年度报告的报告", "甲县水利局"),
    ("甲县水利局2022年政府信息和政务公开工作年度报告", "甲县水利局"),
    ("甲大学2019-2020学年信息公开工作年度报告", "甲大学"),
    ("2021年乙县丁镇人民政府信息公开工作年度报告", "乙县丁镇人民政府"),
    ("甲大学2015~2016学年信息公开年度工作报告", "甲大学"),
    ("甲总署2010年海关信息公开工作年度报告", "甲总署"),
    ("甲海关信息公开2010年度报告", "甲海关"),
    ("甲县支队年度信息公开工作报告", "甲县支队"),
    ("甲市乙局2024年机关政府信息公开年报", "甲市乙局"),
    ("關於2020年政府信息公開工作年度報告", None),
    ("(甲县)2020年政府信息公开工作年度报告", "甲县"),
    ("(图文)甲县人民政府2020年政府信息公开工作年度报告", "甲县人民政府"),
    ("甲县乙局2021政府信息公开工作年度报告", "甲县乙局"),
    ("甲县乙局(2020年度)政府信息公开年报", "甲县乙局"),
    ("甲县乙镇2022年1月1日至12月31日政府信息公开工作年度报告", "甲县乙镇"),
    ("2022年1月1日至2022年12月31日甲县乙镇政府信息公开工作年度报告", "甲县乙镇"),
    ("甲县乙镇2022年1-12月政府信息公开工作年度报告", "甲县乙镇"),
    ("甲县乙镇(2022.1.1-2022.12.31)政府信息公开工作年度报告", "甲县乙镇"),
    ("甲县乙镇2022年全年政府信息公开工作年度报告", "甲县乙镇"),
    ("甲县2022年全县政府信息公开工作年度报告", "甲县"),
    ("2022年全市政府信息公开工作年度报告", None),
    ("我局2022年政府信息公开工作年度报告", None),
    ("甲县乙局22年政府信息公开工作年度报告", "甲县乙局"),
    ("甲县乙局2O22年政府信息公开工作年度报告", "甲县乙局"),
    ("甲县乙街道·2022年政府信息公开工作年度报告", "甲县乙街道"),
]


@pytest.mark.parametrize(("name", "level"), BODIES)
def test_the_branch_of_a_central_body_has_the_level_of_its_place(name, level):
    assert classify_agency(name, None).level == level


@pytest.mark.parametrize(("name", "level"), [
    ("上海市公安局甲乙分局", "county"),
    ("甲丙市公安乙丁分局", "county"),
    ("甲市自然资源和规划局乙丙分局", "county"),
    ("烟台市公共资源交易中心乙丙分中心", "county"), ("烟台市政务服务中心第一分中心", "prefecture"),
    ("昆明市应急管理局", "prefecture"),
    ("鹽城市人民政府辦公室", "prefecture"),
    ("江苏省句容市财政局", "county"),
    ("昆明市甲乙度假区管理委员会", None),
    ("中国(甲乙)自由贸易试验区丙局", None),
    ("甲市乙镇人民政府办公室", "township"),
    ("甲区人民政府乙丙办事处", "township"),
    ("甲县人民政府驻北京办事处", "county"),
    ("阿里地区", "prefecture"),
    ("甲乙地区行政公署办公室", "prefecture"),
    ("甲乙地区丙县", "county"),
    ("黔东南州农业农村局", "prefecture"),
    ("云南省红河州人民政府", "prefecture"),
    ("贵州省黔东南州甲县", "county"),
    ("延边州甲市财政局", "county"),
    ("杭州农业局", None),
    # by the register; a city that it does not have may be of either rank
    ("烟台市民政局", "prefecture"),
    ("山东省荣成市教育局", "county"),
    ("国家税务总局烟台市税务局", "prefecture"),
    ("乌兰察布市区域经济合作局", "prefecture"),
    ("烟台市经济技术开发区管委会", None),
    ("甲乙市民政局", None),
    # the last of the register's places that a name begins with ranks it
    ("河北省石家庄市辛集市人民政府", "county"),
    ("新疆维吾尔自治区乌鲁木齐市天山区教育局", "county"),
    ("重庆市石柱土家族自治县财政局", "county"),
    ("吉林省松原市乾安县财政局", "county"),
    ("辽宁省海城市教育局", "county"),
    ("福州市长乐生态环境局", "county"),
    ("福州市生态环境局", "prefecture"),
    ("呼伦贝尔市生态环境局鄂温克族自治旗分局", "county"),
    ("北京市城市管理委员会", "province"),
    ("甲乙省城市管理局", "province"),
    ("威海市文登人民政府办公室", None),
    ("上海市公安局", "province"),
    ("甲乙自治区丙丁经济区规划办公室", "province"),
    ("甲乙省丙丁开发区管理委员会", "province"),
    ("甲乙省丙市丁区财政局", "county"),
    # of reports from before a city became a district
    ("绍兴市上虞市财政局", "county"),
    ("莱芜市财政局", "prefecture"),
])  # fmt: skip
def test_a_branch_in_a_district_and_a_region_of_prefectures_rank_have_theirs(name, level):
    assert classify_agency(name, None).level == level


@pytest.mark.parametrize(("name", "level", "scope"), [
    ("甲乙地区丙市人民政府", "county", "consolidated"),
    ("甲乙自治州丙市教育局", "county", "own"),
    ("甲乙盟市场监督管理局", "prefecture", "own"),
    ("甲乙地区城市管理局", "prefecture", "own"),
    ("甲乙地区行政公署", "prefecture", "consolidated"),
    ("甲乙盟行署外事办公室", "prefecture", "own"),
    ("甲乙工业园区管理委员会", None, "own"),
    ("甲乙新区管委会", None, "own"),
    ("甲乙新区人民政府", "county", "consolidated"),
    ("丙县甲乙示范区管理委员会", "county", "own"),
    ("甲乙示范区教育局", None, "own"),
    ("甲乙旅游度假区财政局", None, "own"),
    ("甲乙工业园区教育局", None, "own"),
    ("丙市经济技术开发区", None, "own"),
    ("丙市绿园区教育局", "county", "own"),
    ("丙市城区", "county", "consolidated"),
    # peoples may give a place a name that is longer than those of its superiors
    ("重庆市甲乙土家族苗族自治县财政局", "county", "own"),
    ("甲省乙丙布依族苗族自治州财政局", "prefecture", "own"),
    ("新疆维吾尔自治区甲乙丙丁柯尔克孜自治州财政局", "prefecture", "own"),
])  # fmt: skip
def test_a_city_in_a_prefecture_ranks_with_counties_and_a_zone_has_no_rank(name, level, scope):
    assert classify_agency(name, None)[1:] == (level, scope)


@pytest.mark.parametrize(("name", "level"), [
    ("海關總署", "national"),
    ("中華人民共和國公安部", "national"),
    ("國家稅務總局", "national"),
    ("安监总局", "national"),
    ("全国海关", "national"),
    ("國家稅務總局甲縣稅務局", "county"),
    ("中華人民共和國甲乙海關", None),
])  # fmt: skip
def test_a_body_of_the_state_is_known_in_traditional_letters(name, level):
    assert classify_agency(name, None).level == level


@pytest.mark.parametrize(("name", "level"), [
    ("省财政厅", "province"),
    ("自治区审计厅", "province"),
    ("区人力资源和社会保障厅", None),
    ("州教育局", "prefecture"),
    ("巴州人民政府", "prefecture"),
    ("德州教育局", None),
    ("锡盟教育局", "prefecture"),
    ("县教育局", "county"),
    ("区市场监管局", "county"),
    ("旗民政局", "county"),
    ("市教育局", None),
    ("教育局", None),
])  # fmt: skip
def test_a_short_name_says_its_level_if_not_where(name, level):
    assert classify_agency(name, None).level == level


def test_a_county_of_one_letter_is_a_government():
    assert classify_agency("沛县", None).scope == "consolidated"
    assert classify_agency("全县", None).scope == "own"


@pytest.mark.parametrize(("name", "body", "scope"), [
    ("甲海关关区", "甲海关", "consolidated"),
    ("甲海關關區", "甲海關", "consolidated"),
    ("甲省乙市气象部门", "甲省乙市气象局", "consolidated"),
    ("甲海关", "甲海关", "own"),
    ("全国税务系统", "全国税务系统", "consolidated"),
    ("乙总署(本级机关)", "乙总署(本级机关)", "own"),
])  # fmt: skip
def test_a_district_or_a_sector_is_its_body_with_what_is_under_it(name, body, scope):
    agency = classify_agency(name, None)
    assert (agency.name, agency.scope) == (body, scope)


@pytest.mark.parametrize(("publisher", "named", "hosts"), [
    ("丙市人民政府", "丙市财政局", True),
    ("丙市人民政府", "丙市財政局", True),
    ("乙县人民政府", "丁镇人民政府", True),
    ("丙市人民政府", "乙县", True),
    ("丙市人民政府", "丙市乙县人民政府", True),
    ("甲乙地区行政公署", "甲乙地区", False),
    ("丙市乙县人民政府", "乙县", False),
    ("乙县人民政府", "丙市乙县人民政府", False),
    ("甲自治区人民政府", "自治区", False),
    ("乙县财政局", "乙县税务局", False),
    ("乙县人民政府", "财政局", False),
    ("乙县人民政府", "乙县人民政府办公室", False),
])  # fmt: skip
def test_a_government_only_hosts_the_report_of_an_office_that_its_title_names(
    publisher, named, hosts
):
    assert is_host(publisher, named) is hosts


@pytest.mark.parametrize(("publisher", "named", "body"), [
    ("甲县气象局办公室", "甲县气象局", "甲县气象局"),
    ("甲县气象局综合科", "县气象局", "甲县气象局"),
    ("教育部办公厅", "教育部", "教育部"),
    ("甲县气象局办公室", "甲县气象局办公室", None),
    ("甲县人民政府办公室", "甲县人民政府", None),
    ("甲县气象局办公室", "甲县财政局", None),
    ("气象局办公室", "气象局", None),
    ("甲县气象局", "甲县气象局", None),
    ("甲县气象局办公室", None, None),
])  # fmt: skip
def test_a_report_that_a_bodys_own_office_publishes_is_the_bodys(publisher, named, body):
    assert body_of_office(publisher, named) == body


@pytest.mark.parametrize(
    ("name", "placed"),
    [("高新区财政局", False), ("甲乙高新区财政局", True), ("甲乙新区财政局", True)],
)
def test_a_development_zone_is_a_place_only_where_it_says_of_which_town(name, placed):
    assert has_place(name) is placed


@pytest.mark.parametrize(
    "name",
    [
        "甲县业余体校",
        "甲县卫校",
        "甲县职业中专",
        "甲县职高",
        "甲市电大",
        "甲市京剧团",
        "甲县公路段",
        "甲市人民公园",
    ],
)
def test_a_school_a_troupe_or_a_park_is_a_body_under_its_short_name(name):
    assert is_agency(name)


@pytest.mark.parametrize(("title", "name"), TITLES)
def test_a_title_without_year_and_report_is_the_body(title, name):
    assert agency_in_title(title) == name


@pytest.mark.parametrize(
    ("name", "placed"),
    [("甲城市财政局", True), ("甲城市城市管理局", True), ("城市管理局", False), ("财政局", False)],
)
def test_a_city_whose_name_ends_in_cheng_is_a_place_and_the_management_of_cities_none(name, placed):
    assert has_place(name) is placed


@pytest.mark.parametrize(("publisher", "title", "text", "name"), [
    (None, "西岭镇", "甲县西岭镇人民政府", "甲县西岭镇人民政府"),
    ("丙市人社局", "市人力资源和社会保障局", None, "丙市人社局"),
    ("临渚县人民政府", "教育局", None, "临渚县教育局"),
    ("甲市自然资源和规划局", "甲市国土局", "甲市国土局", "甲市国土局"),  # whose successor publishes
    ("甲市城乡规划局", "甲市规划局", "甲市规划局", "甲市城乡规划局"),
    ("丙丁街道", "", "甲市乙区人民政府丙丁街道办事处", "甲市乙区人民政府丙丁街道办事处"),
    ("丙丁镇", "", "甲县丙丁镇中心小学", "丙丁镇"),
    # a body's inner office, whatever the title says of it
    ("甲县水利局办公室", "", None, "甲县水利局"),
    ("甲县审批局(政务局)办公室", "", None, "甲县审批局(政务局)"),
    (None, "", "甲县乙镇人民政府办公室", "甲县乙镇人民政府"),
    ("甲县人民政府", "县数据局", "甲县数据局办公室", "甲县数据局"),
    ("甲县人民政府", "开发区管委会", "甲县开发区管委会办公室", "甲县开发区管委会"),
    ("甲县水利局办公室", "甲县水利局办公室", None, "甲县水利局办公室"),
    ("甲县编委办公室", "", None, "甲县编委办公室"),
    ("甲县乙街道办事处综合科", "", None, "甲县乙街道办事处"),
    ("甲县卫生健康委员会办公室", "", None, "甲县卫生健康委员会"),
    ("甲县地方志编纂委员会办公室", "", None, "甲县地方志编纂委员会办公室"),
    (None, "", "甲县乙开发区管委会办公室", "甲县乙开发区管委会办公室"),  # which reports as a government's does
    ("甲县人民政府", "乙街道办事处", "甲县乙街道办事处", "甲县乙街道办事处"),
    # who keeps a government's site
    ("池州市融媒体中心", "池州市档案馆", None, "池州市档案馆"),
    ("中共池州市委办公室", "", "池州市档案馆", "池州市档案馆"),
    ("杭州市西湖区融媒体中心", "教育局", None, "杭州市西湖区教育局"),
    ("池州市融媒体中心", "", None, "池州市融媒体中心"),
    ("池州市信息中心", "池州市信息中心", None, "池州市信息中心"),
    # a government, by its place alone, or longer than the title
    ("甲县", "教育局", None, "甲县教育局"),
    ("甲县人民政府办公室", "", "县教育局", "甲县教育局"),
    ("甲县人民政府", "", "甲县人民政府办公室", "甲县人民政府"),
    ("甲县人民政府", "", "县政府办公室", "甲县人民政府"),
    ("池州市人民政府", "池州市政府办", None, "池州市政府办"),
    ("池州市人民政府", "市开发区管委会", None, "市开发区管委会"),
    ("池州市人民政府", "池州市", None, "池州市人民政府"),
])  # fmt: skip
def test_an_agency_has_the_fullest_of_its_names(publisher, title, text, name):
    named = f"{title}2023年政府信息公开工作年度报告"
    chosen = Metadata(title=named, publisher=publisher, agency=text)
    page = Page(("2023年,我局公开信息6条。",) if "局" in title else ())
    assert resolve_agency(chosen, Codes(), page, None).name == name


@pytest.mark.parametrize(("publisher", "title", "name"), [
    ("admin", "", None),
    ("张三", "", None),
    ("今日甲乙", "", None),
    ("中国甲乙", "", None),
    ("中国池州", "", None),
    ("县残联", "", "县残联"),
    ("县政府", "", "县政府"),
    ("新疆生产建设兵团第八师", "", "新疆生产建设兵团第八师"),
    ("甲县三中", "", "甲县三中"),
    ("甲县政务公开网", "", None),
    ("甲县人民政府门户网站", "", None),
    ("甲縣人民政府門戶網站", "", None),
    ("甲县人民政府门户网站", "甲县水利局", "甲县水利局"),
    ("甲县人民政府网", "水利局", "甲县水利局"),
    ("甲县水利局网站", "", "甲县水利局"),
    ("甲市水务集团", "", "甲市水务集团"),
    ("甲省乙监狱", "", "甲省乙监狱"),
])  # fmt: skip
def test_a_site_or_who_keeps_it_makes_no_report_but_a_body_on_a_site_of_its_own_does(
    publisher, title, name
):
    chosen = Metadata(title=f"{title}2023年政府信息公开工作年度报告", publisher=publisher)
    assert resolve_agency(chosen, Codes(), Page(()), None).name == name


@pytest.mark.parametrize(("number", "publisher", "codes"), [
    ("11330800002618736G/2025-00251", None, ("002618736", "330800")),
    ("000014349/2025-00251", "甲县水利局", (None, "620123")),
    ("000014349/2025-00251", "国务院办公厅", ("000014349", "620123")),
])  # fmt: skip
def test_a_code_that_many_print_is_its_owners_and_a_sites_region_stands_in(
    number, publisher, codes
):
    page = Page((), metas=(("SiteIDCode", "6201230001"),))
    assert resolve_codes(Metadata(index_number=number, publisher=publisher), page)[1:] == codes
